"""Sessions of the commission."""

from datetime import datetime
from typing import Any, Literal

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field

from kharita.accounts.rules import logged_in, needs
from kharita.core.errors import NotFound
from kharita.permits import presenting
from kharita.permits.api.circulation import OpinionIn
from kharita.permits.api.finding import commune_of, opened_permit, person, reasons_of, visible
from kharita.permits.api.schemas import OpinionOut
from kharita.permits.models import CommissionSession, Entity, Opinion, Permit, SessionItem
from kharita.permits.models.entity import OPINION
from kharita.permits.services import sessions as services
from kharita.permits.workflow import REVIEW
from kharita.territory.presenting import names
from kharita.territory.schemas import NamesOut

router = Router(tags=["permits"])
SESSIONS_MAX = 100


class SessionIn(Schema):
    commune: int
    starts_at: datetime
    place: str = Field("", max_length=200)
    quorum: int = Field(3, ge=1, le=30)


class AgendaIn(Schema):
    permit: int


class OrderIn(Schema):
    items: list[int] = Field(max_length=500)


class AttendanceIn(Schema):
    entity: int
    presence: Literal["present", "excused", "absent"]
    person: str = Field("", max_length=150)


class NoteIn(Schema):
    note: str = Field("", max_length=20_000)


class MinutesIn(Schema):
    minutes: str = Field("", max_length=100_000)


class SpokenIn(OpinionIn):
    """An opinion given in the session, for an entity that the reader speaks for."""

    entity: int


class ItemOut(Schema):
    """`opinions` are the present ones; `waiting` the entities that were asked and have not answered."""

    id: int
    rank: int
    permit: int
    reference: str
    title: str
    state: str
    conclusion: str
    note: str
    is_postponed: bool
    concluded_at: datetime | None
    opinions: list[OpinionOut]
    waiting: list[int]


class AttendanceOut(Schema):
    entity: int
    entity_name: NamesOut
    presence: str
    person: str


class SittingOut(Schema):
    id: int
    number: str
    commune: int
    state: str
    starts_at: datetime
    place: str
    quorum: int
    present: int
    opened_at: datetime | None
    closed_at: datetime | None
    minutes: str
    items: list[ItemOut]
    attendances: list[AttendanceOut]


@router.get("/permits/sessions", response=list[SittingOut])
@logged_in
def sessions(request: HttpRequest) -> list[dict[str, Any]]:
    """The sessions of the communes whose dossiers the reader handles or gives opinions on, latest first."""
    found = CommissionSession.objects.visible_to(request.user)[:SESSIONS_MAX]
    return [_session(session, request) for session in found]


@router.post("/permits/sessions", response={201: SittingOut})
@needs(REVIEW)
def plan(request: HttpRequest, wanted: SessionIn) -> Status[dict[str, Any]]:
    """Convene the commission."""
    made = services.plan_session(
        commune=commune_of(request, wanted.commune), starts_at=wanted.starts_at, place=wanted.place,
        quorum=wanted.quorum, actor=person(request), now=timezone.now(),
    )  # fmt: skip
    return Status(201, _session(made, request))


@router.get("/permits/sessions/{int:session_id}", response=SittingOut)
@logged_in
def one(request: HttpRequest, session_id: int) -> dict[str, Any]:
    """A session with its agenda and who came."""
    return _session(visible(CommissionSession.objects, request, session_id), request)


@router.post("/permits/sessions/{int:session_id}/agenda", response=SittingOut)
@needs(REVIEW)
def put_on_agenda(request: HttpRequest, session_id: int, wanted: AgendaIn) -> dict[str, Any]:
    """Add a dossier to the agenda."""
    session = visible(CommissionSession.objects, request, session_id)
    permit = opened_permit(request, wanted.permit)
    services.put_on_agenda(session=session, permit=permit, actor=person(request), now=timezone.now())
    return _session(session, request)


@router.put("/permits/sessions/{int:session_id}/agenda", response=SittingOut)
@needs(REVIEW)
def order(request: HttpRequest, session_id: int, wanted: OrderIn) -> dict[str, Any]:
    """Put the agenda in another order."""
    session = visible(CommissionSession.objects, request, session_id)
    services.order_agenda(session=session, items=wanted.items, actor=person(request))
    return _session(session, request)


@router.put("/permits/sessions/{int:session_id}/attendance", response=SittingOut)
@needs(REVIEW)
def attendance(request: HttpRequest, session_id: int, wanted: AttendanceIn) -> dict[str, Any]:
    """Note whether an entity came."""
    session = visible(CommissionSession.objects, request, session_id)
    services.note_attendance(
        session=session, entity=_entity(session, wanted.entity), presence=wanted.presence,
        person=wanted.person, actor=person(request),
    )  # fmt: skip
    return _session(session, request)


@router.post("/permits/sessions/{int:session_id}/opening", response=SittingOut)
@needs(REVIEW)
def opening(request: HttpRequest, session_id: int) -> dict[str, Any]:
    """Open the session; whoever opens it presides."""
    session = visible(CommissionSession.objects, request, session_id)
    services.open_session(session=session, actor=person(request), now=timezone.now())
    return _session(session, request)


@router.post("/permits/sessions/{int:session_id}/items/{int:item_id}/opinion", response=SittingOut)
@needs(OPINION)
def speak(request: HttpRequest, session_id: int, item_id: int, said: SpokenIn) -> dict[str, Any]:
    """Give the opinion of an entity that is present, while its dossier has its turn."""
    session = visible(CommissionSession.objects, request, session_id)
    item = _agenda(session, request).filter(pk=item_id).first()
    if item is None:
        raise NotFound(_("This dossier is not on the agenda."))
    services.speak(
        item=item, entity=_entity(session, said.entity), verdict=said.verdict, text=said.text,
        reservations=said.reservations, reasons=reasons_of(said.reasons, session.commune_id),
        author=person(request), now=timezone.now(),
    )  # fmt: skip
    return _session(session, request)


@router.post("/permits/sessions/{int:session_id}/items/{int:item_id}/conclusion", response=SittingOut)
@needs(REVIEW)
def conclude(request: HttpRequest, session_id: int, item_id: int, said: OpinionIn) -> dict[str, Any]:
    """Record what the commission concluded on a dossier."""
    item = _item(request, session_id, item_id)
    services.conclude_item(
        item=item, conclusion=said.verdict, note=said.text, reservations=said.reservations,
        reasons=reasons_of(said.reasons, item.session.commune_id), actor=person(request), now=timezone.now(),
    )  # fmt: skip
    return _session(item.session, request)


@router.post("/permits/sessions/{int:session_id}/items/{int:item_id}/postponement", response=SittingOut)
@needs(REVIEW)
def postpone(request: HttpRequest, session_id: int, item_id: int, said: NoteIn) -> dict[str, Any]:
    """Leave a dossier to a later session."""
    item = _item(request, session_id, item_id)
    services.postpone_item(item=item, note=said.note, actor=person(request), now=timezone.now())
    return _session(item.session, request)


@router.post("/permits/sessions/{int:session_id}/closing", response=SittingOut)
@needs(REVIEW)
def closing(request: HttpRequest, session_id: int, said: MinutesIn) -> dict[str, Any]:
    """Close the session with its minutes."""
    session = visible(CommissionSession.objects, request, session_id)
    services.close_session(session=session, minutes=said.minutes, actor=person(request), now=timezone.now())
    return _session(session, request)


@router.delete("/permits/sessions/{int:session_id}", response=SittingOut)
@needs(REVIEW)
def cancel(request: HttpRequest, session_id: int) -> dict[str, Any]:
    """Call a planned session off."""
    session = visible(CommissionSession.objects, request, session_id)
    services.cancel_session(session=session, actor=person(request), now=timezone.now())
    return _session(session, request)


def _entity(session: CommissionSession, entity_id: int) -> Entity:
    found: Entity | None = Entity.objects.asked_in(session.commune_id).filter(pk=entity_id).first()
    if found is None:
        raise NotFound(_("There is no such entity."))
    return found


def _item(request: HttpRequest, session_id: int, item_id: int) -> SessionItem:
    session = visible(CommissionSession.objects, request, session_id)
    found = (
        SessionItem.objects.select_related("session", "permit").filter(session=session, pk=item_id).first()
    )
    if found is None:
        raise NotFound(_("This dossier is not on the agenda."))
    return found


def _agenda(session: CommissionSession, request: HttpRequest) -> "QuerySet[SessionItem]":
    # A member sees of the agenda the dossiers that were sent to their entity.
    opened = Permit.objects.opened_to(request.user).values("pk")
    present = Opinion.objects.filter(superseded_at=None).select_related("entity").prefetch_related("reasons")
    return (
        SessionItem.objects.filter(session=session, permit__in=opened)
        .select_related("permit", "session")
        .prefetch_related(Prefetch("permit__opinions", queryset=present.order_by("pk"), to_attr="present"))
        .prefetch_related("permit__circulations")
    )


def _present(item: SessionItem) -> "list[Opinion]":
    found: list[Opinion] = item.permit.present  # type: ignore[attr-defined]  # fetched by `_agenda`
    return found


def _session(session: CommissionSession, request: HttpRequest) -> dict[str, Any]:
    session.refresh_from_db()
    came = session.attendances.select_related("entity").order_by("pk")
    return {
        "id": session.pk,
        "number": session.number,
        "commune": session.commune_id,
        "state": session.state,
        "starts_at": session.starts_at,
        "place": session.place,
        "quorum": session.quorum,
        "present": services.present_of(session),
        "opened_at": session.opened_at,
        "closed_at": session.closed_at,
        "minutes": session.minutes,
        "items": [
            {
                "id": item.pk,
                "rank": item.rank,
                "permit": item.permit_id,
                "reference": item.permit.reference,
                "title": item.permit.title,
                "state": item.permit.state,
                "conclusion": item.conclusion,
                "note": item.note,
                "is_postponed": item.is_postponed,
                "concluded_at": item.concluded_at,
                "opinions": [presenting.opinion(one) for one in _present(item)],
                "waiting": [
                    one.entity_id for one in item.permit.circulations.all() if one.answered_at is None
                ],
            }
            for item in _agenda(session, request)
        ],
        "attendances": [
            {
                "entity": one.entity_id,
                "entity_name": names(one.entity),
                "presence": one.presence,
                "person": one.person,
            }
            for one in came
        ],
    }
