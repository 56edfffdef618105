"""The connection as psycopg gives it: statements prepared once on the server, values bound there."""

from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection
from psycopg import Connection, Cursor
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus

PREPARE_THRESHOLD = 5  # psycopg's own default

_known: "WeakKeyDictionary[Connection[Any], set[str]]" = WeakKeyDictionary()


def prepared_connection() -> "Connection[Any]":
    """This thread's connection, alive and willing to prepare; Django turns that off, also for who asks."""
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    raw: Connection[Any] = connection.connection
    raw.prepare_threshold = PREPARE_THRESHOLD
    return raw


def number(name: str, statement: str, numbers: list[int]) -> int:
    """The whole number that `statement` selects for one array of numbers; prepared as `name` once.

    A cursor costs several times what such a statement takes: it is sent by libpq itself.
    """
    with connection.wrap_database_errors:
        raw = prepared_connection()
        if not raw.autocommit:  # a transaction is begun by the cursor
            row = Cursor(raw).execute(statement.replace("$1", "%s"), (numbers,), prepare=True).fetchone()
            return int(row[0]) if row else 0
        known = _known.setdefault(raw, set())
        if name not in known:
            _checked(raw, raw.pgconn.prepare(name.encode(), statement.encode()))
            known.add(name)
        array = "{" + ",".join(map(str, numbers)) + "}"
        found = _checked(raw, raw.pgconn.exec_prepared(name.encode(), [array.encode()])).get_value(0, 0)
    return int(found or 0)


def _checked(raw: "Connection[Any]", result: Any) -> Any:
    if result.status not in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
        raise error_from_result(result, encoding=raw.info.encoding)
    return result
