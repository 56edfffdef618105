"""Stored tiles of surveys answered in front of Django's middleware, as `hot` does for vector tiles.

Each answer reads, in one statement and at one moment, the survey's publication, its file and whether
anything has changed about people: nothing that is remembered can be older than what it depends on.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from re import compile as pattern
from typing import Any

from django.db import Error, connection

from kharita.accounts.limits import ACCOUNTS, COUNTED, wait_of_address
from kharita.accounts.models import communes_with
from kharita.maps.door import NOBODY_SECONDS
from kharita.maps.hot_sessions import PEOPLE, is_plain, person_of, session_of
from kharita.maps.prepared import numbers
from kharita.maps.revisions import WORLD, key_of
from kharita.rasters.stored_tiles import OPEN_FILES, WEBP_MEDIA_TYPE
from kharita.rasters.tiff_index import BadTiff
from kharita.surveys.imagery.answers import Sent, etag_of, not_modified, sent, unchanged
from kharita.surveys.models import Product
from kharita.surveys.models.inside import VIEW

StartResponse = Callable[..., Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]

REMEMBERED_MAX = 4_096
_SURVEY = """
SELECT coalesce(max(product.id), 0)::bigint,
       coalesce(max(survey.version), 0)::bigint,
       coalesce(max((survey.published_at IS NOT NULL AND commune.is_public)::int), 0)::bigint,
       coalesce(max(survey.commune_id), 0)::bigint,
       coalesce(max(('x' || left(replace(product.key::text, '-', ''), 15))::bit(60)::bigint), 0)::bigint
       {people}
FROM surveys_survey survey
JOIN territory_commune commune ON commune.id = survey.commune_id
JOIN surveys_product product ON product.survey_id = survey.id
WHERE survey.id = ANY($1::bigint[]) AND product.kind = 'ortho' AND product.state = 'ready'
  AND product.replaced_at IS NULL"""
_PEOPLE = """, (SELECT coalesce(sum(changes), 0) FROM maps_revision WHERE key = ANY($2::bigint[]))::bigint,
       pg_relation_filenode('maps_revision')::bigint,
       (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint"""
SURVEY = _SURVEY.format(people="")
"""What a visitor's tile depends on; a person's on the people too."""
SURVEY_AND_PEOPLE = _SURVEY.format(people=_PEOPLE)

_ADDRESS = pattern(r"/imagery/(\d{1,9})/(\d{1,2})/(\d{1,8})/(\d{1,8})\.webp")
_STATUS = {status: f"{status} {HTTPStatus(status).phrase}" for status in (200, 204, 304)}
_ALWAYS = (("X-Content-Type-Options", "nosniff"),)


@dataclass(frozen=True)
class _State:
    """A survey and the people, as they are at one moment; `product` 0: nothing to show."""

    product: int
    version: int
    is_public: bool
    commune: int
    key: int
    people: tuple[int, ...]


@dataclass(frozen=True)
class _Person:
    """Whom a session belongs to ("": nobody) and the communes whose surveys he sees (None: all)."""

    key: str
    communes: frozenset[int] | None
    people: tuple[int, ...]
    until: float

    def sees(self, state: _State) -> bool:
        return state.is_public or self.communes is None or state.commune in self.communes


class HotImagery:
    """The WSGI application in front of `application`."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._people: dict[str, _Person] = {}
        self._files: dict[tuple[int, int, int], tuple[str, str]] = {}

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        address = _ADDRESS.fullmatch(environ["PATH_INFO"]) if is_plain(environ) else None
        told = self._told(environ, *map(int, address.groups())) if address else None
        if told is None:
            return self._application(environ, start_response)
        headers = [*told.headers, *_ALWAYS]
        if told.status == HTTPStatus.OK:
            headers.append(("Content-Length", str(len(told.body))))
        start_response(_STATUS[told.status], headers)
        return (told.body,)

    def _told(self, environ: dict[str, Any], survey: int, z: int, x: int, y: int) -> Sent | None:
        """The answer; None where Django is to give it (refusals among them)."""
        session = session_of(environ)
        try:
            state = _state_of(survey, with_people=bool(session))
            if not state.product or not (session or state.is_public):
                return None
            person = self._person(session, state, environ) if session else None
            if session and (person is None or not person.sees(state)):
                return None
            if person is None or not person.key:
                if wait_of_address(environ):
                    return None
            elif ACCOUNTS.wait(person.key):
                return None
            environ[COUNTED] = True
            path, etag = self._file(state)
            if unchanged(etag, environ.get("HTTP_IF_NONE_MATCH", "")):
                return not_modified(etag, is_public=state.is_public)
            body = OPEN_FILES.tiles(path).read(z, x, y)
        except (OSError, BadTiff):
            return None
        except Error:
            # The database went away: Django opens another connection, or says that it cannot.
            connection.close()
            return None
        return sent(body, WEBP_MEDIA_TYPE, etag, is_public=state.is_public)

    def _person(self, session: str, state: _State, environ: dict[str, Any]) -> _Person | None:
        known = self._people.get(session)
        if known is not None and known.people == state.people and known.until > time.monotonic():
            return known
        # Whoever has to be looked up is counted by his address first: sessions can be made up.
        if wait_of_address(environ):
            return None
        user, seconds = person_of(session)
        held = communes_with(user, VIEW)
        person = _Person(
            key=str(user.pk) if user.is_authenticated else "",
            communes=None if held is None else frozenset(held),
            people=state.people,  # read before the person: what is newer than it is only looked up again
            until=time.monotonic() + min(seconds, NOBODY_SECONDS),
        )
        if len(self._people) >= REMEMBERED_MAX:
            self._people.clear()
        self._people[session] = person
        return person

    def _file(self, state: _State) -> tuple[str, str]:
        """Path and ETag of the product's display file; both stand for as long as the survey's version
        does.
        """
        named = (state.product, state.version, state.key)
        known = self._files.get(named)
        if known is None:
            product = Product.objects.only("key", "ready_at").get(pk=state.product)
            if len(self._files) >= REMEMBERED_MAX:
                self._files.clear()
            known = self._files[named] = (str(product.display), etag_of([product]))
        return known


@cache
def _people_keys() -> tuple[int, ...]:
    return tuple(key_of(table, key) for table in PEOPLE for key in (WORLD, (0, 0, 0)))


def _state_of(survey: int, *, with_people: bool) -> _State:
    if with_people:
        found = numbers("imagery_of_people", SURVEY_AND_PEOPLE, [survey], _people_keys())
    else:
        found = numbers("imagery", SURVEY, [survey])
    product, version, is_public, commune, key, *people = found
    return _State(product, version, bool(is_public), commune, key, tuple(people))
