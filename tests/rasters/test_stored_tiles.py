"""Stored tiles: the bytes that GDAL wrote, found without GDAL."""

import os
import struct
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image

from kharita.rasters.stored_tiles import TILE_SIZE, FileRanges, OpenFiles, StoredTiles, is_opaque
from kharita.rasters.tiff_index import BadTiff, index_of
from kharita.rasters.tile_grid import HALF_WORLD
from tests.rasters.imagery_files import display_file, texture, write


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    picture = np.concatenate([texture(640, 960), np.full((1, 640, 960), 255, np.uint8)])
    picture[3, :, :380] = 0
    return write(tmp_path_factory.mktemp("source") / "picture.tif", picture)


@pytest.fixture(scope="module")
def display(source: Path) -> Path:
    return display_file(source, source.with_name("display.tif"))


@pytest.fixture(scope="module")
def big_display(source: Path) -> Path:
    """A BigTIFF of which only the finest resolution lies on the grid."""
    return display_file(source, source.with_name("big.tif"), levels=1, BIGTIFF="YES")


@pytest.mark.parametrize("made", ["display", "big_display"])
def test_each_tile_is_where_gdal_says(made: str, request: pytest.FixtureRequest) -> None:
    path: Path = request.getfixturevalue(made)

    index = index_of(FileRanges(path))
    compared = 0
    with rasterio.open(path) as gdal:
        assert len(index.pages) == 1 + len(gdal.overviews(1))
        for number, page in enumerate(index.pages):
            level = {"ovr": number - 1} if number else {}
            for row, column in np.ndindex(page.offsets.shape):
                told = [
                    gdal.get_tag_item(f"BLOCK_{what}_{column}_{row}", "TIFF", bidx=1, **level)
                    for what in ("OFFSET", "SIZE")
                ]
                assert [int(number or 0) for number in told] == [
                    page.offsets[row, column],
                    page.lengths[row, column],
                ]
                compared += told[1] is not None
    assert compared > 4


def test_a_tile_shows_what_the_file_has_there(display: Path) -> None:
    tiles = StoredTiles(display)
    with rasterio.open(display) as gdal:
        z = tiles.zooms[1]
        found = 0
        for row, column in np.ndindex(gdal.height // TILE_SIZE, gdal.width // TILE_SIZE):
            x = round((gdal.bounds.left + HALF_WORLD) / (gdal.res[0] * TILE_SIZE)) + column
            y = round((HALF_WORLD - gdal.bounds.top) / (gdal.res[0] * TILE_SIZE)) + row
            body = tiles.read(z, x, y)
            pixels = gdal.read(
                window=(
                    (row * TILE_SIZE, (row + 1) * TILE_SIZE),
                    (column * TILE_SIZE, (column + 1) * TILE_SIZE),
                )
            )
            if body is None:
                assert not pixels[3].any()
                continue
            found += 1
            shown = np.moveaxis(np.asarray(Image.open(BytesIO(body)).convert("RGBA")), -1, 0)
            assert np.array_equal(shown[3], pixels[3])
            assert np.array_equal(shown[:, pixels[3] > 0], pixels[:, pixels[3] > 0])
            assert is_opaque(body) == bool((pixels[3] == 255).all())
    assert found >= 2


def test_outside_of_the_file_there_is_nothing(display: Path) -> None:
    tiles = StoredTiles(display)
    low, high = tiles.zooms
    assert high - low >= 1
    for z, x, y in ((low - 1, 0, 0), (high + 1, 0, 0), (high, 0, 0), (high, -1, 5), (high, 2**high, 0)):
        assert tiles.read(z, x, y) is None


def test_resolutions_off_the_grid_are_left_out(big_display: Path) -> None:
    with rasterio.open(big_display) as gdal:
        spans = [gdal.res[0] * TILE_SIZE * factor for factor in (1, *gdal.overviews(1))]
        left, top = gdal.bounds.left, gdal.bounds.top
    places = [((left + HALF_WORLD) / span, (HALF_WORLD - top) / span) for span in spans]
    aligned = [abs(x - round(x)) + abs(y - round(y)) < 1e-4 for x, y in places]
    assert not all(aligned)
    low, high = StoredTiles(big_display).zooms
    assert high - low + 1 == aligned.index(False)


def test_what_is_no_display_file_is_refused(source: Path, display: Path, tmp_path: Path) -> None:
    for name, body in {
        "empty": b"",
        "text": b"<html>",
        "cut": display.read_bytes()[:300],
        "circle": struct.pack("<2sHIHI", b"II", 42, 8, 0, 8),
    }.items():
        path = tmp_path / name
        path.write_bytes(body)
        with pytest.raises(BadTiff):
            StoredTiles(path)
    with pytest.raises(BadTiff):
        StoredTiles(source)


def test_a_tile_beyond_the_end_of_a_cut_file_is_refused(display: Path, tmp_path: Path) -> None:
    whole = StoredTiles(display)
    z = whole.zooms[1]
    cut = tmp_path / "cut.tif"
    cut.write_bytes(display.read_bytes()[: display.stat().st_size // 2])
    short = StoredTiles(cut)
    level = short._levels[z]
    refused = 0
    for row, column in np.ndindex(level.page.offsets.shape):
        place = (z, column + level.first_column, row + level.first_row)
        if whole.read(*place) is None:
            continue
        try:
            assert short.read(*place) == whole.read(*place)
        except BadTiff:
            refused += 1
    assert refused


def test_a_replaced_file_is_opened_anew_and_few_stay_open(display: Path, tmp_path: Path) -> None:
    files = OpenFiles(most=2)
    paths = [tmp_path / f"{number}.tif" for number in range(4)]
    for path in paths:
        path.write_bytes(display.read_bytes())
        files.tiles(path)
    assert len(files) == 2
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(5):
        for path in paths:
            files.tiles(path)
    assert len(os.listdir("/proc/self/fd")) <= before
    kept = files.tiles(paths[0])
    assert files.tiles(paths[0]) is kept
    (tmp_path / "new.tif").write_bytes(display.read_bytes())
    (tmp_path / "new.tif").rename(paths[0])
    assert files.tiles(paths[0]) is not kept


def test_many_threads_read_the_same_bytes(display: Path) -> None:
    tiles = StoredTiles(display)
    z = tiles.zooms[1]
    level = tiles._levels[z]
    places = [
        (z, column + level.first_column, row + level.first_row)
        for row, column in np.ndindex(level.page.offsets.shape)
    ] * 20
    expected = [tiles.read(*place) for place in places]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda place: tiles.read(*place), places)) == expected


def test_the_bytes_may_lie_anywhere(display: Path) -> None:
    body = display.read_bytes()

    class ObjectStore:
        def read(self, offset: int, length: int) -> bytes:
            return body[offset : offset + length]

    stored, local = StoredTiles(ObjectStore()), StoredTiles(display)
    assert stored.zooms == local.zooms
    level = local._levels[local.zooms[1]]
    for row, column in np.ndindex(level.page.offsets.shape):
        place = (local.zooms[1], column + level.first_column, row + level.first_row)
        assert stored.read(*place) == local.read(*place)
