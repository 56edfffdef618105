"""Patches of a raster painted as a look wants them."""

from functools import singledispatch

import numpy as np
from numpy.typing import NDArray

from kharita.rasters import ramps, terrain
from kharita.rasters.looks import (
    Colours,
    HeightDifference,
    Heights,
    Hillshade,
    Look,
    SingleBand,
    Slope,
    SpectralIndex,
    Terrain,
)
from kharita.rasters.relief import hillshade, slope_degrees
from kharita.rasters.windows import Patch

Painted = tuple[NDArray[np.uint8], NDArray[np.uint8]]
"""RGB (height, width, 3) and opacity (height, width)."""
_SHADE_MIX = 0.75


@singledispatch
def paint(look: Look, patch: Patch, metres: NDArray[np.float64]) -> Painted:
    """The patch in the look's colours, without its collar.

    `metres`: the side of a pixel on the ground in each of the patch's rows, shape (rows, 1).
    """
    raise NotImplementedError(type(look).__name__)


@paint.register
def _colours(look: Colours, patch: Patch, metres: NDArray[np.float64]) -> Painted:
    values = patch.values
    if look.low is not None and look.high is not None:
        low, high = (np.array(ends, dtype=np.float32)[:, None, None] for ends in (look.low, look.high))
        values = (values - low) * (np.float32(255) / np.maximum(high - low, np.float32(1e-6)))
    if values.dtype != np.uint8:
        values = (np.nan_to_num(np.clip(values, 0, 255)) + np.float32(0.5)).astype(np.uint8)
    return np.ascontiguousarray(np.moveaxis(values, 0, -1)), patch.alpha


@paint.register
def _single_band(look: SingleBand, patch: Patch, metres: NDArray[np.float64]) -> Painted:
    return ramps.colours(_floats(patch), look.ramp, look.low, look.high), patch.alpha


@paint.register
def _heights(look: Heights, patch: Patch, metres: NDArray[np.float64]) -> Painted:
    heights = _floats(patch)
    rgb = ramps.colours(heights[1:-1, 1:-1], look.ramp, look.low, look.high)
    if look.shaded:
        # Level ground keeps its colour: its shade is the sine of 45 degrees.
        light = hillshade(heights, metres) * np.float32(2**0.5)
        light = np.nan_to_num(1 + _SHADE_MIX * (light - 1), nan=1.0)[..., None]
        rgb = np.clip(rgb * light, 0, 255).astype(np.uint8)
    return rgb, patch.alpha[1:-1, 1:-1]


@paint.register
def _hillshade(look: Hillshade, patch: Patch, metres: NDArray[np.float64]) -> Painted:
    shade = hillshade(_floats(patch), metres, exaggeration=look.exaggeration)
    grey = np.nan_to_num(np.rint(shade * 255)).astype(np.uint8)
    return np.repeat(grey[..., None], 3, axis=2), patch.alpha[1:-1, 1:-1]


@paint.register
def _slope(look: Slope, patch: Patch, metres: NDArray[np.float64]) -> Painted:
    return ramps.colours(slope_degrees(_floats(patch), metres), look.ramp, 0, look.high), patch.alpha[
        1:-1, 1:-1
    ]


@paint.register
def _index(look: SpectralIndex, patch: Patch, metres: NDArray[np.float64]) -> Painted:
    index = look.definition
    values = index.of(*(patch.values.astype(np.float32) / np.float32(look.one)))
    alpha = np.where(np.isfinite(values), patch.alpha, np.uint8(0))
    return ramps.colours(values, index.ramp, index.low, index.high), alpha


@paint.register
def _terrain(look: Terrain, patch: Patch, metres: NDArray[np.float64]) -> Painted:
    # Nothing is seen through: a map reads the colours of such pixels too, or takes them for −10,000 m.
    return terrain.to_rgb(_floats(patch), look.fill), np.full(patch.alpha.shape, 255, np.uint8)


@paint.register
def _difference(look: HeightDifference, patch: Patch, metres: NDArray[np.float64]) -> Painted:
    difference = _floats(patch)
    alpha = np.where(np.abs(difference) >= look.least, patch.alpha, np.uint8(0))
    return ramps.colours(difference, look.ramp, -look.limit, look.limit), alpha


def _floats(patch: Patch) -> NDArray[np.float32]:
    """The first band, NaN where nothing is known."""
    band = patch.values[0]
    if band.dtype == np.uint8:
        return np.where(patch.alpha > 0, band.astype(np.float32), np.float32(np.nan))
    return np.asarray(band)
