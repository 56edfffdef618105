"""How much a person, and how much the public, may have lying ready.

A person counts as himself. The public has no name: one address may have a few files at a time, and all of the
public together a fixed room, so that nobody can fill the disk by changing addresses.
"""

import hashlib
import hmac
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kharita.core.errors import DomainError, TooManyRequests
from kharita.exports.models import Export

RETRY_SECONDS = 600
_LOCK = 0x6B78


class TooLarge(DomainError):
    """More than one may have at once."""

    status = 413
    code = "too-large"
    title = gettext_lazy("That is too much at once")


def address_mark(address: str) -> str:
    """What stands for a client's address: tells two apart, and tells nobody which they are."""
    return hmac.new(settings.SECRET_KEY.encode(), f"export {address}".encode(), hashlib.sha256).hexdigest()


def check_room(user: Any, asked_from: str, *, rows: int) -> None:
    """Raises `TooManyRequests` or `TooLarge`.

    To be called in the transaction that makes the export: of two requests of one asker the second then waits.
    """
    own = settings.KHARITA
    is_public = not user.is_authenticated
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_LOCK, asked_from or str(user.pk)])
    if is_public and rows > own.export_public_rows_max:
        raise TooLarge(
            _("Without an account a file has at most %(count)d rows: choose a part of the layer.")
            % {"count": own.export_public_rows_max},
            rows=rows,
        )
    kept = (
        Export.objects.filter(owner=None, asked_from=asked_from)
        if is_public
        else Export.objects.visible_to(user)
    )
    files_max = own.export_public_files_max if is_public else own.export_files_max
    if kept.exclude(state=Export.State.FAILED).count() >= files_max:
        raise TooManyRequests(
            _("You have %(count)d files already: delete one, or wait until one expires.")
            % {"count": files_max},
            retry_after=RETRY_SECONDS,
        )
    if bytes_left(None if is_public else user) <= 0:
        raise TooManyRequests(
            _("There is no room left for your files: delete some, or wait until they expire."),
            retry_after=RETRY_SECONDS,
        )


def bytes_left(owner: Any) -> int:
    """How much more a person (None: the public together) may have lying ready."""
    room = settings.KHARITA.export_public_bytes_max if owner is None else settings.KHARITA.export_bytes_max
    taken = Export.objects.filter(owner=owner).aggregate(total=Sum("size"))["total"] or 0
    return int(room) - int(taken)
