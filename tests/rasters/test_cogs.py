"""The analysis and the display file: valid, true to their source, and whole or not there at all."""

import gc
import io
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from affine import Affine
from PIL import Image
from rasterio.warp import transform as to_crs
from rio_cogeo.cogeo import cog_validate

from kharita.core.errors import Conflict
from kharita.rasters.cogs import TILE_SIZE, make_analysis_cog, make_display_cog
from kharita.rasters.display_pyramid import write_pyramid
from kharita.rasters.inspection import BadRaster
from kharita.rasters.stored_tiles import StoredTiles
from kharita.rasters.survey_facts import footprint, statistics, thumbnail
from kharita.rasters.tile_warp import Piece
from tests.rasters.strange_files import EASTING, NORTHING, PLACE, heights, picture, write

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
ORTHO = DATA / "odm-brighton-beach" / "brighton_ortho_rgba_10cm.tif"
DSM = DATA / "odm-brighton-beach" / "brighton_dsm_10cm.tif"
NAIP = DATA / "naip" / "m_4709963_se_14_1_20160816.tif"
real = pytest.mark.skipif(not ORTHO.exists(), reason=f"{DATA} is not there")


def quiet(_done: float) -> None:
    """Progress that nobody hears."""


def analysed(source: Path, kind: str) -> Path:
    target = source.parent / f"{kind}.analysis.tif"
    make_analysis_cog(source, target, kind=kind, told=quiet)
    return target


def displayed(source: Path, kind: str = "ortho") -> Path:
    target = source.parent / f"{kind}.display.tif"
    make_display_cog(source, target, kind=kind, told=quiet)
    return target


def pixels(path: Path) -> Any:
    with rasterio.open(path) as dataset:
        return dataset.read()


@real
def test_a_real_orthophoto_becomes_two_valid_files(tmp_path: Path) -> None:
    analysis, display = tmp_path / "a.tif", tmp_path / "d.tif"
    heard: list[float] = []
    make_analysis_cog(ORTHO, analysis, kind="ortho", told=heard.append)
    make_display_cog(ORTHO, display, kind="ortho", told=heard.append)
    for path in (analysis, display):
        assert cog_validate(path, strict=True)[:2] == (True, [])
    assert (pixels(analysis) == pixels(ORTHO)).all()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.tif", "d.tif"]
    assert heard[0] == 0
    assert heard.count(1.0) >= 2
    with rasterio.open(display) as dataset:
        assert dataset.crs.to_epsg() == 3857
        alpha = dataset.read(4)
        ground = (alpha > 0).sum() * dataset.res[0] ** 2 * np.cos(np.radians(46.84)) ** 2
    assert set(np.unique(alpha)) == {0, 255}
    assert ground == pytest.approx(footprint(analysis).area, rel=0.01)
    assert footprint(analysis).area == pytest.approx(0.41 * 1080 * 980 * 0.01, rel=0.01)
    assert {round(found.valid_percent) for found in statistics(analysis)} == {41}


@real
def test_stored_tiles_are_pictures_of_the_right_place_at_every_zoom(tmp_path: Path) -> None:
    display = tmp_path / "d.tif"
    make_display_cog(ORTHO, display, kind="ortho", told=quiet)
    tiles = StoredTiles(display)
    lowest, highest = tiles.zooms
    with rasterio.open(ORTHO) as source:
        row, column = 430, 520  # on the asphalt, far from any edge
        ((x,), (y,)) = to_crs(source.crs, "EPSG:3857", *([value] for value in source.xy(row, column)))
        around = source.read((1, 2, 3), window=((row - 8, row + 8), (column - 8, column + 8)))
    for zoom in range(lowest, highest + 1):
        span = 2 * 20037508.342789244 / 2**zoom
        across, down = (x + 20037508.342789244) / span, (20037508.342789244 - y) / span
        content = tiles.read(zoom, int(across), int(down))
        assert content is not None
        tile = np.asarray(Image.open(io.BytesIO(content)).convert("RGBA")).astype(float)
        assert tile.shape == (TILE_SIZE, TILE_SIZE, 4)
        at = tile[int(down % 1 * TILE_SIZE), int(across % 1 * TILE_SIZE)]
        if zoom >= highest - 2:
            assert at[3] == 255
            assert np.abs(at[:3] - around.mean(axis=(1, 2))).max() < 40


@real
def test_a_real_height_model_keeps_every_value_and_its_gaps(tmp_path: Path) -> None:
    target = tmp_path / "a.tif"
    make_analysis_cog(DSM, target, kind="dsm", told=quiet)
    assert cog_validate(target, strict=True)[:2] == (True, [])
    assert (pixels(target) == pixels(DSM)).all()
    with rasterio.open(target, OVERVIEW_LEVEL=0) as overview:
        values = overview.read(1, masked=True)
        assert overview.nodata == -9999
    # A mean that had taken nodata in would lie far below the ground.
    assert values.min() > 150
    thumbnail(target, tmp_path / "t.webp", kind="dsm", size=128)
    small = Image.open(tmp_path / "t.webp")
    assert small.format == "WEBP"
    assert max(small.size) == 128
    with pytest.raises(ValueError, match="drawn when"):
        make_display_cog(DSM, tmp_path / "d.tif", kind="dsm", told=quiet)


@real
def test_multispectral_is_kept_whole_and_shown_in_natural_colours(tmp_path: Path) -> None:
    analysis, display = tmp_path / "a.tif", tmp_path / "d.tif"
    make_analysis_cog(NAIP, analysis, kind="multispectral", told=quiet)
    make_display_cog(NAIP, display, kind="multispectral", told=quiet)
    assert (pixels(analysis) == pixels(NAIP)).all()
    shown = pixels(display)
    means = [found.mean for found in statistics(analysis)]
    assert len(means) == 4
    for band in range(3):
        assert shown[band][shown[3] == 255].mean() == pytest.approx(means[band], abs=3)


def test_16_bits_are_stretched_for_the_eye_and_kept_for_measuring(tmp_path: Path) -> None:
    values = picture(dtype="uint16")
    source = write(tmp_path / "s.tif", values)
    assert (pixels(analysed(source, "ortho")) == values).all()
    shown = pixels(displayed(source))
    seen = shown[:3, shown[3] == 255]
    assert np.percentile(seen, 3) < 40
    assert np.percentile(seen, 97) > 215


def test_a_palette_becomes_colours(tmp_path: Path) -> None:
    colours = {0: (200, 30, 30, 255), 1: (30, 200, 30, 255)}
    values = (np.arange(300) // 100 % 2).astype("uint8")[None, None, :].repeat(300, axis=1)
    source = write(tmp_path / "s.tif", values, colormap=colours)
    expanded = pixels(analysed(source, "ortho"))
    assert tuple(expanded[:, 10, 10]) == colours[0][:3]
    assert tuple(expanded[:, 10, 150]) == colours[1][:3]
    shown = pixels(displayed(source))
    reddish = (shown[0] > 170) & (shown[1] < 60) & (shown[3] == 255)
    assert reddish.sum() == pytest.approx((shown[3] == 255).sum() * 2 / 3, rel=0.05)


def test_what_lies_upside_down_is_turned_without_loss(tmp_path: Path) -> None:
    values = picture()
    source = write(tmp_path / "s.tif", values, transform=Affine(0.05, 0, EASTING, 0, 0.05, NORTHING))
    target = analysed(source, "ortho")
    assert (pixels(target) == values[:, ::-1]).all()
    with rasterio.open(target) as dataset:
        assert dataset.transform.almost_equals(Affine(0.05, 0, EASTING, 0, -0.05, NORTHING + 15))


def test_a_rotated_height_model_lies_north_up_with_its_heights(tmp_path: Path) -> None:
    values = heights()
    source = write(tmp_path / "s.tif", values, transform=PLACE @ Affine.rotation(30), nodata=-9999)
    target = analysed(source, "dsm")
    with rasterio.open(target) as dataset:
        assert dataset.transform.b == dataset.transform.d == 0
        turned = dataset.read(1, masked=True)
    assert turned.mean() == pytest.approx(values.mean(), abs=0.2)
    assert turned.count() == pytest.approx(values.size, rel=0.03)


def test_black_is_a_colour_unless_it_is_black_in_every_band(tmp_path: Path) -> None:
    values = picture()
    values[0, :150] = 0  # no red at all in the upper half
    values[:, :, :100] = 0  # nothing in the left third
    source = write(tmp_path / "s.tif", values, nodata=0)
    shown = pixels(displayed(source))
    with rasterio.open(tmp_path / "ortho.display.tif") as dataset:
        share = (shown[3] == 255).sum() * (dataset.res[0] * np.cos(np.radians(33.98))) ** 2 / 15**2
    assert share == pytest.approx(2 / 3, abs=0.02)
    # No dark fringe where the picture ends: lossy neighbours of nothing keep their colour.
    assert np.percentile(shown[1][shown[3] == 255], 0.5) > 40


def test_what_holds_nothing_is_refused_at_the_end(tmp_path: Path) -> None:
    source = write(tmp_path / "s.tif", np.zeros((3, 300, 300), "uint8"), nodata=0)
    for make in (make_analysis_cog, make_display_cog):
        with pytest.raises(BadRaster) as refused:
            make(source, tmp_path / "t.tif", kind="ortho", told=quiet)
        assert refused.value.code == "no-data"
    assert list(tmp_path.iterdir()) == [source]


class Stopped(Exception):
    """As a job raises that was cancelled."""


@pytest.mark.parametrize("make", [make_analysis_cog, make_display_cog])
def test_stopped_in_the_middle_leaves_nothing_and_works_the_second_time(make: Any, tmp_path: Path) -> None:
    source = write(tmp_path / "s.tif", picture(side=1500), blockxsize=256, blockysize=256)
    target = tmp_path / "t.tif"

    def stop(done: float) -> None:
        if done > 0.2:
            raise Stopped

    with pytest.raises(Stopped):
        make(source, target, kind="ortho", told=stop)
    assert list(tmp_path.iterdir()) == [source]
    # What a process that was killed has left is no hindrance either.
    left = tmp_path / ".t.tif.making"
    left.mkdir()
    (left / "made.tif").write_bytes(b"half")
    make(source, target, kind="ortho", told=quiet)
    assert cog_validate(target)[0]
    assert sorted(tmp_path.iterdir()) == [source, target]


def test_one_file_is_made_by_one_at_a_time(tmp_path: Path) -> None:
    source = write(tmp_path / "s.tif", picture())
    refused = []

    def meddle(_done: float) -> None:
        if (tmp_path / ".t.tif.making").exists() and not refused:
            with pytest.raises(Conflict) as conflict:
                make_display_cog(source, tmp_path / "t.tif", kind="ortho", told=quiet)
            refused.append(conflict.value.code)

    make_display_cog(source, tmp_path / "t.tif", kind="ortho", told=meddle)
    assert refused == ["conflict"]
    assert cog_validate(tmp_path / "t.tif")[0]


def test_facts_of_a_survey_with_a_hole(tmp_path: Path) -> None:
    values = heights()
    values[0, 100:200, 100:200] = -9999
    target = analysed(write(tmp_path / "s.tif", values, nodata=-9999), "dsm")
    ground = footprint(target)
    assert ground.area == pytest.approx(15 * 15 - 5 * 5, rel=0.01)
    assert [len(part.interiors) for part in ground.geoms] == [1]
    (found,) = statistics(target)
    known = values[values > -9999]
    assert (found.minimum, found.maximum) == (known.min(), known.max())
    assert found.mean == pytest.approx(known.mean(), rel=1e-4)
    assert found.p98 == pytest.approx(np.percentile(known, 98), rel=1e-4)
    assert (found.valid_percent, found.every) == (88.89, 1)


def test_a_piece_of_the_picture_is_let_go_as_soon_as_its_tiles_are_made(tmp_path: Path) -> None:
    side = 6_000
    source = write(
        tmp_path / "large.tif", np.full((3, side, side), 90, np.uint8), blockxsize=512, blockysize=512
    )
    kept: list[int] = []

    def told(_done: float) -> None:
        kept.append(sum(type(one) is Piece for one in gc.get_objects()))

    gc.disable()  # what only the collector would find stays in memory for as long as it pleases
    try:
        write_pyramid(source, tmp_path / "made.tif", kind="ortho", spool=tmp_path / "spool", told=told)
    finally:
        gc.enable()
    assert len(kept) > 9
    assert 1 < max(kept) <= (os.cpu_count() or 1) + 2
