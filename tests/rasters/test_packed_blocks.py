"""Bits that turned over inside packed blocks: GDAL alone takes many of them for pixels."""

import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from django.utils import translation
from rasterio.errors import RasterioError

from kharita.core.confined_child import Fault
from kharita.rasters.cogs import make_analysis_cog
from kharita.rasters.inspection import BadRaster, inspect
from kharita.rasters.packed_blocks import PIECE, check_all_blocks, check_blocks, place_of
from kharita.rasters.tiff_structure import read_structure
from tests.rasters.strange_files import flip, picture, write

PLACES = [(share / 20, share % 8) for share in range(4, 20, 3)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "survey.tif"


def _seen(path: Path) -> tuple[int, int] | None:
    """Where the first damaged block is found to begin, all blocks being looked at."""
    try:
        check_all_blocks(path, read_structure(path), lambda done: None)
    except Fault as fault:
        assert fault.code == "damaged-at"
        return fault.values["row"], fault.values["column"]
    return None


def _is_read(path: Path) -> bool:
    try:
        with rasterio.open(path) as dataset:
            dataset.read()
    except RasterioError:
        return False
    return True


def _silent(path: Path, blocks: Iterable[int] = range(25)) -> Iterator[int]:
    """Flips of `path` that GDAL reads without a word, one after the other; the number of the block."""
    sound = path.read_bytes()
    for block in blocks:
        for share, bit in PLACES:
            if _is_read(flip(path, block, share=share, bit=bit)):
                yield block
            path.write_bytes(sound)


SOUND: dict[str, dict[str, Any]] = {
    "tiles": {},
    "bands apart": {"interleave": "band"},
    "strips": {"tiled": False, "blockysize": 7},
    "a strip for all": {"tiled": False, "blockysize": 300},
    "big-endian": {"endianness": "big"},
    "predictor": {"predictor": 2},
    "not packed": {"compress": None},
    "LZW": {"compress": "lzw"},
    "left out": {"sparse_ok": True},
}


@pytest.mark.parametrize("name", SOUND)
def test_sound_blocks_are_sound_however_they_are_written(name: str, path: Path) -> None:
    values = picture()
    if name == "left out":
        values[:, :128] = 0
    write(path, values, **SOUND[name])
    assert _seen(path) is None


def test_blocks_larger_than_what_is_read_at_once_are_sound(path: Path) -> None:
    write(path, picture(3, 512), blockxsize=512, blockysize=512)
    assert int(read_structure(path).directories[0].counts[0]) > PIECE
    assert _seen(path) is None
    assert _seen(flip(path, 0, share=0.99)) == (0, 0)


@pytest.mark.parametrize("profile", [{}, {"interleave": "band"}, {"tiled": False, "blockysize": 12}])
def test_a_flipped_bit_is_found_in_its_block_also_where_gdal_sees_none(
    profile: dict[str, Any], path: Path
) -> None:
    write(path, picture(), **profile)
    directory = read_structure(path).directories[0]
    silent = 0
    for block in _silent(path):
        silent += 1
        with pytest.raises(Fault) as fault:
            check_blocks(path, directory, range(25))
        assert (fault.value.values["row"], fault.value.values["column"]) == place_of(directory, block)
        assert _seen(path) == place_of(directory, block)
    assert silent > 5


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_file_with_a_flipped_bit_is_refused_by_its_place(language: str, path: Path) -> None:
    write(path, picture())
    block = next(_silent(path))
    row, column = place_of(read_structure(path).directories[0], block)
    with translation.override(language), pytest.raises(BadRaster) as refused:
        inspect(path, kind="ortho")
    assert (refused.value.code, refused.value.extra) == ("damaged-at", {"row": row, "column": column})
    assert str(row) in str(refused.value.detail)


def test_a_mask_is_looked_at_as_its_picture_is(path: Path) -> None:
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True):
        write(path, picture())
        with rasterio.open(path, "r+") as dataset:
            chance = np.random.default_rng(3).integers(0, 2, (300, 300), dtype="uint8")
            dataset.write_mask(chance * 255)
    mask = read_structure(path).directories[1]
    whole = bytearray(path.read_bytes())
    whole[int(mask.offsets[0]) + int(mask.counts[0]) // 2] ^= 1
    path.write_bytes(bytes(whole))
    assert _seen(path) is not None


def test_a_block_that_unpacks_to_far_more_than_its_size_is_damaged(path: Path) -> None:
    write(path, picture(1))
    directory = read_structure(path).directories[0]
    bomb = zlib.compress(bytes(4_000_000))
    offset, count = int(directory.offsets[0]), int(directory.counts[0])
    assert len(bomb) > count
    directory.counts[0] = len(bomb)
    whole = path.read_bytes()
    path.write_bytes(whole[:offset] + bomb + whole[offset + len(bomb) :])
    with pytest.raises(Fault, match="damaged-at"):
        check_blocks(path, directory, [0])


def test_damage_where_the_look_did_not_reach_is_found_before_anything_is_made(path: Path) -> None:
    write(path, np.tile(picture(), (1, 14, 14)), blockxsize=240, blockysize=240, zlevel=1)
    assert next(_silent(path, [4])) == 4
    assert inspect(path, kind="ortho").width == 4200
    with pytest.raises(BadRaster) as refused:
        make_analysis_cog(path, path.with_name("made.tif"), kind="ortho", told=lambda done: None)
    assert (refused.value.code, refused.value.extra) == ("damaged-at", {"row": 0, "column": 960})
    assert [one.name for one in path.parent.iterdir()] == [path.name]
