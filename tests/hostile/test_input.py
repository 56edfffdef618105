"""Absurd, oversized and malicious input in every parameter of every route: a clear refusal, never a 500, no
text of it in any SQL, and memory stays."""

import json
import resource
from collections import Counter
from collections.abc import Iterator
from itertools import cycle, repeat
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection
from django.test import Client

from kharita.core.layers import layers
from tests.contract.routes import addresses
from tests.contract.world import World, make_import, make_world, values_of
from tests.hostile.parameters import OWN_SESSION, Parameters, addresses_with, walked

pytestmark = pytest.mark.slow

MARK = "zz_hostile_zz"
"""In all that tries to be SQL: no statement may hold it but as a bound value."""
SQL = (
    f"' OR {MARK}() IS NULL --",
    f"1); DROP TABLE {MARK}; --",
    f'"; SELECT {MARK}() --',
    f"1 UNION SELECT {MARK}::text, pg_sleep(9)",
    f"{MARK}%s%(x)s{{0}}",
    f"\\'; COPY {MARK} TO PROGRAM 'id' --",
)
ABSURD = (
    "",
    "\x00",
    "9" * 400,
    "-1",
    "1e400",
    "NaN",
    "٣٤",
    "../../../../etc/passwd",
    "<script>alert(1)</script>",
    "[" * 300,
    "A" * 9_000,
    "-1e308,-1e308,1e308,1e308",
    "180,90,-180,-90,0,0,0",
    "http://www.opengis.net/def/crs/EPSG/0/99999999",
    "9999-99-99T99:99:99Z/..",
    "*/*;q=" + "9" * 50,
)
BOMBS = (
    "(" * 3_000,
    "NOT " * 2_000 + "area_m2 > 1",
    " OR ".join(["area_m2 > 1"] * 900),
    "reference LIKE '" + "%_" * 400 + "'",
    "area_m2 > " + "2*" * 900 + "2",
    "area_m2 ^ 9999999 > 1",
    "S_INTERSECTS(geometry, POLYGON((" + ",".join(["0 0"] * 1_000) + ")))",
    '{"op":"and","args":[' * 200,
)
"""For whatever takes a condition."""
TOLD_BY_PROGRAMS = ("Traceback", "psycopg", "ProgrammingError", "syntax error at or near", MARK + "()")
GROWTH_MB = 300
"""That the process may grow by, over all of it: what is remembered of requests has an end."""


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The statements in which the mark stood as text of the program, not as a bound value."""
    found: list[str] = []
    execute = psycopg.Cursor.execute

    def seen(cursor: Any, query: Any, *more: Any, **options: Any) -> Any:
        text = query.decode(errors="replace") if isinstance(query, bytes) else str(query)
        if MARK in text:
            found.append(text)
        return execute(cursor, query, *more, **options)

    monkeypatch.setattr(psycopg.Cursor, "execute", seen)
    yield found


class Walk:
    """One person who tells every route everything; `wrong` is what came of it."""

    def __init__(self, world: World, person: str) -> None:
        self.client = Client(raise_request_exception=False, headers={"Accept-Language": "en"})
        user = world.people[person]
        if user is not None:
            self.client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        self.values = values_of(world, make_import(world))
        self.parameters = Parameters(self.client)
        self.wrong: list[tuple[str, int, str]] = []
        self.statuses: Counter[int] = Counter()

    def told(self, method: str, address: str, **more: Any) -> None:
        answer = self.client.generic(method, address, **more)
        status = answer.status_code
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        self.statuses[status] += 1
        text = body[:4_000].decode(errors="replace")
        is_clear = status < 400 or any(kind in answer["Content-Type"] for kind in ("problem+json", "html"))
        leaks = status >= 400 and any(word in text for word in TOLD_BY_PROGRAMS[:-1])
        if (status >= 500 and status != 503) or not is_clear or leaks:
            self.wrong.append((f"{method} {address[:160]} {str(more)[:160]}", status, text[:160]))

    def queries(self, hostile: Iterator[str]) -> None:
        """Each parameter of the query that a route knows; where none is declared, all names there are."""
        for route in walked():
            if route.method != "GET":
                continue
            address = addresses(route, self.values)[0]
            names = self.parameters.query_of(route)
            for name in names:
                self.told("GET", f"{address}?{quote(name)}={quote(next(hostile))}")
            if not names:
                value = quote(next(hostile))
                everything = "&".join(f"{name}={value}" for name in self.parameters.all_queries)
                self.told("GET", f"{address}?{everything}")

    def paths(self, hostile: Iterator[str]) -> None:
        for route in walked():
            for address in addresses_with(route, self.values, (quote(one, safe="") for one in hostile)):
                self.told(route.method, address, **({} if route.method == "GET" else EMPTY))

    def bodies(self, hostile: Iterator[Any]) -> None:
        """Each field of a body alone, and all of them at once."""
        for route in walked():
            if route.method in ("GET", "DELETE"):
                continue
            address = addresses(route, self.values)[0]
            fields = sorted(self.parameters.body_of(route))
            for body in [*({name: next(hostile)} for name in fields), dict.fromkeys(fields, next(hostile))]:
                self.told(route.method, address, data=json.dumps(body), content_type="application/json")


EMPTY = {"data": "{}", "content_type": "application/json"}


def test_the_walk_knows_the_parameters_of_every_documented_route(world: World) -> None:
    walk = Walk(world, "superuser")
    described = {route.path: walk.parameters.query_of(route) for route in walked()}
    assert {"bbox", "filter", "crs", "limit", "sortby"} <= described["/ogc/collections/<str:layer_id>/items"]
    assert {"q"} <= described["/api/v1/search"]
    assert sum(map(bool, described.values())) > 15
    assert sum(bool(walk.parameters.body_of(route)) for route in walked()) >= 5


@pytest.mark.parametrize("person", ["nobody", "superuser"])
def test_nothing_hostile_becomes_sql_or_a_fault_of_ours(
    world: World, statements: list[str], person: str
) -> None:
    walk = Walk(world, person)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Everything is told the first; the others go round, so that each parameter meets some and all meet many.
    for hostile in (repeat(SQL[0]), cycle((*SQL, *ABSURD))):
        walk.queries(hostile)
        walk.paths(hostile)
        walk.bodies(hostile)
    assert walk.wrong == []
    assert statements == []
    assert walk.statuses[400] > 50
    assert walk.statuses[404] > 50
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert grown < GROWTH_MB
    with connection.cursor() as cursor:
        for layer in layers.all():
            cursor.execute(f"SELECT count(*) FROM {layer.rows(None).model._meta.db_table}")
            assert cursor.fetchone()[0] > 0, layer.id


@pytest.mark.parametrize("hostile", [["x"] * 2_000, {"a": {"b": None}}, None, -(2**70)])
def test_bodies_of_the_wrong_kind_are_refused(world: World, hostile: Any) -> None:
    walk = Walk(world, "superuser")
    walk.bodies(repeat(hostile))
    assert walk.wrong == []
    assert walk.statuses.total() > 20


@pytest.mark.parametrize("body", [b"", b"[" * 20_000, b"\xff\xfe", b"null"])
def test_bodies_that_are_none_are_refused(world: World, body: bytes) -> None:
    walk = Walk(world, "superuser")
    kinds = cycle(("application/json", "multipart/form-data; boundary=x", "text/plain"))
    for route in walked():
        if route.method in ("POST", "PUT", "PATCH"):
            address = addresses(route, walk.values)[0]
            for kind in {"application/json", next(kinds)}:
                walk.told(route.method, address, data=body, content_type=kind)
    assert walk.wrong == []


@pytest.mark.parametrize("bomb", BOMBS, ids=lambda bomb: bomb[:12])
def test_conditions_that_would_never_end_are_refused_or_answered(world: World, bomb: str) -> None:
    walk = Walk(world, "superuser")
    for route in walked():
        if "filter" in walk.parameters.query_of(route):
            address = addresses(route, walk.values)[0].replace(layers.all()[0].id, "parcels")
            for language in ("cql2-text", "cql2-json"):
                walk.told("GET", f"{address}?filter-lang={language}&filter={quote(bomb)}")
    assert walk.statuses.total() > 0
    assert walk.wrong == []


@pytest.mark.parametrize("hostile", [*SQL[:3], "%00", "A" * 5_000, '"[*'])
def test_hostile_headers_are_refused_or_passed_over(
    world: World, statements: list[str], hostile: str
) -> None:
    walk = Walk(world, "nobody")
    for address in ("/tiles/parcels/16/1/1.mvt", "/ogc/collections/parcels/items", "/api/v1/manifest", "/"):
        for name in ("ACCEPT", "ACCEPT_LANGUAGE", "ACCEPT_ENCODING", "IF_NONE_MATCH", "RANGE", "COOKIE",
                     "AUTHORIZATION", "ORIGIN", "X_FORWARDED_FOR"):  # fmt: skip
            value = f"sessionid={hostile}" if name == "COOKIE" else hostile
            walk.told("GET", address, **{f"HTTP_{name}": value})
    assert walk.wrong == []
    assert statements == []


@pytest.mark.parametrize("hostile", [*SQL[:2], "\x00", "A" * 9_000])
def test_who_logs_in_with_sql_is_refused(world: World, statements: list[str], hostile: str) -> None:
    walk = Walk(world, "nobody")
    for path in OWN_SESSION:
        for method in ("POST", "PATCH", "PUT"):
            body = {"username": hostile, "password": hostile, "new_password": hostile, "language": hostile}
            walk.told(method, path, data=json.dumps(body), content_type="application/json")
    assert walk.wrong == []
    assert statements == []
    assert not set(walk.statuses) & {200, 201, 204}
