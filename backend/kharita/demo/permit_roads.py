"""Dossiers of the demo that came where they are by the desk's own steps: one in each state; offences.

Every step is a service called as the person who may take it, at a moment in the past, so that what the desk
shows of them (history, opinions, sessions, decisions, papers) is what it shows of real ones.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from django.conf import settings
from django.contrib.gis.geos import GEOSGeometry, MultiPolygon
from django.db.models import F

from kharita.accounts.models import User
from kharita.demo.plans import page_of
from kharita.permits.models import (
    Circulation,
    CommissionSession,
    Entity,
    EntityMember,
    Letterhead,
    Notice,
    Permit,
    RefusalReason,
    SessionItem,
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
    lapsing,
    offences,
    sessions,
    submission,
    works,
)
from kharita.permits.services.law import version_of
from kharita.territory.models import Commune, Parcel

DAY = timedelta(days=1)
LONG_AGO = 420
"""Days after which a permit that nobody began to build has lapsed (a year)."""
ENTITIES = ("urban_agency", "network_operator")
PROJECTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("Construction d’une habitation individuelle en R+2", {"use": "individual_housing", "floors": 2}),
    ("بناء مسكن فردي من طابق أرضي وطابقين", {"use": "individual_housing", "floors": 2}),
    ("Villa avec jardin et garage", {"use": "villa", "floors": 1}),
    ("عمارة سكنية مع محلات تجارية", {"use": "mixed", "floors": 3}),
    ("Surélévation d’un étage", {"use": "individual_housing", "floors": 1, "works": "storey"}),
)
OPENING = ("submit", "accept", "circulate", "opine")
GRANTING = ("order_fee", "pay", "sign", "issue")
BUILDING = ("declare_works", "visit")
ROADS: dict[State, tuple[tuple[str, ...], tuple[str, ...]]] = {
    State.DRAFT: ((), ()),
    State.SUBMITTED: (("submit",), ()),
    State.COMPLEMENT_REQUESTED: (("submit", "ask"), ()),
    State.COMPLEMENT_ANSWERED: (("submit", "ask", "answer"), ()),
    State.COMPLETE: (("submit", "accept"), ()),
    State.CIRCULATED: (OPENING[:3], ()),
    State.WITHDRAWN: (("submit", "withdraw"), ()),
    State.IN_COMMISSION: (OPENING, ()),
    State.FAVOURABLE: (OPENING, ()),
    State.WITH_RESERVATIONS: (OPENING, ()),
    State.REVISED: (OPENING, ("revise",)),
    State.UNFAVOURABLE: (OPENING, ()),
    State.REFUSED: (OPENING, ("refuse",)),
    State.APPEALED: (OPENING, ("refuse", "appeal")),
    State.FEE_DUE: (OPENING, GRANTING[:1]),
    State.FEE_PAID: (OPENING, GRANTING[:2]),
    State.SIGNED: (OPENING, GRANTING[:3]),
    State.ISSUED: (OPENING, GRANTING),
    State.EXPIRED: (OPENING, GRANTING),
    State.WORKS_DECLARED: (OPENING, (*GRANTING, "declare_works", "plan_visit")),
    State.WORKS_UNDER_WAY: (OPENING, GRANTING + BUILDING),
    State.SUSPENDED: (OPENING, (*GRANTING, *BUILDING, "suspend")),
    State.COMPLETED: (OPENING, (*GRANTING, *BUILDING, "complete")),
    State.NOT_CONFORMING: (OPENING, (*GRANTING, *BUILDING, "complete", "find_faults")),
    State.SURVEYED: (OPENING, (*GRANTING, *BUILDING, "complete", "survey")),
    State.CONFORMING: (OPENING, (*GRANTING, *BUILDING, "complete", "survey", "certify")),
}
"""By state: the steps before the commission, and those after it."""
VERDICTS = {
    State.WITH_RESERVATIONS: "with_reservations",
    State.REVISED: "with_reservations",
    State.UNFAVOURABLE: "unfavourable",
    State.REFUSED: "unfavourable",
    State.APPEALED: "unfavourable",
}
RESERVATIONS = ("Porter la cour à 4 m au moins / توسيع الفناء إلى 4 أمتار على الأقل",)


@dataclass(frozen=True)
class People:
    """Who takes the steps."""

    applicant: User
    architect: User
    officer: User
    member: User
    president: User
    inspector: User


class Roads:
    """Takes dossiers of one commune along their roads, up to `now`."""

    def __init__(self, commune: Commune, people: People, parcels: list[Parcel], now: datetime) -> None:
        self.commune, self.people, self.now = commune, people, now
        self.parcels = iter(parcels)
        self.entities = list(Entity.objects.filter(kind__in=ENTITIES, commune=None).order_by("code"))
        self.reason = RefusalReason.objects.get(code="height")

    def walk(self) -> int:
        """Make them all; how many."""
        made = {state: self._begun(place, state) for place, state in enumerate(ROADS)}
        concluded = [state for state in ROADS if ROADS[state][0] == OPENING]
        concluded.remove(State.IN_COMMISSION)
        concluded.remove(State.EXPIRED)
        self._deliberate([(made[state], VERDICTS.get(state, "favourable")) for state in concluded], 30)
        self._deliberate([(made[State.EXPIRED], "favourable")], LONG_AGO)
        self._convene(made[State.IN_COMMISSION])
        for state, (_before, after) in ROADS.items():
            self._take(made[state], after, days=LONG_AGO - 2 if state == State.EXPIRED else 28)
        lapsing.lapse(now=self.now)
        self._offences(made[State.SUSPENDED])
        # What was told long ago is not sent today.
        Notice.objects.filter(sent_at=None).update(sent_at=F("at"))
        return len(made)

    def _begun(self, place: int, state: State) -> Permit:
        before = ROADS[state][0]
        days = 44 if before == OPENING else 2 + 2 * len(before)
        if state == State.EXPIRED:
            days += LONG_AGO - 30
        if state == State.IN_COMMISSION:
            days = 12
        permit = self._draft(place, self.now - (days + 1) * DAY)
        self._take(permit, before, days=days)
        return permit

    def _take(self, permit: Permit, steps: tuple[str, ...], *, days: int) -> None:
        """Take `steps`, the first so many days ago and two days from one to the next."""
        for place, step in enumerate(steps):
            at = self.now - max(days - 2 * place, 0.1) * DAY
            permit.refresh_from_db()
            getattr(self, f"_{step}")(permit, at)

    def _draft(self, place: int, at: datetime) -> Permit:
        people, parcel = self.people, next(self.parcels)
        title, project = PROJECTS[place % len(PROJECTS)]
        area = round(parcel.geometry.area * 0.55, 1)
        owner = parcel.owners.order_by("pk").first()
        draft = drafts.begin_draft(
            commune=self.commune, kind="BUILD_SMALL", applicant=people.applicant, now=at
        )
        values: dict[str, Any] = {
            "title": title,
            "address": parcel.address,
            "architect": people.architect,
            "architect_name": people.architect.full_name,
            "architect_number": "ON-0427",
            "owner_name": owner.name if owner else people.applicant.full_name,
            "owner_name_ar": owner.name_ar if owner else people.applicant.full_name_ar,
            "project": {
                "height_m": 3.2 * (project["floors"] + 1),
                "covered_area_m2": area,
                "floor_area_m2": round(area * (project["floors"] + 1), 1),
                "dwellings": 1 + project["floors"],
                **project,
            },
            "footprint": _footprint(parcel.geometry),
        }
        permit = drafts.save_draft(
            draft=draft, version=1, actor=people.applicant, now=at, values=values, parcels=[parcel]
        )
        rules = version_of(permit.kind_id, commune_id=self.commune.pk, day=at.date())
        for asked in submission.asked_documents(rules, submission.facts_of(permit)):
            if asked["required"]:
                self._attach(permit, asked["kind"], at)
        return permit

    def _attach(self, permit: Permit, kind: str, at: datetime) -> None:
        documents.attach_document(
            permit=permit, kind=kind, file=BytesIO(page_of(kind)), name=f"{kind}.pdf",
            media_type="application/pdf", actor=self.people.architect, now=at, pages=1,
        )  # fmt: skip

    # Before the commission.
    def _submit(self, permit: Permit, at: datetime) -> None:
        submission.submit(draft=permit, applicant=self.people.applicant, now=at)
        Permit.objects.filter(pk=permit.pk).update(assignee=self.people.officer)

    def _ask(self, permit: Permit, at: datetime) -> None:
        completeness.request_complement(
            permit=permit, request="Plan des façades coté / تصميم الواجهات مع القياسات",
            documents=["facades"], actor=self.people.officer, now=at,
        )  # fmt: skip

    def _answer(self, permit: Permit, at: datetime) -> None:
        self._attach(permit, "facades", at)
        completeness.answer_complement(
            permit=permit, answer="Façades jointes", actor=self.people.architect, now=at
        )

    def _accept(self, permit: Permit, at: datetime) -> None:
        completeness.accept_dossier(permit=permit, actor=self.people.officer, now=at)

    def _circulate(self, permit: Permit, at: datetime) -> None:
        circulation.circulate(permit=permit, entities=self.entities, actor=self.people.officer, now=at)

    def _opine(self, permit: Permit, at: datetime) -> None:
        for sent in Circulation.objects.filter(permit=permit):
            circulation.give_opinion(
                circulation=sent, verdict="favourable", text="", reasons=[], reservations=[],
                author=self.people.member, now=at,
            )  # fmt: skip

    def _withdraw(self, permit: Permit, at: datetime) -> None:
        decisions.withdraw(permit=permit, reason="Projet abandonné", actor=self.people.applicant, now=at)

    # The commission.
    def _deliberate(self, agenda: list[tuple[Permit, str]], days: int) -> None:
        """A session so many days ago that concludes on all of these."""
        at, officer = self.now - days * DAY, self.people.officer
        session = self._session(at - 3 * DAY, at)
        for entity in self.entities:
            sessions.note_attendance(
                session=session, entity=entity, presence="present", person=self.people.member.full_name,
                actor=officer,
            )  # fmt: skip
        for permit, _verdict in agenda:
            sessions.put_on_agenda(session=session, permit=permit, actor=officer, now=at - 3 * DAY)
        sessions.open_session(session=session, actor=officer, now=at)
        for permit, verdict in agenda:
            sessions.conclude_item(
                item=SessionItem.objects.get(session=session, permit=permit), conclusion=verdict, note="",
                reasons=[self.reason] if verdict == "unfavourable" else [],
                reservations=list(RESERVATIONS) if verdict == "with_reservations" else [],
                actor=officer, now=at,
            )  # fmt: skip
        sessions.close_session(
            session=session, minutes=f"{len(agenda)} dossiers examinés", actor=officer, now=at
        )

    def _session(self, planned_at: datetime, starts_at: datetime) -> CommissionSession:
        return sessions.plan_session(
            commune=self.commune, starts_at=starts_at, place="Salle de réunions / قاعة الاجتماعات", quorum=2,
            actor=self.people.officer, now=planned_at,
        )  # fmt: skip

    def _convene(self, permit: Permit) -> None:
        session = self._session(self.now - DAY, self.now + 3 * DAY)
        sessions.put_on_agenda(session=session, permit=permit, actor=self.people.officer, now=self.now - DAY)

    def _revise(self, permit: Permit, at: datetime) -> None:
        conclusion.revise(permit=permit, answer="Cour élargie", actor=self.people.architect, now=at)

    # The decision.
    def _order_fee(self, permit: Permit, at: datetime) -> None:
        fees.order_fee(permit=permit, exemption="", actor=self.people.officer, now=at)

    def _pay(self, permit: Permit, at: datetime) -> None:
        amount = permit.fee_orders.get().amount
        fees.record_payment(
            permit=permit, amount=amount, method="transfer", reference=f"VIR-{permit.pk}",
            paid_on=at.date(), actor=self.people.officer, now=at,
        )  # fmt: skip

    def _sign(self, permit: Permit, at: datetime) -> None:
        decisions.sign(permit=permit, text="", actor=self.people.president, now=at)

    def _issue(self, permit: Permit, at: datetime) -> None:
        decisions.issue(permit=permit, actor=self.people.officer, now=at)

    def _refuse(self, permit: Permit, at: datetime) -> None:
        decisions.refuse(
            permit=permit, text="", reasons=[self.reason],
            ways_of_appeal="Recours devant le gouverneur de la province / الطعن أمام عامل الإقليم",
            actor=self.people.president, now=at,
        )  # fmt: skip

    def _appeal(self, permit: Permit, at: datetime) -> None:
        decisions.appeal(
            permit=permit, grounds="La hauteur a été mesurée depuis la cour", actor=self.people.applicant,
            now=at,
        )  # fmt: skip

    # The site.
    def _declare_works(self, permit: Permit, at: datetime) -> None:
        works.declare_works(
            permit=permit, on=at.date(), architect_name=self.people.architect.full_name,
            contractor="Entreprise Al Bina", note="", actor=self.people.applicant, now=at,
        )  # fmt: skip

    def _plan_visit(self, permit: Permit, at: datetime, days: int = 5, purpose: str = "foundations") -> Any:
        return works.plan_inspection(
            commune=self.commune, permit=permit, offence=None, purpose=purpose,
            planned_on=(at + days * DAY).date(), inspector=self.people.inspector,
            actor=self.people.inspector, now=at,
        )  # fmt: skip

    def _hold(self, permit: Permit, at: datetime, purpose: str, result: str) -> None:
        checklist: list[dict[str, Any]] = [
            {"item": "panel", "ok": True, "note": ""},
            {"item": "setbacks", "ok": result != "offence", "note": ""},
            {"item": "height", "ok": None, "note": ""},
        ]
        found = works.Found(
            held_at=at, result=result, note="", checklist=checklist,
            position=permit.site.point_on_surface,
        )  # fmt: skip
        visit = self._plan_visit(permit, at, 0, purpose)
        works.hold_inspection(inspection=visit, found=found, actor=self.people.inspector, now=at)

    def _visit(self, permit: Permit, at: datetime) -> None:
        self._hold(permit, at, "routine", "conforming")

    def _suspend(self, permit: Permit, at: datetime) -> None:
        works.suspend_works(
            permit=permit, reason="Dépassement de l’emprise", actor=self.people.inspector, now=at
        )

    def _complete(self, permit: Permit, at: datetime) -> None:
        works.declare_completion(
            permit=permit, on=at.date(), architect_name=self.people.architect.full_name, note="",
            actor=self.people.applicant, now=at,
        )  # fmt: skip

    def _survey(self, permit: Permit, at: datetime) -> None:
        self._hold(permit, at, "completion", "conforming")

    def _find_faults(self, permit: Permit, at: datetime) -> None:
        self._hold(permit, at, "completion", "offence")

    def _certify(self, permit: Permit, at: datetime) -> None:
        decisions.certify(permit=permit, text="", actor=self.people.president, now=at)

    def _offences(self, suspended: Permit) -> None:
        """One on the stopped site, gone as far as the order; one without a permit, just observed."""
        inspector, parcel = self.people.inspector, next(self.parcels)
        found = offences.observe_offence(
            commune=self.commune, kind="beyond_permit", permit=suspended, observed_at=self.now - 12 * DAY,
            description="Emprise dépassée de 2 m sur le recul / تجاوز المساحة المبنية للارتداد بمترين",
            actor=inspector, now=self.now - 12 * DAY,
        )  # fmt: skip
        for days, action in ((11, "report"), (10, "transmit"), (9, "stop_works")):
            offences.move_offence(
                offence=found, action=action, note="", actor=inspector, now=self.now - days * DAY
            )
        offences.order_remedy(
            offence=found, remedy="Démolir la partie en dépassement / هدم الجزء المتجاوز", days=20,
            actor=inspector, now=self.now - 8 * DAY,
        )  # fmt: skip
        offences.observe_offence(
            commune=self.commune, kind="no_permit", parcel=parcel, place=parcel.geometry.point_on_surface,
            description="Dalle coulée sans autorisation / صب سقف دون رخصة", observed_at=self.now - DAY,
            actor=inspector, now=self.now - DAY,
        )  # fmt: skip


def _footprint(plot: MultiPolygon) -> MultiPolygon | None:
    """What is left of a plot behind two metres on all sides, or a little of its middle."""
    inner: GEOSGeometry = plot.buffer(-2)
    if inner.empty:
        inner = plot.point_on_surface.buffer(1.5)
    largest = max(inner, key=lambda part: part.area) if isinstance(inner, MultiPolygon) else inner
    return MultiPolygon(largest, srid=plot.srid)


def prepare_to_sign(commune: Commune, president: User, now: datetime) -> None:
    """A test certificate that was valid through the whole of the demo's past, unless there is one already."""
    path = settings.KHARITA.signing_certificate
    if not path.exists():
        make_test_certificate(
            path, holder=president.full_name, commune=commune.name_fr,
            passphrase=settings.KHARITA.signing_passphrase.get_secret_value(), now=now - 2 * LONG_AGO * DAY,
        )  # fmt: skip


def name_members(commune: Commune, member: User) -> None:
    """Let the demo's member of the commission speak for the entities that it asks; a letterhead."""
    for entity in Entity.objects.filter(kind__in=ENTITIES, commune=None):
        EntityMember.objects.get_or_create(entity=entity, commune=commune, user=member)
    Letterhead.objects.get_or_create(
        commune=commune,
        defaults={
            "region_fr": "Région de l’Oriental", "region_ar": "جهة الشرق",
            "province_fr": "Province de Berkane", "province_ar": "إقليم بركان",
            "service_fr": "Service de l’urbanisme", "service_ar": "مصلحة التعمير",
            "signatory_fr": "Le président du conseil communal", "signatory_ar": "رئيس المجلس الجماعي",
        },
    )  # fmt: skip
