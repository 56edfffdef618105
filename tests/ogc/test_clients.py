"""Programs that people really use, reading every layer of a running server: GDAL, geopandas, OWSLib, QGIS."""

import json
import pickle
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import geopandas
import pytest
from django.core.signals import request_started
from owslib.ogcapi.features import Features
from pytest_django.live_server_helper import LiveServer

from kharita.core.layers import layers
from kharita.maps.door import layers_open_to, open_layer
from kharita.permits.models import Permit, PermitType, State
from kharita.territory.models import (
    Building,
    Commune,
    District,
    Easement,
    LandCover,
    Parcel,
    Place,
    Reservation,
    Street,
    Zone,
    ZoneRule,
    ZoningPlan,
)
from tests.factories import CENTRE, SRID, line, make_commune, multi, point, square
from tests.maps.conftest import tile_over
from tests.surveys.making import make_survey

X, Y = CENTRE
PARCELS = 130
pytestmark = pytest.mark.slow
Read = Callable[..., list[geopandas.GeoDataFrame]]


@pytest.fixture
def town(transactional_db: None) -> Commune:
    """A commune with rows in every layer, enough parcels for several pages, in a database that others see."""
    commune = make_commune()
    Parcel.objects.bulk_create(
        Parcel(
            commune=commune,
            reference=f"{number}/40",
            slug=f"{number}-40",
            geometry=multi(square(X + number % 20 * 30, Y + number // 20 * 30, 10 + number % 10)),
            valid_from=datetime(2024, 1, 1, tzinfo=UTC),
        )
        for number in range(PARCELS)
    )
    named: dict[str, Any] = {"commune": commune, "name_fr": "Un", "name_ar": "واحد"}
    for number in range(3):
        Building.objects.create(
            commune=commune, geometry=multi(square(X + number, Y, 9)), height_m=3.5 + number
        )
        Place.objects.create(kind="school", geometry=point(X + number, Y), **named)
        Street.objects.create(
            grade="residential", one_way=number == 1, geometry=line((X, Y), (X + 90, Y + number)), **named
        )
    LandCover.objects.create(kind="park", geometry=multi(square(X, Y, 200)), **named)
    District.objects.create(code="1", kind="quarter", geometry=multi(square(X, Y, 300)), **named)
    Easement.objects.create(kind="flood", geometry=multi(square(X, Y, 150)), **named)
    plan = ZoningPlan.objects.create(state="in_force", **named)
    ZoneRule.objects.create(plan=plan, code="R3", category="housing", max_floors=3)
    planned = {"plan": plan, "geometry": multi(square(X, Y, 250))}
    Zone.objects.create(commune=commune, code="R3", category="housing", **planned)
    Reservation.objects.create(kind="facility", **named, **planned)
    moment = datetime(2024, 2, 1, tzinfo=UTC)
    kind, _new = PermitType.objects.get_or_create(code="BUILD_SMALL", family="building")
    Permit.objects.create(
        commune=commune, kind=kind, state=State.ISSUED, number="PC-1", reference="PC-1",
        site=multi(square(X, Y, 20)), created_at=moment, changed_at=moment, submitted_at=moment,
        issued_at=moment,
    )  # fmt: skip
    make_survey(commune, "VOL-1", published_at=moment)
    assert all(rows_of(layer.id) for layer in layers_open_to(None)), "a new layer wants a row here"
    return commune


@pytest.fixture
def root(town: Commune, live_server: LiveServer) -> Iterator[str]:
    yield f"{live_server.url}/ogc/"


def rows_of(layer_id: str) -> int:
    layer = layers.get(layer_id)
    assert layer is not None
    return int(layer.rows(None).count())


READER = """
import json, pickle, sys
import geopandas
wanted = json.loads(sys.argv[1])
for path, options in wanted:
    if "bbox" in options:
        options["bbox"] = tuple(options["bbox"])
pickle.dump([geopandas.read_file(path, **options) for path, options in wanted], open(sys.argv[2], "wb"))
"""


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., list[geopandas.GeoDataFrame]]:
    """`read((path, options), …)`: by geopandas, in a process of its own: GDAL keeps Python waiting while it
    waits for the server, which answers from this one."""

    def run_reader(*wanted: tuple[str, dict[str, Any]]) -> list[geopandas.GeoDataFrame]:
        target = tmp_path / "read.pickle"
        run(sys.executable, "-c", READER, json.dumps(wanted), str(target))
        frames: list[geopandas.GeoDataFrame] = pickle.loads(target.read_bytes())
        return frames

    return run_reader


@contextmanager
def addresses_asked() -> Iterator[list[str]]:
    """The addresses that the server is asked for meanwhile."""
    asked: list[str] = []

    def note(sender: Any, environ: dict[str, Any], **_more: Any) -> None:
        asked.append(environ.get("QUERY_STRING", ""))

    request_started.connect(note, weak=False)
    yield asked
    request_started.disconnect(note)


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "ERROR" not in done.stderr, done.stderr
    return done.stdout


@pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="GDAL's programs are not installed")
def test_gdal_s_programs_read_every_layer(root: str) -> None:
    listed = run("ogrinfo", "-q", f"OAPIF:{root}")
    for layer in layers_open_to(None):
        assert layer.id in listed
        told = run("ogrinfo", "-so", f"OAPIF:{root}", layer.id)
        count = re.search(r"Feature Count: (\d+)", told)
        assert count and int(count[1]) == rows_of(layer.id), told


@pytest.mark.skipif(shutil.which("ogr2ogr") is None, reason="GDAL's programs are not installed")
def test_ogr2ogr_takes_all_pages_away(root: str, tmp_path: Path) -> None:
    target = tmp_path / "parcels.gpkg"
    run("ogr2ogr", "-oo", "PAGE_SIZE=40", str(target), f"OAPIF:{root}", "parcels")
    read = geopandas.read_file(target)
    assert len(read) == PARCELS
    assert set(read["reference"]) == {f"{number}/40" for number in range(PARCELS)}


def test_gdal_hands_its_conditions_to_us(root: str, read: Read) -> None:
    """GDAL learns from the conformance classes and queryables that we filter, and asks for what it wants."""
    where = "area_m2 > 300 AND reference LIKE '1%'"
    with addresses_asked() as asked:
        [found] = read((f"OAPIF:{root}", {"layer": "parcels", "where": where}))
    expected = Parcel.objects.filter(area_m2__gt=300, reference__startswith="1")
    assert set(found["reference"]) == set(expected.values_list("reference", flat=True))
    assert 0 < len(found) < PARCELS
    assert any("filter=" in address for address in asked), asked


def test_gdal_asks_for_boxes_and_official_coordinates(root: str, read: Read) -> None:
    around = square(X - 1, Y - 1, 40)
    in_degrees = around.transform(4326, clone=True)
    official, degrees = read(
        (f"OAPIF:{root}", {"layer": "parcels", "bbox": around.extent}),
        (f"OAPIF:{root}", {"layer": "parcels", "bbox": in_degrees.extent, "CRS": "OGC:CRS84"}),
    )
    assert len(official) == len(degrees) == Parcel.objects.filter(geometry__intersects=around).count()
    assert official.crs.to_epsg() == SRID  # GDAL asks for storageCrs where it is not told otherwise
    assert list(official.total_bounds[:2]) == pytest.approx([X, Y], abs=0.001)
    assert list(degrees.total_bounds) == pytest.approx(list(official.to_crs(4326).total_bounds), abs=1e-6)


def test_geopandas_reads_every_layer_by_its_address_and_by_oapif(root: str, read: Read) -> None:
    names = [layer.id for layer in layers_open_to(None)]
    by_address = read(*((f"{root}collections/{name}/items?limit=1000", {}) for name in names))
    by_driver = read(*((f"OAPIF:{root}", {"layer": name}) for name in names))
    for name, one, other in zip(names, by_address, by_driver, strict=True):
        assert len(one) == len(other) == rows_of(name)
        bounds = other.to_crs(4326).total_bounds
        assert list(bounds) == pytest.approx(list(one.total_bounds), abs=1e-6)
        assert other.geometry.is_valid.all()


def test_sequences_are_read_by_gdal(root: str, read: Read, tmp_path: Path) -> None:
    target = tmp_path / "parcels.geojsons"
    with urlopen(f"{root}collections/parcels/items?f=geojsonseq&limit=1000") as answer:
        target.write_bytes(answer.read())
    [found] = read((str(target), {}))
    assert len(found) == PARCELS


def test_a_geopackage_of_every_layer_is_one_that_qgis_draws(root: str, tmp_path: Path) -> None:
    """QGIS opens it by GDAL, lists it by its table of contents and draws it by its index."""
    for layer in layers_open_to(None):
        file = tmp_path / f"{layer.id}.gpkg"
        with urlopen(f"{root.removesuffix('ogc/')}api/v1/layers/{layer.id}/export.gpkg") as answer:
            file.write_bytes(answer.read())
        frame = geopandas.read_file(file)
        assert len(frame) == rows_of(layer.id)
        assert frame.crs.to_epsg() == SRID
        assert set(open_layer(layer, None).fields) <= set(frame.columns)
        with sqlite3.connect(file) as database:
            assert database.execute("PRAGMA application_id").fetchone()[0] == int.from_bytes(b"GPKG")
            contents = "SELECT data_type, srs_id FROM gpkg_contents WHERE data_type = 'features'"
            assert database.execute(contents).fetchall() == [("features", SRID)]
            extensions = database.execute("SELECT extension_name FROM gpkg_extensions").fetchall()
            assert ("gpkg_rtree_index",) in extensions


def test_tiles_of_every_layer_are_read_from_the_address_that_their_tilejson_names(
    root: str, read: Read, tmp_path: Path
) -> None:
    wanted = []
    for layer in layers_open_to(None):
        with urlopen(f"{root.removesuffix('ogc/')}tiles/{layer.id}.json") as answer:
            described = json.load(answer)
        tile = tile_over(described["maxzoom"], X + 5, Y + 5)
        file = tmp_path / f"{layer.id}.mvt"
        with urlopen(described["tiles"][0].format(z=tile.z, x=tile.x, y=tile.y)) as answer:
            file.write_bytes(answer.read())
        place = {"X": tile.x, "Y": tile.y, "Z": tile.z, "CLIP": "NO"}
        wanted.append((str(file), {"layer": layer.id, **place}))
    for layer, frame in zip(layers_open_to(None), read(*wanted), strict=True):
        ids = set(layer.rows(None).values_list("pk", flat=True))
        assert len(frame) > 0, layer.id
        assert set(frame["mvt_id"]) <= ids
        assert set(frame.columns) <= {"mvt_id", "geometry", *open_layer(layer, None).fields}
        assert frame.crs.to_epsg() == 3857
        bounds = frame.to_crs(SRID).total_bounds
        assert bounds[0] - 100 < X < bounds[2] + 100
        assert bounds[1] - 100 < Y < bounds[3] + 100


def test_owslib_reads_every_layer(root: str) -> None:
    api = Features(root)
    for layer in layers_open_to(None):
        assert api.collection(layer.id)["id"] == layer.id
        opened = open_layer(layer, None)
        assert set(api.collection_queryables(layer.id)["properties"]) <= {"geometry", "id", *opened.fields}
        page = api.collection_items(layer.id, limit=1000)
        assert page["numberMatched"] == len(page["features"]) == rows_of(layer.id)
        alone = api.collection_item(layer.id, str(page["features"][0]["id"]))
        assert alone["properties"] == page["features"][0]["properties"]


def test_owslib_finds_its_way(root: str) -> None:
    api = Features(root)
    assert api.conformance()["conformsTo"]
    assert api.api()["openapi"].startswith("3.0")
    assert set(api.feature_collections()) == {layer.id for layer in layers_open_to(None)}
    assert api.collection("parcels")["id"] == "parcels"
    assert "area_m2" in api.collection_queryables("parcels")["properties"]
    page = api.collection_items("parcels", limit=7)
    assert (page["numberMatched"], page["numberReturned"]) == (PARCELS, 7)
    alone = api.collection_item("parcels", str(page["features"][0]["id"]))
    assert alone["properties"] == page["features"][0]["properties"]
    few = api.collection_items("parcels", limit=50, filter="reference IN ('3/40', '4/40')")
    assert [one["properties"]["reference"] for one in few["features"]] == ["3/40", "4/40"]


def test_pages_stay_right_while_rows_come_and_go(root: str, town: Commune) -> None:
    """Rows that stay are seen exactly once, whatever is added and taken away between pages."""
    for order in ("", "area_m2", "-area_m2,-reference"):
        stay = set(Parcel.objects.exclude(reference__startswith="new").values_list("pk", flat=True))
        seen: list[int] = []
        query = {"limit": 9} | ({"sortby": order} if order else {})
        address: str | None = f"{root}collections/parcels/items?{urlencode(query)}"
        while address:
            with urlopen(address) as answer:
                page = json.load(answer)
            ids = [feature["id"] for feature in page["features"]]
            seen += ids
            # Behind, at and before the reader: the last row he saw, one he saw long ago, one yet to come.
            ahead = Parcel.objects.exclude(pk__in=seen).order_by("-area_m2", "pk")
            for parcel in [*Parcel.objects.filter(pk__in=ids[-1:]), *ahead[3:4]]:
                stay.discard(parcel.pk)
                parcel.delete()
            for side in (5, 15, 25):
                Parcel.objects.create(
                    commune=town,
                    reference=f"new {len(seen)} {order} {side}",
                    slug="new",
                    geometry=multi(square(X, Y - 100, side)),
                    valid_from=datetime(2024, 1, 1, tzinfo=UTC),
                )
            address = next((one["href"] for one in page["links"] if one["rel"] == "next"), None)
            assert len(seen) < 1_000
        assert len(seen) == len(set(seen))
        assert stay <= set(seen)
