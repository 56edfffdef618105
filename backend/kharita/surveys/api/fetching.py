"""Files of a survey that do not come by upload: from a folder, an address, an OpenDroneMap node."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field, model_validator

from kharita.accounts.rules import needs
from kharita.accounts.scopes import Scope
from kharita.core.errors import NotFound
from kharita.surveys.api.finding import person, survey_of
from kharita.surveys.api.schemas import Kind, RefusalOut
from kharita.surveys.fetching import inbox, odm, photos, services
from kharita.surveys.models import Fetch, OdmTask, Progress, Survey
from kharita.surveys.models.flight import UPLOAD
from kharita.surveys.progress import progress_of

router = Router(tags=["surveys"])
ROWS_MAX = 100


class InboxFileOut(Schema):
    """A file of the server's folder; `size` in bytes."""

    path: str
    size: int
    modified_at: datetime


class SourcesOut(Schema):
    """Where files of this survey may come from, besides uploads."""

    inbox: list[InboxFileOut]
    has_inbox: bool
    addresses: list[str] = Field(description="Files may be fetched below these.")
    has_odm: bool


class FetchIn(Schema):
    """`path` below the server's folder, or `url`; `sha256`: what the file must hash to, where it is known."""

    kind: Kind
    path: str | None = Field(None, max_length=1_000)
    url: str | None = Field(None, max_length=4_000)
    sha256: str = Field("", pattern=r"^([0-9a-fA-F]{64})?$")

    @model_validator(mode="after")
    def _one_place(self) -> "FetchIn":
        if (self.path is None) == (self.url is None):
            raise ValueError("give path or url")
        return self


class FetchOut(Schema):
    """A file on its way. `step` and `fraction` tell how far it is."""

    id: int
    kind: Kind
    source: str
    address: str = Field(description="Without its query, which may hold a key.")
    state: str
    state_title: str
    step: str
    fraction: float
    error: RefusalOut | None
    product_id: int | None
    created_at: datetime
    finished_at: datetime | None


class OdmIn(Schema):
    """Photos sent for `survey-photos` (null: all that name this survey in their metadata)."""

    photos: list[UUID] | None = Field(None, max_length=odm.PHOTOS_MAX)
    dsm: bool = True
    dtm: bool = True
    resolution_cm: float = Field(5.0, ge=0.5, le=100, description="Of a pixel on the ground.")


class WaitingPhotoOut(Schema):
    """A photo that arrived whole; `modified` as its sender told it, to know the file again."""

    key: UUID
    name: str
    size: int
    modified: str


class OdmOut(Schema):
    """A task of the photogrammetry node. `step` and `fraction` tell how far it is; the node is silent since
    `unanswered_since`."""

    id: int
    state: str
    state_title: str
    photos: int
    dsm: bool
    dtm: bool
    resolution_cm: float
    node_uuid: UUID | None
    unanswered_since: datetime | None
    step: str
    fraction: float
    error: RefusalOut | None
    created_at: datetime
    finished_at: datetime | None


@router.get("/surveys/{int:survey_id}/sources", response=SourcesOut)
@needs(UPLOAD, scope=Scope.UPLOAD)
def sources(request: HttpRequest, survey_id: int) -> dict[str, Any]:
    """What the server offers: the files in its folder, the addresses it fetches from, its node."""
    survey = _survey(request, survey_id)
    return {
        "inbox": inbox.files_for(survey.commune),
        "has_inbox": settings.KHARITA.surveys_inbox is not None,
        "addresses": [place for place in settings.KHARITA.surveys_urls if "://" in place],
        "has_odm": bool(settings.KHARITA.odm_url),
    }


@router.get("/surveys/{int:survey_id}/fetches", response=list[FetchOut])
@needs(UPLOAD, scope=Scope.UPLOAD)
def fetches(request: HttpRequest, survey_id: int) -> list[dict[str, Any]]:
    """The files that were asked for, latest first."""
    found = Fetch.objects.visible_to(request.user).filter(survey=_survey(request, survey_id))
    rows = list(found.order_by("-pk")[:ROWS_MAX])
    told = progress_of(*(row.key for row in rows))
    return [_fetch(row, told.get(row.key)) for row in rows]


@router.post("/surveys/{int:survey_id}/fetches", response={201: FetchOut})
@needs(UPLOAD, scope=Scope.UPLOAD)
def ask(request: HttpRequest, survey_id: int, said: FetchIn) -> Status[dict[str, Any]]:
    """Take a copy of a file of the server's folder, or fetch one from an address; asked twice, it is one."""
    made = services.ask_fetch(
        survey=_survey(request, survey_id), kind=said.kind, source="url" if said.path is None else "path",
        address=said.path or said.url or "", sha256=said.sha256, actor=person(request), now=timezone.now(),
    )  # fmt: skip
    return Status(201, _fetch(made, None))


@router.post("/surveys/{int:survey_id}/fetches/{int:fetch_id}/retry", response=FetchOut)
@needs(UPLOAD, scope=Scope.UPLOAD)
def retry(request: HttpRequest, survey_id: int, fetch_id: int) -> dict[str, Any]:
    """Try once more, from the byte where it stopped."""
    found = _found(Fetch.objects, request, survey_id, fetch_id)
    return _fetch(services.retry_fetch(fetch=found, actor=person(request), now=timezone.now()), None)


@router.delete("/surveys/{int:survey_id}/fetches/{int:fetch_id}", response={204: None})
@needs(UPLOAD, scope=Scope.UPLOAD)
def remove(request: HttpRequest, survey_id: int, fetch_id: int) -> Status[None]:
    """Give it up, or clear it away once it failed. A file that was taken stays."""
    services.remove_fetch(fetch=_found(Fetch.objects, request, survey_id, fetch_id), actor=person(request))
    return Status(204, None)


@router.get("/surveys/{int:survey_id}/photos", response=list[WaitingPhotoOut])
@needs(UPLOAD, scope=Scope.UPLOAD)
def waiting(request: HttpRequest, survey_id: int) -> list[dict[str, Any]]:
    """One's own photos of this survey that arrived whole and wait for the photogrammetry node."""
    found = photos.waiting_photos(_survey(request, survey_id), person(request))
    return [
        {"key": one.key, "name": one.filename, "size": one.length or 0,
         "modified": str(one.metadata.get("modified", ""))}
        for one in found[: odm.PHOTOS_MAX]
    ]  # fmt: skip


@router.delete("/surveys/{int:survey_id}/photos", response={204: None})
@needs(UPLOAD, scope=Scope.UPLOAD)
def leave_photos(request: HttpRequest, survey_id: int) -> Status[None]:
    """Delete one's own photos of this survey that wait; those that a task took stay."""
    photos.discard_photos(survey=_survey(request, survey_id), actor=person(request))
    return Status(204, None)


@router.get("/surveys/{int:survey_id}/odm", response=list[OdmOut])
@needs(UPLOAD, scope=Scope.UPLOAD)
def odm_tasks(request: HttpRequest, survey_id: int) -> list[dict[str, Any]]:
    """Tasks of the photogrammetry node for this survey, latest first."""
    found = OdmTask.objects.visible_to(request.user).filter(survey=_survey(request, survey_id))
    rows = list(found.order_by("-pk")[:ROWS_MAX])
    told = progress_of(*(row.key for row in rows))
    return [_odm(row, told.get(row.key)) for row in rows]


@router.post("/surveys/{int:survey_id}/odm", response={201: OdmOut})
@needs(UPLOAD, scope=Scope.UPLOAD)
def ask_odm(request: HttpRequest, survey_id: int, said: OdmIn) -> Status[dict[str, Any]]:
    """Have orthophoto and heights made of photos; asked twice while one is at work, it is one."""
    made = odm.ask_odm(
        survey=_survey(request, survey_id), photos=said.photos, actor=person(request), now=timezone.now(),
        options={"dsm": said.dsm, "dtm": said.dtm, "resolution_cm": said.resolution_cm},
    )  # fmt: skip
    return Status(201, _odm(made, None))


@router.post("/surveys/{int:survey_id}/odm/{int:task_id}/{action}", response=OdmOut)
@needs(UPLOAD, scope=Scope.UPLOAD)
def odm_action(
    request: HttpRequest, survey_id: int, task_id: int, action: Literal["retry", "cancel"]
) -> dict[str, Any]:
    """Try once more after a failure, or give it up, here and at the node."""
    step = odm.retry_odm if action == "retry" else odm.cancel_odm
    found = _found(OdmTask.objects, request, survey_id, task_id)
    return _odm(step(task=found, actor=person(request), now=timezone.now()), None)


def _survey(request: HttpRequest, survey_id: int) -> Survey:
    """A survey that the person may upload to; what it takes in is not told to who may not."""
    survey = survey_of(request, survey_id)
    if not person(request).can(UPLOAD, survey.commune_id):
        raise NotFound(_("There is no such survey, or it is not yours to see."))
    return survey


def _found(objects: Any, request: HttpRequest, survey_id: int, row_id: int) -> Any:
    survey = _survey(request, survey_id)
    found = objects.visible_to(request.user).filter(survey=survey, pk=row_id).select_related("survey").first()
    if found is None:
        raise NotFound(_("There is no such file, or it is not yours to see."))
    return found


def _fetch(one: Fetch, told: Progress | None) -> dict[str, Any]:
    names = ("id", "kind", "source", "state", "error", "product_id", "created_at", "finished_at")
    return {name: getattr(one, name) for name in names} | {
        "address": one.address.partition("?")[0] if one.source == "url" else one.address,
        "state_title": one.get_state_display(),
        "step": "" if told is None else told.step,
        "fraction": 0.0 if told is None else told.fraction,
    }


def _odm(one: OdmTask, told: Progress | None) -> dict[str, Any]:
    names = ("id", "state", "node_uuid", "unanswered_since", "error", "created_at", "finished_at")
    return {name: getattr(one, name) for name in names} | {
        **one.options,
        "state_title": one.get_state_display(),
        "photos": len(one.photos),
        "step": "" if told is None else told.step,
        "fraction": 0.0 if told is None else told.fraction,
    }
