"""Looks at rasters: what a person sees on the map."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from kharita.rasters.encoding import encode
from kharita.rasters.indices import INDICES, available
from kharita.rasters.looks import (
    Colours,
    HeightDifference,
    Heights,
    Hillshade,
    Look,
    SingleBand,
    Slope,
    SpectralIndex,
    Terrain,
)
from kharita.rasters.painting import paint
from kharita.rasters.ramps import DIVERGING, RAMPS, colours, oklab, stops, table
from kharita.rasters.relief import gradient, hillshade, slope_degrees
from kharita.rasters.rendering import compose, render_mosaic, render_tile, stack
from kharita.rasters.stored_tiles import is_opaque
from kharita.rasters.terrain import from_rgb, to_rgb
from kharita.rasters.tile_grid import ground_pixel_sizes
from kharita.rasters.windows import Patch, read_tile
from tests.rasters.imagery_files import DSM, texture, tile_of, write


def pixels(body: bytes) -> np.ndarray:
    return np.asarray(Image.open(BytesIO(body)).convert("RGBA")).astype(int)


@pytest.fixture(scope="module")
def hills(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Smooth hills, 80 m × 80 m."""
    rows, columns = np.indices((800, 800)) / 60
    heights = (300 + 6 * np.sin(rows) * np.cos(columns)).astype(np.float32)
    return write(tmp_path_factory.mktemp("hills") / "hills.tif", heights, nodata=-9999)


@pytest.mark.parametrize("ramp", [ramp for ramp in RAMPS if ramp not in DIVERGING])
def test_a_ramp_reads_without_colour_vision(ramp: str) -> None:
    lightness = oklab(table(ramp) / 255.0)[:, 0]
    steps = np.diff(lightness) * np.sign(lightness[-1] - lightness[0])
    assert steps.min() > -0.006
    assert abs(lightness[-1] - lightness[0]) > 0.45


def test_a_diverging_ramp_is_lightest_in_its_middle() -> None:
    lightness = oklab(table("blue-red") / 255.0)[:, 0]
    assert abs(int(lightness.argmax()) - 128) < 10
    assert abs(lightness[0] - lightness[-1]) < 0.08


def test_the_legend_has_the_colours_of_the_picture() -> None:
    for ramp in RAMPS:
        for stop in stops(ramp, -3, 12):
            rgb = colours(np.full((1, 1), stop.value, np.float32), ramp, -3, 12)[0, 0]
            shown = [int(stop.color[at : at + 2], 16) for at in (1, 3, 5)]
            assert np.abs(rgb.astype(int) - shown).max() <= 3


def test_the_slope_of_a_plane_is_that_of_the_plane() -> None:
    heights = (np.arange(40)[None] * 0.5 * np.tan(np.radians(30)) + np.zeros((40, 1))).astype(np.float32)
    assert np.allclose(slope_degrees(heights, 0.5), 30, atol=0.01)
    east, north = gradient(heights.T[::-1].copy(), 0.5)
    assert np.allclose(east, 0, atol=1e-5)
    assert np.allclose(north, np.tan(np.radians(30)), atol=1e-4)


def test_gaps_change_nothing_but_their_neighbours() -> None:
    heights = np.random.default_rng(2).normal(100, 2, (60, 60)).astype(np.float32)
    whole = hillshade(heights, 0.2)
    heights[30, 30] = np.nan
    gap = hillshade(heights, 0.2)
    changed = np.argwhere(~np.isclose(whole, gap, atol=1e-5, equal_nan=False))
    assert len(changed) <= 9
    assert np.abs(changed - 29).max() <= 1
    assert np.isfinite(np.delete(gap.ravel(), 29 * 58 + 29)).all()


def test_light_from_four_sides_shows_a_wall_whichever_way_it_faces() -> None:
    level = hillshade(np.zeros((5, 5), np.float32), 1.0)
    assert np.allclose(level, np.sin(np.radians(45)), atol=1e-5)
    rows, columns = np.indices((6, 6)).astype(np.float32)
    for degrees in range(0, 360, 45):
        wall = 2 * (rows * np.sin(np.radians(degrees)) + columns * np.cos(np.radians(degrees)))
        assert hillshade(wall.astype(np.float32), 1.0).mean() < level.mean() - 0.05
    steep = [hillshade(way.astype(np.float32), 1.0).mean() for way in (rows + columns, -rows - columns)]
    assert steep[0] > steep[1] + 0.2  # most of the light comes from the north-west


def test_a_slope_is_the_same_at_every_latitude_and_zoom(tmp_path: Path) -> None:
    """The grid's metres are not the ground's: at 60 degrees north there are two to one."""
    for crs, at in (("EPSG:32630", (500_000, 10_000)), ("EPSG:32630", (500_000, 6_650_000))):
        heights = (np.arange(600)[None] * 0.1 + np.zeros((600, 1))).astype(np.float32)
        path = write(tmp_path / f"{at[1]}.tif", heights, crs=crs, at=at)
        for zoom in (19, 20):
            z, x, y = tile_of(path, zoom)
            patch = read_tile(path, z, x, y, bands=(1,), collar=1)
            assert patch is not None
            metres = ground_pixel_sizes(z, y, size=256, collar=1)
            slope = slope_degrees(patch.values[0], metres)
            assert abs(np.nanmedian(slope) - 45) < 0.3


@pytest.mark.parametrize("look", [Hillshade(), Slope(), Heights(290, 310, shaded=True)])
def test_tiles_meet_without_a_seam(hills: Path, look: Look) -> None:
    """The last column of a tile and the first of the next follow each other as any two columns do."""
    z, x, y = tile_of(hills, 20)
    painted = []
    for column in (x - 1, x):
        patch = read_tile(hills, z, column, y, bands=(1,), collar=1)
        assert patch is not None
        rgb, alpha = paint(look, patch, ground_pixel_sizes(z, y, size=256, collar=1))
        painted.append((rgb.astype(int), alpha))
    both = np.concatenate([rgb for rgb, _ in painted], axis=1)
    known = np.concatenate([alpha for _, alpha in painted], axis=1) == 255
    rows = known[:, 250:262].all(axis=1)
    assert rows.sum() > 100
    steps = np.abs(np.diff(both[rows][:, 250:262], axis=1)).max(axis=2)
    seam, others = steps[:, 5], np.delete(steps, 5, axis=1)
    assert seam.mean() <= others.mean() * 1.5 + 0.5
    assert seam.max() <= others.max() + 2


def test_terrain_keeps_heights_to_five_centimetres(hills: Path) -> None:
    z, x, y = tile_of(hills, 20)
    patch = read_tile(hills, z, x, y, bands=(1,))
    assert patch is not None
    for form in ("png", "webp"):
        tile = render_tile(hills, z, x, y, Terrain(fill=301), form=form)
        assert tile is not None
        shown = pixels(tile.body)
        assert (shown[..., 3] == 255).all()
        heights = from_rgb(shown[..., :3])
        truth = np.where(np.isfinite(patch.values[0]), patch.values[0], 301)
        assert np.abs(heights - truth).max() <= 0.0501


def test_terrain_is_level_where_nothing_was_flown(hills: Path) -> None:
    tile = render_tile(hills, 20, 5, 5, Terrain(fill=287.3))
    assert tile is not None
    heights = from_rgb(pixels(tile.body)[..., :3])
    assert heights.shape == (256, 256)
    assert np.allclose(heights, 287.3)
    assert np.allclose(from_rgb(to_rgb(np.array([[-9999.0, 8848.0]], np.float32), 0)), [[-9999, 8848]])


def test_other_looks_have_no_tile_where_nothing_was_flown(hills: Path) -> None:
    assert render_tile(hills, 20, 5, 5, Hillshade()) is None
    assert render_tile(hills, 30, 5, 5, Hillshade()) is None
    assert render_tile(hills, 2, 9, 0, Hillshade()) is None


def test_what_has_no_data_is_seen_through(tmp_path: Path) -> None:
    heights = np.full((600, 600), 100, np.float32)
    heights[:, :300] = -9999
    path = write(tmp_path / "half.tif", heights, nodata=-9999)
    for look in (Heights(90, 110), Hillshade(), Slope(), SingleBand(0, 200)):
        for form in ("webp", "png"):
            tile = render_tile(path, *tile_of(path, 19), look, form=form)
            assert tile is not None
            shares = pixels(tile.body)[..., 3]
            assert set(np.unique(shares)) == {0, 255}


def test_vigour_is_shown_where_plants_are(tmp_path: Path) -> None:
    bands = np.zeros((4, 400, 400), np.uint16)
    bands[0], bands[1], bands[2], bands[3] = 800, 900, 700, 1000  # bare soil: R, G, B, NIR
    bands[0, :, 200:], bands[3, :, 200:] = 300, 4500
    path = write(tmp_path / "field.tif", bands, photometric="MINISBLACK")
    look = SpectralIndex("ndvi", (4, 1), one=10_000)
    tile = render_tile(path, *tile_of(path, 20), look, form="png")
    assert tile is not None
    shown = pixels(tile.body)
    soil, crop = table("greens")[
        [round(0.111 / 0.9 * 255), 255 if 4200 / 4800 > 0.9 else round(0.875 / 0.9 * 255)]
    ]
    seen = {tuple(color) for color in shown[shown[..., 3] == 255][:, :3]}
    assert min(np.abs(np.array(list(seen)) - soil).max(axis=1)) <= 2
    assert min(np.abs(np.array(list(seen)) - crop).max(axis=1)) <= 2


def test_each_index_is_its_formula() -> None:
    blue, green, red, red_edge, nir = (np.full((1, 1), v, np.float32) for v in (0.05, 0.1, 0.08, 0.2, 0.5))
    bands = {"blue": blue, "green": green, "red": red, "red_edge": red_edge, "nir": nir}
    expected = {
        "ndvi": 0.42 / 0.58,
        "gndvi": 0.4 / 0.6,
        "ndre": 0.3 / 0.7,
        "savi": 1.5 * 0.42 / 1.08,
        "evi": 2.5 * 0.42 / (0.5 + 0.48 - 0.375 + 1),
        "ndwi": -0.4 / 0.6,
        "vari": 0.02 / 0.13,
        "exg": (0.2 - 0.08 - 0.05) / 0.23,
        "gli": 0.07 / 0.33,
    }
    assert set(expected) == set(INDICES)
    for name, value in expected.items():
        index = INDICES[name]
        assert np.allclose(index.of(*(bands[band] for band in index.bands)), value, atol=1e-5), name
    assert {index.id for index in available(["red", "green", "blue"])} == {"vari", "exg", "gli"}


def test_a_difference_shows_what_was_built_and_what_was_taken_down(tmp_path: Path) -> None:
    before = np.full((400, 400), 50, np.float32)
    after = before.copy()
    after[50:150, 150:250] += 6
    after[250:350, 150:250] -= 6
    paths = [write(tmp_path / f"{name}.tif", dsm) for name, dsm in (("before", before), ("after", after))]
    tile = render_tile(paths[1], *tile_of(paths[1], 20), HeightDifference(paths[0]), form="png")
    assert tile is not None
    shown = pixels(tile.body)
    seen = shown[shown[..., 3] == 255]
    assert 0.02 < len(seen) / shown[..., 3].size < 0.6
    red, blue = seen[seen[:, 0] > seen[:, 2] + 40], seen[seen[:, 2] > seen[:, 0] + 40]
    assert len(red) > 500
    assert len(blue) > 500


def test_the_newest_survey_of_a_campaign_is_on_top(tmp_path: Path) -> None:
    pictures = []
    for name, color, columns in (("new", 200, slice(0, 250)), ("old", 60, slice(0, 500))):
        picture = np.zeros((4, 500, 500), np.uint8)
        picture[:3, :, columns], picture[3, :, columns] = color, 255
        pictures.append(write(tmp_path / f"{name}.tif", picture))
    tile = render_mosaic(pictures, *tile_of(pictures[0], 20), Colours(), form="png")
    assert tile is not None
    seen = pixels(tile.body)
    reds = seen[seen[..., 3] == 255][:, 0]
    assert (np.abs(reds - 200) < 3).sum() > 2000
    assert (np.abs(reds - 60) < 3).sum() > 2000
    assert (seen[..., 3] == 255).mean() > 0.3


def test_half_see_through_pixels_are_mixed() -> None:
    top = Patch(np.full((3, 1, 1), 200, np.uint8), np.full((1, 1), 128, np.uint8))
    below = Patch(np.full((3, 1, 1), 100, np.uint8), np.full((1, 1), 255, np.uint8))
    mixed = stack(top, below)
    assert mixed.alpha[0, 0] == 255
    assert abs(int(mixed.values[0, 0, 0]) - 150) <= 1


def test_stored_tiles_are_composed_only_where_one_does_not_fill_the_place() -> None:
    rgb = np.moveaxis(texture(64, 64), 0, -1)
    half = np.where(np.arange(64)[None] < 32, np.uint8(255), np.uint8(0)).repeat(64, 0)
    left = encode(np.full((64, 64, 3), 30, np.uint8), half, "webp").body
    full = encode(rgb, None, "webp").body
    assert is_opaque(full) and not is_opaque(left)
    assert compose([full, left]) is full
    seen = pixels(compose([left, full]))
    assert (seen[..., 3] == 255).all()
    assert np.abs(seen[:, :28, :3] - 30).max() < 12
    assert np.abs(seen[:, 36:, :3] - pixels(full)[:, 36:, :3]).mean() < 12


@pytest.mark.skipif(not DSM.exists(), reason="the real data is not beside the project")
def test_a_real_flight_is_shown_in_every_look() -> None:
    for look in (Heights(157, 164), Heights(157, 164, shaded=True), Hillshade(), Slope(), Terrain(157)):
        tile = render_tile(DSM, *tile_of(DSM, 19), look)
        assert tile is not None
        assert tile.media_type == "image/webp"
        assert pixels(tile.body)[..., :3].std() > 3


def test_describing_looks_loads_none_of_what_paints_them() -> None:
    """A web process starts without it."""
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from kharita.rasters import looks, stored_tiles, indices, ramps;"
            "print([name for name in ('cv2', 'rasterio', 'scipy', 'PIL') if name in sys.modules])",
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2] / "backend",
    )
    assert loaded.stdout.strip() == "[]"
