"""OGC API – Features Part 2: Coordinate Reference Systems by Reference 1.0.1 (OGC 18-058r1)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.gis.geos import GEOSGeometry
from django.db import transaction
from pyproj import CRS

from kharita.ogc.systems import CRS84, EPSG, offered
from kharita.territory.models import Parcel
from tests.factories import SRID
from tests.ogc.conftest import Ogc

Make = Callable[..., Ogc]
ITEMS = "/collections/parcels/items"


def first_corner(document: Any) -> tuple[float, float]:
    x, y = document["features"][0]["geometry"]["coordinates"][0][0][0]
    return x, y


def moved(parcel: Parcel, srid: int) -> GEOSGeometry:
    shape: GEOSGeometry = parcel.geometry.transform(srid, clone=True)
    return shape


def test_collections_list_their_systems(parcels: list[Parcel], ogc: Make) -> None:
    """/req/crs/fc-md-crs-list, /req/crs/fc-md-storageCrs, /req/crs/fc-md-crs-list-global."""
    told = ogc().json("/collections/parcels")
    assert told["crs"][0] == CRS84
    assert {f"{EPSG}{code}" for code in (4326, 3857, 26191, 26192, 26194, 26195, 32630)} <= set(told["crs"])
    assert told["storageCrs"] == f"{EPSG}{SRID}"
    assert ogc().json("/collections")["crs"] == told["crs"]


def test_every_listed_system_can_be_asked_for(parcels: list[Parcel], ogc: Make) -> None:
    """/req/crs/fc-crs-definition, /req/crs/fc-crs-action, /req/crs/ogc-crs-header: the answer says which."""
    for uri, system in offered().items():
        answer = ogc().get(ITEMS, crs=uri, limit=1)
        assert answer["Content-Crs"] == f"<{uri}>"
        expected = moved(parcels[0], system.srid)[0][0][0]
        if system.northing_first:
            expected = expected[::-1]
        assert first_corner(answer.json()) == pytest.approx(expected, abs=0.01)
        alone = ogc().get(f"{ITEMS}/{parcels[0].pk}", crs=uri)
        assert alone["Content-Crs"] == f"<{uri}>"
        assert alone.json()["geometry"] == answer.json()["features"][0]["geometry"]


def test_axes_stand_in_the_order_of_the_authority(parcels: list[Parcel], ogc: Make) -> None:
    """/req/crs/geojson: EPSG:4326 is latitude, longitude; Lambert is east, north."""
    longitude, latitude = first_corner(ogc().items())
    assert first_corner(ogc().items(crs=f"{EPSG}4326")) == (latitude, longitude)
    assert first_corner(ogc().items(crs=f"{EPSG}{SRID}")) == (781_000.0, 484_000.0)
    for system in offered().values():
        direction = CRS.from_epsg(system.srid).axis_info[0].direction
        assert system.uri == CRS84 or system.northing_first == (direction == "north")


def test_the_default_is_crs84_and_is_said(parcels: list[Parcel], ogc: Make) -> None:
    """/req/crs/fc-crs-default-value."""
    assert ogc().get(ITEMS)["Content-Crs"] == f"<{CRS84}>"
    assert ogc().get(f"{ITEMS}/{parcels[0].pk}")["Content-Crs"] == f"<{CRS84}>"


def test_the_record_comes_back_to_the_millimetre(parcels: list[Parcel], ogc: Make) -> None:
    ring = ogc().items(crs=f"{EPSG}{SRID}", limit=1)["features"][0]["geometry"]["coordinates"][0][0]
    assert sorted(map(tuple, ring)) == sorted(parcels[0].geometry[0][0].coords)


@pytest.mark.parametrize("name", ["crs", "bbox-crs"])
def test_a_system_that_is_not_listed_is_refused(parcels: list[Parcel], ogc: Make, name: str) -> None:
    """/req/crs/fc-crs-valid-value, /req/crs/crs-exception, /req/crs/fc-bbox-crs-valid-values."""
    for uri in (f"{EPSG}2154", "EPSG:4326", "26191", "", f"{EPSG}26191'--"):
        assert ogc().refused(ITEMS, **{name: uri, "bbox": "0,0,1,1"})["field"] == name


@pytest.mark.parametrize("uri", list(offered()))
def test_boxes_in_every_system(parcels: list[Parcel], ogc: Make, uri: str) -> None:
    """/req/crs/fc-bbox-crs-definition, /req/crs/fc-bbox-crs-action."""
    system = offered()[uri]
    west, south, east, north = moved(parcels[2], system.srid).extent
    edges = (south, west, north, east) if system.northing_first else (west, south, east, north)
    assert ogc().references(bbox=",".join(map(str, edges)), bbox_crs=uri) == ["3/40"]
    assert ogc().references(bbox=",".join(map(str, edges)), bbox_crs=uri, crs=f"{EPSG}3857") == ["3/40"]


def test_absurd_boxes_are_answered_in_words(parcels: list[Parcel], ogc: Make) -> None:
    for uri in offered():
        for box in ("-1e300,-1e300,1e300,1e300", "1e30,1e30,1e30,1e30", "-1e18,0,1e18,1"):
            with transaction.atomic():
                answer = ogc().get(ITEMS, bbox=box, bbox_crs=uri)
                transaction.set_rollback(True)
            assert answer.status_code in (200, 400), (uri, box)
