"""Tiles answered in front of Django: the same as Django's own, and never another person's."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import mapbox_vector_tile
import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from kharita.accounts.limits import PUBLIC
from kharita.accounts.models import Membership, User
from kharita.accounts.roles import Role
from kharita.maps.hot import HotTiles
from kharita.territory.models import Commune, Parcel
from tests.factories import make_parcel, make_user
from tests.maps.conftest import address, tile_over

Visitor = Callable[..., Client]
PLACE = address("parcels", tile_over(17))


class Answered:
    """What a WSGI application said."""

    def __init__(self, application: Any, path: str, **more: Any) -> None:
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "wsgi.url_scheme": "http",
            "REMOTE_ADDR": "192.0.2.1",
            **more,
        }
        self.body = b"".join(application(environ, self._start))

    def _start(self, status: str, headers: list[tuple[str, str]]) -> None:
        self.status, self.headers = int(status[:3]), dict(headers)

    @property
    def properties(self) -> dict[str, Any]:
        (feature,) = mapbox_vector_tile.decode(self.body)["parcels"]["features"]
        found: dict[str, Any] = feature["properties"]
        return found


def _django(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("599 Left to Django", [])
    return (b"",)


@pytest.fixture
def hot() -> HotTiles:
    PUBLIC.clear()
    return HotTiles(_django)


def _cookie(browser: Client) -> dict[str, str]:
    session = browser.cookies[settings.SESSION_COOKIE_NAME].value
    return {"HTTP_COOKIE": f"kharita_language=fr; {settings.SESSION_COOKIE_NAME}={session}"}


def test_nobody_gets_what_django_would_give(commune: Commune, hot: HotTiles, visitor: Visitor) -> None:
    make_parcel(commune, "7/40", tenure="habous")
    ours, djangos = Answered(hot, PLACE), visitor().get(PLACE)
    assert (ours.status, ours.body) == (200, djangos.content)
    assert "tenure" not in ours.properties
    for header in ("ETag", "Cache-Control", "Content-Type", "Access-Control-Allow-Origin"):
        assert ours.headers[header] == djangos[header]
    assert {name.strip() for name in ours.headers["Vary"].split(",")} <= {
        name.strip() for name in djangos["Vary"].split(",")
    }
    again = Answered(hot, PLACE, HTTP_IF_NONE_MATCH=ours.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    assert Answered(hot, address("parcels", tile_over(17, 700_000, 400_000))).status == 204


def test_a_person_gets_his_own_columns_and_the_same_etag_as_by_django(
    commune: Commune, officer: User, hot: HotTiles, visitor: Visitor
) -> None:
    make_parcel(commune, "7/40", tenure="habous")
    browser = visitor(officer)
    for _ in range(2):  # looked up, then remembered
        mine = Answered(hot, PLACE, **_cookie(browser))
        assert mine.properties["tenure"] == "habous"
        assert mine.headers["ETag"] == browser.get(PLACE)["ETag"]
        assert mine.headers["Cache-Control"] == "private, no-cache"
        assert "Access-Control-Allow-Origin" not in mine.headers
    nobodys = Answered(hot, PLACE, HTTP_IF_NONE_MATCH=mine.headers["ETag"])
    assert nobodys.status == 200
    assert "tenure" not in nobodys.properties


@pytest.mark.parametrize("change", ["role", "closed", "password", "logged out", "expired"])
def test_rights_that_end_are_gone_with_the_next_answer(
    commune: Commune, officer: User, hot: HotTiles, visitor: Visitor, change: str
) -> None:
    make_parcel(commune, "7/40", tenure="habous")
    browser = visitor(officer)
    cookie = _cookie(browser)
    known = Answered(hot, PLACE, **cookie).headers["ETag"]
    changes: dict[str, Callable[[], Any]] = {
        "role": lambda: Membership.objects.filter(user=officer).update(role=Role.CITIZEN),
        "closed": lambda: User.objects.filter(pk=officer.pk).update(is_active=False),
        "password": lambda: User.objects.filter(pk=officer.pk).update(must_change_password=True),
        "logged out": browser.logout,
        "expired": lambda: Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1)),
    }
    changes[change]()
    after = Answered(hot, PLACE, HTTP_IF_NONE_MATCH=known, **cookie)
    assert after.status == 200
    assert "tenure" not in after.properties


def test_rights_that_are_given_count_at_once(commune: Commune, hot: HotTiles, visitor: Visitor) -> None:
    make_parcel(commune, "7/40", tenure="habous")
    person = make_user(Role.CITIZEN, commune)
    cookie = _cookie(visitor(person))
    assert "tenure" not in Answered(hot, PLACE, **cookie).properties
    Membership.objects.create(user=person, commune_id=commune.pk, role=Role.URBANISM_OFFICER)
    assert Answered(hot, PLACE, **cookie).properties["tenure"] == "habous"


def test_a_change_of_a_row_is_in_the_next_answer(commune: Commune, hot: HotTiles) -> None:
    make_parcel(commune, "7/40")
    before = Answered(hot, PLACE)
    Parcel.objects.update(reference="8/40")
    after = Answered(hot, PLACE, HTTP_IF_NONE_MATCH=before.headers["ETag"])
    assert after.properties["reference"] == "8/40"


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("/tiles/nothing/17/1/1.mvt", {}),
        ("/tiles/parcels/30/1/1.mvt", {}),
        ("/tiles/parcels.json", {}),
        ("/healthz", {}),
        (PLACE, {"HTTP_AUTHORIZATION": "Bearer x"}),
        (PLACE, {"REQUEST_METHOD": "POST"}),
    ],
)
def test_all_else_is_left_to_django(commune: Commune, hot: HotTiles, path: str, more: dict[str, str]) -> None:
    assert Answered(hot, path, **more).status == 599


def test_who_asks_too_often_is_left_to_django_who_says_so(
    commune: Commune, hot: HotTiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PUBLIC, "per_minute", 3)
    monkeypatch.setattr(PUBLIC, "_interval", 20.0)
    assert [Answered(hot, PLACE).status for _ in range(5)] == [204, 204, 204, 599, 599]
