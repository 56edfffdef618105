"""The same person sees the same rows, columns and values by every protocol: those that the door gives."""

import csv
import gzip
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import pyarrow.parquet as pq
import pytest
from django.db import connection
from django.test import Client
from pmtiles.reader import MmapSource, all_tiles

from kharita.accounts.models import User
from kharita.catalog.publishing.publication import publish
from kharita.catalog.publishing.storage import Folder
from kharita.core.layers import Layer, layers
from kharita.exports import storage
from kharita.exports.models import Export
from kharita.exports.tasks import write
from kharita.live.audience import Audience, news_for, scope_of
from kharita.live.changes import Cell, Changes
from kharita.maps.door import open_layer
from kharita.maps.grid import HALF, Tile
from kharita.maps.hot import HotTiles
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


NEAR = 16
"""The zoom of the cells in which changes are told."""


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture(autouse=True)
def _no_files_left() -> Iterator[None]:
    yield
    shutil.rmtree(storage.folder(), ignore_errors=True)


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
        "export by a job": lambda: by_job(browser, layer),
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


def test_what_is_published_is_what_nobody_sees(world: World, tmp_path: Path, settings: Any) -> None:
    built = tmp_path / "dist"
    built.mkdir()
    (built / "index.html").write_text("<html><head></head><body></body></html>")
    settings.KHARITA = settings.KHARITA.model_copy(update={"frontend_dir": built})
    site = tmp_path / "site"
    publish(Folder(site), now=datetime(2026, 3, 4, 12, tzinfo=UTC))
    published = {entry["id"]: entry for entry in json.loads((site / "manifest.json").read_text())["layers"]}
    for layer in layers.all():
        expected = by_the_door(layer, None)
        assert (layer.id in published) == bool(expected)
        if expected:
            compare_published(layer, expected, [site / path for path in published[layer.id]["files"]])


def compare_published(layer: Layer, expected: Seen, files: list[Path]) -> None:
    [table] = [path for path in files if path.suffix == ".parquet"]
    [archive] = [path for path in files if path.suffix == ".pmtiles"]
    rows = pq.read_table(table).drop_columns(["geometry", "bbox"]).to_pylist()
    in_table = {row.pop("id"): {k: v for k, v in row.items() if v is not None} for row in rows}
    assert plain(in_table) == plain(expected)
    drawn: Seen = {}
    with archive.open("rb") as file:
        for (zoom, _x, _y), body in all_tiles(MmapSource(file)):
            if zoom == layer.zooms[1]:
                drawn |= in_tile(gzip.decompress(body), layer)
    assert plain(drawn) == plain(expected)


@pytest.mark.parametrize("name", PEOPLE)
def test_changes_are_told_where_one_sees_something_and_nowhere_else(world: World, name: str) -> None:
    """A change of every row there is, told to one person."""
    user = world.people[name]
    changes = Changes()
    for layer in layers.all():
        cells = [cell for _commune, cell in cells_of(layer, world.people["superuser"])]
        table = layer.rows(None).model._meta.db_table
        changes.add(json.dumps({"table": table, "cells": cells}))
    [news] = news_for([Audience(scope_of(user), {}, 0)], changes)
    seen = {layer.id: cells_of(layer, user) for layer in layers.all()}
    communes = {commune for cells in seen.values() for commune, _cell in cells}
    hidden = {
        cell
        for layer in layers.all()
        for commune, cell in cells_of(layer, world.people["superuser"])
        if commune not in communes
    }
    assert bool(hidden) == (name in ("nobody", "citizen here", "crew here", "urbanism_officer here"))
    for layer in layers.all():
        told = news.cells.get(layer.id, frozenset())
        assert {cell for _commune, cell in seen[layer.id]} <= told, layer.id
        assert told.isdisjoint(hidden), layer.id


def cells_of(layer: Layer, user: User | None) -> set[tuple[int, Cell]]:
    """The commune and the cell of each row that the door gives."""
    opened = open_layer(layer, user)
    side = 2 * HALF / (1 << NEAR)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT commune, floor((ST_X(place) + {HALF}) / {side})::int,
                       floor(({HALF} - ST_Y(place)) / {side})::int
                FROM (SELECT commune, ST_PointOnSurface(web_geometry) AS place FROM {opened.source}) AS _""",
            opened.params,
        )
        return {(commune, (NEAR, x, y)) for commune, x, y in cursor.fetchall()}


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


def by_job(browser: Client, layer: Layer) -> Seen:
    answer = browser.post(
        "/api/v1/exports", {"layer": layer.id, "format": "geojson"}, content_type="application/json"
    )
    assert answer.status_code == 202, answer.content
    address = f"/api/v1/exports/{answer.json()['id']}"
    write(Export.objects.get(key=answer.json()["id"]).pk)
    with zipfile.ZipFile(io.BytesIO(content(browser, f"{address}/file"))) as archive:
        [name] = [name for name in archive.namelist() if name.endswith(".geojson")]
        taken = in_collection(json.loads(archive.read(name)))
    assert browser.delete(address).status_code == 204  # one person may hold only so many
    return taken


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
    """Numbers as tiles carry them, to one decimal; moments in one of the forms that each protocol has."""
    return {name: _one_form(value) for name, value in values.items()}


def _one_form(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, str) and _MOMENT.match(value):
        return datetime.fromisoformat(value).astimezone(UTC).isoformat()
    if isinstance(value, str | bool):
        return value
    is_number = isinstance(value, int | float) or hasattr(value, "as_tuple")
    return round(float(value), 1) if is_number else str(value)


_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d")
