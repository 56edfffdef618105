"""Who asks for the stream: decided by the very middleware that decides it for every other request."""

import hashlib
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.asgi import ASGIRequest
from django.core.handlers.base import BaseHandler
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.cookie import parse_cookie
from django.urls import path

from kharita.accounts.rules import public
from kharita.accounts.scopes import Scope as TokenScope

Scope = Mapping[str, Any]


class Refused(Exception):
    """The middleware answered in place of the view: a wrong token, too many requests, our own fault."""

    def __init__(self, response: HttpResponseBase) -> None:
        super().__init__(response.status_code)
        self.status = response.status_code
        self.body: bytes = getattr(response, "content", b"")
        self.kind: str = response.get("Content-Type", "text/plain")


@public(scope=TokenScope.READ)
def _known(request: HttpRequest) -> HttpResponse:
    """Reached once the person is known."""
    return HttpResponse(status=204)


# The only address within this process; the middleware sees it, the outside does not.
urlpatterns = [path("live", _known)]


class Handler(BaseHandler):
    def __init__(self) -> None:
        self.load_middleware()


def credentials_of(scope: Scope) -> str:
    """Equal for requests of the same session or token; empty where there is neither: nobody."""
    headers = dict(scope["headers"])
    token = headers.get(b"authorization", b"")
    session = parse_cookie(headers.get(b"cookie", b"").decode("latin-1")).get(settings.SESSION_COOKIE_NAME)
    if not token and not session:
        return ""
    return hashlib.sha256(repr((token, session)).encode()).hexdigest()


def person_of(handler: Handler, scope: Scope) -> Any:
    """The user (anonymous: the public) that the request's session or token stands for. Raises `Refused`."""
    if not credentials_of(scope):
        return AnonymousUser()
    request = ASGIRequest(dict(scope) | {"path": "/live"}, BytesIO())
    request.urlconf = __name__
    response = handler.get_response(request)
    if response.status_code != 204:
        raise Refused(response)
    return request.user
