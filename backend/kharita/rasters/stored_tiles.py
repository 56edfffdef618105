"""Display tiles as they lie in the file: one read of bytes that are a WEBP image already.

The display file's tiles are those of the web-mercator grid, at every resolution that is laid out so
(GDAL: TILING_SCHEME=GoogleMapsCompatible with ALIGNED_LEVELS); a resolution that is not is left out.
"""

import os
import weakref
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from kharita.rasters.tiff_index import BadTiff, Page, Ranges, TiffIndex, index_of
from kharita.rasters.tile_grid import HALF_WORLD, tile_span

TILE_SIZE = 512
"""Pixels of a stored tile's side: the file is written with it, the map's source is told of it."""
WEBP_MEDIA_TYPE = "image/webp"

_WEBP_COMPRESSION = 50001
_EPSG = 3857
_ALIGNED_PX = 0.01
OPEN_MAX = 128


class FileRanges:
    """Bytes of a file on disk; several threads may read at once. Closed with the last who holds it."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._file)

    def read(self, offset: int, length: int) -> bytes:
        return os.pread(self._file, length, offset)


@dataclass(frozen=True)
class _Level:
    page: Page
    first_column: int
    first_row: int


class StoredTiles:
    """The stored tiles of a display file; `source` is its path or whatever reads its bytes.

    Raises `BadTiff` for a file that is not one, `OSError` for one that cannot be read.
    """

    def __init__(self, source: Path | Ranges) -> None:
        self._ranges: Ranges = FileRanges(source) if isinstance(source, Path) else source
        self._levels = _levels(index_of(self._ranges))
        if not self._levels:
            raise BadTiff("no resolution of the file lies on the grid of map tiles")

    @property
    def zooms(self) -> tuple[int, int]:
        """The coarsest and the finest zoom that are stored (all between them are)."""
        return min(self._levels), max(self._levels)

    def read(self, z: int, x: int, y: int) -> bytes | None:
        """The tile's WEBP; None where the file has nothing."""
        level = self._levels.get(z)
        if level is None:
            return None
        row, column = y - level.first_row, x - level.first_column
        rows, columns = level.page.lengths.shape
        if not (0 <= row < rows and 0 <= column < columns):
            return None
        length = int(level.page.lengths[row, column])
        if length == 0:
            return None
        data = self._ranges.read(int(level.page.offsets[row, column]), length)
        if len(data) != length or data[:4] != b"RIFF":
            raise BadTiff("a tile is not where the file says that it is")
        return data


def is_opaque(webp: bytes) -> bool:
    """Whether the image's head says that no pixel of it is see-through (RFC 9649, sections 2.5 to 2.7)."""
    kind = webp[12:16]
    if kind == b"VP8 ":
        return True
    if kind == b"VP8L":
        return len(webp) > 24 and not webp[24] & 0x10
    return kind == b"VP8X" and len(webp) > 20 and not webp[20] & 0x10


def _levels(index: TiffIndex) -> dict[int, _Level]:
    if index.epsg != _EPSG:
        raise BadTiff("the file is not in web mercator")
    finest = index.pages[0]
    levels: dict[int, _Level] = {}
    for page in index.pages:
        pixel = index.pixel_width * finest.width / page.width
        zoom = round_zoom(pixel * page.tile_width)
        if page.compression != _WEBP_COMPRESSION or page.tile_width != page.tile_height or zoom is None:
            continue
        span = tile_span(zoom)
        column, row = (index.left + HALF_WORLD) / span, (HALF_WORLD - index.top) / span
        if max(abs(column - round(column)), abs(row - round(row))) * page.tile_width < _ALIGNED_PX:
            levels.setdefault(zoom, _Level(page, round(column), round(row)))
    return _unbroken(levels)


def round_zoom(span: float) -> int | None:
    """The zoom whose tiles have this side (metres of EPSG:3857), or None."""
    zoom = max(0, round(2 * HALF_WORLD / span).bit_length() - 1)
    return zoom if abs(tile_span(zoom) / span - 1) < 1e-6 else None


def _unbroken(levels: dict[int, _Level]) -> dict[int, _Level]:
    # From the finest down to the first that is missing: `zooms` promises all between its two.
    kept: dict[int, _Level] = {}
    zoom = max(levels, default=-1)
    while zoom in levels:
        kept[zoom] = levels[zoom]
        zoom -= 1
    return kept


class OpenFiles:
    """Files kept open, the least recently asked for closed first; one that was replaced is opened anew."""

    def __init__(self, most: int = OPEN_MAX) -> None:
        self._most = most
        self._open: OrderedDict[str, tuple[tuple[int, int, int], StoredTiles]] = OrderedDict()
        self._lock = Lock()

    def tiles(self, path: Path | str) -> StoredTiles:
        """The stored tiles of the file at `path`. Raises `BadTiff`, `OSError`."""
        key = str(path)
        status = os.stat(key)
        version = (status.st_ino, status.st_mtime_ns, status.st_size)
        with self._lock:
            known = self._open.get(key)
            if known is not None and known[0] == version:
                self._open.move_to_end(key)
                return known[1]
        opened = StoredTiles(Path(key))
        with self._lock:
            self._open[key] = (version, opened)
            self._open.move_to_end(key)
            while len(self._open) > self._most:
                self._open.popitem(last=False)  # closed once nobody reads from it any more
        return opened

    def __len__(self) -> int:
        return len(self._open)

    def clear(self) -> None:
        with self._lock:
            self._open.clear()


OPEN_FILES = OpenFiles()
