"""Vector tiles as a browser gets them."""

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli
import pytest
import shapely
import zstandard
from django.contrib.gis.geos import Point
from django.test import Client

from kharita.accounts.models import User
from kharita.accounts.roles import Role
from kharita.maps import mvt
from kharita.maps.grid import Tile
from kharita.maps.tiles import layers_named, open_for_tile
from kharita.territory.models import Building, Commune, Parcel, Place, Street
from tests.factories import CENTRE, line, make_parcel, make_user, square
from tests.maps.conftest import address, decoded, read_by_gdal, tile_over

Visitor = Callable[..., Client]


def test_a_parcel_is_drawn_with_its_row_id_and_public_attributes(commune: Commune, visitor: Visitor) -> None:
    parcel = make_parcel(commune, "12345/40", tenure="habous")
    (feature,) = decoded(visitor().get(address("parcels", tile_over(17))), "parcels")
    assert feature["id"] == parcel.pk
    assert feature["properties"] == {"reference": "12345/40", "slug": "12345-40", "area_m2": 400.0}


def test_staff_attributes_are_in_the_tiles_of_ones_own_commune_only(
    commune: Commune, neighbour: Commune, officer: User, visitor: Visitor
) -> None:
    border = CENTRE[0] + 2000
    make_parcel(commune, "1/40", xy=(border - 40, CENTRE[1]), tenure="habous")
    make_parcel(neighbour, "2/40", xy=(border + 20, CENTRE[1]), tenure="state")
    tile = tile_over(15, border, CENTRE[1])
    features = decoded(visitor(officer).get(address("parcels", tile)), "parcels")
    tenures = {
        feature["properties"]["reference"]: feature["properties"].get("tenure") for feature in features
    }
    assert tenures == {"1/40": "habous", "2/40": None}


def test_retired_parcels_are_not_drawn(commune: Commune, visitor: Visitor) -> None:
    parcel = make_parcel(commune)
    Parcel.objects.filter(pk=parcel.pk).update(valid_to=parcel.valid_from)
    assert visitor().get(address("parcels", tile_over(16))).status_code == 204


def test_several_layers_share_a_tile(commune: Commune, visitor: Visitor) -> None:
    make_parcel(commune)
    Building.objects.create(commune=commune, geometry=square(*CENTRE, 10), height_m=6.4)
    Street.objects.create(commune=commune, grade="alley", geometry=line(CENTRE, (CENTRE[0] + 50, CENTRE[1])))
    response = visitor().get(address("parcels,buildings,streets", tile_over(16)))
    assert len(decoded(response, "parcels")) == len(decoded(response, "streets")) == 1
    (building,) = decoded(response, "buildings")
    assert building["properties"]["height_m"] == pytest.approx(6.4)


def test_streets_appear_by_their_grade(commune: Commune, visitor: Visitor) -> None:
    for grade in ("primary", "residential", "alley"):
        Street.objects.create(
            commune=commune, grade=grade, geometry=line(CENTRE, (CENTRE[0] + 300, CENTRE[1]))
        )
    drawn = {
        z: {
            feature["properties"]["grade"]
            for feature in decoded(visitor().get(address("streets", tile_over(z))), "streets")
        }
        for z in (10, 13, 14)
    }
    assert drawn == {
        10: {"primary"},
        13: {"primary", "residential"},
        14: {"primary", "residential", "alley"},
    }


@pytest.mark.parametrize("z", [15, 16, 17, 18])
def test_a_parcel_across_an_edge_is_drawn_whole_and_valid_in_both_tiles(
    z: int, commune: Commune, visitor: Visitor, tmp_path: Path
) -> None:
    left = tile_over(z)
    right = Tile(z, left.x + 1, left.y)
    edge = shapely.Point(left.box[2], (left.box[1] + left.box[3]) / 2)
    place = _official(edge)
    parcel = make_parcel(commune, geometry=square(place.x - 30, place.y - 30, 60))
    drawn = []
    for tile in (left, right):
        response = visitor().get(address("parcels", tile))
        (shape,) = read_by_gdal(response, tile, "parcels", tmp_path).geometry
        assert shape.is_valid
        reach = shapely.box(*tile.buffered_box)
        assert (
            shape.symmetric_difference(_web(parcel).intersection(reach)).area < shape.length * tile.unit * 1.5
        )
        drawn.append(shape)
    assert shapely.union_all(drawn).area == pytest.approx(_web(parcel).area, rel=0.02)


@pytest.mark.parametrize("z", [15, 17])
@pytest.mark.parametrize("clockwise", [True, False])
def test_outer_rings_are_wound_as_the_standard_asks(
    z: int, clockwise: bool, commune: Commune, visitor: Visitor
) -> None:
    shape = square(*CENTRE, 30)
    if clockwise:
        shape = shape.__class__(shape.exterior_ring.coords[::-1], srid=shape.srid)
    make_parcel(commune, geometry=shape)
    (feature,) = decoded(visitor().get(address("parcels", tile_over(z))), "parcels")
    ring = feature["geometry"]["coordinates"][0]
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:], strict=False))
    assert area > 0  # MVT 2.1 section 4.3.3.3: positive by the surveyor's formula, y downwards


def test_a_sliver_thinner_than_the_grid_leaves_no_broken_polygon(
    commune: Commune, visitor: Visitor, tmp_path: Path
) -> None:
    make_parcel(commune, geometry=square(*CENTRE, 30, 0.02))
    tile = tile_over(15)
    response = visitor().get(address("parcels", tile))
    if response.status_code == 200:
        assert read_by_gdal(response, tile, "parcels", tmp_path).geometry.is_valid.all()


def test_an_unchanged_tile_answers_304_and_a_changed_one_does_not(commune: Commune, visitor: Visitor) -> None:
    parcel = make_parcel(commune, "1/40")
    browser, place = visitor(), address("parcels", tile_over(17))
    etag = browser.get(place)["ETag"]
    again = browser.get(place, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    Parcel.objects.filter(pk=parcel.pk).update(reference="2/40")
    changed = browser.get(place, headers={"If-None-Match": etag})
    assert decoded(changed, "parcels")[0]["properties"]["reference"] == "2/40"


def test_a_304_and_a_kept_tile_never_read_the_layers_table(
    commune: Commune, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_parcel(commune)
    browser, place = visitor(), address("parcels", tile_over(17))
    first = browser.get(place)
    monkeypatch.setattr(mvt, "encode", lambda *_: pytest.fail("the tile was encoded again"))
    assert browser.get(place, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert browser.get(place).content == first.content


def test_a_change_far_away_leaves_the_etag(commune: Commune, visitor: Visitor) -> None:
    make_parcel(commune)
    browser, place = visitor(), address("parcels", tile_over(17))
    etag = browser.get(place)["ETag"]
    make_parcel(commune, xy=(CENTRE[0] + 50_000, CENTRE[1]))
    assert browser.get(place)["ETag"] == etag


def test_closing_a_commune_empties_its_tiles_at_once(commune: Commune, visitor: Visitor) -> None:
    make_parcel(commune)
    browser, place = visitor(), address("parcels", tile_over(17))
    etag = browser.get(place)["ETag"]
    Commune.objects.update(is_public=False)
    assert browser.get(place, headers={"If-None-Match": etag}).status_code == 204


def test_the_cache_never_serves_a_tile_made_for_other_rights(
    commune: Commune, neighbour: Commune, officer: User, visitor: Visitor
) -> None:
    make_parcel(commune, "1/40", tenure="habous")
    place = address("parcels", tile_over(17))
    people = [
        officer,
        None,
        make_user(Role.URBANISM_OFFICER, neighbour),
        make_user(Role.CITIZEN, commune),
        officer,
    ]
    seen = [
        decoded(visitor(person).get(place), "parcels")[0]["properties"].get("tenure") for person in people
    ]
    assert seen == ["habous", None, None, None, "habous"]


def test_the_etag_of_one_person_is_no_304_for_another(
    commune: Commune, officer: User, visitor: Visitor
) -> None:
    make_parcel(commune, tenure="habous")
    place = address("parcels", tile_over(17))
    etag = visitor(officer).get(place)["ETag"]
    assert visitor().get(place, headers={"If-None-Match": etag}).status_code == 200


def test_shared_caches_keep_only_what_nobody_may_see(
    commune: Commune, officer: User, visitor: Visitor
) -> None:
    place = address("parcels", tile_over(17))
    assert visitor(officer).get(f"{place}?r=1")["Cache-Control"] == "private, no-cache"
    response = visitor().get(f"{place}?r=1")
    assert response["Cache-Control"].startswith("public")
    assert {"Cookie", "Accept-Encoding"} <= {name.strip() for name in response["Vary"].split(",")}


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", None),
        ("identity", None),
        ("gzip", "gzip"),
        ("gzip, deflate, br", "br"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip;q=1.0, zstd;q=0", "gzip"),
    ],
)
def test_a_tile_over_a_kilobyte_is_compressed_as_the_client_takes_it(
    commune: Commune, visitor: Visitor, accepted: str, encoding: str | None
) -> None:
    for number in range(60):
        make_parcel(commune, xy=(CENTRE[0] + number * 4, CENTRE[1]), side=4)
    place = address("parcels", tile_over(15))
    plain = visitor().get(place)
    packed = visitor().get(place, headers={"Accept-Encoding": accepted})
    assert packed.get("Content-Encoding") == encoding
    unpack = {
        None: bytes,
        "gzip": gzip.decompress,
        "br": brotli.decompress,
        "zstd": lambda body: zstandard.ZstdDecompressor().decompress(body),
    }[encoding]
    assert unpack(packed.content) == plain.content
    assert len(plain.content) > 1024


def test_a_tile_too_heavy_keeps_its_largest_features_the_same_each_time(
    commune: Commune, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    sides = [4 + number % 7 for number in range(300)]
    for number, side in enumerate(sides):
        make_parcel(commune, xy=(CENTRE[0] + number % 20 * 12, CENTRE[1] + number // 20 * 12), side=side)
    monkeypatch.setattr(mvt, "BYTES_MAX", 6_000)
    tile = tile_over(15)
    opened = open_for_tile(layers_named("parcels"), None, tile)
    body = mvt.encode(opened, tile)
    assert 3_000 < len(body) <= 6_000
    assert mvt.encode(opened, tile) == body
    response = type("Response", (), {"status_code": 200, "content": body, "get": lambda *_: None})()
    areas = sorted(feature["properties"]["area_m2"] for feature in decoded(response, "parcels"))
    assert areas == sorted(side**2 for side in sides)[-len(areas) :]


def test_a_tile_too_heavy_keeps_some_points_too(
    commune: Commune, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    Place.objects.bulk_create(
        Place(commune=commune, kind="school", name_fr=f"École {n}", geometry=Point(CENTRE[0] + n, CENTRE[1]))
        for n in range(200)
    )
    monkeypatch.setattr(mvt, "BYTES_MAX", 2_000)
    drawn = decoded(visitor().get(address("places", tile_over(16))), "places")
    assert 10 < len(drawn) < 200
    assert drawn == decoded(visitor().get(address("places", tile_over(16))), "places")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/tiles/nothing/10/1/1.mvt", 404),
        ("/tiles/parcels,nothing/10/1/1.mvt", 404),
        ("/tiles/parcels/a/1/1.mvt", 400),
        ("/tiles/parcels/10/1/-1.mvt", 400),
        ("/tiles/parcels/10/1/1.5.mvt", 400),
        ("/tiles/parcels/10/99999999999/1.mvt", 400),
        ("/tiles/parcels/3/8/0.mvt", 404),
        ("/tiles/parcels/23/0/0.mvt", 404),
        ("/tiles/" + ",".join(f"l{number}" for number in range(40)) + "/10/1/1.mvt", 400),
        ("/tiles/nothing.json", 404),
        ("/tiles/anything/else", 404),
    ],
)
def test_a_bad_address_is_answered_with_a_problem(path: str, status: int, visitor: Visitor, db: None) -> None:
    response = visitor().get(path)
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"


def test_below_its_zooms_a_layer_is_empty(commune: Commune, visitor: Visitor) -> None:
    make_parcel(commune)
    assert visitor().get(address("parcels", tile_over(9))).status_code == 204


@pytest.mark.django_db(transaction=True)
def test_a_tile_that_takes_too_long_is_a_problem_and_leaves_the_connection_whole(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mvt, "TIMEOUT_MS", 50)
    monkeypatch.setattr(mvt, "statement", lambda *_, **__: ("SELECT ''::bytea, 0 FROM pg_sleep(2)", []))
    response = visitor().get("/tiles/parcels/15/1/1.mvt")
    assert response.status_code == 503
    assert response.json()["type"].endswith("tile-too-slow")
    monkeypatch.undo()
    assert visitor().get("/tiles/parcels/15/1/1.mvt").status_code == 204


def test_tiles_at_the_edges_of_the_world_are_answered(visitor: Visitor, db: None) -> None:
    for tile in (Tile(0, 0, 0), Tile(15, 0, 0), Tile(15, 32767, 32767), Tile(22, 4194303, 0)):
        assert visitor().get(address("parcels,streets", tile)).status_code == 204


def _web(parcel: Parcel) -> Any:
    parcel.refresh_from_db()
    return shapely.from_wkb(bytes(parcel.web_geometry.wkb))


def _official(point: Any) -> Any:
    return Point(point.x, point.y, srid=3857).transform(26191, clone=True)
