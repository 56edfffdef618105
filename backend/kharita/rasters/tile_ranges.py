"""Blocks of tiles of the web's grid, and how the resolution of a raster finds its zoom.

Tile z/x/y is the one that a map asks for at zoom z with `tileSize` 512: it covers the same ground as the
familiar tile of 256 pixels at that address, with twice the resolution.
"""

import math
from dataclasses import dataclass

from kharita.rasters.stored_tiles import TILE_SIZE
from kharita.rasters.tile_grid import HALF_WORLD, ZOOM_MAX, tile_corner, tile_span


def resolution(zoom: int) -> float:
    """Metres of EPSG:3857 per pixel."""
    return tile_span(zoom) / TILE_SIZE


def nearest_zoom(metres_per_pixel: float) -> int:
    """The zoom whose resolution is closest to that of a source, as a ratio."""
    exact = math.log2(2 * HALF_WORLD / TILE_SIZE / metres_per_pixel)
    return min(max(round(exact), 0), ZOOM_MAX)


@dataclass(frozen=True)
class TileRange:
    """Tiles of `zoom` from (left, top) to before (right, bottom)."""

    zoom: int
    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def covering(cls, zoom: int, bounds: tuple[float, float, float, float]) -> "TileRange":
        """`bounds`: west, south, east, north in EPSG:3857."""
        span, last = tile_span(zoom), 2**zoom
        west, south, east, north = bounds
        left = math.floor((west + HALF_WORLD) / span)
        top = math.floor((HALF_WORLD - north) / span)
        right = math.ceil((east + HALF_WORLD) / span)
        bottom = math.ceil((HALF_WORLD - south) / span)
        return cls(
            zoom, max(left, 0), max(top, 0), min(max(right, left + 1), last), min(max(bottom, top + 1), last)
        )

    @property
    def columns(self) -> int:
        return self.right - self.left

    @property
    def rows(self) -> int:
        return self.bottom - self.top

    @property
    def count(self) -> int:
        return self.columns * self.rows

    @property
    def origin(self) -> tuple[float, float]:
        """The upper left corner in EPSG:3857."""
        return tile_corner(self.zoom, self.left, self.top)

    def up(self, levels: int = 1) -> "TileRange":
        """The tiles `levels` zooms above that hold these."""
        zoom, step = self.zoom - levels, 2**levels
        return TileRange(
            zoom, self.left // step, self.top // step, -(-self.right // step), -(-self.bottom // step)
        )

    def down(self, levels: int) -> "TileRange":
        """All tiles `levels` zooms below that lie in these."""
        step = 2**levels
        return TileRange(
            self.zoom + levels, self.left * step, self.top * step, self.right * step, self.bottom * step
        )
