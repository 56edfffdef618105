"""The database session of long work: without the time limit that guards the web's sessions."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_LOCK = 0x6B69  # the first key of our advisory locks; the second is the import


def lift_statement_timeout() -> None:
    """Let statements of this session take as long as they need, with memory for sorting and indexing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SET statement_timeout = 0; SET work_mem = '128MB'; SET maintenance_work_mem = '256MB'"
        )


@contextmanager
def alone(import_id: int) -> Iterator[None]:
    """Hold the import's lock for this session, waiting for a run that still lives; the database lets go of it
    when the session dies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [_LOCK, import_id])
    try:
        yield
    finally:
        if connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_LOCK, import_id])
