"""The same person sees the same rows, columns and values by every protocol: those that the door gives."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import pytest
from django.db import connection
from django.test import Client

from kharita.accounts.models import User
from kharita.catalog.publishing.pyramid import encoded_tiles
from kharita.core.layers import Layer, layers
from kharita.exports.writing import write
from kharita.maps.door import open_layer
from kharita.maps.grid import HALF, Tile
from kharita.maps.hot import HotTiles
from kharita.maps.selection import Selection
from tests.contract.world import World, make_world

Seen = dict[int, dict[str, Any]]
"""What is shown of each row, by id; a column without a value is not shown."""

PEOPLE = [
    "nobody",
    "citizen here",
    "crew here",
    "urbanism_officer here",
    "urbanism_officer there",
    "superuser",
]


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.mark.parametrize("name", PEOPLE)
def test_every_protocol_shows_the_same(world: World, name: str) -> None:
    user = world.people[name]
    browser = browser_of(user)
    for layer in layers.all():
        compare_protocols(browser, user, layer)


def compare_protocols(browser: Client, user: User | None, layer: Layer) -> None:
    expected = by_the_door(layer, user)
    seen: dict[str, Callable[[], Seen]] = {
        "GeoJSON": lambda: by_geojson(browser, f"/api/v1/layers/{layer.id}/items?limit=1000"),
        "OGC items": lambda: by_geojson(browser, f"/ogc/collections/{layer.id}/items?limit=1000&f=json"),
        "OGC item": lambda: by_ogc_item(browser, layer, expected),
        "export as GeoJSON": lambda: by_geojson(browser, f"/api/v1/layers/{layer.id}/export?format=geojson"),
    }
    wrong = [protocol for protocol, look in seen.items() if plain(look()) != plain(expected)]
    assert wrong == [], layer.id
    assert by_csv(browser, layer) == expected.keys()
    described = browser.get(f"/api/v1/catalogue/{layer.id}").json()
    opened = open_layer(layer, user)
    assert described["rows"] == len(expected)
    assert {column["name"] for column in described["columns"]} == set(opened.fields)
    queryables = browser.get(f"/ogc/collections/{layer.id}/queryables?f=json").json()["properties"]
    assert not set(queryables) & (set(layer.staff_fields) - set(opened.fields))


@pytest.mark.parametrize("name", PEOPLE)
def test_tiles_show_the_same_by_each_of_their_addresses(world: World, name: str) -> None:
    user = world.people[name]
    browser = browser_of(user)
    for layer in layers.all():
        compare_tiles(world, browser, user, layer)


def compare_tiles(world: World, browser: Client, user: User | None, layer: Layer) -> None:
    expected = by_the_door(layer, user)
    zoom = layer.zooms[1]
    drawn: Seen = {}
    for tile in tiles_of(world, zoom):
        body = browser.get(f"/tiles/{layer.id}/{zoom}/{tile.x}/{tile.y}.mvt").content
        assert body == in_front_of_django(browser, f"/tiles/{layer.id}/{zoom}/{tile.x}/{tile.y}.mvt")
        by_ogc = browser.get(f"/ogc/collections/{layer.id}/tiles/WebMercatorQuad/{zoom}/{tile.y}/{tile.x}")
        # A tile beyond the limits that the tile set states does not exist there.
        assert body == (b"" if by_ogc.status_code == 404 else by_ogc.content)
        drawn |= in_tile(body, layer)
    assert {row: rounded(values) for row, values in drawn.items()} == {
        row: rounded(values) for row, values in expected.items()
    }


def test_what_is_published_is_what_nobody_sees(world: World, tmp_path: Path) -> None:
    for layer in layers.all():
        compare_published(layer, tmp_path)


def compare_published(layer: Layer, tmp_path: Path) -> None:
    expected = by_the_door(layer, None)
    published: Seen = {}
    for tile, body in encoded_tiles(layer):
        if tile.z == layer.zooms[1]:
            published |= in_tile(body, layer)
    assert {row: rounded(values) for row, values in published.items()} == {
        row: rounded(values) for row, values in expected.items()
    }
    target = tmp_path / f"{layer.id}.geojson"
    write(open_layer(layer, None), Selection(), "geojson", target, packed=False)
    assert plain(in_collection(json.loads(target.read_text()))) == plain(expected)


def browser_of(user: User | None) -> Client:
    browser = Client()
    if user is not None:
        browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def by_the_door(layer: Layer, user: User | None) -> Seen:
    opened = open_layer(layer, user)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {opened.source}", opened.params)
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return {
        row["id"]: {field: row[field] for field in opened.fields if row[field] is not None} for row in rows
    }


def by_geojson(browser: Client, address: str) -> Seen:
    return in_collection(json.loads(content(browser, address)))


def by_ogc_item(browser: Client, layer: Layer, rows: Seen) -> Seen:
    features = [
        json.loads(content(browser, f"/ogc/collections/{layer.id}/items/{row}?f=json")) for row in rows
    ]
    return in_collection({"features": features})


def by_csv(browser: Client, layer: Layer) -> set[int]:
    text = content(browser, f"/api/v1/layers/{layer.id}/export?format=csv").decode("utf-8-sig")
    return {int(row["id"]) for row in csv.DictReader(io.StringIO(text))}


def content(browser: Client, address: str) -> bytes:
    response = browser.get(address)
    assert response.status_code == 200, (address, response.content)
    return b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[arg-type]  # synchronous


def in_collection(collection: dict[str, Any]) -> Seen:
    return {
        int(feature["id"]): {
            name: value for name, value in feature["properties"].items() if value is not None and name != "id"
        }
        for feature in collection["features"]
    }


def in_tile(body: bytes, layer: Layer) -> Seen:
    content = mapbox_vector_tile.decode(body) if body else {}
    assert set(content) <= {layer.id, f"{layer.id}_labels"}
    rows = {feature["id"]: feature["properties"] for feature in content.get(layer.id, {}).get("features", [])}
    labels = content.get(f"{layer.id}_labels", {}).get("features", [])
    assert {label["id"] for label in labels} <= set(rows)
    assert all(label["properties"].items() <= rows[label["id"]].items() for label in labels)
    return rows


def in_front_of_django(browser: Client, path: str) -> bytes:
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items())
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "wsgi.url_scheme": "http",
        "REMOTE_ADDR": "192.0.2.7",
        "HTTP_COOKIE": cookies,
    }

    def left_to_django(*_: Any) -> Any:
        raise AssertionError(f"{path} was left to Django")

    return b"".join(HotTiles(left_to_django)(environ, lambda *_: None))


def tiles_of(world: World, zoom: int) -> set[Tile]:
    """The tiles in which the two furnished places lie."""
    side = 2 * HALF / (1 << zoom)
    found = set()
    for commune in (world.open, world.closed):
        parcel = world.parcel if commune == world.open else world.hidden
        west, south, east, north = parcel.geometry.transform(3857, clone=True).buffer(200).extent
        columns = range(int((west + HALF) / side), int((east + HALF) / side) + 1)
        rows = range(int((HALF - north) / side), int((HALF - south) / side) + 1)
        found |= {Tile(zoom, x, y) for x in columns for y in rows}
    return found


def plain(seen: Seen) -> Any:
    """As JSON has it."""
    return json.loads(json.dumps({row: rounded(values) for row, values in seen.items()}, default=str))


def rounded(values: dict[str, Any]) -> dict[str, Any]:
    """Numbers as tiles carry them, to one decimal."""
    return {
        name: value
        if isinstance(value, str | bool)
        else round(float(value), 1)
        if isinstance(value, int | float) or hasattr(value, "as_tuple")
        else str(value)
        for name, value in values.items()
    }
