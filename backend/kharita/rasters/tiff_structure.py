"""The frame of a TIFF file (TIFF 6.0, BigTIFF): its directories and where their blocks lie.

Read here before GDAL sees the file, with every count and offset held against the file's own length: a loop, a
directory of millions of entries or a block outside the file ends the look, and how much of a file that broke
off has arrived can be told. Only headers and index arrays are read, never pixels.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import numpy as np

from kharita.core.confined_child import Fault

DIRECTORIES_MAX = 64  # a picture and its mask at each of 30 halvings
ENTRIES_MAX = 512
BLOCKS_MAX = 4_000_000
VALUES_MAX = 4_096  # of any tag but those that list blocks
TYPES = {1: "B", 2: "B", 3: "H", 4: "I", 5: "II", 6: "b", 7: "B", 8: "h", 9: "i", 10: "ii", 11: "f", 12: "d",
         13: "I", 16: "Q", 17: "q", 18: "Q"}  # fmt: skip

SUBFILE, WIDTH, HEIGHT, BITS, COMPRESSION, PHOTOMETRIC = 254, 256, 257, 258, 259, 262
STRIP_OFFSETS, SAMPLES, ROWS_PER_STRIP, STRIP_COUNTS, PLANAR = 273, 277, 278, 279, 284
TILE_WIDTH, TILE_HEIGHT, TILE_OFFSETS, TILE_COUNTS = 322, 323, 324, 325
EXTRA_SAMPLES, SAMPLE_FORMAT = 338, 339
BLOCK_LISTS = frozenset({STRIP_OFFSETS, STRIP_COUNTS, TILE_OFFSETS, TILE_COUNTS})
READ = BLOCK_LISTS | {
    SUBFILE, WIDTH, HEIGHT, BITS, COMPRESSION, PHOTOMETRIC, SAMPLES, ROWS_PER_STRIP, PLANAR, TILE_WIDTH,
    TILE_HEIGHT, EXTRA_SAMPLES, SAMPLE_FORMAT,
}  # fmt: skip
REDUCED, MASK = 1, 4


@dataclass(frozen=True)
class Directory:
    """One picture of the file: its tags, and the place of each block (0, 0: a block left out as empty)."""

    tags: Mapping[int, tuple[int, ...]]
    offsets: np.ndarray[tuple[int], np.dtype[np.uint64]] = field(repr=False)
    counts: np.ndarray[tuple[int], np.dtype[np.uint64]] = field(repr=False)

    def one(self, tag: int, default: int = 0) -> int:
        """The first value of `tag`."""
        return self.tags.get(tag, (default,))[0]

    @property
    def width(self) -> int:
        return self.one(WIDTH)

    @property
    def height(self) -> int:
        return self.one(HEIGHT)

    @property
    def samples(self) -> int:
        return self.one(SAMPLES, 1)

    @property
    def bits(self) -> int:
        """Of one sample; the largest where they differ."""
        return max(self.tags.get(BITS, (1,)))

    @property
    def block_size(self) -> tuple[int, int]:
        """(width, height) in pixels."""
        if TILE_WIDTH in self.tags:
            return self.one(TILE_WIDTH), self.one(TILE_HEIGHT)
        return self.width, min(self.one(ROWS_PER_STRIP, self.height), self.height)

    @property
    def block_bytes(self) -> int:
        """Of one block, unpacked."""
        width, height = self.block_size
        together = self.samples if self.one(PLANAR, 1) == 1 else 1
        return (width * together * self.bits + 7) // 8 * height

    @property
    def blocks_declared(self) -> int:
        """How many blocks width and height ask for."""
        width, height = self.block_size
        planes = self.samples if self.one(PLANAR, 1) == 2 else 1
        return -(-self.width // width) * -(-self.height // height) * planes

    @property
    def unpacked_bytes(self) -> int:
        return (self.width * self.samples * self.bits + 7) // 8 * self.height

    @property
    def is_main(self) -> bool:
        return not self.one(SUBFILE) & (REDUCED | MASK)


@dataclass(frozen=True)
class Structure:
    """All directories, the first being the picture itself."""

    is_big: bool
    length: int
    directories: tuple[Directory, ...]


def read_structure(path: Path) -> Structure:
    """Raises `Fault`: damaged (loops, absurd counts), truncated (with `percent`), not-tiff."""
    length = path.stat().st_size
    with path.open("rb") as file:
        return _Reader(file, length).structure()


class _Reader:
    def __init__(self, file: BinaryIO, length: int) -> None:
        self.file, self.length = file, length
        head = file.read(16)
        if head[:2] not in (b"II", b"MM") or len(head) < 8:
            raise Fault("not-tiff")
        self.order = "<" if head[:2] == b"II" else ">"
        version = self._number("H", head[2:4])
        if version not in (42, 43):
            raise Fault("not-tiff")
        self.is_big = version == 43
        if self.is_big and (len(head) < 16 or self._number("H", head[4:6]) != 8):
            raise Fault("damaged")
        self.first = self._number("Q", head[8:16]) if self.is_big else self._number("I", head[4:8])

    def structure(self) -> Structure:
        directories: list[Directory] = []
        seen: set[int] = set()
        offset = self.first
        while offset:
            if offset in seen or len(seen) >= DIRECTORIES_MAX:
                raise Fault("damaged")
            seen.add(offset)
            directory, offset = self._directory(offset)
            directories.append(directory)
        if not directories:
            raise Fault("damaged")
        return Structure(self.is_big, self.length, tuple(directories))

    def _number(self, kind: str, raw: bytes) -> int:
        return int(struct.unpack(self.order + kind, raw)[0])

    def _at(self, offset: int, count: int) -> bytes:
        """`count` bytes from `offset`. Raises `Fault` truncated where the file ends before."""
        if offset + count > self.length:
            # An index at the end of a file that broke off: what lies before it is all that can be told.
            raise Fault("truncated", percent=min(99, int(100 * self.length / (offset + count))))
        self.file.seek(offset)
        return self.file.read(count)

    def _directory(self, offset: int) -> tuple[Directory, int]:
        count_size, entry_size, next_kind = (8, 20, "Q") if self.is_big else (2, 12, "I")
        entries = self._number("Q" if self.is_big else "H", self._at(offset, count_size))
        if not 0 < entries <= ENTRIES_MAX:
            raise Fault("damaged")
        next_size = struct.calcsize(next_kind)
        raw = self._at(offset + count_size, entries * entry_size + next_size)
        tags: dict[int, tuple[int, ...]] = {}
        lists: dict[int, np.ndarray[tuple[int], np.dtype[np.uint64]]] = {}
        for start in range(0, entries * entry_size, entry_size):
            self._entry(raw[start : start + entry_size], tags, lists)
        following = self._number(next_kind, raw[-next_size:])
        return self._checked(tags, lists), following

    def _entry(
        self,
        raw: bytes,
        tags: dict[int, tuple[int, ...]],
        lists: dict[int, np.ndarray[tuple[int], np.dtype[np.uint64]]],
    ) -> None:
        tag, kind = self._number("H", raw[:2]), self._number("H", raw[2:4])
        wide = "Q" if self.is_big else "I"
        half = 12 if self.is_big else 8
        count, place = self._number(wide, raw[4:half]), raw[half:]
        form = TYPES.get(kind)
        if form is None:  # TIFF 6.0: readers skip fields of a type they do not know
            return
        size = count * struct.calcsize("<" + form)
        if tag not in READ:
            if size > len(place):
                self._refuse_outside(self._number(wide, place), size)
            return
        if tag in lists or tag in tags or form not in {"B", "H", "I", "Q"} or count == 0:
            raise Fault("damaged")
        if count > (BLOCKS_MAX if tag in BLOCK_LISTS else VALUES_MAX):
            raise Fault("damaged")
        held = place[:size] if size <= len(place) else self._at(self._number(wide, place), size)
        values = np.frombuffer(held, dtype=np.dtype(self.order + form))
        if tag in BLOCK_LISTS:
            lists[tag] = values.astype(np.uint64)
        else:
            tags[tag] = tuple(int(value) for value in values)

    def _refuse_outside(self, offset: int, size: int) -> None:
        if size > self.length:
            raise Fault("damaged")
        if offset + size > self.length:
            raise Fault("truncated", percent=min(99, int(100 * self.length / (offset + size))))

    @staticmethod
    def _checked(
        tags: dict[int, tuple[int, ...]], lists: dict[int, np.ndarray[tuple[int], np.dtype[np.uint64]]]
    ) -> Directory:
        tiled = TILE_WIDTH in tags
        offsets = lists.get(TILE_OFFSETS if tiled else STRIP_OFFSETS)
        counts = lists.get(TILE_COUNTS if tiled else STRIP_COUNTS)
        if offsets is None or counts is None or len(offsets) != len(counts):
            raise Fault("damaged")
        directory = Directory(tags, offsets, counts)
        sizes = (directory.width, directory.height, directory.samples, directory.bits, *directory.block_size)
        if min(sizes) < 1 or len(offsets) < directory.blocks_declared:
            raise Fault("damaged")
        return directory
