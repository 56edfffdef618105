"""Tiles for whoever carries no session and no token, answered in front of Django's middleware.

A map asks for dozens of tiles at once, most of them unchanged: what Django does around a view costs several
times what such an answer does. Rights are those of nobody, so that no person has to be looked up; everything
else (errors in the reader's language, people, other addresses) is left to Django.
"""

import re
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import Error, connection

from kharita.accounts.limits import COUNTED, wait_of_address
from kharita.core.errors import DomainError
from kharita.core.metrics import count_tile
from kharita.maps.answers import TILE_VARY, Sent, sent
from kharita.maps.door import NOBODY_SECONDS
from kharita.maps.grid import Tile
from kharita.maps.tiles import Sight, answer, layers_named, sight_of, tile_at

StartResponse = Callable[..., Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]

_ADDRESS = re.compile(r"/tiles/([a-z0-9_,]{1,400})/(\d{1,2})/(\d{1,8})/(\d{1,8})\.mvt")
_STATUS = {status: f"{status} {HTTPStatus(status).phrase}" for status in (200, 204, 304)}
_ALWAYS = (
    ("Vary", ", ".join(TILE_VARY)),
    ("X-Content-Type-Options", "nosniff"),
)
SIGHTS_MAX = 512


class PublicTiles:
    """The WSGI application in front of `application`."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._sights: dict[tuple[str, int], tuple[float, Sight]] = {}

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        address = _ADDRESS.fullmatch(environ["PATH_INFO"])
        told = self._told(environ, *address.groups()) if address and _is_nobody(environ) else None
        if told is None:
            return self._application(environ, start_response)
        headers = [*told.headers, *_ALWAYS]
        if told.status == HTTPStatus.OK:
            headers.append(("Content-Length", str(len(told.body))))
        start_response(_STATUS[told.status], headers)
        return (told.body,)

    def _told(self, environ: dict[str, Any], ids: str, z: str, x: str, y: str) -> Sent | None:
        """The answer; None where Django is to give it."""
        if wait_of_address(environ):
            return None
        environ[COUNTED] = True
        try:
            place = tile_at(z, x, y)
            found = answer(self._sight(ids, place), place, environ.get("HTTP_IF_NONE_MATCH", ""))
        except DomainError:
            return None
        except Error:
            # The database went away: Django opens another connection, or says that it cannot.
            connection.close()
            return None
        count_tile(found.outcome)
        return sent(found, environ.get("HTTP_ACCEPT_ENCODING", ""), is_public=True)

    def _sight(self, ids: str, tile: Tile) -> Sight:
        now = time.monotonic()
        known = self._sights.get((ids, tile.z))
        if known is None or known[0] < now:
            if len(self._sights) >= SIGHTS_MAX:
                self._sights.clear()
            known = (now + NOBODY_SECONDS, sight_of(layers_named(ids), None, tile))
            self._sights[ids, tile.z] = known
        return known[1]


def _is_nobody(environ: dict[str, Any]) -> bool:
    return (
        environ["REQUEST_METHOD"] == "GET"
        and "HTTP_AUTHORIZATION" not in environ
        and f"{settings.SESSION_COOKIE_NAME}=" not in environ.get("HTTP_COOKIE", "")
        and not (settings.SECURE_SSL_REDIRECT and environ["wsgi.url_scheme"] != "https")
    )
