"""Errors that a person can act on, as RFC 9457 problem+json in their language."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
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

    @property
    def challenge(self) -> str:
        """What WWW-Authenticate says with it; "" for a refusal that no log-in would lift."""
        return ""


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

    @property
    def challenge(self) -> str:
        # Not "Basic": a browser would answer that with a dialog of its own in front of ours.
        return 'Bearer realm="Kharita"'


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
    if challenge := error.challenge:
        answer["WWW-Authenticate"] = challenge
    return answer


PROGRAMS = ("/api/", "/tiles/", "/imagery/", "/stac", "/catalogue.", "/uploads/")
BOTH = ("/ogc",)
"""Addresses that answer programs with problems and browsers with pages."""


def _is_program(request: HttpRequest) -> bool:
    if request.path.startswith(BOTH):
        # The query's text, not its fields: this may be telling that there are too many of them.
        return "text/html" not in request.headers.get("Accept", "") and "f=html" not in request.META.get(
            "QUERY_STRING", ""
        )
    return request.path.startswith(PROGRAMS)


def answer(request: HttpRequest, error: DomainError) -> HttpResponse:
    """`error` as this request expects it: a problem for programs, a page for people."""
    return _answer(request, problem_of(error), error.title, error.detail)


def _answer(request: HttpRequest, told: JsonResponse, title: Text, detail: Text) -> HttpResponse:
    if _is_program(request):
        return told
    # Rendered without a request: an error page must not depend on the session or the database.
    page = render_to_string("core/error.html", {"title": title, "detail": detail, "status": told.status_code})
    response = HttpResponse(page, status=told.status_code)
    if "Retry-After" in told:
        response["Retry-After"] = told["Retry-After"]
    return response


def _plain(request: HttpRequest, status: HTTPStatus, code: str, title: Text, detail: Text) -> HttpResponse:
    return _answer(request, problem(status, code=code, title=title, detail=detail), title, detail)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF refusal in our form."""
    return _plain(
        request,
        HTTPStatus.FORBIDDEN,
        "csrf",
        _("Your session has expired"),
        _("Reload the page and try again."),
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's `handler400`: a request that is refused before any view sees it."""
    return _plain(
        request,
        HTTPStatus.BAD_REQUEST,
        "bad-input",
        _("Something in the request is not right"),
        _("The request could not be read."),
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's `handler403`."""
    return answer(request, NotAllowed(_("Your roles do not include this.")))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's `handler404`."""
    return answer(request, NotFound(_("It does not exist, or it is not yours to see.")))


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's `handler500`: our fault, said plainly; the cause is in the log."""
    return _plain(
        request,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "internal",
        _("Something broke on our side"),
        _("Nothing was changed. Try again; if it happens again, tell the administrator the time."),
    )


class DomainErrorMiddleware:
    """Turns a `DomainError` of a view outside the API into its answer (the API has its own handler)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return answer(request, exception) if isinstance(exception, DomainError) else None
