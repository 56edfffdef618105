"""What the disk has room for."""

import shutil
from pathlib import Path

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from kharita.uploads.problems import NoRoom


def check_room(folder: Path, bytes_more: int) -> None:
    """Raises `NoRoom` where so many bytes more would leave less free than has to stay."""
    room = max(0, shutil.disk_usage(folder).free - settings.KHARITA.uploads_free_bytes)
    if bytes_more > room:
        raise NoRoom(
            _("The server has %(room)s left for uploads, this file has %(size)s. Tell the administrator.")
            % {"room": filesizeformat(room), "size": filesizeformat(bytes_more)},
            bytes_free=room,
            bytes_sent=bytes_more,
        )
