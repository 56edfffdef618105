"""tus 1.0 at `/uploads/`: core, creation, checksum, expiration, termination, concatenation.

https://tus.io/protocols/resumable-upload; docs/uploads.md tells clients how to use it here.
"""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from kharita.accounts.bodies import TooLarge, WrongType
from kharita.accounts.rules import logged_in
from kharita.accounts.scopes import Scope
from kharita.core.errors import BadInput, DomainError, answer
from kharita.core.seats import NoSeat
from kharita.uploads import headers, services
from kharita.uploads.models import Upload
from kharita.uploads.problems import (
    FinalUpload,
    Gone,
    LengthMissing,
    MethodUnknown,
    WrongVersion,
)
from kharita.uploads.purposes import purposes
from kharita.uploads.quotas import check_room, check_size
from kharita.uploads.receiving import Received, receive
from kharita.uploads.storage import store
from kharita.uploads.tasks import enqueue_join
from kharita.uploads.turns import TURNS

View = Callable[..., HttpResponse]
JOINED_AT_ONCE = 256 * 1024**2
"""Up to so many bytes parts are joined while their sender waits; a job does the others."""


def speaking_tus(*methods: str) -> Callable[[View], View]:
    """A view that knows these methods; every answer, refusals included, says which version is spoken."""

    def decorate(view: View) -> View:
        @wraps(view)
        def speaking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                response = view(request, *args, **kwargs)
            except DomainError as error:
                response = _refused(request, error)
            response["Tus-Resumable"] = headers.VERSION
            response.setdefault("Cache-Control", "no-store")
            return response

        speaking.methods = ("GET", *methods)  # type: ignore[attr-defined]  # for the test that walks all routes
        return speaking

    return decorate


def _refused(request: HttpRequest, error: DomainError) -> HttpResponse:
    response = answer(request, error)
    if isinstance(error, MethodUnknown):
        response["Allow"] = error.extra["allowed"]
    if isinstance(error, WrongVersion):
        response["Tus-Version"] = headers.VERSION
    return response


def method_of(request: HttpRequest) -> str:
    """The method that counts: of a POST the one in X-HTTP-Method-Override, where that is given.

    Of nothing else: a GET that is a DELETE would pass every check that is made of writing requests alone.
    """
    told = request.headers.get("X-HTTP-Method-Override", "") if request.method == "POST" else ""
    return (told or request.method or "").upper()


def _dispatch(request: HttpRequest, known: dict[str, View], *args: Any) -> HttpResponse:
    method = method_of(request)
    if method == "OPTIONS":
        return _options(request)
    if method not in known:
        allowed = ", ".join((*known, "OPTIONS"))
        raise MethodUnknown(_("It knows %(allowed)s.") % {"allowed": allowed}, allowed=allowed)
    if request.headers.get("Tus-Resumable") != headers.VERSION:
        raise WrongVersion(_("Send Tus-Resumable: %(version)s.") % {"version": headers.VERSION})
    return known[method](request, *args)


@speaking_tus("POST")
@logged_in(scope=Scope.UPLOAD, streams=True)
def uploads(request: HttpRequest) -> HttpResponse:
    """POST begins an upload, OPTIONS tells what is spoken."""
    return _dispatch(request, {"POST": _create})


@speaking_tus("HEAD", "PATCH", "DELETE")
@logged_in(scope=Scope.UPLOAD, streams=True)
def upload(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """HEAD tells how far an upload is, PATCH goes on with it, DELETE ends it."""
    return _dispatch(request, {"HEAD": _head, "PATCH": _patch, "DELETE": _delete}, key)


def _options(request: HttpRequest) -> HttpResponse:
    told = {
        "Tus-Version": headers.VERSION,
        "Tus-Extension": ",".join(headers.EXTENSIONS),
        "Tus-Checksum-Algorithm": ",".join(headers.ALGORITHMS),
        "Tus-Max-Size": str(purposes.limit_of(request.user) or settings.KHARITA.uploads_bytes_max),
    }
    return HttpResponse(status=204, headers=told)


def _create(request: HttpRequest) -> HttpResponse:
    metadata = headers.parse_metadata(request.headers.get("Upload-Metadata", ""))
    concat = request.headers.get("Upload-Concat", "")
    keys = headers.parse_concat(concat) if concat else None
    if keys is not None:
        return _create_final(request, keys, metadata)
    body = _body_length(request)
    if body:
        _check_media_type(request)
    checksum = _checksum(request)
    now = timezone.now()
    length = _announced_length(request)
    if length is not None and body > length:
        raise BadInput(_("The body is longer than the upload."), field="Content-Length")
    made = services.create_upload(
        owner=_user(request), length=length, metadata=metadata, is_partial=bool(concat), now=now
    )
    if length == 0:
        services.close(upload=made, digest="", now=now)
    if body:
        _receive_first(request, made, body, checksum)
    response = _created(made)
    response["Upload-Offset"] = str(made.offset)
    return response


def _receive_first(request: HttpRequest, made: Upload, body: int, checksum: headers.Checksum | None) -> None:
    """What a creation brings along; nothing while all seats are taken: the client goes on by PATCH."""
    try:
        _receive(request, made, offset=0, body=body, checksum=checksum)
    except NoSeat:
        return
    except DomainError:
        services.discard(made)  # its client is not told where it is
        raise


def _create_final(request: HttpRequest, keys: list[uuid.UUID], metadata: dict[str, str]) -> HttpResponse:
    if request.headers.get("Upload-Length") is not None:
        raise BadInput(_("A final upload is as long as its parts."), field="Upload-Length")
    if _body_length(request):
        raise FinalUpload(_("It is made of its parts alone."))
    with transaction.atomic():
        made = services.create_final(owner=_user(request), keys=keys, metadata=metadata, now=timezone.now())
        enqueue_join(made.pk)
    if (made.length or 0) <= JOINED_AT_ONCE:
        services.join(upload=made, now=timezone.now())
    return _created(made)


def _created(made: Upload) -> HttpResponse:
    return _with_expiry(made, HttpResponse(status=201, headers={"Location": f"/uploads/{made.key}"}))


def _with_expiry(found: Upload, response: HttpResponse) -> HttpResponse:
    if found.expires_at is not None:
        response["Upload-Expires"] = headers.write_time(found.expires_at)
    return response


def _head(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    found = _present(request, key)
    response = HttpResponse(headers={"Cache-Control": "no-store"})
    if found.is_partial:
        response["Upload-Concat"] = "partial"
    if found.is_final:
        response["Upload-Concat"] = "final;" + " ".join(f"/uploads/{part}" for part in found.parts)
    if not found.is_final or found.finished_at is not None:
        offset = store().offset(found.key)
        if offset == found.length and found.finished_at is None:
            services.close(upload=found, digest="", now=timezone.now())  # killed between byte and note
        response["Upload-Offset"] = str(offset)
    if found.length is None:
        response["Upload-Defer-Length"] = "1"
    else:
        response["Upload-Length"] = str(found.length)
    if found.metadata:
        response["Upload-Metadata"] = headers.write_metadata(found.metadata)
    return _with_expiry(found, response)


def _patch(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    found = _present(request, key)
    if found.is_final:
        raise FinalUpload(_("It is made of its parts alone."))
    _check_media_type(request)
    body = _body_length(request)
    offset = headers.parse_number("Upload-Offset", request.headers.get("Upload-Offset", ""))
    if (told := request.headers.get("Upload-Length")) is not None:
        services.tell_length(upload=found, length=headers.parse_number("Upload-Length", told))
    _check_end(found, offset + body)
    if found.length is None:
        with transaction.atomic():
            check_room(_user(request), body)
    _receive(request, found, offset=offset, body=body, checksum=_checksum(request))
    return _with_expiry(found, HttpResponse(status=204, headers={"Upload-Offset": str(found.offset)}))


def _delete(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    services.terminate(upload=_present(request, key))
    return HttpResponse(status=204)


def _receive(
    request: HttpRequest, found: Upload, *, offset: int, body: int, checksum: headers.Checksum | None
) -> None:
    """Take the body in a seat, and note how far the upload is. Raises `NoSeat` and what `receive` does."""
    with TURNS.turn(str(_user(request).pk)) as goes_on:
        received = receive(
            found, request.read, offset=offset, length=body, checksum=checksum, goes_on=goes_on
        )
        has_given_way = received.is_cut and not goes_on()
    _note(found, received)
    if has_given_way:
        raise NoSeat(_("Others wait to send. What arrived is kept: go on in a moment."), retry_after=2)


def _note(found: Upload, received: Received) -> None:
    now = timezone.now()
    if found.length is not None and received.offset == found.length:
        digest = "" if received.running is None else received.running.hexdigest()
        services.close(upload=found, digest=digest, now=now)
    else:
        services.note_offset(upload=found, offset=received.offset, now=now)


def _present(request: HttpRequest, key: uuid.UUID) -> Upload:
    """One's own upload, while it is there. Raises `NotFound`, `Gone`."""
    found = services.find(key=key, user=request.user)
    if found.joined_into_id is not None:
        raise Gone(_("This part has become a file with others."))
    if found.expires_at is not None and found.expires_at <= timezone.now():
        raise Gone(_("It was ended or has expired. Send the file again."))
    return found


def _check_media_type(request: HttpRequest) -> None:
    if request.content_type != headers.MEDIA_TYPE:
        raise WrongType(_("Send the bytes as %(type)s.") % {"type": headers.MEDIA_TYPE})


def _check_end(found: Upload, end: int) -> None:
    """Raises `TooLarge` for bytes beyond the end of the upload."""
    if found.length is not None:
        if end > found.length:
            raise TooLarge(
                _("The upload has %(length)d bytes, and these end at %(end)d.")
                % {"length": found.length, "end": end},
                length=found.length,
            )
        return
    limit = purposes.named(found.purpose).limit if found.purpose else purposes.limit_of(found.owner)
    check_size(end, limit=limit)


def _body_length(request: HttpRequest) -> int:
    if "Transfer-Encoding" in request.headers:
        raise LengthMissing(_("Say in Content-Length how many bytes come: a cut is known by that alone."))
    return headers.parse_number("Content-Length", request.META.get("CONTENT_LENGTH") or "0")


def _announced_length(request: HttpRequest) -> int | None:
    """None: to be told later. Raises `BadInput`."""
    told, later = request.headers.get("Upload-Length"), request.headers.get("Upload-Defer-Length")
    if (told is None) == (later is None) or later not in (None, "1"):
        raise BadInput(_("Send either Upload-Length, or Upload-Defer-Length: 1."), field="Upload-Length")
    return None if told is None else headers.parse_number("Upload-Length", told)


def _checksum(request: HttpRequest) -> headers.Checksum | None:
    told = request.headers.get("Upload-Checksum")
    return None if told is None else headers.parse_checksum(told)


def _user(request: HttpRequest) -> Any:
    return request.user
