"""What the database refuses or cuts short, as answers: the client's fault 4xx, ours or the load's 503."""

import sys
from collections.abc import Callable
from http import HTTPStatus

from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from psycopg.errors import (
    DeadlockDetected,
    IdleInTransactionSessionTimeout,
    LockNotAvailable,
    QueryCanceled,
)

from kharita.core import errors, metrics
from kharita.core.errors import BadInput, DomainError, answer


class DatabaseBusy(DomainError):
    """The database did not do it in the time that a request is worth, or does not answer at all."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "database-busy"
    title = gettext_lazy("The database is busy")


_CUT_SHORT: tuple[tuple[type[Exception], metrics.Timeout], ...] = (
    (QueryCanceled, "statement"),
    (LockNotAvailable, "lock"),
    (DeadlockDetected, "lock"),
    (IdleInTransactionSessionTimeout, "idle"),
)


def refusal_of(error: BaseException) -> DomainError | None:
    """The refusal that tells of a database error; None for one that is a fault of the program."""
    if isinstance(error, DataError):
        # A number beyond what a column holds, a character that no text may have: it came from the request.
        return BadInput(_("A value is outside of what can be stored or compared."))
    if isinstance(error, OperationalError | InterfaceError):
        cause = error.__cause__
        kind: metrics.Timeout = next(
            (kind for cut, kind in _CUT_SHORT if isinstance(cause, cut)), "connection"
        )
        metrics.count_timeout(kind)
        return DatabaseBusy(_("Try again in a moment, or ask for less at once."), retry_after=5)
    return None


class DatabaseErrorMiddleware:
    """Turns a database error of a view outside the API into its answer (the API has its own handler)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        refused = refusal_of(exception)
        return None if refused is None else answer(request, refused)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's `handler500`: also called where the database fails outside of any view, as for a session."""
    error = sys.exc_info()[1]
    refused = None if error is None else refusal_of(error)
    return errors.server_error(request) if refused is None else answer(request, refused)
