"""Every tile of a small town, at every zoom, as another library reads it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import shapely
from django.db import connection
from django.test import Client

from kharita.maps import blocks
from kharita.maps.grid import Tile
from tests.bench.town import Town, load_town, make_town
from tests.maps.conftest import address, body_of, read_by_gdal, tile_over

Visitor = Callable[..., Client]


@pytest.fixture
def town(db: None) -> Town:
    made = make_town(200)
    connection.ensure_connection()
    load_town(connection.connection, made)
    blocks.rebuild()
    return made


def tiles_of(town: Town, z: int) -> Iterator[Tile]:
    west, south, east, north = shapely.total_bounds(town.parcels)
    corners = [tile_over(z, x, y) for x in (west, east) for y in (south, north)]
    columns, rows = [tile.x for tile in corners], [tile.y for tile in corners]
    for x in range(min(columns), max(columns) + 1):
        for y in range(min(rows), max(rows) + 1):
            yield Tile(z, x, y)


@pytest.mark.parametrize("z", range(10, 19))
def test_every_tile_holds_valid_shapes_that_cover_the_town(
    z: int, town: Town, visitor: Visitor, tmp_path: Path
) -> None:
    browser, layer = visitor(), "parcels" if z >= 15 else "parcels_blocks"
    drawn = []
    for tile in tiles_of(town, z):
        response = browser.get(address("parcels", tile))
        if response.status_code == 204:
            continue
        assert len(body_of(response)) < 500_000
        shapes = read_by_gdal(response, tile, layer, tmp_path).geometry
        assert shapes.is_valid.all()
        assert set(shapes.geom_type) <= {"Polygon", "MultiPolygon"}
        drawn.append(shapely.clip_by_rect(shapely.union_all(shapes.values), *tile.box))
    expected = float(np.sum(shapely.area(town.parcels))) * 1.2195**2  # web mercator's scale at this latitude
    assert sum(shape.area for shape in drawn) == pytest.approx(expected, rel=0.03 if z >= 13 else 0.35)


def test_from_zoom_15_every_parcel_is_drawn_once_in_each_tile_it_touches(
    town: Town, visitor: Visitor, tmp_path: Path
) -> None:
    browser, seen = visitor(), set()
    for tile in tiles_of(town, 17):
        response = browser.get(address("parcels", tile))
        if response.status_code == 204:
            continue
        shapes = read_by_gdal(response, tile, "parcels", tmp_path)
        assert shapes["reference"].is_unique
        seen |= set(shapes["reference"])
    assert len(seen) == len(town.parcels)
