"""Links by which someone without an account sees one survey."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from kharita.accounts.rules import needs, public
from kharita.surveys.api.finding import person, survey_of, visible
from kharita.surveys.models import SurveyShare
from kharita.surveys.models.flight import UPLOAD
from kharita.surveys.services import sharing
from kharita.surveys.sharing import remember

router = Router(tags=["surveys"])


class ShareIn(Schema):
    days: int = 7
    note: str = Field("", max_length=200)


class ShareOut(Schema):
    """A link; `key` is told once, when it is made."""

    id: int
    note: str
    created_at: datetime
    expires_at: datetime
    key: str | None = None


class KeyIn(Schema):
    key: str = Field(max_length=200)


class OpenedOut(Schema):
    survey: int


@router.get("/surveys/{int:survey_id}/shares", response=list[ShareOut])
@needs(UPLOAD)
def shares(request: HttpRequest, survey_id: int) -> list[SurveyShare]:
    """The links to this survey that still stand."""
    found = SurveyShare.objects.visible_to(request.user).live(timezone.now())
    return list(found.filter(survey=survey_of(request, survey_id)).order_by("-pk"))


@router.post("/surveys/{int:survey_id}/shares", response={201: ShareOut})
@needs(UPLOAD)
def share(request: HttpRequest, survey_id: int, said: ShareIn) -> Status[dict[str, Any]]:
    """Make a link for someone without an account."""
    made, key = sharing.share_survey(
        survey=survey_of(request, survey_id), days=said.days, note=said.note, actor=person(request),
        now=timezone.now(),
    )  # fmt: skip
    told = {field: getattr(made, field) for field in ("id", "note", "created_at", "expires_at")}
    return Status(201, told | {"key": key})


@router.delete("/surveys/{int:survey_id}/shares/{int:share_id}", response={204: None})
@needs(UPLOAD)
def unshare(request: HttpRequest, survey_id: int, share_id: int) -> Status[None]:
    """Revoke a link."""
    found = visible(SurveyShare.objects.select_related("survey"), request, share_id)
    sharing.end_share(share=found, actor=person(request), now=timezone.now())
    return Status(204, None)


@router.post("/surveys/shared", response=OpenedOut)
@public
def open_shared(request: HttpRequest, said: KeyIn) -> dict[str, int]:
    """Open a link: its survey is seen in this session for as long as the link stands."""
    found = sharing.opened_share(key=said.key, now=timezone.now())
    remember(request, found)
    return {"survey": found.survey_id}
