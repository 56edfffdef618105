"""A commune with the law in its tables, the people of a dossier, and dossiers at any point of their life."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.gis.geos import MultiPolygon

from kharita.accounts.models import User
from kharita.accounts.roles import Role
from kharita.permits.models import (
    Circulation,
    CommissionSession,
    Entity,
    EntityMember,
    Permit,
    RefusalReason,
    State,
)
from kharita.permits.paper.certificates import make_test_certificate
from kharita.permits.services import (
    circulation,
    completeness,
    conclusion,
    decisions,
    documents,
    drafts,
    fees,
    sessions,
    submission,
    works,
)
from kharita.permits.services.law import load_law, version_of
from kharita.permits.services.submission import asked_documents, facts_of
from kharita.territory.models import Commune, Parcel
from tests.factories import make_parcel, make_user, multi, square

NOW = datetime(2026, 9, 7, 10, 0, tzinfo=UTC)  # a Monday, far from holidays
CERTIFIED_AT = datetime(2025, 1, 1, tzinfo=UTC)
PROJECT = {
    "use": "individual_housing",
    "floors": 2,
    "height_m": 11.0,
    "covered_area_m2": 182.3,
    "floor_area_m2": 430.0,
    "overhang_m2": 4.2,
    "dwellings": 2,
}


class Desk:
    """The people of one commune's permits desk, and what they do, step by step."""

    def __init__(self, commune: Commune) -> None:
        load_law()
        self.commune = commune
        self.parcel: Parcel = make_parcel(commune, "12345/40", tenure="titled")
        self.applicant = make_user(username="applicant", full_name="Hayat Zahri")
        self.architect = make_user(username="architect")
        self.officer = make_user(Role.URBANISM_OFFICER, commune, username="officer")
        self.president = make_user(Role.COUNCIL_PRESIDENT, commune, username="president")
        self.inspector = make_user(Role.INSPECTOR, commune, username="inspector")
        self.member = make_user(Role.COMMISSION_MEMBER, commune, username="member")
        self.agency = Entity.objects.get(code="urban_agency")
        EntityMember.objects.create(entity=self.agency, commune=commune, user=self.member)

    def draft(self, kind: str = "BUILD_SMALL", *, complete: bool = True, now: datetime = NOW) -> Permit:
        permit = drafts.begin_draft(commune=self.commune, kind=kind, applicant=self.applicant, now=now)
        if not complete:
            return permit
        values: dict[str, Any] = {
            "title": "A house of two floors",
            "architect": self.architect,
            "architect_name": "Architect",
            "project": PROJECT,
            "footprint": self.footprint(),
        }
        permit = drafts.save_draft(
            draft=permit, version=1, actor=self.applicant, now=now, values=values, parcels=[self.parcel]
        )
        rules = version_of(kind, commune_id=self.commune.pk, day=now.date())
        for asked in asked_documents(rules, facts_of(permit)):
            if asked["required"]:
                self.attach(permit, asked["kind"], now=now)
        return permit

    def footprint(self) -> MultiPolygon:
        west, south, _east, _north = self.parcel.geometry.extent
        return multi(square(west + 2, south + 2, 12))

    def attach(self, permit: Permit, kind: str, *, now: datetime = NOW, actor: User | None = None) -> Any:
        return documents.attach_document(
            permit=permit, kind=kind, file=BytesIO(f"%PDF {kind}".encode()), name=f"{kind}.pdf",
            media_type="application/pdf", actor=actor or self.applicant, now=now, pages=2,
        )  # fmt: skip

    def submitted(self, kind: str = "BUILD_SMALL", now: datetime = NOW) -> Permit:
        return submission.submit(draft=self.draft(kind, now=now), applicant=self.applicant, now=now)

    def at(self, state: State, now: datetime = NOW) -> Permit:
        """A building dossier that has come to `state` by the desk's own steps."""
        return _ROADS[state](self, now)

    def session(self, now: datetime = NOW) -> CommissionSession:
        """An open session with a quorum of one, which is there."""
        session = sessions.plan_session(
            commune=self.commune, starts_at=now, place="", quorum=1, actor=self.officer, now=now
        )
        sessions.note_attendance(
            session=session, entity=self.agency, presence="present", person="", actor=self.officer
        )
        return sessions.open_session(session=session, actor=self.officer, now=now)

    def reason(self, code: str = "height") -> RefusalReason:
        found: RefusalReason = RefusalReason.objects.get(code=code)
        return found

    def opinion(self, permit: Permit, verdict: str = "favourable", now: datetime = NOW) -> Any:
        sent = Circulation.objects.get(permit=permit, entity=self.agency)
        return circulation.give_opinion(
            circulation=sent, verdict=verdict, text="", author=self.member, now=now,
            reasons=[self.reason()] if verdict == "unfavourable" else [],
            reservations=["A wider court"] if verdict == "with_reservations" else [],
        )  # fmt: skip

    def concluded(self, verdict: str, now: datetime = NOW) -> Permit:
        permit = self.at(State.IN_COMMISSION, now)
        item = permit.session_items.get()  # type: ignore[attr-defined]  # reverse side
        sessions.conclude_item(
            item=item, conclusion=verdict, note="", actor=self.officer, now=now,
            reasons=[self.reason()] if verdict == "unfavourable" else [],
            reservations=["A wider court"] if verdict == "with_reservations" else [],
        )  # fmt: skip
        permit.refresh_from_db()
        return permit

    def visited(self, permit: Permit, purpose: str, result: str, now: datetime) -> Permit:
        visit = works.plan_inspection(
            commune=self.commune, permit=permit, offence=None, purpose=purpose, planned_on=now.date(),
            inspector=self.inspector, actor=self.inspector, now=now,
        )  # fmt: skip
        points = [{"item": "setbacks", "ok": False, "note": "0,60 m au lieu de 3 m"}]
        found = works.Found(held_at=now, result=result, note="", checklist=points)
        works.hold_inspection(inspection=visit, found=found, actor=self.inspector, now=now)
        permit.refresh_from_db()
        return permit


def _in_commission(desk: Desk, now: datetime) -> Permit:
    permit = desk.at(State.CIRCULATED, now)
    sessions.put_on_agenda(session=desk.session(now), permit=permit, actor=desk.officer, now=now)
    permit.refresh_from_db()
    return permit


def _complement(desk: Desk, now: datetime) -> Permit:
    return completeness.request_complement(
        permit=desk.submitted(now=now),
        request="The façades",
        documents=["facades"],
        actor=desk.officer,
        now=now,
    )


def _fee_due(desk: Desk, now: datetime) -> Permit:
    permit = desk.at(State.FAVOURABLE, now)
    fees.order_fee(permit=permit, exemption="", actor=desk.officer, now=now)
    permit.refresh_from_db()
    return permit


def _fee_paid(desk: Desk, now: datetime) -> Permit:
    permit = desk.at(State.FEE_DUE, now)
    amount = permit.fee_orders.get().amount  # type: ignore[attr-defined]  # reverse side
    fees.record_payment(
        permit=permit, amount=Decimal(amount), method="cash", reference="", paid_on=now.date(),
        actor=desk.officer, now=now,
    )  # fmt: skip
    permit.refresh_from_db()
    return permit


def _signed(desk: Desk, now: datetime) -> Permit:
    permit = desk.at(State.FEE_PAID, now)
    decisions.sign(permit=permit, text="", actor=desk.president, now=now)
    permit.refresh_from_db()
    return permit


def _refused(desk: Desk, now: datetime) -> Permit:
    permit = desk.at(State.UNFAVOURABLE, now)
    decisions.refuse(
        permit=permit, text="", reasons=[desk.reason()], ways_of_appeal="To the governor",
        actor=desk.president, now=now,
    )  # fmt: skip
    permit.refresh_from_db()
    return permit


def _works_declared(desk: Desk, now: datetime) -> Permit:
    permit = desk.at(State.ISSUED, now)
    works.declare_works(
        permit=permit, on=now.date(), architect_name="Architect", contractor="", note="",
        actor=desk.applicant, now=now,
    )  # fmt: skip
    permit.refresh_from_db()
    return permit


def _completed(desk: Desk, now: datetime) -> Permit:
    permit = desk.at(State.WORKS_UNDER_WAY, now)
    works.declare_completion(
        permit=permit, on=now.date(), architect_name="Architect", note="", actor=desk.applicant, now=now
    )
    permit.refresh_from_db()
    return permit


def _certified(desk: Desk, now: datetime) -> Permit:
    permit = desk.at(State.SURVEYED, now)
    decisions.certify(permit=permit, text="", actor=desk.president, now=now)
    permit.refresh_from_db()
    return permit


def _expired(desk: Desk, now: datetime) -> Permit:
    permit = desk.at(State.ISSUED, now)
    from_issue = now + timedelta(days=800)
    from kharita.permits.services.lapsing import lapse

    lapse(now=from_issue)
    permit.refresh_from_db()
    return permit


_ROADS: dict[State, Callable[[Desk, datetime], Permit]] = {
    State.DRAFT: lambda desk, now: desk.draft(now=now),
    State.SUBMITTED: lambda desk, now: desk.submitted(now=now),
    State.COMPLEMENT_REQUESTED: _complement,
    State.COMPLEMENT_ANSWERED: lambda desk, now: completeness.answer_complement(
        permit=_complement(desk, now), answer="Attached", actor=desk.applicant, now=now
    ),
    State.COMPLETE: lambda desk, now: completeness.accept_dossier(
        permit=desk.submitted(now=now), actor=desk.officer, now=now
    ),
    State.CIRCULATED: lambda desk, now: circulation.circulate(
        permit=desk.at(State.COMPLETE, now), entities=[desk.agency], actor=desk.officer, now=now
    ),
    State.IN_COMMISSION: _in_commission,
    State.FAVOURABLE: lambda desk, now: desk.concluded("favourable", now),
    State.WITH_RESERVATIONS: lambda desk, now: desk.concluded("with_reservations", now),
    State.UNFAVOURABLE: lambda desk, now: desk.concluded("unfavourable", now),
    State.REVISED: lambda desk, now: conclusion.revise(
        permit=desk.at(State.WITH_RESERVATIONS, now), answer="Done", actor=desk.applicant, now=now
    ),
    State.REFUSED: _refused,
    State.APPEALED: lambda desk, now: decisions.appeal(
        permit=_refused(desk, now), grounds="The height was measured wrong", actor=desk.applicant, now=now
    ),
    State.FEE_DUE: _fee_due,
    State.FEE_PAID: _fee_paid,
    State.SIGNED: _signed,
    State.ISSUED: lambda desk, now: decisions.issue(
        permit=desk.at(State.SIGNED, now), actor=desk.officer, now=now
    ),
    State.WORKS_DECLARED: _works_declared,
    State.WORKS_UNDER_WAY: lambda desk, now: desk.visited(
        _works_declared(desk, now), "routine", "conforming", now
    ),
    State.SUSPENDED: lambda desk, now: works.suspend_works(
        permit=desk.at(State.WORKS_UNDER_WAY, now), reason="Danger", actor=desk.inspector, now=now
    ),
    State.COMPLETED: _completed,
    State.NOT_CONFORMING: lambda desk, now: desk.visited(_completed(desk, now), "completion", "offence", now),
    State.SURVEYED: lambda desk, now: desk.visited(_completed(desk, now), "completion", "conforming", now),
    State.CONFORMING: _certified,
    State.WITHDRAWN: lambda desk, now: decisions.withdraw(
        permit=desk.submitted(now=now), reason="", actor=desk.applicant, now=now
    ),
    State.EXPIRED: _expired,
}


@pytest.fixture
def desk(commune: Commune) -> Desk:
    return Desk(commune)


@pytest.fixture(scope="session")
def test_certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate that signs in tests, valid on NOW as well as today."""
    path = tmp_path_factory.mktemp("signing") / "president.p12"
    make_test_certificate(path, holder="Nadia Chraïbi", commune="Berkane", passphrase="", now=CERTIFIED_AT)
    return path


@pytest.fixture(autouse=True)
def _the_president_can_sign(test_certificate: Path, settings: Any) -> None:
    settings.KHARITA = settings.KHARITA.model_copy(update={"signing_certificate": test_certificate})
