"""How a test database is emptied after a test with real transactions: only tables with rows are.

The job queue's are too, past the triggers that forbid it to everyone.
"""

from typing import Any

from django.db import connection, transaction

KEPT_TABLES = ("django_migrations", "django_content_type", "auth_permission", "spatial_ref_sys")
"""What migrations fill and no test changes."""


def empty_tables(*args: Any, **kwargs: Any) -> list[str]:
    """In place of the statements Django would run; it has none left to run then, and nothing to make anew."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('%%I', relname) FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition "
            "AND relnamespace = 'public'::regnamespace AND relname <> ALL (%s)",
            [list(KEPT_TABLES)],
        )
        tables = [table for (table,) in cursor.fetchall()]
        cursor.execute(
            " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (TABLE {table})" for table in tables)
        )
        full = [table for (table,) in cursor.fetchall()]
        if not full:
            return []
        large = any(_is_large(table) for table in full)
        guarded = tables if large else full
        cursor.execute("".join(f"ALTER TABLE {table} DISABLE TRIGGER USER;" for table in guarded))
        if large:
            cursor.execute(f"TRUNCATE {', '.join(full)} CASCADE")
        else:  # without a new file for each table and for each that refers to it
            cursor.execute("".join(f"DELETE FROM {table};" for table in full))
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("".join(f"ALTER TABLE {table} ENABLE TRIGGER USER;" for table in guarded))
    return []


def _is_large(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT FROM {table} OFFSET 2000)")
        return bool(cursor.fetchone()[0])
