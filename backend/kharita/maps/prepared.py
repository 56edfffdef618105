"""The connection as psycopg gives it: statements prepared once on the server, values bound there."""

from collections.abc import Iterable
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection
from psycopg import Connection, RawCursor
from psycopg.errors import error_from_result
from psycopg.pq import DiagnosticField, ExecStatus

PREPARE_THRESHOLD = 5  # psycopg's own default
UNKNOWN_STATEMENT = b"26000"  # invalid_sql_statement_name

_known: "WeakKeyDictionary[Connection[Any], set[str]]" = WeakKeyDictionary()


def prepared_connection() -> "Connection[Any]":
    """This thread's connection, alive and willing to prepare; Django turns that off, also for who asks."""
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    raw: Connection[Any] = connection.connection
    raw.prepare_threshold = PREPARE_THRESHOLD
    return raw


def numbers(name: str, statement: str, *arrays: Iterable[int]) -> tuple[int, ...]:
    """The row of whole numbers that `statement` selects for these arrays ($1, $2, …), prepared as `name`.

    A cursor costs several times what such a statement takes: it is sent by libpq itself.
    """
    values = ["{" + ",".join(map(str, array)) + "}" for array in arrays]
    with connection.wrap_database_errors:
        raw = prepared_connection()
        if not raw.autocommit:  # a transaction is begun by the cursor
            row = RawCursor(raw).execute(statement, values).fetchone() or ()
            return tuple(int(value) for value in row)
        found = _executed(raw, name, statement, [value.encode() for value in values])
        return tuple(int(found.get_value(0, column)) for column in range(found.nfields))


def _executed(raw: "Connection[Any]", name: str, statement: str, values: list[bytes]) -> Any:
    """The answer of the statement, prepared where the connection does not know it, or does no longer."""
    known = _known.setdefault(raw, set())
    if name in known:
        result = raw.pgconn.exec_prepared(name.encode(), values)
        # psycopg frees everything that is prepared, ours as well, once a transaction was rolled back.
        if result.error_field(DiagnosticField.SQLSTATE) != UNKNOWN_STATEMENT:
            return _checked(raw, result)
    _checked(raw, raw.pgconn.prepare(name.encode(), statement.encode()))
    known.add(name)
    return _checked(raw, raw.pgconn.exec_prepared(name.encode(), values))


def _checked(raw: "Connection[Any]", result: Any) -> Any:
    if result.status not in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
        raise error_from_result(result, encoding=raw.info.encoding)
    return result
