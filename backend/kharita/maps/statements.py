"""What readers ask of the database: answered in time, or refused in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from django.db import DataError, InternalError, OperationalError, connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from psycopg import Cursor
from psycopg.pq import TransactionStatus

from kharita.core.errors import BadInput, DomainError
from kharita.maps.prepared import prepared_connection

TIMEOUT_MS = 15_000
RETRY_SECONDS = 5


class TooSlow(DomainError):
    """The database took longer than one answer is worth."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "too-slow"
    title = gettext_lazy("This takes too long")


@contextmanager
def limited(timeout_ms: int | None = None) -> Iterator[None]:
    """Statements inside run no longer than `timeout_ms` each.

    Raises `TooSlow`, and `BadInput` for values that only the database finds it cannot reckon with (a power
    beyond all numbers, a box beyond its projection).
    """
    raw = prepared_connection()
    try:
        with connection.wrap_database_errors:
            Cursor(raw).execute(
                f"SET statement_timeout TO {TIMEOUT_MS if timeout_ms is None else timeout_ms}"
            )
        try:
            yield
        finally:
            if not raw.closed and raw.info.transaction_status != TransactionStatus.INERROR:
                Cursor(raw).execute("SET statement_timeout TO DEFAULT")
    except OperationalError as error:
        raise TooSlow(
            _("Ask for less at once: a smaller box, a lower limit or a simpler filter."),
            retry_after=RETRY_SECONDS,
        ) from error
    except (DataError, InternalError) as error:
        raise BadInput(_("The values in the request cannot be reckoned with.")) from error
