"""Whether packed blocks are as they were written: by the checksum that DEFLATE carries.

libtiff stops unpacking as soon as it has the bytes that it wants, and so before the checksum (Adler-32, RFC
1950) at a block's end: of single flipped bits, about a quarter pass it as pixels of another value. Here each
block is unpacked to its end. TIFF's LZW, PackBits, ZSTD and WebP carry no checksum: there, only what cannot
be unpacked at all is found, when it is read.
"""

import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import numpy as np

from kharita.core.confined_child import Fault
from kharita.rasters.tiff_structure import COMPRESSION, MASK, REDUCED, SUBFILE, Directory, Structure

DEFLATE = (8, 32946)
PIECE = 256 * 1024
EXCESS = 4  # times its size: more than that is unpacked of no block
PORTIONS = 256


def check_blocks(path: Path, directory: Directory, indices: Iterable[int]) -> None:
    """Raises `Fault` for the first damaged one of the blocks with these `indices`."""
    if directory.one(COMPRESSION, 1) in DEFLATE:
        with _opened(path) as file:
            _check(file, directory, indices)


def check_all_blocks(path: Path, structure: Structure, told: Callable[[float], None]) -> None:
    """All blocks of the picture and its mask, on all cores; overviews are made anew. Raises `Fault`."""
    directories = [one for one in structure.directories if _is_used(one, structure)]
    packed = [one for one in directories if one.one(COMPRESSION, 1) in DEFLATE]
    portions = [
        (one, portion)
        for one in packed
        for portion in np.array_split(np.arange(len(one.offsets)), min(PORTIONS, len(one.offsets)))
    ]
    with _opened(path) as file, ThreadPoolExecutor(os.cpu_count()) as pool:
        work = [pool.submit(partial(_check, file, one, portion.tolist())) for one, portion in portions]
        try:
            for number, done in enumerate(work, start=1):
                done.result()
                told(number / len(work))
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _is_used(directory: Directory, structure: Structure) -> bool:
    is_mask = bool(directory.one(SUBFILE) & MASK) and not directory.one(SUBFILE) & REDUCED
    return directory is structure.directories[0] or is_mask


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    file = os.open(path, os.O_RDONLY)
    try:
        yield file
    finally:
        os.close(file)


def _check(file: int, directory: Directory, indices: Iterable[int]) -> None:
    for index in indices:
        offset, count = int(directory.offsets[index]), int(directory.counts[index])
        if count and not _is_sound(file, offset, count, directory.block_bytes):
            row, column = place_of(directory, index)
            raise Fault("damaged-at", row=row, column=column)


def _is_sound(file: int, offset: int, count: int, wanted: int) -> bool:
    """Whether the block unpacks to the end that its checksum confirms; in little memory, whatever it is."""
    unpacker, end, unpacked = zlib.decompressobj(), offset + count, 0
    while not unpacker.eof:
        data = unpacker.unconsumed_tail
        if not data:
            data = os.pread(file, min(PIECE, end - offset), offset)
            offset += len(data)
        if not data or unpacked > EXCESS * wanted:
            return False
        try:
            unpacked += len(unpacker.decompress(data, PIECE))
        except zlib.error:
            return False
    return True


def place_of(directory: Directory, index: int) -> tuple[int, int]:
    """(row, column) of the first pixel of a block; with bands apart, of its band's."""
    width, height = directory.block_size
    across, down = -(-directory.width // width), -(-directory.height // height)
    row, column = divmod(index % (across * down), across)
    return row * height, column * width
