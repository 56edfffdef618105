"""The database session of long work: without the time limit that guards the web's sessions."""

from django.db import connection


def lift_statement_timeout() -> None:
    """Let statements of this session take as long as they need, with memory for sorting and indexing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SET statement_timeout = 0; SET work_mem = '128MB'; SET maintenance_work_mem = '256MB'"
        )
