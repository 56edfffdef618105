"""The STAC API: what other people's clients and validators make of it, and who finds what."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.gis.geos import MultiPolygon
from django.test import Client
from django.utils import timezone

from kharita.accounts.roles import Role
from kharita.surveys.models import Product, Survey
from kharita.territory.models import Commune
from tests.factories import CENTRE, make_user, multi, square
from tests.surveys.making import make_authorisation, make_survey

FIRST = datetime(2026, 3, 1, 10, tzinfo=UTC)
FACTS = {
    "dtype": "uint8", "epsg": 26191, "width": 400, "height": 400, "nodata": None,
    "colours": ["red", "green", "blue"],
    "transform": [0.05, 0, CENTRE[0], 0, -0.05, CENTRE[1]], "pixel_size_m": [0.05, 0.05],
}  # fmt: skip


def make_flown(commune: Commune, number: int, *, is_public: bool = True, east: float = 0) -> Survey:
    """A ready survey of 20 m by 20 m with an orthophoto, a day after the one before."""
    ground: MultiPolygon = multi(square(CENTRE[0] + east, CENTRE[1], 20))
    survey = make_survey(
        commune, f"VOL-{commune.code}-2026-{number:05d}", flown_at=FIRST + timedelta(days=number),
        authorisation=make_authorisation(commune, pilot_name="Canary Pilot"), footprint=ground,
        published_at=timezone.now() if is_public else None,
    )  # fmt: skip
    Product.objects.create(
        survey=survey, kind="ortho", state="ready", facts=FACTS, footprint=ground, created_at=timezone.now(),
        file_name="canary-file.tif",
    )  # fmt: skip
    return survey


@pytest.fixture
def flights(commune: Commune) -> list[Survey]:
    return [make_flown(commune, number, east=100 * number) for number in range(5)]


def _numbers(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [feature["id"][-5:] for feature in answer.json()["features"]]


def _search(**asked: Any) -> Any:
    return Client().get("/stac/search", asked)


def test_pages_hold_each_survey_once_while_new_ones_come(flights: list[Survey], commune: Commune) -> None:
    answer = _search(limit=2)
    seen = _numbers(answer)
    assert answer.json()["numberMatched"] == 5
    make_flown(commune, 9)
    while links := [link for link in answer.json()["links"] if link["rel"] == "next"]:
        answer = Client().get(links[0]["href"])
        seen += _numbers(answer)
    assert seen == ["00004", "00003", "00002", "00001", "00000"]


def test_place_time_and_number_narrow_by_get_and_post(flights: list[Survey]) -> None:
    box = _search().json()["features"][2]["bbox"]
    assert _numbers(_search(bbox=",".join(map(str, box)))) == ["00002"]
    assert _numbers(_search(bbox="-180,-90,180,90")) == ["00004", "00003", "00002", "00001", "00000"]
    assert _numbers(_search(datetime="2026-03-02T00:00:00Z/2026-03-04T00:00:00Z")) == ["00002", "00001"]
    assert _numbers(_search(datetime="../2026-03-01T10:00:00Z")) == ["00000"]
    assert _numbers(_search(ids=flights[3].number)) == ["00003"]
    assert _numbers(_search(collections="parcels")) == []
    shape = {"type": "Point", "coordinates": [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]}
    strict = Client(enforce_csrf_checks=True)
    posted = strict.post("/stac/search", json.dumps({"intersects": shape}), content_type="application/json")
    assert _numbers(posted) == ["00002"]


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"bbox": "1,2,3"}, "bbox"),
        ({"bbox": "a,b,c,d"}, "bbox"),
        ({"bbox": "nan,0,1,1"}, "bbox"),
        ({"datetime": "yesterday"}, "datetime"),
        ({"datetime": "2026-03-04T00:00:00Z/2026-03-02T00:00:00Z"}, "datetime"),
        ({"limit": "0"}, "limit"),
        ({"intersects": "{}"}, "intersects"),
        ({"token": "x"}, "token"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_is_asked_wrongly_is_named(db: None, asked: dict[str, str], field: str) -> None:
    answer = _search(**asked)
    assert (answer.status_code, answer.json()["field"]) == (400, field)


def test_what_is_not_published_is_found_by_its_desk_alone(commune: Commune, neighbour: Commune) -> None:
    hidden = make_flown(commune, 1, is_public=False)
    assert Client().get("/stac/collections/drone-surveys").status_code == 404
    for role, place, seen in (
        (Role.INSPECTOR, commune, ["00001"]),
        (Role.CITIZEN, commune, []),
        (Role.INSPECTOR, neighbour, []),
    ):
        client = Client()
        client.force_login(make_user(role, place), backend="django.contrib.auth.backends.ModelBackend")
        assert _numbers(client.get("/stac/search")) == seen
        status = client.get(f"/stac/collections/drone-surveys/items/{hidden.number}").status_code
        assert status == (200 if seen else 404)
    shown = make_flown(commune, 2)
    text = Client().get(f"/stac/collections/drone-surveys/items/{shown.number}").content.decode()
    assert "anary" not in text


class _Through:
    """Django's client under the address that a STAC client asks for."""

    def __init__(self) -> None:
        self.client = Client(headers={"host": "testserver"})

    def answer(self, method: str, url: str, body: Any = None) -> Any:
        path = url.removeprefix("http://testserver")
        if method == "POST":
            return self.client.post(path, json.dumps(body), content_type="application/json")
        return self.client.get(path)


@pytest.fixture
def stac_client(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    from pystac_client import Client as StacClient
    from pystac_client.stac_api_io import StacApiIO

    through = _Through()

    def request(self: Any, href: str, method: Any = None, headers: Any = None, parameters: Any = None) -> str:
        if parameters and method != "POST":
            from urllib.parse import urlencode

            href = f"{href}?{urlencode(parameters)}"
        answer = through.answer(method or "GET", href, parameters)
        assert answer.status_code == 200, (href, answer.content)
        return str(answer.content.decode())

    monkeypatch.setattr(StacApiIO, "request", request)
    monkeypatch.setattr(StacApiIO, "read_text", lambda self, source, *a, **k: request(self, str(source)))
    yield StacClient.open("http://testserver/stac")


def test_pystac_client_finds_opens_and_pages(stac_client: Any, flights: list[Survey]) -> None:
    assert {one.id for one in stac_client.get_collections()} >= {"drone-surveys"}
    for method in ("GET", "POST"):
        items = list(stac_client.search(collections=["drone-surveys"], limit=2, method=method).items())
        assert [item.id for item in items] == [survey.number for survey in reversed(flights)]
    assert items[0].assets["ortho"].media_type.startswith("image/tiff; application=geotiff")
    assert items[0].properties["gsd"] == 0.05


def test_the_items_are_valid_stac(flights: list[Survey]) -> None:
    from tests.catalog.stac_schemas import faults_of
    from tests.catalog.test_catalogue import STAC

    item = _search(limit=1).json()["features"][0]
    assert faults_of(STAC, "item", item) == []
    collection = Client().get("/stac/collections/drone-surveys").json()
    assert faults_of(STAC, "collection", collection) == []
