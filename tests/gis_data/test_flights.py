"""The demo flights: the same each time, without seams, off by what they say, and true to their cases."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import rasterio
import shapely
from rasterio.features import geometry_mask
from rasterio.transform import from_origin
from rasterio.warp import Resampling, reproject

from gis_data.demo_flights import (
    Scene,
    make_scene,
    parcels,
    permits,
    plan_flight,
    render,
    render_multispectral,
    truth,
)
from gis_data.demo_flights.__main__ import write_tables
from gis_data.demo_town import Town, generate

GSD = 0.25
SIDE = 110


@pytest.fixture(scope="module")
def town() -> Town:
    return generate(600, 7)


@pytest.fixture(scope="module")
def scene(town: Town) -> Scene:
    return make_scene(town, seed=3, side_m=SIDE)


@pytest.fixture(scope="module")
def flown(scene: Scene, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("flights")
    for epoch in ("before", "after"):
        render(folder / epoch, scene=scene, epoch=epoch, gsd_m=GSD, noise="low")
    return folder


def rise(flown: Path, east: float, north: float) -> tuple[np.ndarray, rasterio.Affine]:
    """Metres that the surface rose by, the second flight put back by that shift; NaN where unknown."""
    with rasterio.open(flown / "before/dsm.tif") as before, rasterio.open(flown / "after/dsm.tif") as after:
        first, there = before.read(1), after.transform
        second = np.full_like(first, np.nan)
        reproject(
            after.read(1),
            second,
            src_transform=from_origin(there.c - east, there.f - north, GSD, GSD),
            src_crs=after.crs,
            src_nodata=after.nodata,
            dst_transform=before.transform,
            dst_crs=before.crs,
            dst_nodata=np.nan,
            resampling=Resampling.bilinear,
        )
        return np.where(first == before.nodata, np.nan, second - first), before.transform


@pytest.fixture(scope="module")
def risen(scene: Scene, flown: Path) -> tuple[np.ndarray, rasterio.Affine]:
    return rise(flown, *plan_flight(scene, "after", "low").shift_m)


def within(shape: shapely.Geometry, values: np.ndarray, transform: rasterio.Affine) -> np.ndarray:
    return values[geometry_mask([shape], values.shape, transform, invert=True)]


def test_the_same_seed_makes_the_same_bytes_and_another_seed_others(
    town: Town, scene: Scene, flown: Path, tmp_path: Path
) -> None:
    again = make_scene(town, seed=3, side_m=SIDE)
    made = render(tmp_path / "again", scene=again, epoch="after", gsd_m=GSD, noise="low")
    assert made.ortho.read_bytes() == (flown / "after/ortho.tif").read_bytes()
    assert made.dsm.read_bytes() == (flown / "after/dsm.tif").read_bytes()
    other = make_scene(town, seed=4, side_m=60, centre=scene.district.centre)
    assert truth(other)["geometry"].iloc[0] != truth(scene)["geometry"].iloc[0]


def test_blocks_leave_no_seams(scene: Scene, flown: Path, tmp_path: Path) -> None:
    told: list[float] = []
    small = render(tmp_path, scene=scene, epoch="after", gsd_m=GSD, noise="low", block=256, told=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    with rasterio.open(small.dsm) as one, rasterio.open(flown / "after/dsm.tif") as other:
        assert np.abs(one.read(1) - other.read(1)).max() < 0.005
    with rasterio.open(small.ortho) as one, rasterio.open(flown / "after/ortho.tif") as other:
        assert np.abs(one.read().astype(int) - other.read().astype(int)).max() <= 1


def test_the_files_are_what_photogrammetry_software_writes(flown: Path) -> None:
    with rasterio.open(flown / "before/ortho.tif") as ortho, rasterio.open(flown / "before/dsm.tif") as dsm:
        assert ortho.crs.to_epsg() == dsm.crs.to_epsg() == 26191
        assert ortho.res == dsm.res == (GSD, GSD)
        assert ortho.shape == dsm.shape == (round(SIDE / GSD), round(SIDE / GSD))
        assert [colour.name for colour in ortho.colorinterp] == ["red", "green", "blue", "alpha"]
        assert ortho.profile["tiled"]
        assert not ortho.overviews(1)
        alpha, heights = ortho.read(4), dsm.read(1, masked=True)
        assert not alpha[0, 0]
        assert np.array_equal(alpha > 0, ~heights.mask)
        assert 0.8 < (alpha > 0).mean() < 0.97
        assert 100 < heights.min() < heights.max() < 220


def test_the_shift_is_as_stated(scene: Scene, flown: Path) -> None:
    """The walls of houses that stand on both dates agree best when the second flight is put back by it."""
    stated = plan_flight(scene, "after", "low").shift_m
    assert 0.1 < np.hypot(*stated) < 0.3
    assert plan_flight(scene, "before", "low").shift_m == (0, 0)
    changed = shapely.union_all(truth(scene).geometry.buffer(2).to_numpy())
    walls = shapely.union_all(scene.district.buildings.boundary.buffer(0.6).to_numpy())
    walls = walls.intersection(scene.window.buffer(-12)).difference(changed)
    around = np.arange(-0.2, 0.21, 0.1)
    for axis in np.eye(2):
        differences = []
        for offset in around:
            values, transform = rise(flown, *(stated + axis * offset))
            differences.append(np.nanmean(np.abs(within(walls, values, transform))))
        parabola = np.polyfit(around, differences, 2)
        assert parabola[0] > 0
        assert abs(parabola[1] / (2 * parabola[0])) < 0.05


def test_the_surfaces_differ_by_what_the_cases_say(
    scene: Scene, risen: tuple[np.ndarray, rasterio.Affine]
) -> None:
    flight = plan_flight(scene, "after", "low")
    cases = truth(scene)
    cases = cases[~cases["decoy"] & (cases["area_m2"] > 6)]
    assert len(cases) >= 12
    for case in cases.itertuples():
        found = np.nanmedian(within(case.geometry.buffer(-0.6), *risen)) - flight.offset_m
        assert found == pytest.approx(case.change_m, abs=0.35), case.kind


def test_where_nothing_was_built_the_surface_stays(
    scene: Scene, risen: tuple[np.ndarray, rasterio.Affine]
) -> None:
    """Away from edges, trees and cars the flights differ by the bend and the noise alone."""
    flight = plan_flight(scene, "after", "low")
    changed = shapely.union_all(truth(scene).geometry.buffer(1).to_numpy())
    roofs = shapely.union_all(scene.district.buildings.geometry.buffer(-1.2).to_numpy()).difference(changed)
    left = within(roofs, *risen) - flight.offset_m
    left = left[~np.isnan(left)]
    assert abs(np.median(left)) < 0.12
    assert 0.02 < 1.4826 * np.median(np.abs(left - np.median(left))) < 0.12


def test_the_cases_agree_with_the_permits_the_parcels_and_the_protected_ground(scene: Scene) -> None:
    cases, granted = truth(scene), permits(scene)
    permitted = cases[cases["permitted_height_m"].notna()]
    assert set(granted["case"]) == set(permitted["id"])
    assert set(granted["parcel"]) <= set(parcels(scene)["reference"])
    verdicts = set(cases["verdict"])
    assert verdicts >= {
        "no_permit",
        "authorised",
        "footprint_exceeds",
        "height_exceeds",
        "demolished",
        "none",
    }
    by_id = granted.set_index("case")
    for case in permitted.itertuples():
        limit = by_id.loc[case.id]
        beyond = case.geometry.difference(limit.geometry).area
        if case.verdict == "authorised":
            assert beyond < 0.5
            assert case.height_after_m <= limit["max_height_m"]
        if case.verdict == "footprint_exceeds":
            assert beyond > 10
        if case.verdict == "height_exceeds":
            assert beyond < 0.5
            assert case.height_after_m > limit["max_height_m"] + 1
    assert not set(cases.loc[cases["verdict"] == "no_permit", "parcel"]) & set(granted["parcel"])
    barred = shapely.union_all(scene.district.protected.geometry.to_numpy())
    for case in cases[cases["verdict"] == "in_servitude"].itertuples():
        assert barred.buffer(0.01).contains(case.geometry)
    assert (cases.loc[cases["decoy"], "verdict"] == "none").all()
    assert cases.loc[cases["decoy"], "kind"].nunique() >= 8


def test_high_noise_is_rougher_and_has_holes(scene: Scene, flown: Path, tmp_path: Path) -> None:
    rough = render(tmp_path, scene=scene, epoch="after", gsd_m=GSD, noise="high")
    with rasterio.open(rough.dsm) as one, rasterio.open(flown / "after/dsm.tif") as other:
        high, low = one.read(1, masked=True), other.read(1, masked=True)
    steps = [np.ma.median(np.abs(np.diff(heights, axis=1))) for heights in (high, low)]
    assert steps[0] > 1.8 * steps[1]
    middle = (slice(100, -100),) * 2
    assert low[middle].count() == low[middle].size
    assert high[middle].count() < high[middle].size


def test_plants_are_bright_in_the_near_infrared(scene: Scene, tmp_path: Path) -> None:
    with rasterio.open(render_multispectral(tmp_path, scene=scene, epoch="before", gsd_m=0.5)) as file:
        assert file.descriptions == ("red", "green", "blue", "nir", "rededge")
        assert file.dtypes == ("uint16",) * 5
        red, _green, _blue, nir, _edge = file.read(masked=True).astype(float)
        index, transform = (nir - red) / (nir + red), file.transform
    crowns = [
        shapely.Point(dome.x, dome.y).buffer(dome.radius[0] * 0.6)
        for dome in scene.domes
        if dome.kind == "tree" and dome.radius[0] > 1.2
    ]
    roofs = shapely.union_all(scene.district.buildings.geometry.buffer(-1).to_numpy())
    leaves = shapely.union_all(crowns).difference(roofs)
    assert np.ma.median(within(leaves, index, transform)) > 0.45
    assert np.ma.median(within(roofs, index, transform)) < 0.2


def test_the_tables_are_written_for_whoever_checks(scene: Scene, tmp_path: Path) -> None:
    write_tables(scene, tmp_path)
    assert len(gpd.read_file(tmp_path / "truth.gpkg", layer="truth")) == len(scene.cases)
    assert len(gpd.read_file(tmp_path / "truth.gpkg", layer="permitted")) == len(permits(scene))
    assert len(gpd.read_file(tmp_path / "parcels.gpkg")) == len(parcels(scene))


def test_an_unknown_noise_level_and_an_empty_window_are_refused(
    town: Town, scene: Scene, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match="noise"):
        render(tmp_path, scene=scene, epoch="after", gsd_m=1.0, noise="none")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no parcel"):
        make_scene(town, seed=1, side_m=50, centre=(0.0, 0.0))
