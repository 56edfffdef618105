"""Errors that a person can act on, as RFC 9457 problem+json in their language."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Text = str | Promise


class DomainError(Exception):
    """A refusal the domain can explain.

    `code` is stable and machine-readable (the last part of the problem's `type`), `title` and `detail` are
    for people and translated when they are rendered, `extra` names the field, row or file.
    """

    status: int = HTTPStatus.UNPROCESSABLE_ENTITY
    code: str = "unprocessable"
    title: Text = gettext_lazy("This cannot be done")

    def __init__(self, detail: Text = "", *, code: str = "", **extra: Any) -> None:
        super().__init__(str(detail))
        self.detail = detail
        self.code = code or type(self).code
        self.extra: Mapping[str, Any] = extra


class NotFound(DomainError):
    status = HTTPStatus.NOT_FOUND
    code = "not-found"
    title = gettext_lazy("Not found")


class NotAllowed(DomainError):
    status = HTTPStatus.FORBIDDEN
    code = "not-allowed"
    title = gettext_lazy("You may not do this")


class NotLoggedIn(DomainError):
    status = HTTPStatus.UNAUTHORIZED
    code = "not-logged-in"
    title = gettext_lazy("Please log in")


class Conflict(DomainError):
    status = HTTPStatus.CONFLICT
    code = "conflict"
    title = gettext_lazy("The state has changed")


class BadInput(DomainError):
    status = HTTPStatus.BAD_REQUEST
    code = "bad-input"
    title = gettext_lazy("Something in the request is not right")


class TooManyRequests(DomainError):
    status = HTTPStatus.TOO_MANY_REQUESTS
    code = "too-many-requests"
    title = gettext_lazy("Too many attempts")


def problem(status: int, *, code: str, title: Text, detail: Text = "", **extra: Any) -> JsonResponse:
    """An `application/problem+json` answer (RFC 9457)."""
    body = {"type": f"/problems/{code}", "title": str(title), "status": int(status), **extra}
    if detail:
        body["detail"] = str(detail)
    return JsonResponse(body, status=int(status), content_type="application/problem+json")


def problem_of(error: DomainError) -> JsonResponse:
    """The answer that tells a client about `error`."""
    answer = problem(error.status, code=error.code, title=error.title, detail=error.detail, **error.extra)
    if "retry_after" in error.extra:
        answer["Retry-After"] = str(error.extra["retry_after"])
    return answer


def answer(request: HttpRequest, error: DomainError) -> HttpResponse:
    """`error` as this request expects it: a problem for programs, a page for people."""
    return problem_of(error)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF refusal in our form."""
    return problem(
        HTTPStatus.FORBIDDEN,
        code="csrf",
        title=_("Your session has expired"),
        detail=_("Reload the page and try again."),
    )
