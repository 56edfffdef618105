"""A raster as stored web-map tiles at every zoom, in one pass: read once, warped once, packed once.

GDAL's COG driver warps to a file of its own, makes overviews of that into another, and reads both again; and
its overviews begin where the picture begins, so that but one level fits the web's grid unless the picture is
padded. Here the tiles of the finest zoom are made in Z-order, four at a time become the one above them, and
what waits in memory is at most three tiles of each zoom. One thread reads, all cores warp and pack.
"""

import io
import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import numpy as np
import rasterio
from affine import Affine
from PIL import Image
from pyproj import Transformer
from rasterio import DatasetReader

from kharita.rasters.cog_file import Address, Spooled, write_cog
from kharita.rasters.display_source import DisplaySource, Pixels
from kharita.rasters.stored_tiles import TILE_SIZE
from kharita.rasters.tile_ranges import TileRange, nearest_zoom
from kharita.rasters.tile_warp import Piece, Points, TileWarp, halved

QUALITY = 80
METHOD = 2
GROUP_LEVELS = 2  # a thread's piece of work: 4 × 4 tiles, and those above them up to one
PADDED_MAX = 16  # how many times the tiles of the survey the aligned picture may count, nearly all left out
PADDED_FREE = 4_096
Told = Callable[[float], None]


@dataclass
class _Made:
    """What one group of tiles became: packed tiles, and the single tile on top (None: empty)."""

    packed: list[tuple[Address, bytes]] = field(default_factory=list)
    top: Pixels | None = None


def write_pyramid(source: Path, target: Path, *, kind: str, spool: Path, told: Told) -> int:
    """How many tiles were written to `target`, 0 for a raster without data (then `target` does not exist).

    `spool` is a file to write meanwhile. Raises rasterio's errors where the source cannot be read.
    """
    with rasterio.open(source, driver="GTiff", sharing=False) as dataset, spool.open("wb") as file:
        levels = levels_of(dataset)
        pyramid = _Pyramid(DisplaySource(dataset, kind), levels, file)
        pyramid.make(told)
    if pyramid.places:
        write_cog(Spooled(spool, pyramid.places), levels, target)
    return len(pyramid.places)


def levels_of(dataset: DatasetReader) -> list[TileRange]:
    """The tiles of each zoom from the finest up to where one holds all, every level of the same ground.

    Across a boundary of the coarse grid, one tile could be many zooms above: there it ends with two or four.
    """
    bounds, metres = _web_extent(dataset)
    finest = TileRange.covering(nearest_zoom(metres), bounds)
    allowed = max(PADDED_FREE, PADDED_MAX * finest.count)
    up = 0
    while finest.up(up).count > 1 and finest.up(up + 1).down(up + 1).count <= allowed:
        up += 1
    return [finest.up(up).down(level) for level in range(up, -1, -1)]


def _web_extent(dataset: DatasetReader) -> tuple[tuple[float, float, float, float], float]:
    """Bounds in EPSG:3857, and the side of a pixel in its metres."""
    to_web = Transformer.from_crs(dataset.crs, "EPSG:3857", always_xy=True)
    width, height = dataset.width, dataset.height
    along = np.linspace(0, 1, 17)
    ones, zeros = np.ones(17), np.zeros(17)
    columns = np.concatenate([along, along, zeros, ones]) * width
    rows = np.concatenate([zeros, ones, along, along]) * height
    xs, ys = to_web.transform(*_placed(dataset.transform, columns, rows))
    middle = np.array([0, 1, 0]) + width / 2, np.array([0, 0, 1]) + height / 2
    x, y = to_web.transform(*_placed(dataset.transform, *middle))
    metres = float(np.sqrt(abs((x[1] - x[0]) * (y[2] - y[0]) - (x[2] - x[0]) * (y[1] - y[0]))))
    return (float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max())), metres


def _placed(
    transform: Affine,
    columns: Points,
    rows: Points,
) -> tuple[Points, Points]:
    return (
        transform.a * columns + transform.b * rows + transform.c,
        transform.d * columns + transform.e * rows + transform.f,
    )


class _Pyramid:
    def __init__(self, source: DisplaySource, levels: list[TileRange], file: BinaryIO) -> None:
        dataset = source.dataset
        self.source, self.levels, self.file = source, levels, file
        self.warp = TileWarp(dataset.crs, dataset.transform, (dataset.width, dataset.height))
        bounds, metres = _web_extent(dataset)
        self.cover = TileRange.covering(levels[0].zoom, bounds)
        self.group_levels = min(GROUP_LEVELS, len(levels) - 1)
        self.places: dict[Address, tuple[int, int]] = {}
        self.waiting: dict[Address, dict[tuple[int, int], Pixels | None]] = {}

    def make(self, told: Told) -> None:
        """Read, warp, pack and spool all tiles; memory holds a few groups."""
        groups = list(_z_order(self.cover.up(self.group_levels)))
        workers = os.cpu_count() or 1
        running: deque[tuple[Address, Future[_Made]]] = deque()
        with ThreadPoolExecutor(workers) as pool:
            try:
                for done, group in enumerate(groups):
                    if len(running) > workers:
                        self._finish(*running.popleft())
                    told(done / len(groups))
                    if piece := self._read(group):
                        running.append((group, pool.submit(self._work, group, piece)))
                    else:
                        running.append((group, pool.submit(_Made)))
                while running:
                    self._finish(*running.popleft())
            finally:
                pool.shutdown(cancel_futures=True)
        while self.waiting:  # tiles at the survey's edge, which never have all four
            self._join(max(self.waiting))
        told(1.0)

    def _tiles(self, group: Address) -> TileRange:
        zoom, x, y = group
        below = TileRange(zoom, x, y, x + 1, y + 1).down(self.group_levels)
        cover = self.cover
        return TileRange(
            below.zoom,
            max(below.left, cover.left),
            max(below.top, cover.top),
            min(below.right, cover.right),
            min(below.bottom, cover.bottom),
        )

    def _read(self, group: Address) -> Piece | None:
        window = self.warp.window(self._tiles(group))
        if window is None:
            return None
        pixels, mask = self.source.read(window)
        return Piece(pixels, mask, window.col_off, window.row_off) if mask.any() else None

    def _work(self, group: Address, piece: Piece) -> _Made:
        made = _Made()
        made.top = self._build(group, self._tiles(group), piece, made)
        return made

    def _build(self, address: Address, tiles: TileRange, piece: Piece, made: _Made) -> Pixels | None:
        """The tile at `address`, of the piece or of the four below it; it and they are packed into `made`."""
        # A function within `_work` that calls itself would keep its piece until the garbage collector comes.
        zoom, x, y = address
        if zoom == tiles.zoom:
            inside = tiles.left <= x < tiles.right and tiles.top <= y < tiles.bottom
            tile = self.warp.tile(zoom, x, y, piece) if inside else None
        else:
            tile = joined(
                {
                    (i, j): self._build((zoom + 1, 2 * x + i, 2 * y + j), tiles, piece, made)
                    for j in (0, 1)
                    for i in (0, 1)
                }
            )
        if tile is not None:
            made.packed.append((address, packed(tile)))
        return tile

    def _finish(self, group: Address, future: "Future[_Made]") -> None:
        made = future.result()
        for address, content in made.packed:
            self._spool(address, content)
        self._hand_up(group, made.top)

    def _hand_up(self, address: Address, tile: Pixels | None) -> None:
        """Keep `tile` for the one above it, and make that as soon as its four are known."""
        zoom, x, y = address
        if zoom <= self.levels[-1].zoom:
            return
        above = (zoom - 1, x // 2, y // 2)
        four = self.waiting.setdefault(above, {})
        four[x % 2, y % 2] = tile
        if len(four) == 4:
            self._join(above)

    def _join(self, address: Address) -> None:
        tile = joined(self.waiting.pop(address))
        if tile is not None:
            self._spool(address, packed(tile))
        self._hand_up(address, tile)

    def _spool(self, address: Address, content: bytes) -> None:
        self.places[address] = (self.file.tell(), len(content))
        self.file.write(content)


def _z_order(tiles: TileRange) -> Iterator[Address]:
    """The addresses of `tiles` so that the four of one above follow each other, and so on upwards."""
    places = [(x, y) for y in range(tiles.top, tiles.bottom) for x in range(tiles.left, tiles.right)]
    bits = tiles.zoom + 1
    places.sort(key=lambda place: sum(
        ((place[0] >> bit & 1) | (place[1] >> bit & 1) << 1) << 2 * bit for bit in range(bits)
    ))  # fmt: skip
    return ((tiles.zoom, x, y) for x, y in places)


def joined(four: dict[tuple[int, int], Pixels | None]) -> Pixels | None:
    """The tile above up to four: by (column, row) of 0 or 1."""
    if all(tile is None for tile in four.values()):
        return None
    square = np.zeros((2 * TILE_SIZE, 2 * TILE_SIZE, 4), np.uint8)
    for (i, j), tile in four.items():
        if tile is not None:
            square[j * TILE_SIZE : (j + 1) * TILE_SIZE, i * TILE_SIZE : (i + 1) * TILE_SIZE] = tile
    above = halved(square)
    return above if above[..., 3].any() else None


def packed(tile: Pixels) -> bytes:
    """RGBA as WebP."""
    buffer = io.BytesIO()
    Image.fromarray(tile, "RGBA").save(buffer, "WEBP", quality=QUALITY, method=METHOD)
    return buffer.getvalue()
