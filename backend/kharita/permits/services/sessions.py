"""The commission: an agenda, who came, a conclusion for each dossier in its turn, the minutes."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from kharita.accounts.models import User
from kharita.core.errors import BadInput, Conflict, NotAllowed, NotFound
from kharita.core.workflow import fire
from kharita.permits.models import (
    Attendance,
    Circulation,
    CommissionSession,
    Entity,
    Opinion,
    Permit,
    SessionItem,
)
from kharita.permits.paper.tasks import enqueue_paper
from kharita.permits.services.calendars import calendar_of
from kharita.permits.services.circulation import give_opinion
from kharita.permits.services.conclusion import conclude
from kharita.permits.services.moving import locked, members_of, move, tell
from kharita.permits.services.submission import number_of
from kharita.permits.workflow import REVIEW, SESSION_TRANSITIONS
from kharita.territory.models import Commune

S = CommissionSession.State


class NoQuorum(Conflict):
    """Too few entities are present for the commission to conclude."""

    code = "no-quorum"


@transaction.atomic
def plan_session(
    *, commune: Commune, starts_at: datetime, place: str, quorum: int, actor: User, now: datetime
) -> CommissionSession:
    """Convene the commission. Raises `NotAllowed`."""
    _may(actor, commune.pk)
    year = calendar_of(commune.pk).day_of(now).year
    session: CommissionSession = CommissionSession.objects.create(
        commune=commune,
        number=number_of("CU", commune.pk, commune.code, year),
        starts_at=starts_at,
        place=place.strip(),
        quorum=quorum,
    )
    return session


def _may(actor: User, commune_id: int) -> None:
    if not actor.can(REVIEW, commune_id):
        raise NotAllowed(_("Your role does not include this step."))


def _held(session: CommissionSession, *states: str) -> CommissionSession:
    """The session, locked, in one of `states`. Raises `Conflict`."""
    stored: CommissionSession = CommissionSession.objects.select_for_update().get(pk=session.pk)
    if stored.state not in states:
        raise Conflict(_("This step is not possible from the present state."), state=stored.state)
    return stored


@transaction.atomic
def put_on_agenda(*, session: CommissionSession, permit: Permit, actor: User, now: datetime) -> SessionItem:
    """Add a dossier to the end of the agenda; it is before the commission from now on."""
    stored = _held(session, S.PLANNED, S.OPEN)
    _may(actor, stored.commune_id)
    dossier = locked(permit)
    if dossier.commune_id != stored.commune_id:
        raise BadInput(_("This dossier belongs to another commune."), field="permit")
    rank = (SessionItem.objects.filter(session=stored).aggregate(last=Max("rank"))["last"] or 0) + 1
    item: SessionItem = SessionItem.objects.create(session=stored, permit=dossier, rank=rank)
    move(dossier, "convene", actor=actor, now=now, tell={"session": stored.number})
    for entity_id in dossier.circulations.values_list("entity_id", flat=True).distinct():
        tell(
            dossier,
            "convene",
            people=members_of(dossier, entity_id),
            now=now,
            data={"session": stored.number},
        )
    return item


@transaction.atomic
def order_agenda(*, session: CommissionSession, items: list[int], actor: User) -> None:
    """Put the dossiers of the agenda in another order (ids of `SessionItem`, all of them)."""
    stored = _held(session, S.PLANNED, S.OPEN)
    _may(actor, stored.commune_id)
    found = {item.pk: item for item in SessionItem.objects.filter(session=stored)}
    if sorted(items) != sorted(found):
        raise BadInput(_("Name each dossier of the agenda once."), field="items")
    for rank, pk in enumerate(items, start=1):
        found[pk].rank = rank
    SessionItem.objects.bulk_update(found.values(), ["rank"])


@transaction.atomic
def note_attendance(
    *, session: CommissionSession, entity: Entity, presence: str, person: str, actor: User
) -> Attendance:
    """Say whether an entity came, and who spoke for it."""
    stored = _held(session, S.PLANNED, S.OPEN)
    _may(actor, stored.commune_id)
    if presence not in Attendance.Presence.values:
        raise BadInput(_("Say present, excused or absent."), field="presence")
    values = {"presence": presence, "person": person.strip()}
    noted: Attendance
    noted, _new = Attendance.objects.update_or_create(session=stored, entity=entity, defaults=values)
    return noted


@transaction.atomic
def open_session(*, session: CommissionSession, actor: User, now: datetime) -> CommissionSession:
    """Begin; whoever opens it presides."""
    fire(session, "open", transitions=SESSION_TRANSITIONS, actor=actor, now=now, opened_at=now, chair=actor)
    return session


def present_of(session: CommissionSession) -> int:
    """How many entities are present."""
    return Attendance.objects.filter(session=session, presence=Attendance.Presence.PRESENT).count()


@transaction.atomic
def speak(
    *, item: SessionItem, entity: Entity, verdict: str, text: str, reasons: list[Any],
    reservations: list[str], author: User, now: datetime,
) -> Opinion:  # fmt: skip
    """Record, in the session, the opinion of an entity that is present, by a person who speaks for it.

    Raises `Conflict` once the dossier's turn is over or where the entity is not noted as present, `NotFound`
    where it was not asked, and what `circulation.give_opinion` raises.
    """
    session = _held(item.session, S.OPEN)
    _waiting(item)
    present = Attendance.objects.filter(session=session, entity=entity, presence=Attendance.Presence.PRESENT)
    if not present.exists():
        raise Conflict(_("This entity is not noted as present."), code="not-present")
    asked = Circulation.objects.filter(permit_id=item.permit_id, entity=entity).select_related("permit")
    latest = asked.order_by("-round").first()
    if latest is None:
        raise NotFound(_("This was not sent to you."))
    return give_opinion(
        circulation=latest, verdict=verdict, text=text, reasons=reasons, reservations=reservations,
        author=author, now=now,
    )  # fmt: skip


def _waiting(item: SessionItem) -> SessionItem:
    """The item, locked, before its turn is over. Raises `Conflict`."""
    stored: SessionItem = SessionItem.objects.select_for_update().get(pk=item.pk)
    if stored.concluded_at is not None:
        raise Conflict(_("The commission has concluded on this dossier."), code="concluded")
    return stored


@transaction.atomic
def conclude_item(
    *, item: SessionItem, conclusion: str, note: str, reasons: list[Any], reservations: list[str],
    actor: User, now: datetime,
) -> SessionItem:  # fmt: skip
    """Record what the commission concluded on a dossier, which moves accordingly.

    Raises `NoQuorum`, `Conflict` for an item that was concluded, and what `conclusion.conclude` raises.
    """
    session = _held(item.session, S.OPEN)
    present = present_of(session)
    if present < session.quorum:
        raise NoQuorum(_("Too few entities are present."), present=present, quorum=session.quorum)
    stored = _waiting(item)
    conclude(
        permit=stored.permit, verdict=conclusion, note=note, reasons=reasons, reservations=reservations,
        actor=actor, now=now,
    )  # fmt: skip
    stored.conclusion, stored.note, stored.concluded_at = conclusion, note.strip(), now
    stored.save(update_fields=["conclusion", "note", "concluded_at"])
    return stored


@transaction.atomic
def postpone_item(*, item: SessionItem, note: str, actor: User, now: datetime) -> SessionItem:
    """Leave a dossier to a later session."""
    _held(item.session, S.OPEN)
    stored = _waiting(item)
    move(locked(stored.permit), "postpone", actor=actor, now=now, note=note.strip())
    stored.is_postponed, stored.note, stored.concluded_at = True, note.strip(), now
    stored.save(update_fields=["is_postponed", "note", "concluded_at"])
    return stored


@transaction.atomic
def close_session(
    *, session: CommissionSession, minutes: str, actor: User, now: datetime
) -> CommissionSession:
    """End it with its minutes. Raises `Conflict` while a dossier of the agenda has had no turn."""
    stored = _held(session, S.OPEN)
    waiting = SessionItem.objects.filter(session=stored, concluded_at=None).count()
    if waiting:
        raise Conflict(_("Conclude or postpone each dossier first."), code="agenda-open", waiting=waiting)
    fire(
        session, "close", transitions=SESSION_TRANSITIONS, actor=actor, now=now, closed_at=now,
        minutes=minutes.strip(),
    )  # fmt: skip
    enqueue_paper("minutes", session.pk, by=actor)
    return session


@transaction.atomic
def cancel_session(*, session: CommissionSession, actor: User, now: datetime) -> CommissionSession:
    """Call a planned session off; its dossiers go back to circulation."""
    fire(session, "cancel", transitions=SESSION_TRANSITIONS, actor=actor, now=now)
    for item in SessionItem.objects.filter(session=session).select_related("permit"):
        move(locked(item.permit), "postpone", actor=actor, now=now, note=_("The session was called off."))
    return session
