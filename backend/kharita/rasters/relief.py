"""Slopes and shades of heights: numbers in, numbers out.

Heights are arrays in metres with NaN where they are not known and one pixel more on every side (a collar), so
that tiles meet without a seam; what comes back is without it.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

Heights = NDArray[np.float32]

COLLAR = 1
ALTITUDE_DEGREES = 45.0
_AZIMUTHS = np.radians([225.0, 270.0, 315.0, 360.0])


def gradient(heights: Heights, metres: NDArray[np.float64] | float) -> tuple[Heights, Heights]:
    """How much it rises per metre to the east and to the north (Horn 1981, 3 × 3).

    `metres` is a pixel's side on the ground, one number or one per row of `heights`. A neighbour that is not
    known is taken to be as high as the pixel itself.
    """
    east, south = _with_gaps(heights) if np.isnan(heights).any() else _without_gaps(heights)
    side: Heights = np.asarray(metres, dtype=np.float32)
    if side.ndim:
        side = side[1:-1]
    return east / side, -south / side


def _without_gaps(heights: Heights) -> tuple[Heights, Heights]:
    east, south = (cv2.Sobel(heights, cv2.CV_32F, *way, ksize=3, scale=1 / 8) for way in ((1, 0), (0, 1)))
    return np.asarray(east[1:-1, 1:-1], np.float32), np.asarray(south[1:-1, 1:-1], np.float32)


def _with_gaps(heights: Heights) -> tuple[Heights, Heights]:
    centre = heights[1:-1, 1:-1]

    def at(row: int, column: int) -> Heights:
        rows, columns = heights.shape
        moved = heights[1 + row : rows - 1 + row, 1 + column : columns - 1 + column]
        return np.where(np.isnan(moved), centre, moved)

    north_west, north, north_east = at(-1, -1), at(-1, 0), at(-1, 1)
    west, east = at(0, -1), at(0, 1)
    south_west, south, south_east = at(1, -1), at(1, 0), at(1, 1)
    eastward = (north_east + 2 * east + south_east - north_west - 2 * west - south_west) / 8
    southward = (south_west + 2 * south + south_east - north_west - 2 * north - north_east) / 8
    return eastward.astype(np.float32, copy=False), southward.astype(np.float32, copy=False)


def slope_degrees(heights: Heights, metres: NDArray[np.float64] | float) -> Heights:
    """The steepest slope, in degrees."""
    east, north = gradient(heights, metres)
    return np.degrees(np.arctan(np.hypot(east, north)))


def hillshade(heights: Heights, metres: NDArray[np.float64] | float, *, exaggeration: float = 1.0) -> Heights:
    """Light from four sides at once, from 0 to 1 (Mark 1992): a wall shows whichever way it faces.

    Each light counts by the square of the sine of its angle to the slope's direction; level ground has the
    sine of the lights' altitude.
    """
    east, north = gradient(heights, np.asarray(metres) / exaggeration)
    steepness = east * east + north * north
    lit = np.zeros_like(steepness)
    up, along = np.sin(np.radians(ALTITUDE_DEGREES)), np.cos(np.radians(ALTITUDE_DEGREES))
    for azimuth in _AZIMUTHS:
        to_east, to_north = np.float32(np.sin(azimuth)), np.float32(np.cos(azimuth))
        light = np.maximum(np.float32(up) - np.float32(along) * (east * to_east + north * to_north), 0)
        weight = (east * to_north - north * to_east) ** 2
        lit += light * weight
    # The four weights add up to twice the steepness; a level pixel has none.
    level = steepness < 1e-12
    shade = np.where(level, np.float32(up), lit / np.where(level, 1, 2 * steepness)) / np.sqrt(1 + steepness)
    return np.asarray(shade, dtype=np.float32)
