"""The walk: every route and every layer, as nobody, as every role and as a role of another commune."""

import os
import re
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.http import HttpResponseBase
from django.test import Client

from kharita.accounts.models import User, communes_with
from kharita.core.layers import Layer, layers
from kharita.maps.door import open_layer
from kharita.permits.models import Circulation, Permit, State
from kharita.surveys.models import Finding, Survey
from tests.contract.routes import Route, addresses, all_routes
from tests.contract.world import (
    ADDRESS,
    APPLICANT,
    CLOSED,
    CLOSED_ONLY,
    CLOSED_REFERENCE,
    DESK_ONLY,
    DRAFTED,
    FINDING,
    OFFENDER,
    PERSONAL,
    PILOT,
    SUBMITTED,
    UNPUBLISHED,
    World,
    make_import,
    make_world,
    values_of,
)

DESK = "territory.view_desk"
REFUSED = {401, 403}
MANY = 5
"""Of so many addresses of one route a person asks for one; the next route begins with another."""
QUERIES = {
    "/api/v1/search": [{"q": q} for q in ("Canaryowner", "12345/40", "66666/66", "77777/77", "Canaryclosed")],
    "/api/v1/layers/{layer_id}/export": [{"format": "csv"}, {"format": "kml"}],
    "/api/v1/parcels/at": [{"lon": -2.3246, "lat": 34.9192}],
    "/p/{slug}/print": [{"lang": "ar"}, {"lang": "fr"}],
}


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def import_id(world: World) -> int:
    return make_import(world)


def _clients(world: World) -> dict[str, tuple[User | None, Client]]:
    clients = {}
    for name, user in world.people.items():
        client = Client(raise_request_exception=False)
        if user is not None:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        clients[name] = (user, client)
    return clients


def _queries(route: Route, world: World) -> list[dict[str, Any]]:
    """What to ask a route for; those of the law, of the register, figures and surveys ask for a commune."""
    if route.path.startswith(("/api/v1/permits/", "/api/v1/surveys")) and "{" not in route.path:
        return [{"commune": commune.pk} for commune in (world.open, world.closed)]
    return QUERIES.get(route.path, [{}])


def _expects(route: Route, user: User | None) -> int:
    """401, 403 or 200 (let in), from the declared rule alone."""
    assert route.rule is not None
    if not route.rule.needs_login:
        return 200
    if user is None:
        return 401
    return 200 if not route.rule.permission or user.can(route.rule.permission) else 403


def _body(response: HttpResponseBase) -> str:
    raw = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    text = raw.decode("utf-8", errors="replace")
    # JSON may write Arabic as escapes; the canaries are searched as people would read them.
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)


def _forbidden(user: User | None, world: World) -> tuple[str, ...]:
    """The canaries that `user` must not find anywhere."""
    held: tuple[str, ...] = ()
    serves = communes_with(user, DESK)
    if user is None or (serves is not None and not serves):
        held += DESK_ONLY + (ADDRESS,)
    if serves is not None and world.closed.pk not in serves:
        held += CLOSED_ONLY
    owners, managed = (
        communes_with(user, "territory.view_owner"),
        communes_with(user, "accounts.manage_users"),
    )
    if owners is not None and not owners:
        held += PERSONAL[:3]
    if managed is not None and not managed:
        held += PERSONAL[3:]
    return held + _forbidden_of_permits(user) + _forbidden_of_surveys(user)


def _forbidden_of_permits(user: User | None) -> tuple[str, ...]:
    """Drafts are their people's alone; people and offences those of who handles permits."""
    held: tuple[str, ...] = (DRAFTED,)
    handles = communes_with(user, "permits.view_permit")
    if handles is not None and not handles:
        held += (APPLICANT, OFFENDER)
        asked = communes_with(user, "permits.give_opinion")
        if not asked:
            held += (SUBMITTED,)
    return held


def _forbidden_of_surveys(user: User | None) -> tuple[str, ...]:
    """What is not published, its people and its files are the desk's; findings accuse someone."""
    surveys, findings = (
        communes_with(user, "surveys.view_survey"),
        communes_with(user, "surveys.view_finding"),
    )
    held: tuple[str, ...] = ()
    if surveys is not None and not surveys:
        held += (PILOT, UNPUBLISHED)
    return held + (FINDING,) if findings is not None and not findings else held


def _known_by_the_code(path: str) -> str:
    """Whoever holds a paper and its code has read the place on it, never its people's names in the answer."""
    return f"{CLOSED} {CLOSED_REFERENCE}" if path.startswith("/api/v1/verify/") else ""


def test_every_route_declares_its_rule() -> None:
    routes = all_routes()
    assert len(routes) > 40
    assert [f"{route.method} {route.path}" for route in routes if route.rule is None] == []


def _asked(route: Route, values: dict[str, list[Any]], person: int) -> list[str]:
    """The addresses that one person asks for; of a route of every layer each its turn, in a whole run all.

    Whoever reads a layer sees the same rows and columns by every route (test_same_sight.py): so each route
    is walked by all, each route of each layer by some, and each layer by all.
    """
    every = addresses(route, values)
    if len(every) <= MANY or os.environ.get("KHARITA_LONG") == "1":
        return every
    return [address for place, address in enumerate(every) if (place + person) % MANY == 0]


@pytest.mark.timeout(1200)  # hundreds of routes as a dozen people
def test_every_route_answers_everyone_by_its_rule_and_tells_nothing_beyond(
    world: World, import_id: int
) -> None:
    values = values_of(world, import_id)
    wrong = []
    for person, (name, (user, client)) in enumerate(_clients(world).items()):
        forbidden = _forbidden(user, world)
        for place, route in enumerate(all_routes()):
            if route.method != "GET":
                continue
            for address in _asked(route, values, person + place):
                for query in _queries(route, world):
                    response = client.get(address, query)
                    body = _body(response)  # to its end: a stream holds the connection that all share here
                    status, expected = response.status_code, _expects(route, user)
                    if expected in REFUSED:
                        fits = status == expected
                    else:
                        fits = status not in REFUSED and (
                            # The page and the styles are there when the front end is built.
                            status < 500
                            or route.path.startswith(("/^", "/readyz"))
                            or "/styles" in route.path
                        )
                    asked = "".join(map(str, query.values())) + address
                    known = asked + _known_by_the_code(route.path)
                    told = [text for text in forbidden if text not in known and text in body]
                    if not fits or told:
                        wrong.append((name, address, query, status, expected, told))
    assert wrong == []


def test_every_write_is_refused_to_who_may_not_and_needs_the_token(world: World, import_id: int) -> None:
    values = values_of(world, import_id)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.people["superuser"], backend="django.contrib.auth.backends.ModelBackend")
    clients = _clients(world)
    wrong = []
    for route in all_routes():
        if route.method in ("GET", "HEAD"):
            continue
        address = addresses(route, values)[0]
        answer = strict.generic(route.method, address, b"{}", content_type="application/json")
        is_kept_out = answer.status_code == 403 and answer.json()["type"] == "/problems/csrf"
        if is_kept_out == route.rule.only_reads:  # a POST that only asks takes no token
            wrong.append(("without token", route, answer.status_code))
        for name, (user, client) in clients.items():
            expected = _expects(route, user)
            if expected in REFUSED:
                status = client.generic(
                    route.method, address, b"{}", content_type="application/json"
                ).status_code
                if status != expected:
                    wrong.append((name, route, status))
    assert wrong == []


def test_an_import_is_not_seen_from_the_other_commune(world: World, import_id: int, api: Any) -> None:
    stranger = api(world.people["urbanism_officer there"])
    for rest in ("", "/preview", "/preview.geojson", "/rows", "/report.json"):
        assert stranger.get(f"/imports/{import_id}{rest}").status_code == 404
    assert stranger.get("/imports").json()["items"] == []
    for action in ("apply", "undo", "check"):
        assert stranger.post(f"/imports/{import_id}/{action}").status_code == 404
    assert stranger.delete(f"/imports/{import_id}").status_code == 404


def _expected_ids(layer: Layer, user: User | None) -> set[int]:
    """The rows of a layer that `user` may see, worked out row by row from the rules in words."""
    model: type[Model] = layer.rows(None).model
    if model is Permit:
        return _expected_permits(user)
    if model._meta.app_label == "surveys":
        return _expected_of_surveys(layer, user)
    serves = communes_with(user, DESK)
    seen = set()
    for row in model._default_manager.all():  # type: ignore[attr-defined]
        commune = row if layer.commune == "id" else row.commune
        at_desk = serves is None or commune.pk in serves
        if getattr(row, "valid_to", None) is not None:
            continue  # the layer of parcels is the present cadastre, for everyone
        draft = getattr(getattr(row, "plan", None), "state", "") == "draft"
        if at_desk or (commune.is_public and not draft):
            seen.add(row.pk)
    return seen


def _expected_of_surveys(layer: Layer, user: User | None) -> set[int]:
    """Published surveys of open communes; all else for who works with surveys, or with findings, there."""
    model: type[Model] = layer.rows(None).model
    rows = model._default_manager.select_related("commune")  # type: ignore[attr-defined]
    shapes = {"measured_points": "point", "measured_lines": "line", "measured_areas": "polygon"}
    if layer.id in shapes:  # one table in three layers
        rows = rows.filter(shape=shapes[layer.id])
    right = "surveys.view_finding" if model is Finding else "surveys.view_survey"
    held = communes_with(user, right)
    return {
        row.pk
        for row in rows
        if held is None
        or row.commune_id in held
        or (model is Survey and row.published_at is not None and row.commune.is_public)
    }


def _expected_permits(user: User | None) -> set[int]:
    """Issued ones of open communes; all but drafts where one handles them; what was sent to one's entity."""
    handles, asked = communes_with(user, "permits.view_permit"), communes_with(user, "permits.give_opinion")
    sent = set(Circulation.objects.values_list("permit_id", flat=True))
    return {
        permit.pk
        for permit in Permit.objects.select_related("commune").exclude(state=State.DRAFT)
        if (permit.issued_at is not None and permit.commune.is_public)
        or handles is None
        or permit.commune_id in handles
        or (permit.pk in sent and permit.commune_id in (asked or ()))
    }


def test_the_door_gives_each_person_their_rows_and_columns_only(world: World) -> None:
    wrong = []
    for layer in layers.all():
        for name, user in world.people.items():
            opened = open_layer(layer, user)
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT * FROM {opened.source}", opened.params)
                names = [column.name for column in cursor.description]
                rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
            if {row["id"] for row in rows} != _expected_ids(layer, user):
                wrong.append((layer.id, name, "rows"))
            if not set(opened.fields) <= {*layer.fields, *layer.staff_fields}:
                wrong.append((layer.id, name, "undeclared columns"))
            for field, permission in layer.staff_fields.items():
                held = communes_with(user, permission)
                shown = {row["commune"] for row in rows if row.get(field) is not None}
                if held is not None and not shown <= held:
                    wrong.append((layer.id, name, field))
    assert wrong == []


def test_each_layer_has_a_row_that_some_may_not_see(world: World) -> None:
    for layer in layers.all():
        everyone, root = _expected_ids(layer, None), _expected_ids(layer, world.people["superuser"])
        assert everyone or layer.group == "surveys", layer.id  # most of which is the desk's alone
        assert everyone < root, layer.id


def test_the_administration_is_for_superusers_whatever_their_staff_flag_says(world: World) -> None:
    officer = world.people["administrator here"]
    assert officer is not None
    officer.is_staff = True
    officer.save()
    client = Client()
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    for address in ("/admin/", "/admin/accounts/user/", "/admin/territory/commune/"):
        assert client.get(address).status_code == 302
    root = Client()
    root.force_login(world.people["superuser"], backend="django.contrib.auth.backends.ModelBackend")
    for address in ("/admin/", "/admin/accounts/user/", "/admin/territory/commune/"):
        assert root.get(address).status_code == 200
