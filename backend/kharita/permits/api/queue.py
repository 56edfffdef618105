"""The officer's queue: lists, counts, figures, assignment, saved views."""

from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status
from pydantic import Field

from kharita.accounts.models import User
from kharita.accounts.rules import logged_in, needs
from kharita.core.errors import NotFound
from kharita.permits import presenting
from kharita.permits.api.finding import person, visible
from kharita.permits.api.schemas import PermitPageOut
from kharita.permits.models import Permit, SavedView
from kharita.permits.models.entity import VIEW
from kharita.permits.queue import Filters, counts_of, filtered, of_states, page_of
from kharita.permits.services import desk
from kharita.permits.workflow import REVIEW

router = Router(tags=["permits"])


class QueueIn(Schema):
    """`state` and `kind` take several values, separated by commas; `assignee`: 0 nobody, "me" the reader."""

    commune: int | None = None
    state: str = Field("", max_length=600)
    kind: str = Field("", max_length=400)
    assignee: int | Literal["me"] | None = None
    late: bool | None = None
    entity: int | None = None
    district: int | None = None
    q: str = Field("", max_length=100)
    sort: Literal["due", "entry", "reference"] = "due"
    cursor: str = Field("", max_length=500)
    limit: int = Field(50, ge=1, le=200)


class LookupIn(Schema):
    reference: str = Field(max_length=40)


class LookupOut(Schema):
    id: int


class QueueCountsOut(Schema):
    total: int
    late: int
    states: dict[str, int]


class AssignIn(Schema):
    permits: list[int] = Field(min_length=1, max_length=500)
    assignee: int | None


class AssignedOut(Schema):
    changed: int


class ViewIn(Schema):
    name: str = Field(max_length=80)
    query: dict[str, str | int | bool | None]


class ViewOut(Schema):
    id: int
    name: str
    query: dict[str, Any]


def _filters(wanted: QueueIn, user: User) -> Filters:
    return Filters(
        commune=wanted.commune,
        states=tuple(filter(None, wanted.state.split(","))),
        kinds=tuple(filter(None, wanted.kind.split(","))),
        assignee=user.pk if wanted.assignee == "me" else wanted.assignee,
        is_late=wanted.late,
        entity=wanted.entity,
        district=wanted.district,
        text=wanted.q,
    )


@router.get("/permits", response=PermitPageOut)
@needs(VIEW)
def queue(request: HttpRequest, wanted: Query[QueueIn]) -> dict[str, Any]:
    """The dossiers of the desk (no drafts), a page at a time; `next` is the cursor of the following one."""
    user = person(request)
    asked = _filters(wanted, user)
    rows = of_states(filtered(Permit.objects.handled_by(user), asked, user=user, now=timezone.now()), asked)
    shown = rows.select_related("kind", "assignee").defer(
        "site", "footprint", "web_geometry", "answers", "project", "attributes"
    )
    found, following = page_of(shown, wanted.sort, wanted.cursor, wanted.limit)
    return {"items": [presenting.row(permit, user) for permit in found], "next": following}


@router.get("/permits/lookup", response=LookupOut)
@logged_in
def lookup(request: HttpRequest, wanted: Query[LookupIn]) -> dict[str, int]:
    """The id of the dossier with this number, for addresses that name it; among those one may open."""
    named = Permit.objects.opened_to(request.user).filter(number=wanted.reference.replace("\x00", ""))
    found = named.values_list("pk", flat=True).first()
    if found is None:
        raise NotFound(_("There is no such dossier, or it is not yours to see."))
    return {"id": found}


@router.get("/permits/counts", response=QueueCountsOut)
@needs(VIEW)
def counts(request: HttpRequest, wanted: Query[QueueIn]) -> dict[str, Any]:
    """How many dossiers of the desk fit the filters, by state (the filter of states itself left out)."""
    user, now = person(request), timezone.now()
    rows = filtered(Permit.objects.handled_by(user), _filters(wanted, user), user=user, now=now)
    found = counts_of(rows, now=now)
    return {"total": found.total, "late": found.late, "states": found.states}


@router.post("/permits/assignments", response=AssignedOut)
@needs(REVIEW)
def assign(request: HttpRequest, wanted: AssignIn) -> dict[str, int]:
    """Give dossiers to a colleague (null: to nobody)."""
    user = person(request)
    chosen = list(Permit.objects.handled_by(user).filter(pk__in=wanted.permits).only("pk", "commune_id"))
    if len(chosen) != len(set(wanted.permits)):
        raise NotFound(_("One of these dossiers is not yours to see."))
    assignee = None
    if wanted.assignee is not None:
        assignee = User.objects.filter(pk=wanted.assignee, is_active=True).first()
        if assignee is None:
            raise NotFound(_("There is no such account."), field="assignee")
    return {"changed": desk.assign(permits=chosen, assignee=assignee, actor=user, now=timezone.now())}


@router.get("/permits/views", response=list[ViewOut])
@needs(VIEW)
def views(request: HttpRequest) -> Any:
    """One's saved views."""
    return SavedView.objects.visible_to(request.user)


@router.post("/permits/views", response=ViewOut)
@needs(VIEW)
def save_view(request: HttpRequest, wanted: ViewIn) -> Any:
    """Keep filters under a name; the same name again replaces them."""
    return desk.save_view(user=person(request), name=wanted.name, query=wanted.query, now=timezone.now())


@router.delete("/permits/views/{int:view_id}", response={204: None})
@needs(VIEW)
def delete_view(request: HttpRequest, view_id: int) -> Status[None]:
    """Forget one of one's views."""
    visible(SavedView.objects, request, view_id).delete()
    return Status(204, None)
