"""The typed JSON API: one object, one router for each floor, one way to answer an error."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from kharita.core.errors import DomainError, problem, problem_of
from kharita.importing.api import router as importing
from kharita.maps.api import router as maps
from kharita.territory.api import router as territory

api = NinjaAPI(
    title="Kharita",
    version="1",
    description="The working map of a commune.",
    openapi_url="/openapi.json",
    docs_url="/docs",
    urls_namespace="api",
)


@api.exception_handler(DomainError)
def _domain_error(request: HttpRequest, error: DomainError) -> HttpResponse:
    return problem_of(error)


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


@api.exception_handler(AuthenticationError)
def _not_logged_in(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem(HTTPStatus.UNAUTHORIZED, code="not-logged-in", title=_("Please log in"))


api.add_router("", maps)
api.add_router("", territory)
api.add_router("", importing)
