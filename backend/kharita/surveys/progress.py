"""How far long work is, told by a connection of its own while the work's may be busy or in a transaction."""

import time
from types import TracebackType
from typing import Self
from uuid import UUID

from django.db import connection

from kharita.surveys.models import Progress

SECONDS = 0.5


class GivenUp(Exception):
    """What is worked on does not exist any more, or nobody wants it."""


class Teller:
    """Tells step and fraction of the work on `key`, each half second; `table` is where the key must stay."""

    def __init__(self, key: UUID, table: str) -> None:
        self.key, self.table = key, table
        self.step, self.told_at = "", 0.0

    def __enter__(self) -> Self:
        # What a transaction has written nobody else sees: there its own connection does.
        self.is_apart = not connection.in_atomic_block
        self.connection = connection.copy() if self.is_apart else connection
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.is_apart:
            self.connection.close()

    def tell(self, fraction: float, step: str | None = None) -> None:
        """Raises `GivenUp` where what is worked on is gone."""
        now = time.monotonic()
        if step in (None, self.step) and now - self.told_at < SECONDS:
            return
        self.step, self.told_at = step or self.step, now
        with self.connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {Progress._meta.db_table} (key, step, fraction, told_at) "  # noqa: S608 - our own tables
                f"SELECT key, %s, %s, clock_timestamp() FROM {self.table} WHERE key = %s "
                "ON CONFLICT (key) DO UPDATE SET step = excluded.step, fraction = excluded.fraction, "
                "told_at = excluded.told_at",
                [self.step, min(max(fraction, 0.0), 1.0), self.key],
            )
            if cursor.rowcount == 0:
                raise GivenUp


def progress_of(*keys: UUID) -> dict[UUID, Progress]:
    """What was told last, by key."""
    return Progress.objects.in_bulk(keys)
