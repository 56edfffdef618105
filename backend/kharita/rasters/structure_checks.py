"""What the frame of a TIFF file alone says against it: size, completeness, ways of packing and colour."""

import numpy as np

from kharita.core.confined_child import Fault
from kharita.rasters.tiff_structure import (
    COMPRESSION,
    PHOTOMETRIC,
    SAMPLE_FORMAT,
    Directory,
    Structure,
)

PIXELS_MAX = 16_000_000_000  # 6 km × 6 km at 5 cm
SIDE_MAX = 400_000
BANDS_MAX = 32
BLOCK_BYTES_MAX = 128 * 1024**2
BOMB_BYTES = 512 * 1024**2  # below this, unpacking does no harm
BOMB_RATIO = 1_000  # deflate itself packs nothing tighter than 1,032 to 1
COMPRESSIONS = {
    1: "none", 5: "LZW", 7: "JPEG", 8: "DEFLATE", 32946: "DEFLATE", 32773: "PackBits", 34887: "LERC",
    34925: "LZMA", 50000: "ZSTD", 50001: "WEBP",
}  # fmt: skip
CMYK = 5
COMPLEX = (5, 6)


def check_structure(structure: Structure) -> None:
    """Raises `Fault`."""
    picture = structure.directories[0]
    _check_size(structure, picture)
    _check_packing(picture)
    for directory in structure.directories:
        _check_blocks(structure, directory)
    if sum(directory.is_main for directory in structure.directories) > 1:
        raise Fault("several-pictures")


def _check_size(structure: Structure, picture: Directory) -> None:
    pixels = picture.width * picture.height
    if pixels > PIXELS_MAX or max(picture.width, picture.height) > SIDE_MAX:
        raise Fault("too-large", width=picture.width, height=picture.height)
    if picture.samples > BANDS_MAX:
        raise Fault("too-many-bands", bands=picture.samples, limit=BANDS_MAX)
    unpacked = sum(directory.unpacked_bytes for directory in structure.directories)
    if unpacked > BOMB_BYTES and unpacked > BOMB_RATIO * structure.length:
        raise Fault("bomb", megabytes=unpacked // 1024**2, kilobytes=max(1, structure.length // 1024))
    # A pyramid halves from level to level: what is larger is no overview of this picture.
    if any(directory.width * directory.height > pixels for directory in structure.directories):
        raise Fault("damaged")


def _check_packing(picture: Directory) -> None:
    if picture.one(PHOTOMETRIC) == CMYK:
        raise Fault("cmyk")
    if picture.one(COMPRESSION, 1) not in COMPRESSIONS:
        raise Fault("compression", found=picture.one(COMPRESSION, 1))
    if any(form in COMPLEX for form in picture.tags.get(SAMPLE_FORMAT, ())):
        raise Fault("complex")
    if picture.block_bytes > BLOCK_BYTES_MAX:
        raise Fault("one-block", megabytes=picture.block_bytes // 1024**2)


def _check_blocks(structure: Structure, directory: Directory) -> None:
    stored = directory.counts > 0
    offsets, counts = directory.offsets[stored], directory.counts[stored]
    if directory.block_bytes > BLOCK_BYTES_MAX:
        raise Fault("damaged")
    if len(offsets) == 0:
        if directory is structure.directories[0]:
            raise Fault("no-data")
        return
    if (offsets > 2**62).any() or (counts > 2**62).any():
        raise Fault("damaged")
    ends = offsets + counts
    complete = ends <= structure.length
    if not complete.all():
        _refuse_incomplete(structure, ends, complete)
    _refuse_overlaps(offsets, ends)


def _refuse_incomplete(
    structure: Structure,
    ends: np.ndarray[tuple[int], np.dtype[np.uint64]],
    complete: np.ndarray[tuple[int], np.dtype[np.bool_]],
) -> None:
    wanted = int(ends.max())
    # A file that broke off lacks its tail. Blocks far outside of any file are a damaged index.
    if wanted > 64 * structure.length + 1024**2 and not complete.any():
        raise Fault("damaged")
    raise Fault("truncated", percent=min(99, int(100 * structure.length / wanted)))


def _refuse_overlaps(
    offsets: np.ndarray[tuple[int], np.dtype[np.uint64]], ends: np.ndarray[tuple[int], np.dtype[np.uint64]]
) -> None:
    """Blocks that share a part. Wholly equal ones are allowed: some writers keep one empty tile for all."""
    places = np.unique(np.stack([offsets, ends], axis=1), axis=0)
    if (places[1:, 0] < places[:-1, 1]).any():
        raise Fault("damaged")
