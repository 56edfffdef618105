"""Tiles out of rasters in their own CRS, beside rio-tiler's and beside the truth."""

import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.transform import from_origin
from rasterio.warp import transform
from rio_tiler.errors import NoOverviewWarning
from rio_tiler.io import Reader

from kharita.rasters.datasets import Datasets
from kharita.rasters.windows import ERROR_MAX_PX, affine_way, frame_of, read_tile
from tests.rasters.imagery_files import DSM, NAIP, ORTHO, texture, tile_of, write

MADE_FOR = {
    "EPSG:26191": (-9, -1),
    "EPSG:32630": (-6, 0),
    "EPSG:32615": (-96, -90),
    "EPSG:26914": (-102, -96),
    "EPSG:4326": (-9, -1),
}
"""West and east of what each CRS is made for."""

needs_data = pytest.mark.skipif(not DSM.exists(), reason="the real data is not beside the project")


def plane(rows: int, columns: int) -> np.ndarray:
    """Heights that rise by 2 cm per column and fall by 1 cm per row."""
    return (400 + 0.02 * np.arange(columns)[None] - 0.01 * np.arange(rows)[:, None]).astype(np.float32)


@needs_data
@pytest.mark.parametrize(
    ("path", "bands", "z", "most"),
    [
        (DSM, (1,), 20, 1e-4),
        (DSM, (1,), 22, 1e-4),
        (DSM, (1,), 18, 0.02),
        (ORTHO, (1, 2, 3), 20, 0.05),
        (ORTHO, (1, 2, 3), 21, 0.05),
        (NAIP, (1, 4), 15, 0.2),
        (NAIP, (1, 4), 14, 2.5),
        (NAIP, (1, 4), 11, 6.0),
    ],
)
def test_a_tile_is_that_of_rio_tiler(path: Path, bands: tuple[int, ...], z: int, most: float) -> None:
    z, x, y = tile_of(path, z)
    ours = read_tile(path, z, x, y, bands=bands)
    assert ours is not None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NoOverviewWarning)
        with Reader(str(path)) as reader:
            theirs = reader.tile(
                x,
                y,
                z,
                indexes=bands,
                tilesize=256,
                resampling_method="bilinear",
                reproject_method="bilinear",
            )
    known = np.asarray(theirs.mask) > 0
    assert np.mean((ours.alpha >= 128) == known) > 0.985
    both = (ours.alpha == 255) & known
    difference = np.abs(ours.values.astype(float) - np.ma.getdata(theirs.array))[:, both]
    assert difference.mean() < most


@pytest.mark.parametrize("crs", MADE_FOR)
@pytest.mark.parametrize("z", [15, 17, 19, 21])
def test_the_error_that_is_told_bounds_the_true_one(crs: str, z: int) -> None:
    """Checked at far more places than it was worked out from, near each edge of what the CRS is made for."""
    west, east = MADE_FOR[crs]
    for lon in (west + 0.1, (west + east) / 2, east - 0.1):
        for lat in (28.0, 34.9, 47.0):
            (across,), (up,) = transform("EPSG:4326", crs, [lon], [lat])
            pixel = 0.05 if crs != "EPSG:4326" else 5e-7
            placed = from_origin(across, up, pixel, pixel)
            n = 2**z
            x = int((lon + 180) / 360 * n)
            y = int((1 - np.arcsinh(np.tan(np.radians(lat))) / np.pi) / 2 * n)
            frame = frame_of(z, x, y, size=256, collar=1)
            way = affine_way(rasterio.crs.CRS.from_string(crs).to_wkt(), ~placed, frame)
            assert way is not None
            columns, rows = (
                axis.ravel() for axis in np.meshgrid(np.linspace(0, 258, 41), np.linspace(0, 258, 41))
            )
            exact = transform(
                "EPSG:3857", crs, frame.left + columns * frame.pixel, frame.top - rows * frame.pixel
            )
            inverse = ~placed
            true = np.stack([
                inverse.a * np.array(exact[0]) + inverse.c,
                inverse.e * np.array(exact[1]) + inverse.f,
            ])  # fmt: skip
            missed = (
                np.hypot(*(way.matrix @ np.stack([columns, rows, np.ones_like(rows)]) - true)) / way.scale
            )
            assert missed.max() <= way.error * 1.1 + 1e-3
            if z >= 17:
                assert way.error < ERROR_MAX_PX


def test_a_plane_stays_a_plane(tmp_path: Path) -> None:
    path = write(tmp_path / "plane.tif", plane(800, 800), nodata=-9999)
    z, x, y = tile_of(path, 20)
    patch = read_tile(path, z, x, y, bands=(1,), collar=1)
    assert patch is not None
    inside = patch.values[0][10:-10, 10:-10]
    inside = inside[np.isfinite(inside)]
    assert inside.min() > 400 - 8 and inside.max() < 400 + 16
    steps = np.diff(patch.values[0].astype(float), axis=1)
    known = steps[np.isfinite(steps)]
    assert np.ptp(known) < 1e-3  # bilinear between heights of a plane is the plane itself


def test_what_is_no_data_does_not_bleed_into_heights(tmp_path: Path) -> None:
    heights = np.full((600, 600), 250.0, np.float32)
    heights[200:300, 100:500] = -9999
    heights[350:360, 350:360] = np.nan
    path = write(tmp_path / "holes.tif", heights, nodata=-9999)
    for z in (18, 20, 22):
        patch = read_tile(path, *tile_of(path, z), bands=(1,), collar=1)
        assert patch is not None
        known = patch.values[0][np.isfinite(patch.values[0])]
        assert np.allclose(known, 250, atol=1e-3)
        assert (np.isfinite(patch.values[0]) == (patch.alpha > 0)).all()


def test_there_are_no_dark_fringes_around_a_picture(tmp_path: Path) -> None:
    picture = np.zeros((4, 500, 500), np.uint8)
    picture[:, 150:350, 150:350] = 220  # black where it is see-through
    picture[3, 150:350, 150:350] = 255
    path = write(tmp_path / "square.tif", picture)
    for z in (19, 20, 21):
        patch = read_tile(path, *tile_of(path, z), bands=(1, 2, 3))
        assert patch is not None
        seen = patch.values[:, patch.alpha > 8]
        assert seen.min() >= 218


def test_black_pixels_of_one_band_are_no_holes(tmp_path: Path) -> None:
    picture = texture(300, 300)
    picture[0] = 0
    path = write(tmp_path / "dark.tif", np.maximum(picture, [[[0]], [[1]], [[1]]]).astype(np.uint8), nodata=0)
    patch = read_tile(path, *tile_of(path, 21), bands=(1, 2, 3))
    assert patch is not None
    assert patch.alpha.min() == 255


def test_a_large_file_without_overviews_is_averaged_while_it_is_read(tmp_path: Path) -> None:
    checks = np.indices((1024, 1024)).sum(axis=0) % 2 * np.float32(10)
    path = write(tmp_path / "checks.tif", checks.astype(np.float32), tiled=True)
    patch = read_tile(path, *tile_of(path, 18), bands=(1,))
    assert patch is not None
    inside = patch.values[0][np.isfinite(patch.values[0])]
    assert abs(inside.mean() - 5) < 0.1
    assert inside.std() < 1.5


def test_a_turned_raster_is_shown_where_it_lies(tmp_path: Path) -> None:
    cos, sin = 0.1 * np.cos(np.pi / 6), 0.1 * np.sin(np.pi / 6)
    turned = Affine(cos, sin, 735_000, sin, -cos, 470_000)
    path = write(tmp_path / "turned.tif", plane(400, 400), affine=turned)
    z, x, y = tile_of(path, 20)
    patch = read_tile(path, z, x, y, bands=(1,))
    assert patch is not None
    with Reader(str(path)) as reader:
        theirs = reader.tile(x, y, z, tilesize=256, resampling_method="bilinear", reproject_method="bilinear")
    both = (patch.alpha == 255) & (np.asarray(theirs.mask) > 0)
    assert both.mean() > 0.1
    assert np.abs(patch.values - np.ma.getdata(theirs.array))[:, both].mean() < 0.01


def test_far_from_the_raster_there_is_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "plane.tif", plane(300, 300))
    assert read_tile(path, 20, 10, 10, bands=(1,)) is None
    assert read_tile(path, 3, 0, 0, bands=(1,)) is None
    with pytest.raises(IndexError):
        read_tile(path, *tile_of(path, 20), bands=(2,))


def test_the_world_in_one_tile_still_has_the_raster(tmp_path: Path) -> None:
    path = write(tmp_path / "wide.tif", np.full((300, 300), 7, np.float32), pixel=1000, nodata=-1)
    patch = read_tile(path, *tile_of(path, 5), bands=(1,))
    assert patch is not None
    assert np.allclose(patch.values[np.isfinite(patch.values)], 7)


def test_threads_share_datasets_without_mixing_them(tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{level}.tif", np.full((300, 300), level, np.float32)) for level in range(6)]
    tile = tile_of(paths[0], 21)

    def level_of(number: int) -> float:
        patch = read_tile(paths[number % 6], *tile, bands=(1,))
        assert patch is not None
        return float(np.nanmean(patch.values)) - number % 6

    with ThreadPoolExecutor(4) as threads:
        assert max(map(abs, threads.map(level_of, range(60)))) < 1e-4


def test_few_datasets_stay_open_and_a_replaced_file_is_seen(tmp_path: Path) -> None:
    datasets = Datasets(idle_max=3)
    paths = [write(tmp_path / f"{number}.tif", np.full((8, 8), number, np.float32)) for number in range(6)]
    for path in paths * 3:
        with datasets.lend(path) as dataset:
            assert dataset.read(1)[0, 0] == paths.index(path)
    assert len(datasets) == 3
    write(tmp_path / "new.tif", np.full((8, 8), 99, np.float32)).rename(paths[5])
    with datasets.lend(paths[5]) as dataset:
        assert dataset.read(1)[0, 0] == 99
