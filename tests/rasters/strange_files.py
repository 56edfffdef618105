"""Rasters as strangers send them, written by code: sound ones, and each broken in one way."""

import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from affine import Affine
from rasterio.crs import CRS

from kharita.rasters.tiff_structure import read_structure

EASTING, NORTHING = 500_000.0, 3_760_000.0  # UTM 29N: on the coast of Morocco
REGION = (-10.0, 33.0, -8.0, 35.0)
PLACE = Affine(0.05, 0, EASTING, 0, -0.05, NORTHING)
UTM = CRS.from_epsg(32629)


def picture(bands: int = 3, side: int = 300, dtype: str = "uint8", seed: int = 7) -> np.ndarray[Any, Any]:
    """Ground-like texture (bands, side, side): slow waves and some noise."""
    chance = np.random.default_rng(seed)
    rows, columns = np.mgrid[0:side, 0:side] / side
    wave = np.sin(7 * columns + 3 * rows) + np.cos(11 * rows)
    made = 120 + 40 * wave + 8 * np.arange(bands)[:, None, None] + chance.normal(0, 6, (bands, side, side))
    if dtype == "uint16":
        return (np.clip(made, 1, 254) * 100).astype(dtype)
    return np.clip(made, 1, 254).astype(dtype)


def heights(side: int = 300, seed: int = 7) -> np.ndarray[Any, Any]:
    """(1, side, side) float32 around 50 m."""
    return (picture(1, side, "float32", seed) / 10 + 40).astype(np.float32)


def write(path: Path, values: np.ndarray[Any, Any], **profile: Any) -> Path:
    """`values` (bands, rows, columns) as a tiled GeoTIFF in UTM 29N; `profile` changes that."""
    options: dict[str, Any] = {
        "driver": "GTiff", "width": values.shape[2], "height": values.shape[1], "count": values.shape[0],
        "dtype": values.dtype, "crs": UTM, "transform": PLACE, "tiled": True, "blockxsize": 64,
        "blockysize": 64, "compress": "deflate",
    }  # fmt: skip
    options |= profile
    colormap = options.pop("colormap", None)
    with rasterio.open(path, "w", **options) as dataset:
        dataset.write(values)
        if colormap:
            dataset.write_colormap(1, colormap)
    return path


def tag(number: int, kind: int, *values: int) -> tuple[int, int, Sequence[int]]:
    return number, kind, values


def bare_tiff(
    entries: Sequence[tuple[int, int, Sequence[int]]], *, following: int = 0, data: bytes = b""
) -> bytes:
    """A little-endian TIFF of one directory at byte 8, with `data` behind it (at `data_place(entries)`)."""
    place = data_place(entries) + len(data)
    table, behind = struct.pack("<H", len(entries)), b""
    for number, kind, values in sorted(entries):
        raw = struct.pack(f"<{len(values)}{'HI'[kind == 4]}", *values)
        held = raw.ljust(4, b"\0") if len(raw) <= 4 else struct.pack("<I", place + len(behind))
        behind += raw if len(raw) > 4 else b""
        table += struct.pack("<HHI", number, kind, len(values)) + held
    return struct.pack("<2sHI", b"II", 42, 8) + table + struct.pack("<I", following) + data + behind


def data_place(entries: Sequence[Any]) -> int:
    return 8 + 2 + 12 * len(entries) + 4


def grey_entries(width: int, height: int, **changed: Sequence[int]) -> list[tuple[int, int, Sequence[int]]]:
    """The directory of an uncompressed grey picture in one strip."""
    fields: dict[str, tuple[int, int, Sequence[int]]] = {
        "width": (256, 4, [width]), "height": (257, 4, [height]), "bits": (258, 3, [8]),
        "compression": (259, 3, [1]), "photometric": (262, 3, [1]), "offsets": (273, 4, [0]),
        "samples": (277, 3, [1]), "rows": (278, 4, [height]), "counts": (279, 4, [width * height]),
    }  # fmt: skip
    for name, values in changed.items():
        number, kind, _ = fields[name]
        fields[name] = (number, kind, values)
    return list(fields.values())


def cut(path: Path, share: float) -> Path:
    """Only the first `share` of the file."""
    whole = path.read_bytes()
    path.write_bytes(whole[: max(1, int(len(whole) * share))])
    return path


def overwrite(path: Path, at: float, content: bytes) -> Path:
    """`content` in the middle of the file, `at` a share of its length."""
    whole = bytearray(path.read_bytes())
    start = int(len(whole) * at)
    whole[start : start + len(content)] = content
    path.write_bytes(bytes(whole))
    return path


def flip(path: Path, block: int, *, share: float = 0.5, bit: int = 0) -> Path:
    """One bit of a packed block turned over, `share` of the way through it."""
    picture = read_structure(path).directories[0]
    offset, count = int(picture.offsets[block]), int(picture.counts[block])
    whole = bytearray(path.read_bytes())
    whole[offset + int(share * count)] ^= 1 << bit
    path.write_bytes(bytes(whole))
    return path
