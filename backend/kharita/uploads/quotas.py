"""How much may come in: of one file, of one person, and what the disk has room for."""

from django.conf import settings
from django.db import connection
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from kharita.accounts.bodies import TooLarge
from kharita.accounts.models import User
from kharita.uploads.models import Upload
from kharita.uploads.problems import NoRoom, OverQuota
from kharita.uploads.storage import store

_LOCK = 0x6B75


def check_size(bytes_asked: int, *, limit: int) -> None:
    """Raises `TooLarge`."""
    if bytes_asked > limit:
        raise TooLarge(
            _("At most %(most)s are taken here, this file has %(size)s.")
            % {"most": filesizeformat(limit), "size": filesizeformat(bytes_asked)},
            bytes_max=limit,
            bytes_sent=bytes_asked,
        )


def check_room(owner: User, bytes_asked: int) -> None:
    """Raises `OverQuota` or `NoRoom`; in the transaction that notes the upload: two at once then wait."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [_LOCK])
    most = settings.KHARITA.uploads_person_bytes_max
    lying = Upload.objects.filter(owner=owner).weight()
    if lying + bytes_asked > most:
        raise OverQuota(
            _("%(lying)s of yours wait here already, and %(most)s are the most: use or delete some first.")
            % {"lying": filesizeformat(lying), "most": filesizeformat(most)},
            bytes_lying=lying,
            bytes_max=most,
        )
    room = room_left()
    if room is not None and bytes_asked > room:
        raise NoRoom(
            _("The server has %(room)s left for uploads, this file has %(size)s. Tell the administrator.")
            % {"room": filesizeformat(room), "size": filesizeformat(bytes_asked)},
            bytes_free=room,
            bytes_sent=bytes_asked,
        )


def room_left() -> int | None:
    """Bytes that may still be accepted: what is free, without what stays free and what is already promised;
    None: storage has no limit."""
    free = store().free()
    if free is None:
        return None
    return max(0, free - settings.KHARITA.uploads_free_bytes - Upload.objects.all().promised())
