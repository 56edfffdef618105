"""The walk with access tokens: each opens what its scope names and shows what its person sees, no more."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from kharita.accounts.models import User
from kharita.accounts.scopes import Scope
from kharita.accounts.tokens import create_token
from tests.contract.routes import Route, all_routes
from tests.contract.world import World, make_world

PEOPLE = ["citizen here", "crew here", "urbanism_officer here", "urbanism_officer there", "superuser"]
LAYERS = ("/tiles/", "/api/v1/manifest", "/api/v1/layers/", "/ogc/", "/ogc")
SAME_SIGHT = [
    "/api/v1/manifest",
    "/api/v1/layers/parcels/items?limit=100",
    "/tiles/parcels.json",
    "/tiles/parcels,zones/16/32345/25998.mvt",
    "/ogc/collections/parcels/items?f=json&limit=100",
    "/ogc/collections/zones/items?f=json&limit=100",
]


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def _with_token(user: User, *scopes: Scope) -> Client:
    _token, text = create_token(user=user, name="walk", scopes=scopes, days=1, now=timezone.now())
    return Client(headers={"Authorization": f"Bearer {text}"}, raise_request_exception=False)


def _plain(route: Route) -> bool:
    return route.method == "GET" and not {"{", "<", "^"} & set(route.path)


def test_every_address_of_layers_opens_to_a_reading_token() -> None:
    walked = [route for route in all_routes() if route.method == "GET" and route.path.startswith(LAYERS)]
    assert len(walked) > 15
    closed = [route.path for route in walked if route.rule is None or route.rule.scope != Scope.READ]
    assert closed == [], "name the scope in the rule: @public(scope=Scope.READ)"


@pytest.mark.parametrize("name", PEOPLE)
def test_a_token_of_each_scope_opens_what_the_rule_names_and_nothing_else(world: World, name: str) -> None:
    user = world.people[name]
    assert user is not None
    wrong = []
    for scope in Scope:
        client = _with_token(user, scope)
        for route in filter(_plain, all_routes()):
            rule = route.rule
            assert rule is not None
            lets_in = rule.scope == scope and (not rule.permission or user.can(rule.permission))
            status = client.get(route.path).status_code
            if (status == 403) is lets_in or status == 401:
                wrong.append((scope, route.path, status))
    assert wrong == []


@pytest.mark.parametrize("name", PEOPLE)
def test_the_same_person_sees_the_same_by_session_and_by_token(world: World, name: str) -> None:
    user = world.people[name]
    assert user is not None
    by_token, by_session = _with_token(user, Scope.READ), Client()
    by_session.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    for address in SAME_SIGHT:
        token, session = by_token.get(address), by_session.get(address)
        assert token.status_code == session.status_code < 300, (address, token.status_code)
        assert _stable(token) == _stable(session), address


def _stable(response: object) -> object:
    if response.status_code == 204:  # type: ignore[attr-defined]  # a test response
        return b""
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    try:
        told = json.loads(body)
    except ValueError:
        return body
    if isinstance(told, dict):
        told.pop("timeStamp", None)
    return told
