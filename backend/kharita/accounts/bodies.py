"""Bodies of requests: refused by their announced length, and read in a seat: slow senders hold few threads.

Only what is announced is read: a request without Content-Length has no body for Django (PEP 3333).
"""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest
from django.http.request import RawPostDataException, UnreadablePostError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kharita.accounts.login import client_address
from kharita.core.errors import BadInput, DomainError
from kharita.core.seats import BODIES
from kharita.core.throttle import neighbourhood

UPLOADS = ("/api/v1/imports",)
"""Where files come in: what they may weigh is `upload_max_bytes`, and they are read by the view itself."""
FORMS = frozenset({"multipart/form-data", "application/x-www-form-urlencoded"})
FORM_BYTES = 64 * 1024
"""What a form may weigh around its file."""


class TooLarge(DomainError):
    """The body is longer than is read here."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    code = "too-large"
    title = gettext_lazy("Too large")


class WrongType(DomainError):
    """A body of another kind than is read here."""

    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    code = "wrong-type"
    title = gettext_lazy("This kind of content is not taken here")


def read_body(request: HttpRequest) -> None:
    """Have the body in memory before anything parses it. Raises `TooLarge`, `NoSeat` or `BadInput`."""
    length = _length(request)
    takes_files = request.path.startswith(UPLOADS)
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if takes_files and request.content_type == "multipart/form-data":
        most = settings.KHARITA.upload_max_bytes + FORM_BYTES
    if length > most:
        raise TooLarge(
            _("At most %(bytes)d bytes are taken here.") % {"bytes": most}, bytes_max=most, bytes_sent=length
        )
    if not length or (takes_files and request.content_type == "multipart/form-data"):
        return
    try:
        with BODIES.seat(neighbourhood(client_address(request))):
            _whole = request.body
    except RawPostDataException:
        return  # read before, by who looked for the form's token
    except UnreadablePostError as error:
        raise BadInput(_("The request could not be read.")) from error


def leave_body(request: HttpRequest) -> None:
    """Make sure that nothing reads the body before the view streams it. Raises `WrongType` for a form: who
    looks for the token in its fields would have it read."""
    if request.content_type in FORMS:
        raise WrongType(_("No form is taken here: send the bytes of the file alone."))


def _length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
