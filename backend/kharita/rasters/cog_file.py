"""Writing finished tiles as a Cloud Optimized GeoTIFF in EPSG:3857, without packing them again.

The layout is that of GDAL's COG driver: all directories first, the full picture leading, then the tiles, the
smallest overview's first. Tiles that do not exist have offset and length 0, which GDAL reads as empty.
OGC 21-026 (COG), 19-008r4 (GeoTIFF 1.1); TIFF compression 50001 is WebP.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kharita.rasters.stored_tiles import TILE_SIZE
from kharita.rasters.tile_ranges import TileRange, resolution

CLASSIC_BYTES_MAX = 4_000_000_000
COPY_BYTES = 4 * 1024**2
SHORT, LONG, ASCII, DOUBLE, LONG8 = 3, 4, 2, 12, 16
CODES = {SHORT: "H", LONG: "I", DOUBLE: "d", LONG8: "Q"}
GEO_KEYS = (1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, 3857)  # projected; pixels are areas
GHOST = b"LAYOUT=IFDS_BEFORE_DATA\nBLOCK_ORDER=ROW_MAJOR\nKNOWN_INCOMPATIBLE_EDITION=NO\n "
Address = tuple[int, int, int]
Entry = tuple[int, int, Sequence[int] | Sequence[float] | bytes]


@dataclass(frozen=True)
class Spooled:
    """Tiles written one after the other: where each (zoom, x, y) lies in the file."""

    path: Path
    places: Mapping[Address, tuple[int, int]]


def write_cog(spooled: Spooled, levels: Sequence[TileRange], target: Path) -> None:
    """`levels`: from the full picture up, each one zoom above the other, of the same ground."""
    order = [
        address for level in reversed(levels) for address in _addresses(level) if address in spooled.places
    ]
    data_bytes = sum(spooled.places[address][1] for address in order)
    frame_bytes = 1024 * len(levels) + 24 * sum(level.count for level in levels)
    is_big = data_bytes + frame_bytes > CLASSIC_BYTES_MAX
    # The frame's length does not depend on what the offsets are: once to measure it, once to write it.
    length = len(_frame(levels, {}, is_big))
    places: dict[Address, tuple[int, int]] = {}
    offset = length
    for address in order:
        places[address] = (offset, spooled.places[address][1])
        offset += spooled.places[address][1]
    with target.open("wb") as file, spooled.path.open("rb") as tiles:
        file.write(_frame(levels, places, is_big))
        for address in order:
            _copy(tiles, *spooled.places[address], file)


def _copy(tiles: BinaryIO, offset: int, count: int, file: BinaryIO) -> None:
    tiles.seek(offset)
    while count:
        read = tiles.read(min(count, COPY_BYTES))
        if not read:
            raise OSError("The tiles' own file ends too early")
        file.write(read)
        count -= len(read)


def _addresses(level: TileRange) -> list[Address]:
    return [
        (level.zoom, x, y) for y in range(level.top, level.bottom) for x in range(level.left, level.right)
    ]


def _frame(levels: Sequence[TileRange], places: Mapping[Address, tuple[int, int]], is_big: bool) -> bytes:
    ghost = b"GDAL_STRUCTURAL_METADATA_SIZE=%06d bytes\n" % len(GHOST) + GHOST
    start = (16 if is_big else 8) + len(ghost)
    start += start % 2
    head = (
        struct.pack("<2sHHHQ", b"II", 43, 8, 0, start) if is_big else struct.pack("<2sHI", b"II", 42, start)
    )
    frame = (head + ghost).ljust(start, b"\0")
    for index, level in enumerate(levels):
        entries = _entries(level, places, is_main=index == 0, is_big=is_big)
        frame += _directory(entries, len(frame), is_last=index == len(levels) - 1, is_big=is_big)
    return frame


def _entries(
    level: TileRange, places: Mapping[Address, tuple[int, int]], *, is_main: bool, is_big: bool
) -> list[Entry]:
    found = [places.get(address, (0, 0)) for address in _addresses(level)]
    entries: list[Entry] = [
        (254, LONG, (0 if is_main else 1,)),
        (256, LONG, (level.columns * TILE_SIZE,)),
        (257, LONG, (level.rows * TILE_SIZE,)),
        (258, SHORT, (8, 8, 8, 8)),
        (259, SHORT, (50001,)),
        (262, SHORT, (2,)),
        (277, SHORT, (4,)),
        (284, SHORT, (1,)),
        (322, SHORT, (TILE_SIZE,)),
        (323, SHORT, (TILE_SIZE,)),
        (324, LONG8 if is_big else LONG, [offset for offset, _ in found]),
        (325, LONG, [count for _, count in found]),
        (338, SHORT, (2,)),
        (339, SHORT, (1, 1, 1, 1)),
    ]
    if is_main:
        west, north = level.origin
        entries += [
            (33550, DOUBLE, (resolution(level.zoom), resolution(level.zoom), 0.0)),
            (33922, DOUBLE, (0.0, 0.0, 0.0, west, north, 0.0)),
            (34735, SHORT, GEO_KEYS),
            (42112, ASCII, _metadata(level)),
        ]
    return entries


def _metadata(level: TileRange) -> bytes:
    """GDAL's: the scheme by its own name, and the zoom of tiles of this size."""
    items = {"NAME": "GoogleMapsCompatible", "ZOOM_LEVEL": str(level.zoom)}
    inner = "".join(
        f'<Item name="{name}" domain="TILING_SCHEME">{text}</Item>' for name, text in items.items()
    )
    return f"<GDALMetadata>{inner}</GDALMetadata>".encode() + b"\0"


def _directory(entries: Sequence[Entry], start: int, *, is_last: bool, is_big: bool) -> bytes:
    """One directory at `start`, its long values behind it."""
    count_form, entry_form, word, inline = ("Q", "<HHQ", "Q", 8) if is_big else ("H", "<HHI", "I", 4)
    fixed = struct.calcsize("<" + count_form) + len(entries) * (struct.calcsize(entry_form) + inline) + inline
    table, behind = struct.pack("<" + count_form, len(entries)), b""
    for tag, kind, values in entries:
        raw = values if isinstance(values, bytes) else struct.pack(f"<{len(values)}{CODES[kind]}", *values)
        if len(raw) > inline:
            place = start + fixed + len(behind)
            behind += raw + b"\0" * (-len(raw) % 8)
            raw = struct.pack("<" + word, place)
        table += struct.pack(entry_form, tag, kind, len(values)) + raw.ljust(inline, b"\0")
    behind += b"\0" * (-(start + fixed + len(behind)) % 8)
    following = 0 if is_last else start + fixed + len(behind)
    return table + struct.pack("<" + word, following) + behind
