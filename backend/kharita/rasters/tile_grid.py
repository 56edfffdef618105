"""The grid of web-mercator tiles (EPSG:3857; OGC's WebMercatorQuad): where a tile lies and what its pixels
cover.
"""

import math

import numpy as np
from numpy.typing import NDArray

HALF_WORLD = 20037508.342789244
"""Metres of EPSG:3857 from the middle of the world to its edge."""
EARTH_RADIUS = 6378137.0
ZOOM_MAX = 24


def tile_span(z: int) -> float:
    """The side of a tile, in metres of EPSG:3857."""
    return 2 * HALF_WORLD / (1 << z)


def exists(z: int, x: int, y: int) -> bool:
    return 0 <= z <= ZOOM_MAX and 0 <= x < 1 << z and 0 <= y < 1 << z


def tile_corner(z: int, x: int, y: int) -> tuple[float, float]:
    """The upper left corner (easting, northing) in EPSG:3857."""
    span = tile_span(z)
    return x * span - HALF_WORLD, HALF_WORLD - y * span


def ground_pixel_sizes(z: int, y: int, *, size: int, collar: int = 0) -> NDArray[np.float64]:
    """Metres on the ground that a pixel of each row covers, shape (size + 2 × collar, 1).

    Web mercator stretches by 1 / cos(latitude): a slope worked out with the grid's own metres would be too
    gentle by a fifth in Morocco.
    """
    pixel = tile_span(z) / size
    top = tile_corner(z, 0, y)[1]
    northings = top - (np.arange(-collar, size + collar, dtype=np.float64) + 0.5) * pixel
    return np.asarray((pixel / np.cosh(northings / EARTH_RADIUS))[:, None])


def zoom_of_pixel(pixel: float, size: int) -> int:
    """The coarsest zoom whose tiles of `size` pixels lose nothing of a raster with such pixels (metres of
    3857).
    """
    return max(0, min(ZOOM_MAX, math.ceil(math.log2(2 * HALF_WORLD / (pixel * size)) - 0.2)))
