"""Where the tiles of a tiled TIFF lie, as arrays: read once, so that a tile is then one read of its bytes.

TIFF 6.0 and BigTIFF; only what a display file has: chunky tiles, in one file, overviews as pages of their
own. A file that says anything else is refused (`BadTiff`), for what is written here is handed to browsers as
it is.
"""

import struct
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

PAGES_MAX = 64
TILES_MAX = 16_000_000

_NEW_SUBFILE, _WIDTH, _HEIGHT, _COMPRESSION = 254, 256, 257, 259
_SAMPLES, _PLANAR = 277, 284
_TILE_WIDTH, _TILE_HEIGHT, _OFFSETS, _COUNTS = 322, 323, 324, 325
_PIXEL_SCALE, _TIE_POINT, _GEO_KEYS = 33550, 33922, 34735
_WANTED = {
    _NEW_SUBFILE, _WIDTH, _HEIGHT, _COMPRESSION, _SAMPLES, _PLANAR, _TILE_WIDTH, _TILE_HEIGHT, _OFFSETS,
    _COUNTS, _PIXEL_SCALE, _TIE_POINT, _GEO_KEYS,
}  # fmt: skip
_TYPES = {1: "u1", 3: "u2", 4: "u4", 12: "f8", 16: "u8"}
_MASK = 4

Tags = dict[int, NDArray[Any]]


class BadTiff(ValueError):
    """The file is not a tiled TIFF of the kind that is served."""


class Ranges(Protocol):
    """Bytes of a file wherever it lies: on a disk, in an object store."""

    def read(self, offset: int, length: int) -> bytes:
        """At most `length` bytes from `offset`; fewer only at the end of the file."""


@dataclass(frozen=True)
class Page:
    """One resolution: its size in pixels, and for each tile (row, column) where its bytes lie.

    A tile that was left out because nothing is in it has a length of 0.
    """

    width: int
    height: int
    tile_width: int
    tile_height: int
    compression: int
    samples: int
    offsets: NDArray[np.uint64]
    lengths: NDArray[np.uint32]


@dataclass(frozen=True)
class TiffIndex:
    """The pages from the finest to the coarsest; the upper left corner and the size of the finest's
    pixels.
    """

    pages: tuple[Page, ...]
    left: float
    top: float
    pixel_width: float
    pixel_height: float
    epsg: int | None


@dataclass(frozen=True)
class _Layout:
    """What differs between TIFF and BigTIFF: the forms of an entry and of its counts."""

    order: str
    entry: str
    count: str
    inline: int
    address: str

    def numbers(self, form: str, data: bytes) -> tuple[Any, ...]:
        wanted = struct.calcsize(self.order + form)
        if len(data) < wanted:
            raise BadTiff("the file ends too early")
        return struct.unpack(self.order + form, data[:wanted])


def index_of(ranges: Ranges) -> TiffIndex:
    """Read the pages' tables. Raises `BadTiff`."""
    layout, at = _opened(ranges.read(0, 16))
    read: list[Tags] = []
    seen: set[int] = set()
    while at:
        if at in seen or len(read) >= PAGES_MAX:
            raise BadTiff("the pages of the file go in circles")
        seen.add(at)
        tags, at = _tags(ranges, layout, at)
        read.append(tags)
    pages = [_page(tags) for tags in read if not _first(tags, _NEW_SUBFILE, 0) & _MASK]
    if not pages:
        raise BadTiff("the file has no pages")
    pages.sort(key=lambda page: -page.width * page.height)
    return TiffIndex(tuple(pages), *_placed(read[0]), _epsg(read[0]))


def _opened(head: bytes) -> tuple[_Layout, int]:
    order = {b"II": "<", b"MM": ">"}.get(head[:2], "")
    if not order:
        raise BadTiff("this is not a TIFF")
    classic = _Layout(order, "HHI4s", "H", 4, "I")
    version = classic.numbers("H", head[2:4])[0]
    if version == 42:
        return classic, classic.numbers("I", head[4:8])[0]
    if version == 43:
        return _Layout(order, "HHQ8s", "Q", 8, "Q"), classic.numbers("Q", head[8:16])[0]
    raise BadTiff("this is not a TIFF")


def _tags(ranges: Ranges, layout: _Layout, at: int) -> tuple[Tags, int]:
    count_size, entry_size = struct.calcsize("=" + layout.count), struct.calcsize("=" + layout.entry)
    entries = layout.numbers(layout.count, ranges.read(at, count_size))[0]
    if entries > 4096:
        raise BadTiff("a page with so many entries is none")
    table = ranges.read(at + count_size, entries * entry_size + layout.inline)
    tags: Tags = {}
    for number in range(entries):
        tag, kind, count, value = layout.numbers(layout.entry, table[number * entry_size :])
        if tag in _WANTED and kind in _TYPES:
            tags[tag] = _values(ranges, layout, kind, count, value)
    return tags, layout.numbers(layout.address, table[entries * entry_size :])[0]


def _values(ranges: Ranges, layout: _Layout, kind: int, count: int, value: bytes) -> NDArray[Any]:
    form = np.dtype(layout.order + _TYPES[kind])
    if count > TILES_MAX:
        raise BadTiff("so many tiles are not served")
    length = count * form.itemsize
    if length > layout.inline:
        value = ranges.read(layout.numbers(layout.address, value)[0], length)
    if len(value) < length:
        raise BadTiff("the file ends too early")
    return np.frombuffer(value[:length], form)


def _first(tags: Tags, tag: int, otherwise: int | None = None) -> int:
    values = tags.get(tag)
    if values is not None and values.size:
        return int(values[0])
    if otherwise is None:
        raise BadTiff(f"the page does not say its entry {tag}")
    return otherwise


def _page(tags: Tags) -> Page:
    if _first(tags, _PLANAR, 1) != 1:
        raise BadTiff("the bands lie apart")
    width, height = _first(tags, _WIDTH), _first(tags, _HEIGHT)
    tile_width, tile_height = _first(tags, _TILE_WIDTH), _first(tags, _TILE_HEIGHT)
    if not (width and height and tile_width and tile_height):
        raise BadTiff("a page without pixels")
    shape = (-(-height // tile_height), -(-width // tile_width))
    offsets, lengths = tags.get(_OFFSETS), tags.get(_COUNTS)
    if offsets is None or lengths is None or not offsets.size == lengths.size == shape[0] * shape[1]:
        raise BadTiff("the page does not say where its tiles are")
    if int(lengths.max()) >= 1 << 32:
        raise BadTiff("so long a tile is not served")
    return Page(
        width=width,
        height=height,
        tile_width=tile_width,
        tile_height=tile_height,
        compression=_first(tags, _COMPRESSION, 1),
        samples=_first(tags, _SAMPLES, 1),
        offsets=offsets.astype(np.uint64).reshape(shape),
        lengths=lengths.astype(np.uint32).reshape(shape),
    )


def _placed(tags: Tags) -> tuple[float, float, float, float]:
    scale, tie = tags.get(_PIXEL_SCALE), tags.get(_TIE_POINT)
    if scale is None or tie is None or scale.size < 2 or tie.size < 6 or not scale[0] > 0 or not scale[1] > 0:
        raise BadTiff("the file does not say where it lies")
    width, height = float(scale[0]), float(scale[1])
    return float(tie[3]) - float(tie[0]) * width, float(tie[4]) + float(tie[1]) * height, width, height


def _epsg(tags: Tags) -> int | None:
    keys = tags.get(_GEO_KEYS)
    if keys is None:
        return None
    for key, location, _, value in keys[4 : 4 + (keys.size - 4) // 4 * 4].reshape(-1, 4):
        if key == 3072 and location == 0:  # ProjectedCSTypeGeoKey
            return int(value)
    return None
