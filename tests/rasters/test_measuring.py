"""Measures of shapes whose truth is known."""

import math
from pathlib import Path

import numpy as np
import pytest
import shapely
from rasterio.shutil import copy
from shapely.affinity import rotate

from kharita.core.errors import BadInput
from kharita.rasters import cells
from kharita.rasters.cells import NotCovered
from kharita.rasters.measuring import (
    Base,
    area_statistics,
    difference_volume,
    profile,
    value_at,
    volume,
)
from tests.rasters.imagery_files import BERKANE, DSM, write

GROUND = 120.0
LEFT, TOP = BERKANE
SIDE = 60.0
MIDDLE = (LEFT + SIDE / 2, TOP - SIDE / 2)
AROUND = shapely.Point(MIDDLE).buffer(18)


def made(path: Path, heights: np.ndarray, **options: object) -> Path:
    return write(path, heights.astype(np.float32), nodata=-9999, **options)  # type: ignore[arg-type]


def places(pixel: float = 0.1) -> tuple[np.ndarray, np.ndarray]:
    """The centres of the cells of a square of `SIDE` metres, from its middle."""
    along = (np.arange(round(SIDE / pixel)) + 0.5) * pixel - SIDE / 2
    return np.meshgrid(along, -along)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("measuring")


@pytest.fixture(scope="module")
def level(folder: Path) -> Path:
    return made(folder / "level.tif", np.full(places()[0].shape, GROUND))


@pytest.fixture(scope="module")
def pyramid(folder: Path) -> Path:
    """A base of 20 m × 20 m, 9 m high: 1200 m³."""
    x, y = places()
    return made(folder / "pyramid.tif", GROUND + np.clip(9 * (1 - np.maximum(abs(x), abs(y)) / 10), 0, None))


@pytest.fixture(scope="module")
def sloping(folder: Path) -> Path:
    """Ground that falls by 1 in 5 to the east and rises by 1 in 10 to the north."""
    x, y = places()
    return made(folder / "sloping.tif", GROUND - x / 5 + y / 10)


@pytest.mark.parametrize("base", [Base("lowest"), Base("average"), Base("plane"), Base("fixed", GROUND)])
def test_the_volume_of_a_pyramid(pyramid: Path, base: Base) -> None:
    found = volume(pyramid, AROUND, base)
    assert found.above_m3 == pytest.approx(20 * 20 * 9 / 3, rel=0.005)
    assert found.below_m3 == pytest.approx(0, abs=0.1)
    assert found.area_m2 == pytest.approx(AROUND.area)
    assert found.known_share == pytest.approx(1, abs=1e-4)
    assert found.base_m == pytest.approx(GROUND, abs=1e-3)


def test_the_volume_of_a_box_counts_the_parts_of_cells_at_its_edge(folder: Path) -> None:
    """With cells of half a metre whole cells alone would miss by several percent."""
    raised = made(folder / "raised.tif", np.full(places(0.5)[0].shape, GROUND + 3), pixel=0.5)
    for angle in (0, 17, 45):
        plot = rotate(shapely.box(MIDDLE[0] - 4.3, MIDDLE[1] - 3.1, MIDDLE[0] + 4.4, MIDDLE[1] + 3.3), angle)
        found = volume(raised, plot, Base("fixed", GROUND))
        assert found.above_m3 == pytest.approx(plot.area * 3, rel=1e-4)


def test_a_heap_on_a_slope_stands_on_the_plane_through_its_edge(folder: Path) -> None:
    x, y = places()
    cone = 4 * np.clip(1 - np.hypot(x, y) / 8, 0, None)
    path = made(folder / "heap.tif", GROUND - x / 5 + y / 10 + cone)
    found = volume(path, AROUND, Base("plane"))
    assert found.above_m3 == pytest.approx(math.pi * 64 * 4 / 3, rel=0.005)
    assert found.below_m3 < 1
    assert found.slope == pytest.approx((-0.2, 0.1), abs=1e-3)


def test_a_pit_is_what_is_missing(folder: Path) -> None:
    x, y = places()
    path = made(folder / "pit.tif", np.where((abs(x) < 5) & (abs(y) < 5), GROUND - 2, GROUND))
    found = volume(path, AROUND, Base("average"))
    assert found.below_m3 == pytest.approx(200, rel=0.005)
    assert found.net_m3 == pytest.approx(-200, rel=0.005)


def test_a_courtyard_is_not_counted(pyramid: Path) -> None:
    ring = AROUND.difference(shapely.Point(MIDDLE).buffer(3))
    inside = volume(pyramid, AROUND, Base("fixed", GROUND)).above_m3
    assert volume(pyramid, ring, Base("fixed", GROUND)).above_m3 < inside - 9 * 0.6 * math.pi * 9


def test_shapes_in_degrees_measure_the_same(pyramid: Path) -> None:
    seen = cells.brought(AROUND, "EPSG:26191", "EPSG:4326")
    assert volume(pyramid, seen, Base("plane"), crs="EPSG:4326").above_m3 == pytest.approx(1200, rel=0.005)


def test_a_file_in_degrees_is_measured_in_metres_of_the_ground(folder: Path) -> None:
    pixel = 1e-6
    path = made(
        folder / "degrees.tif", np.full((400, 400), 12.0), crs="EPSG:4326", at=(-2.5, 34.9), pixel=pixel
    )
    plot = shapely.box(-2.5 + 50 * pixel, 34.9 - 350 * pixel, -2.5 + 350 * pixel, 34.9 - 50 * pixel)
    from pyproj import Geod

    truth = abs(Geod(ellps="WGS84").geometry_area_perimeter(plot)[0])
    found = volume(path, plot, Base("fixed", 10))
    assert found.area_m2 == pytest.approx(truth, rel=1e-3)
    assert found.above_m3 == pytest.approx(truth * 2, rel=2e-3)


def test_cut_and_fill_between_two_dates(level: Path, pyramid: Path, folder: Path) -> None:
    x, y = places()
    hole = np.where((abs(x + 14) < 2) & (abs(y) < 2), -1.5, 0)
    after = made(
        folder / "after.tif", GROUND + hole + np.clip(9 * (1 - np.maximum(abs(x), abs(y)) / 10), 0, None)
    )
    area = shapely.box(LEFT + 5, TOP - SIDE + 5, LEFT + SIDE - 5, TOP - 5)
    found = difference_volume(level, after, area)
    assert found.fill_m3 == pytest.approx(1200, rel=0.005)
    assert found.cut_m3 == pytest.approx(16 * 1.5, rel=0.005)
    assert found.cut_area_m2 == pytest.approx(16, rel=0.005)
    assert difference_volume(after, level, area).cut_m3 == pytest.approx(found.fill_m3, rel=1e-6)
    assert difference_volume(level, after, area, least_m=2).cut_m3 == 0


def test_dates_of_different_grids_are_compared(sloping: Path, folder: Path) -> None:
    x, y = places(0.23)
    finer = made(folder / "coarser.tif", GROUND - x / 5 + y / 10 + 1, pixel=0.23)
    found = difference_volume(sloping, finer, AROUND)
    assert found.fill_m3 == pytest.approx(AROUND.area, rel=0.005)
    assert found.cut_m3 == pytest.approx(0, abs=0.1)


def test_what_is_not_known_is_told_and_not_counted(folder: Path) -> None:
    heights = np.full(places()[0].shape, GROUND + 2.0)
    heights[:, :300] = -9999
    path = made(folder / "half.tif", heights)
    found = volume(path, AROUND, Base("fixed", GROUND))
    assert found.known_share == pytest.approx(0.5, abs=0.01)
    assert found.above_m3 == pytest.approx(AROUND.area, rel=0.01)
    stats = area_statistics(path, AROUND)
    assert (stats.minimum, stats.maximum) == (GROUND + 2, GROUND + 2)
    assert stats.standard_deviation == pytest.approx(0, abs=1e-6)
    outside = shapely.Point(LEFT + SIDE, TOP - SIDE / 2).buffer(10)
    assert volume(path, outside, Base("fixed", GROUND)).known_share == pytest.approx(0.5, abs=0.01)


def test_a_profile_follows_the_ground(sloping: Path, pyramid: Path) -> None:
    line = shapely.LineString([(MIDDLE[0] - 20, MIDDLE[1] - 10), (MIDDLE[0] + 20, MIDDLE[1] + 10)])
    found = profile(sloping, line, 0.5)
    away = np.array(found.distances_m)
    assert away[-1] == pytest.approx(line.length)
    assert np.allclose(np.diff(away)[:-1], 0.5)
    share = away / line.length
    truth = GROUND - (40 * share - 20) / 5 + (20 * share - 10) / 10
    assert np.abs(np.array(found.heights_m, dtype=float) - truth).max() < 1e-3
    assert profile(pyramid, line, 0.5).distances_m == found.distances_m


def test_a_profile_says_where_nothing_is_known(level: Path) -> None:
    line = shapely.LineString([(LEFT - 10, TOP - 5), (LEFT + 10, TOP - 5)])
    found = profile(level, line, 1)
    assert found.heights_m[0] is None
    assert found.heights_m[-1] == pytest.approx(GROUND)
    with pytest.raises(NotCovered):
        profile(level, shapely.LineString([(0, 0), (10, 0)]), 1)


def test_a_long_profile_keeps_its_length_and_says_its_step(level: Path) -> None:
    line = shapely.LineString([(LEFT, TOP - 1), (LEFT + SIDE, TOP - 1)])
    found = profile(level, line, 0.001)
    assert len(found.heights_m) <= 2_001
    assert found.step_m == pytest.approx(SIDE / 1999)


def test_values_at_points(sloping: Path) -> None:
    asked = [(MIDDLE[0] + 0.05, MIDDLE[1] - 0.05), (LEFT - 1, TOP), (math.inf, 0)]
    inside, outside, nowhere = value_at(sloping, asked)
    assert inside == pytest.approx((GROUND - 0.01 - 0.005,), abs=1e-4)
    assert outside == nowhere == (None,)
    with pytest.raises(BadInput):
        value_at(sloping, [(0, 0)] * 1_001)


def test_opacity_is_no_value(folder: Path) -> None:
    picture = np.full((4, 40, 40), 90, np.uint8)
    picture[3], picture[3, :, :20] = 255, 0
    path = write(folder / "picture.tif", picture)
    shown, hidden = value_at(path, [(LEFT + 3, TOP - 2), (LEFT + 1, TOP - 2)])
    assert shown == (90, 90, 90)
    assert hidden == (None, None, None)


def test_a_large_shape_is_measured_on_coarser_cells(
    pyramid: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cog = folder / "cog.tif"
    copy(pyramid, cog, driver="COG", BLOCKSIZE=128, OVERVIEW_RESAMPLING="AVERAGE")
    monkeypatch.setattr(cells, "CELLS_MAX", 12_000)
    found = volume(cog, AROUND, Base("average"))
    assert found.cell_m == pytest.approx(0.4, rel=0.02)
    assert found.above_m3 == pytest.approx(1200, rel=0.005)
    assert difference_volume(cog, pyramid, AROUND).fill_m3 == pytest.approx(0, abs=4)


@pytest.mark.parametrize(
    "shape",
    [
        shapely.Polygon(),
        shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)]),
        shapely.Point(1, 1),
        shapely.Polygon([(0, 0), (1, 0), (2, 0)]),
    ],
)
def test_a_shape_that_is_no_area_is_refused(level: Path, shape: shapely.Geometry) -> None:
    with pytest.raises(BadInput):
        volume(level, shape, Base("plane"))


def test_a_base_without_a_height_and_a_place_without_data_are_refused(level: Path) -> None:
    with pytest.raises(BadInput):
        volume(level, AROUND, Base("fixed"))
    with pytest.raises(NotCovered):
        volume(level, shapely.box(0, 0, 5, 5), Base("plane"))


@pytest.mark.skipif(not DSM.exists(), reason="the real data is not beside the project")
def test_a_real_flight_agrees_with_a_plain_sum() -> None:
    import rasterio

    with rasterio.open(DSM) as raster:
        heights = raster.read(1, masked=True)
        plot = shapely.box(*raster.bounds)
        pixel = raster.res[0] ** 2
    found = volume(DSM, plot, Base("fixed", 150))
    above = np.clip(heights.compressed().astype(float) - 150, 0, None).sum() * pixel
    assert found.above_m3 == pytest.approx(above, rel=1e-6)
    assert found.known_share == pytest.approx(heights.count() / heights.size, rel=1e-6)
