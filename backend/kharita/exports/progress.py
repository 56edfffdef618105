"""How far a running export is, told to others while its own connection is busy sending rows."""

import time
from types import TracebackType
from typing import Self

from django.db import connection
from django.utils.translation import gettext as _

from kharita.exports import storage
from kharita.exports.models import Export
from kharita.exports.quotas import TooLarge

SECONDS = 0.5


class GivenUp(Exception):
    """Its owner does not want it any more."""


class Progress:
    """Tells the number of rows every half second, by a connection of its own.

    It sees at the same time whether the export is still wanted, and whether it grows beyond `bytes_max`.
    """

    def __init__(self, export: Export, *, bytes_max: int) -> None:
        self.export, self.bytes_max = export, bytes_max
        self.told_at = time.monotonic()
        self.connection = connection.copy()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()

    def tell(self, rows: int) -> None:
        """Raises `GivenUp` or `TooLarge`."""
        now = time.monotonic()
        if now - self.told_at < SECONDS:
            return
        self.told_at = now
        with self.connection.cursor() as cursor:
            cursor.execute(
                "UPDATE exports_export SET rows_written = %s WHERE id = %s AND state = 'writing'",
                [rows, self.export.pk],
            )
            if cursor.rowcount == 0:
                raise GivenUp
        if storage.unfinished_bytes(self.export) > self.bytes_max:
            raise TooLarge(
                _("The file became larger than the room that you have: choose a part of the layer.")
            )
