"""Quotas: who asks too often waits, is told how long, and nobody else notices."""

from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from kharita.accounts.limits import ACCOUNTS, COUNTED, PUBLIC, cost_of, middleware
from kharita.accounts.models import User
from kharita.core.seats import HEAVY

MANIFEST = "/api/v1/session"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten requests a minute for the public, twenty for an account; time stands still."""
    for throttle, per_minute in ((PUBLIC, 10), (ACCOUNTS, 20)):
        monkeypatch.setattr(throttle, "_clock", lambda: 1000.0)
        monkeypatch.setattr(throttle, "per_minute", per_minute)
        monkeypatch.setattr(throttle, "_interval", 60 / per_minute)


def _statuses(client: Client, times: int, **headers: str) -> list[int]:
    return [client.get(MANIFEST, **headers).status_code for _request in range(times)]  # type: ignore[arg-type]


def test_the_public_waits_after_its_share_and_is_told_how_long(db: None, small: None, client: Client) -> None:
    first = client.get(MANIFEST)
    assert first["RateLimit-Policy"] == '"public";q=10;w=60'
    assert first["RateLimit"] == '"public";r=9;t=6'
    assert _statuses(client, 9) == [200] * 9
    refused = client.get(MANIFEST)
    assert (refused.status_code, refused["Content-Type"]) == (429, "application/problem+json")
    assert refused.json()["type"] == "/problems/too-many-requests"
    assert refused["Retry-After"] == "6" == str(refused.json()["retry_after"])
    assert refused["RateLimit"].startswith('"public";r=0;')


@pytest.mark.parametrize(("language", "told"), [("ar", "انتظر"), ("fr", "Attendez"), ("en", "Wait a little")])
def test_the_refusal_speaks_the_reader_s_language(db: None, small: None, language: str, told: str) -> None:
    client = Client(headers={"Accept-Language": language})
    _statuses(client, 10)
    assert told in client.get(MANIFEST).json()["detail"]


def test_addresses_are_counted_apart_and_an_ipv6_customer_as_one(db: None, small: None) -> None:
    assert _statuses(Client(REMOTE_ADDR="192.0.2.1"), 11)[-1] == 429
    assert _statuses(Client(REMOTE_ADDR="192.0.2.2"), 1) == [200]
    for number in range(10):
        _statuses(Client(REMOTE_ADDR=f"2001:db8::{number:x}"), 1)
    assert _statuses(Client(REMOTE_ADDR="2001:db8::ffff"), 1) == [429]
    assert _statuses(Client(REMOTE_ADDR="2001:db8:0:1::1"), 1) == [200]


def test_behind_a_proxy_the_address_is_what_the_proxy_saw(
    db: None, small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client()
    spoofed = [_statuses(client, 1, HTTP_X_FORWARDED_FOR=f"192.0.2.{n}")[0] for n in range(11)]
    assert spoofed[-1] == 429, "without a proxy the header is the client's own invention"
    PUBLIC.clear()
    monkeypatch.setattr(settings.KHARITA, "behind_proxy", True)
    several = [_statuses(client, 1, HTTP_X_FORWARDED_FOR=f"192.0.2.{n}")[0] for n in range(11)]
    assert several == [200] * 11
    forged = [_statuses(client, 1, HTTP_X_FORWARDED_FOR=f"198.51.100.{n}, 192.0.2.99")[0] for n in range(11)]
    assert forged[-1] == 429, "only the last address is the proxy's word"


def test_an_account_has_its_own_larger_share_wherever_it_asks_from(
    officer: User, small: None, api: Any
) -> None:
    _statuses(Client(), 11)
    client = api(officer).client
    assert _statuses(client, 10) == [200] * 10
    elsewhere = Client(REMOTE_ADDR="192.0.2.50")
    elsewhere.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    assert _statuses(elsewhere, 11) == [200] * 10 + [429]


def test_health_is_never_refused(db: None, small: None, client: Client) -> None:
    assert {client.get("/healthz").status_code for _request in range(30)} == {200}
    assert {client.get("/readyz").status_code for _request in range(15)} <= {200, 503}


def test_what_was_counted_before_django_is_not_counted_again(db: None, small: None) -> None:
    client = Client(**{COUNTED: True})
    assert _statuses(client, 30) == [200] * 30


@pytest.mark.parametrize(
    ("method", "path", "limit", "cost"),
    [
        ("GET", "/tiles/parcels/16/1/2.mvt", None, 1),
        ("GET", "/ogc/collections/parcels/items", "10", 1),
        ("GET", "/ogc/collections/parcels/items", "1000", 10),
        ("GET", "/ogc/collections/parcels/items", "9" * 400, 100),
        ("GET", "/ogc/collections/parcels/items", "-5", 10),
        ("GET", "/ogc/collections/parcels/items", "٣٠٠٠", 10),
        ("GET", "/api/v1/layers/parcels/items", None, 10),
        ("POST", "/api/v1/exports", None, 50),
        ("GET", "/api/v1/exports/7", None, 1),
    ],
)
def test_a_request_costs_what_it_makes_the_database_do(
    method: str, path: str, limit: str | None, cost: float
) -> None:
    assert cost_of(method, path, limit) == cost


def test_a_stream_holds_a_seat_until_it_is_closed_and_one_without_a_seat_is_let_go(db: None) -> None:
    released = []
    request = RequestFactory().get("/api/v1/streamed")
    request.user = AnonymousUser()

    def stream(_request: object) -> HttpResponse:
        answer = StreamingHttpResponse(iter([b"row"]))
        answer._resource_closers.append(lambda: released.append(True))  # type: ignore[attr-defined]  # Django's own
        return answer  # type: ignore[return-value]  # a response all the same

    handle = middleware(stream)
    seated = [handle(request) for _seat in range(HEAVY.each)]
    assert (handle(request).status_code, released) == (503, [True])
    seated[0].close()
    assert handle(request).status_code == 200
