"""What stands on a parcel, from heights; statistics of any raster within shapes."""

from pathlib import Path

import numpy as np
import pytest
import rasterio
from shapely import Polygon, box
from shapely.geometry import MultiPolygon

from kharita.rasters.bare_ground import estimate_ground
from kharita.rasters.zonal import built_up, zonal
from tests.rasters.change.pairs import NORTH, WEST, Box, Flaws, Place, Tree, fly, write

HOUSE, TALL, HALL = Box(20, 20, 12, 9, 6, 15), Box(50, 70, 14, 8, 9, -20), Box(70, 30, 26, 20, 5)


@pytest.fixture(scope="module")
def dsm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dsm")
    place = Place((HOUSE, TALL, HALL), (Tree(85, 80, 3, 5),))
    made = fly(folder, "one", place, Flaws(noise=0.05), pixel_m=0.2).dsm
    assert made is not None
    return made


def test_ground_is_found_under_houses_trees_and_halls(dsm: Path) -> None:
    ground = estimate_ground(dsm)
    for east, south in ((20, 20), (50, 70), (70, 30), (85, 80), (5, 95)):
        true = 120 + 0.02 * east + 0.4 * np.sin(south / 17)
        here = ground.at(np.array([WEST + east]), np.array([NORTH - south]))[0]
        assert here == pytest.approx(true, abs=0.35), (east, south)


def test_built_area_share_and_height_of_parcels(dsm: Path) -> None:
    parcels = [
        HOUSE.outline.buffer(4),
        box(*TALL.outline.bounds),
        box(WEST + 1, NORTH - 60, WEST + 21, NORTH - 40),
        HALL.outline,
        box(WEST + 95, NORTH - 50, WEST + 115, NORTH - 40),
    ]
    house, tall, empty, hall, leaving = built_up(dsm, parcels)
    assert house.area_m2 == pytest.approx(HOUSE.outline.area, rel=0.05)
    assert house.share == pytest.approx(HOUSE.outline.area / parcels[0].area, abs=0.02)
    assert house.height_m == pytest.approx(6, abs=0.4)
    assert tall.height_m == pytest.approx(9, abs=0.4)
    assert tall.area_m2 == pytest.approx(TALL.outline.area, rel=0.05)
    assert (empty.area_m2, empty.height_m, empty.known_share) == (0.0, 0.0, 1.0)
    assert hall.share > 0.93
    assert leaving.known_share == pytest.approx(0.25, abs=0.02)


def test_a_terrain_model_of_the_flight_is_used_where_it_has_one(dsm: Path, tmp_path: Path) -> None:
    with rasterio.open(dsm) as source:
        flat = np.full((1, source.height // 5, source.width // 5), 119.0, np.float32)
    write(tmp_path / "dtm.tif", flat, 1.0)
    (tall,) = built_up(dsm, [TALL.outline.buffer(-1)], dtm=tmp_path / "dtm.tif")
    assert tall.height_m == pytest.approx(9 + 120 + 1 + 0.4 * np.sin(70 / 17) - 119, abs=0.2)


def test_zonal_weighs_cells_by_what_is_covered(tmp_path: Path) -> None:
    values = np.arange(100, dtype=np.float32).reshape(1, 10, 10)
    values[0, 9, 9] = -9999
    write(tmp_path / "raster.tif", values, 1.0)
    half = box(WEST + 0.5, NORTH - 1, WEST + 2, NORTH)  # half of cell 0, all of cell 1
    outside = box(WEST + 50, NORTH - 60, WEST + 60, NORTH - 50)
    corner = box(WEST + 9, NORTH - 10, WEST + 10, NORTH - 9)
    both = MultiPolygon([half, box(WEST + 5, NORTH - 6, WEST + 6, NORTH - 5)])
    triangle = Polygon([(WEST, NORTH), (WEST + 10, NORTH), (WEST, NORTH - 10)])
    found = zonal(
        tmp_path / "raster.tif", [half, outside, corner, both, triangle], ["mean", "count", "quantile(q=0.5)"]
    )
    assert found[0]["mean"] == pytest.approx(1 / 1.5)
    assert found[0]["count"] == pytest.approx(1.5)
    assert not found[1]["count"]
    assert not found[2]["count"]
    assert found[3]["mean"] == pytest.approx((1 + 55) / 2.5)
    assert found[4]["count"] == pytest.approx(50)
    assert 0 < (found[0]["quantile(q=0.5)"] or 0) <= 1


def test_any_number_of_parcels_keeps_their_order(tmp_path: Path) -> None:
    values = np.arange(2500, dtype=np.float32).reshape(1, 50, 50)
    write(tmp_path / "raster.tif", values, 1.0)
    cells = [(row, column) for column in range(50) for row in range(50)]
    shapes = [box(WEST + c, NORTH - r - 1, WEST + c + 1, NORTH - r) for r, c in cells]
    found = zonal(tmp_path / "raster.tif", shapes, ["mean"])
    assert [row["mean"] for row in found] == [values[0, r, c] for r, c in cells]
