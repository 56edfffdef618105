"""Crowded points, and labels inside polygons, as a browser gets them."""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from django.contrib.gis.geos import MultiPolygon, Point, Polygon
from django.test import Client

from kharita.core.layers import Layer, layers
from kharita.maps import tiles
from kharita.maps.grid import EXTENT, Tile
from kharita.territory.models import Commune, District, Place
from tests.factories import CENTRE, SRID
from tests.maps.conftest import address, decoded, tile_over

Visitor = Callable[..., Client]
KINDS = ("mosque", "school")
HORSESHOE = [(0, 0), (900, 0), (900, 900), (600, 900), (600, 300), (300, 300), (300, 900), (0, 900), (0, 0)]


def _declared(monkeypatch: pytest.MonkeyPatch, **changes: Any) -> None:
    known = layers.get("places")
    assert known is not None
    changed: Layer = replace(known, zooms=(8, 16), appears={}, appears_by=None, **changes)
    monkeypatch.setitem(layers._layers, "places", changed)
    tiles.CACHE.clear()


def _places(commune: Commune, count: int) -> list[Place]:
    chance = Random(3)
    return Place.objects.bulk_create(
        Place(
            commune=commune,
            kind=KINDS[number % 2],
            name_fr=f"Lieu {number}",
            geometry=Point(CENTRE[0] + chance.uniform(-900, 900), CENTRE[1] + chance.uniform(-900, 900)),
        )
        for number in range(count)
    )


def _around(tile: Tile) -> list[Tile]:
    return [Tile(tile.z, tile.x + dx, tile.y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]


@pytest.mark.parametrize("z", [8, 10, 12, 13])
@pytest.mark.parametrize("crowded", ["thin", "cluster"])
def test_every_crowded_point_is_counted_once_at_every_zoom(
    commune: Commune, visitor: Visitor, monkeypatch: pytest.MonkeyPatch, z: int, crowded: str
) -> None:
    _declared(monkeypatch, crowded=crowded, crowded_below=14)
    _places(commune, 200)
    drawn = [
        feature["properties"]["point_count"]
        for tile in _around(tile_over(z))
        for feature in decoded(visitor().get(address("places", tile)), "places")
    ]
    assert sum(drawn) == 200
    assert len(drawn) < 200


def test_a_cluster_has_no_id_and_only_what_its_points_share(
    commune: Commune, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    _declared(monkeypatch, crowded="cluster", crowded_below=14, classify_by="kind")
    for number in range(3):
        Place.objects.create(
            commune=commune,
            kind="school",
            name_fr=f"École {number}",
            geometry=Point(CENTRE[0] + number, CENTRE[1]),
        )
    (cluster,) = decoded(visitor().get(address("places", tile_over(10))), "places")
    assert cluster.get("id") in (None, 0)
    assert cluster["properties"] == {"point_count": 3, "kind": "school"}


def test_thinning_keeps_the_most_important_and_is_the_same_each_time(
    commune: Commune, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    _declared(monkeypatch, crowded="thin", crowded_below=14)
    places = [
        Place.objects.create(
            commune=commune, kind="school", name_fr=f"P{n}", geometry=Point(CENTRE[0] + n, CENTRE[1])
        )
        for n in range(4)
    ]
    seen = []
    for _ in range(3):
        tiles.CACHE.clear()
        seen.append(visitor().get(address("places", tile_over(10))).content)
    assert seen[0] == seen[1] == seen[2]
    (kept,) = decoded(visitor().get(address("places", tile_over(10))), "places")
    assert kept["id"] == places[0].pk
    assert kept["properties"]["point_count"] == 4
    assert kept["properties"]["name_fr"] == "P0"


def test_from_their_own_zoom_on_all_points_stand_for_themselves(
    commune: Commune, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    _declared(monkeypatch, crowded="cluster", crowded_below=14)
    places = _places(commune, 50)
    ids = {
        feature["id"]
        for tile in _around(tile_over(14))
        for feature in decoded(visitor().get(address("places", tile)), "places")
    }
    assert ids == {place.pk for place in places}


@pytest.mark.parametrize("z", [10, 13, 16])
def test_a_district_has_one_label_inside_it_however_many_tiles_it_spans(
    commune: Commune, visitor: Visitor, z: int
) -> None:
    # A horseshoe, whose centroid lies outside it.
    x, y = CENTRE
    district = District.objects.create(
        commune=commune,
        code="D1",
        kind="quarter",
        name_fr="Le Fer",
        name_ar="الحدوة",
        geometry=MultiPolygon(Polygon([(x + dx, y + dy) for dx, dy in HORSESHOE]), srid=SRID),
    )
    labels = [
        (tile, feature)
        for tile in _around(tile_over(z, x + 450, y + 450))
        for feature in decoded(visitor().get(address("districts", tile)), "districts_labels")
    ]
    ((tile, label),) = labels
    assert label["id"] == district.pk
    assert label["properties"]["name_ar"] == "الحدوة"
    px, py = label["geometry"]["coordinates"]
    west, _south, _east, north = tile.box
    district.refresh_from_db()
    drawn = district.web_geometry
    assert drawn.contains(Point(west + px * tile.unit, north - py * tile.unit, srid=3857))
    assert 0 <= px <= EXTENT
    assert 0 <= py <= EXTENT
