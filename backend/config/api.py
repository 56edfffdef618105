"""The typed JSON API: one object, one router for each floor, one way to answer an error."""

from functools import cache
from http import HTTPStatus
from typing import Any

from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, Throttled, ValidationError
from ninja.openapi.schema import OpenAPISchema

from kharita.accounts.api import router as accounts
from kharita.accounts.rules import public
from kharita.accounts.tokens_api import router as tokens
from kharita.catalog.api import router as catalog
from kharita.core.database import refusal_of
from kharita.core.errors import DomainError, NotFound, TooManyRequests, problem, problem_of
from kharita.exports.api import router as exports
from kharita.importing.api import router as importing
from kharita.maps.api import router as maps
from kharita.permits.api import ROUTERS as PERMITS
from kharita.permits.paper.api import router as papers
from kharita.surveys.api import ROUTERS as SURVEYS
from kharita.territory.api import router as territory


class Api(NinjaAPI):
    """One whose description is made once: it follows from the code alone, and takes more than a second."""

    def get_openapi_schema(self, **asked: Any) -> OpenAPISchema:
        prefix = asked.get("path_prefix") or self.get_root_path(asked.get("path_params") or {})
        return self._described(prefix)

    @cache  # noqa: B019  # there is one, for as long as the process lives
    def _described(self, prefix: str) -> OpenAPISchema:
        return super().get_openapi_schema(path_prefix=prefix)


api = Api(
    title="Kharita",
    version="1",
    description="The working map of a commune.",
    openapi_url="/openapi.json",
    docs_url="/docs",
    urls_namespace="api",
    docs_decorator=public,
)


@api.exception_handler(DomainError)
def _domain_error(request: HttpRequest, error: DomainError) -> HttpResponse:
    return problem_of(error)


@api.exception_handler(DataError)
@api.exception_handler(OperationalError)
@api.exception_handler(InterfaceError)
def _database_error(request: HttpRequest, error: Exception) -> HttpResponse:
    refused = refusal_of(error)
    assert refused is not None  # noqa: S101 - these are the classes that it tells of
    return problem_of(refused)


@api.exception_handler(ValidationError)
def _validation_error(request: HttpRequest, error: ValidationError) -> HttpResponse:
    faults: list[dict[str, Any]] = [
        {"field": ".".join(str(part) for part in fault["loc"][1:]), "detail": fault["msg"]}
        for fault in error.errors
    ]
    return problem(
        HTTPStatus.BAD_REQUEST,
        code="bad-input",
        title=_("Something in the request is not right"),
        detail="; ".join(f"{fault['field']}: {fault['detail']}" for fault in faults),
        faults=faults,
    )


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem_of(NotFound(_("It does not exist, or it is not yours to see.")))


@api.exception_handler(Throttled)
def _throttled(request: HttpRequest, error: Throttled) -> HttpResponse:
    return problem_of(TooManyRequests(_("Wait a little and try again."), retry_after=error.wait or 60))


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What the framework itself refuses, above all a body that is no JSON."""
    return problem(
        error.status_code,
        code="bad-input",
        title=_("Something in the request is not right"),
        detail=_("The request could not be read."),
    )


api.add_router("", accounts)
api.add_router("", tokens)
api.add_router("", maps)
api.add_router("", exports)
api.add_router("", territory)
api.add_router("", importing)
for permits in PERMITS:
    api.add_router("", permits)
api.add_router("", papers)
for surveys in SURVEYS:
    api.add_router("", surveys)
api.add_router("", catalog)
