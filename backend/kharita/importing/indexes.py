"""Indexes stand aside while a table is filled for the first time.

Growing two spatial and six other indexes row by row costs more than all else of a first import; building them
at its end from the sorted whole takes a fifth of that (docs/import.md). It locks the table's readers out
until
the transaction ends, which is why it is done only where there is next to nothing to read.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# The present rows are at most this share of those that come, and it is worth it only for so many.
PRESENT_SHARE = 0.1
WORTH_ROWS = 20_000


@contextmanager
def indexes_aside(table: str, coming: int) -> Iterator[None]:
    """Drop the indexes of `table` (not its primary key) for the block where `coming` rows make that worth it,
    and build them again at its end, all in the caller's transaction."""
    if coming < WORTH_ROWS or _rows(table, int(coming * PRESENT_SHARE) + 1) > coming * PRESENT_SHARE:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON "
            "c.oid = i.indexrelid "
            "WHERE i.indrelid = %s::regclass AND NOT EXISTS "
            "(SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid) ORDER BY c.relname",
            [table],
        )
        found = cursor.fetchall()
        for name, _definition in found:
            cursor.execute(f'DROP INDEX "{name}"')
    yield
    with connection.cursor() as cursor:
        # foreign keys that were put off would keep the table from being indexed
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for _name, definition in found:
            cursor.execute(definition)
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(f"ANALYZE {table}")


def _rows(table: str, limit: int) -> int:
    """The number of rows of `table`, counted no further than `limit`."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM (SELECT FROM {table} LIMIT %s) AS counted", [limit])
        return int(cursor.fetchone()[0])
