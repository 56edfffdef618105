"""What people were told of their dossiers, in the words of whoever reads it."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status

from kharita.accounts.rules import logged_in
from kharita.permits.actors import Party
from kharita.permits.api.finding import opened_permit, person
from kharita.permits.mail.writing import tell
from kharita.permits.models import Notice
from kharita.permits.services import desk

router = Router(tags=["permits"])
NOTICES_MAX = 200


class NoticeOut(Schema):
    """`title`, `text` and `next` are in the reader's language; `next` is empty where nothing is awaited."""

    id: int
    permit: int
    reference: str
    event: str
    title: str
    text: str
    next: str
    data: dict[str, Any]
    at: datetime
    read_at: datetime | None


class ReadIn(Schema):
    """Ids of notices; null: all."""

    notices: list[int] | None = None


@router.get("/permits/notices", response=list[NoticeOut])
@logged_in
def notices(request: HttpRequest) -> list[dict[str, Any]]:
    """What the reader was told, latest first."""
    return _told(request)


@router.get("/permits/{int:permit_id}/notices", response=list[NoticeOut])
@logged_in
def notices_of(request: HttpRequest, permit_id: int) -> list[dict[str, Any]]:
    """What the reader was told of one dossier, latest first."""
    return _told(request, permit=opened_permit(request, permit_id))


def _told(request: HttpRequest, **which: Any) -> list[dict[str, Any]]:
    user = person(request)
    found = Notice.objects.visible_to(user).filter(**which).select_related("permit")
    found = found.defer("permit__site", "permit__footprint", "permit__web_geometry")
    return [_notice(notice, at_desk=not Party(user, notice.permit).is_own) for notice in found[:NOTICES_MAX]]


def _notice(notice: Notice, *, at_desk: bool) -> dict[str, Any]:
    reference = notice.permit.reference
    told = tell(notice.event, reference=reference, data=notice.data, at_desk=at_desk)
    return {
        "id": notice.pk,
        "permit": notice.permit_id,
        "reference": reference,
        "event": notice.event,
        "title": told.title,
        "text": told.text,
        "next": told.next,
        "data": notice.data,
        "at": notice.at,
        "read_at": notice.read_at,
    }


@router.post("/permits/notices/read", response={204: None})
@logged_in
def read_notices(request: HttpRequest, wanted: ReadIn) -> Status[None]:
    """Mark notices as read."""
    desk.mark_read(user=person(request), notices=wanted.notices, now=timezone.now())
    return Status(204, None)
