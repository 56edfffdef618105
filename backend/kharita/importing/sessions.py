"""The database session of long work: without the time limit that guards the web's sessions."""

from contextlib import AbstractContextManager

from django.db import connection

from kharita.core import locks

_LOCK = 0x6B69  # the first key of our advisory locks; the second is the import


def lift_statement_timeout() -> None:
    """Let statements of this session take as long as they need, with memory for sorting and indexing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SET statement_timeout = 0; SET work_mem = '128MB'; SET maintenance_work_mem = '256MB'"
        )


def alone(import_id: int) -> AbstractContextManager[None]:
    """Hold the import's lock, waiting for a run of it that still lives."""
    return locks.alone(_LOCK, import_id)
