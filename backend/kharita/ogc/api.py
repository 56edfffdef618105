"""The API's own description (OpenAPI 3.0), for programs and, as a page, for people."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from kharita.ogc import pages
from kharita.ogc.answers import OPENAPI_JSON, answer, served
from kharita.ogc.openapi import document_of


@served()
def api(request: HttpRequest) -> HttpResponseBase:
    """The OpenAPI document."""
    return answer(
        request,
        document_of(request),
        template="ogc/api.html",
        media=OPENAPI_JSON,
        context=pages.about(None, "api"),
    )
