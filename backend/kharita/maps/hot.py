"""Tiles answered in front of Django's middleware, for nobody and for people with a session.

A map asks for dozens of tiles at once, most of them unchanged: what Django does around a view costs several
times what such an answer does. Everything else is left to Django: errors in the reader's language, access
tokens, refusals, other addresses.
"""

import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.db import Error, connection

from kharita.accounts.limits import ACCOUNTS, COUNTED, wait_of_address
from kharita.core.errors import DomainError
from kharita.core.metrics import count_tile
from kharita.maps.answers import TILE_VARY, Sent, sent
from kharita.maps.door import NOBODY_SECONDS
from kharita.maps.grid import Tile
from kharita.maps.hot_sessions import PEOPLE, is_plain, person_of, session_of
from kharita.maps.revisions import states_of
from kharita.maps.tiles import Answer, Sight, answer, layers_named, sight_of, tile_at

StartResponse = Callable[..., Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]

SIGHTS_MAX = 4_096

_ADDRESS = re.compile(r"/tiles/([a-z0-9_,]{1,400})/(\d{1,2})/(\d{1,8})/(\d{1,8})\.mvt")
_STATUS = {status: f"{status} {HTTPStatus(status).phrase}" for status in (200, 204, 304)}
_ALWAYS = (
    ("Vary", ", ".join(TILE_VARY)),
    ("X-Content-Type-Options", "nosniff"),
)


@dataclass(frozen=True)
class KnownSight:
    """What a session (or nobody) sees, until the clock or a change of people makes it worth looking again."""

    sight: Sight
    person: str
    people_state: str
    until: float


class HotTiles:
    """The WSGI application in front of `application`."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._known: dict[tuple[str, str, int], KnownSight] = {}

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        address = _ADDRESS.fullmatch(environ["PATH_INFO"]) if is_plain(environ) else None
        told = self._told(environ, *address.groups()) if address else None
        if told is None:
            return self._application(environ, start_response)
        headers = [*told.headers, *_ALWAYS]
        if told.status == HTTPStatus.OK:
            headers.append(("Content-Length", str(len(told.body))))
        start_response(_STATUS[told.status], headers)
        return (told.body,)

    def _told(self, environ: dict[str, Any], ids: str, z: str, x: str, y: str) -> Sent | None:
        """The answer; None where Django is to give it."""
        session = session_of(environ)
        try:
            tile = tile_at(z, x, y)
            known, state = self._remembered(session, ids, tile)
            if known is None:
                # Whoever has to be looked up is counted by his address first: sessions can be made up.
                if wait_of_address(environ):
                    return None
                known, state = self._looked_up(session, ids, tile)
            elif ACCOUNTS.wait(known.person) if known.person else wait_of_address(environ):
                return None
            environ[COUNTED] = True
            found = answer(known.sight, tile, environ.get("HTTP_IF_NONE_MATCH", ""), state=state)
        except DomainError:
            return None
        except Error:
            # The database went away: Django opens another connection, or says that it cannot.
            connection.close()
            return None
        return _counted(found, environ, is_public=not known.person)

    def _remembered(self, session: str, ids: str, tile: Tile) -> tuple[KnownSight | None, str]:
        """What the session sees if that is still known, and the tile's state, both as they are now."""
        known = self._known.get((session, ids, tile.z))
        if known is None or known.until < time.monotonic():
            return None, ""
        state, people = states_of(known.sight.tables, tile, PEOPLE if session else ())
        return (known, state) if people == known.people_state else (None, "")

    def _looked_up(self, session: str, ids: str, tile: Tile) -> tuple[KnownSight, str]:
        # The states are read before what they vouch for: what is newer than them is only looked up again.
        people = states_of((), tile, PEOPLE if session else ())[1]
        user, seconds = person_of(session) if session else (None, NOBODY_SECONDS)
        sight = sight_of(layers_named(ids), user, tile)
        person = str(user.pk) if user is not None and user.is_authenticated else ""
        known = KnownSight(sight, person, people, time.monotonic() + min(seconds, NOBODY_SECONDS))
        if len(self._known) >= SIGHTS_MAX:
            self._known.clear()
        self._known[session, ids, tile.z] = known
        return known, states_of(sight.tables, tile)[0]


def _counted(found: Answer, environ: dict[str, Any], *, is_public: bool) -> Sent:
    count_tile(found.outcome)
    return sent(found, environ.get("HTTP_ACCEPT_ENCODING", ""), is_public=is_public)
