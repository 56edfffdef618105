"""Two flights in, what was built, raised and demolished out."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.enums import Resampling
from rasterio.warp import calculate_default_transform, reproject
from shapely import MultiPolygon, box

from kharita.rasters.change.finder import find_changes
from kharita.rasters.change.outlines import agreement
from kharita.rasters.change.results import Changes, ChangeSettings, FlightFiles, Region, UnusableFlights
from tests.rasters.change.pairs import NORTH, WEST, Box, Flaws, Place, Tree, fly

SETTINGS = ChangeSettings()
STANDING = (Box(20, 20, 12, 9, 6, 15), Box(50, 70, 14, 8, 6, -20))
LOW, RAISED = Box(70, 25, 10, 10, 3.2), Box(70, 25, 10, 10, 6.4)
GONE = Box(25, 75, 9, 12, 3.3, 5)
NEW, ROOM = Box(45, 20, 8, 6, 3.2, 30), Box(80, 60, 4.5, 4, 2.8)
WALL = Box(10, 50, 5, 4, 1.5)
SMALL_TREES = (Tree(85, 80, 3, 5), Tree(40, 40, 2, 2.5), Tree(88, 50, 2.5, 3))
GROWN_TREES = (Tree(85, 80, 4, 7.5), Tree(40, 40, 3, 5.5))


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[FlightFiles, FlightFiles]:
    """Moved by (0.43, 0.27) m, lifted by 0.35 m and tilted by 0.3 m against one another."""
    folder = tmp_path_factory.mktemp("pair")
    before = Place((*STANDING, LOW, GONE), SMALL_TREES)
    after = Place((*STANDING, RAISED, NEW, ROOM, WALL), GROWN_TREES)
    earlier = fly(folder, "before", before, Flaws((0.43, -0.27), 0.35, 0.3, 0.05, 1, 0.9))
    return earlier, fly(folder, "after", after, Flaws(noise=0.05, seed=2))


def changes(pair: tuple[FlightFiles, FlightFiles], settings: ChangeSettings = SETTINGS) -> Changes:
    return find_changes(*pair, area=None, settings=settings, told=lambda share, step: None)


@pytest.fixture(scope="module")
def found(pair: tuple[FlightFiles, FlightFiles]) -> Changes:
    return changes(pair)


def at(found: Changes, one: Box) -> Region:
    (region,) = [region for region in found.regions if region.geometry.intersects(one.outline)]
    return region


def test_what_was_built_raised_and_demolished_is_found_and_nothing_else(found: Changes) -> None:
    assert {at(found, one).direction for one in (NEW, ROOM, RAISED)} == {"up"}
    assert at(found, GONE).direction == "down"
    assert len(found.regions) == 4  # neither trees nor the wall of 1.5 m nor what stands still


@pytest.mark.parametrize(
    ("one", "metres"),
    [(NEW, 3.2), (ROOM, 2.8), (RAISED, 3.2), (GONE, 3.3)],
    ids=["new", "room", "raised", "gone"],
)
def test_outline_area_height_and_volume_are_those_of_the_building(
    found: Changes, one: Box, metres: float
) -> None:
    region = at(found, one)
    assert agreement(region.geometry, one.outline) > 0.9
    assert region.area_m2 == pytest.approx(one.outline.area, rel=0.05)
    assert region.height_m == pytest.approx(metres, abs=0.1)
    assert region.volume_m3 == pytest.approx(metres * one.outline.area, rel=0.1)


def test_the_report_tells_what_was_corrected(found: Changes) -> None:
    report = found.report
    assert report.method == "heights"
    assert report.shift_m == pytest.approx((-0.43, -0.27), abs=0.03)
    assert report.offset_m == pytest.approx(-0.35, abs=0.03)
    assert (report.surface, report.tilt_m) == ("plane", pytest.approx(0.3, abs=0.05))
    assert 0.03 < report.sigma_m < 0.12
    assert report.notices == ()


def test_blocks_of_any_size_give_the_same_regions(
    pair: tuple[FlightFiles, FlightFiles], found: Changes
) -> None:
    for size in (64, 151, 333):
        assert changes(pair, replace(SETTINGS, block_px=size)) == found


def test_images_alone_find_what_was_built_with_less_confidence(pair: tuple[FlightFiles, FlightFiles]) -> None:
    seen = changes((FlightFiles(ortho=pair[0].ortho), FlightFiles(ortho=pair[1].ortho)))
    assert seen.report.method == "images"
    assert "heights_missing" in seen.report.notices
    for one in (NEW, ROOM, GONE):
        region = at(seen, one)
        assert region.direction == "surface"
        assert region.confidence <= 0.6
        assert agreement(region.geometry, one.outline) > 0.85
    assert all(
        not region.geometry.intersects(box_of(tree)) for region in seen.regions for tree in GROWN_TREES
    )
    for size in (64, 333):
        again = changes(
            (FlightFiles(ortho=pair[0].ortho), FlightFiles(ortho=pair[1].ortho)),
            replace(SETTINGS, block_px=size),
        )
        assert again == seen


def box_of(tree: Tree) -> object:
    x, y = WEST + tree.east, NORTH - tree.south
    return box(x - tree.radius, y - tree.radius, x + tree.radius, y + tree.radius)


def test_only_the_area_asked_for_is_told_of(pair: tuple[FlightFiles, FlightFiles]) -> None:
    x, y = WEST, NORTH
    area = MultiPolygon([box(x + 35, y - 40, x + 60, y - 5), box(x + 75, y - 70, x + 99, y - 50)])
    found = find_changes(*pair, area=area, settings=SETTINGS, told=lambda share, step: None)
    assert len(found.regions) == 2
    assert all(region.geometry.intersects(area) for region in found.regions)


def test_a_flight_in_another_crs_and_resolution_gives_the_same_buildings(
    pair: tuple[FlightFiles, FlightFiles], tmp_path: Path
) -> None:
    assert pair[0].dsm is not None and pair[0].ortho is not None
    moved = FlightFiles(
        ortho=in_utm(pair[0].ortho, tmp_path / "ortho.tif"), dsm=in_utm(pair[0].dsm, tmp_path / "dsm.tif")
    )
    found = changes((moved, pair[1]))
    assert len(found.regions) == 4
    for one in (NEW, ROOM, RAISED, GONE):
        assert agreement(at(found, one).geometry, one.outline) > 0.9
    assert changes((moved, pair[1]), replace(SETTINGS, block_px=190)) == found


def in_utm(source: Path, target: Path) -> Path:
    with rasterio.open(source) as one:
        crs = "EPSG:32630"
        transform, width, height = calculate_default_transform(
            one.crs, crs, one.width, one.height, *one.bounds, resolution=0.13
        )
        profile = {**one.profile, "crs": crs, "transform": transform, "width": width, "height": height}
        with rasterio.open(target, "w", **profile) as other:
            other.colorinterp = one.colorinterp
            for band in one.indexes:
                values = np.full((height, width), one.nodata or 0, one.dtypes[0])
                reproject(
                    rasterio.band(one, band),
                    values,
                    dst_transform=transform,
                    dst_crs=crs,
                    dst_nodata=one.nodata or 0,
                    resampling=Resampling.bilinear,
                )
                other.write(values, band)
    return target


def test_told_may_stop_the_comparison(pair: tuple[FlightFiles, FlightFiles]) -> None:
    heard: list[tuple[float, str]] = []

    def told(share: float, step: str) -> None:
        heard.append((share, step))
        if step == "outline":
            raise InterruptedError

    with pytest.raises(InterruptedError):
        find_changes(*pair, area=None, settings=SETTINGS, told=told)
    shares = [share for share, _step in heard]
    assert shares == sorted(shares)
    assert [step for _share, step in heard][:3] == ["place", "level", "compare"]


def test_flights_without_common_ground_or_products_are_refused(
    pair: tuple[FlightFiles, FlightFiles], tmp_path: Path
) -> None:
    with pytest.raises(UnusableFlights, match="neither"):
        changes((FlightFiles(dsm=pair[0].dsm), FlightFiles(ortho=pair[1].ortho)))
    far = MultiPolygon([box(0, 0, 100, 100)])
    with pytest.raises(UnusableFlights) as refused:
        find_changes(*pair, area=far, settings=SETTINGS, told=lambda share, step: None)
    assert refused.value.code == "no-overlap"
