"""Bare ground estimated from a surface model, where a flight has no terrain model of its own.

Morphological: the lowest heights within a window wider than any building, their outliers below removed first
(one wrong match must dig no pit), opened step by step as the progressive filter of Zhang et al. (2003)
does, then smoothed. On coarse pixels, since ground is smooth: memory and time do not depend on the GSD.
"""

import math
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import rasterio
from affine import Affine
from numpy.typing import NDArray
from rasterio.enums import Resampling
from rasterio.vrt import WarpedVRT

PIXEL_M = 1.0
WIDEST_M = 40.0
"""Buildings up to this width are taken off; wider ones keep what the smoothing leaves of them."""

SLOPE = 0.15
"""Rise per metre that ground may have within a window: more, and it is taken for a building."""

LEAST_STEP_M, MOST_STEP_M = 0.4, 2.5
LARGEST_PX = 4096


@dataclass(frozen=True)
class Ground:
    """Heights of the ground (m) on coarse pixels; `transform` places them in the surface model's CRS."""

    heights: NDArray[np.float32]
    transform: Affine

    def at(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float32]:
        """Heights at positions of the CRS, one or two-dimensional, bilinear; beyond the edge, the edge's."""
        columns, rows = ~self.transform @ (x, y)
        shape = np.shape(columns)
        found = cv2.remap(
            self.heights,
            np.atleast_2d(np.asarray(columns - 0.5, np.float32)),
            np.atleast_2d(np.asarray(rows - 0.5, np.float32)),
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        )
        return np.asarray(found, np.float32).reshape(shape)


def estimate_ground(dsm: Path, *, pixel_m: float = PIXEL_M) -> Ground:
    """The ground under a surface model in a projected CRS in metres."""
    with rasterio.Env(GDAL_CACHEMAX=64), rasterio.open(dsm) as source:
        own = abs(source.transform.a)
        pixel = max(pixel_m, own, max(source.width, source.height) * own / LARGEST_PX)
        width, height = (max(1, math.ceil(n * own / pixel)) for n in (source.width, source.height))
        transform = Affine(pixel, 0, source.bounds.left, 0, -pixel, source.bounds.top)
        with WarpedVRT(
            source,
            transform=transform,
            width=width,
            height=height,
            src_nodata=source.nodata,
            nodata=np.nan,
            dtype="float32",
            resampling=Resampling.average,
        ) as vrt:
            surface = vrt.read(1)
    return Ground(filter_ground(surface, pixel), transform)


def filter_ground(surface: NDArray[np.float32], pixel_m: float) -> NDArray[np.float32]:
    """The ground under `surface` (metres, NaN where unknown); every pixel has a height if any is known."""
    unknown = np.isnan(surface)
    if unknown.all():
        return surface
    ground = np.where(unknown, np.float32(np.nanmax(surface)), surface).astype(np.float32)
    ground = np.maximum(ground, np.asarray(cv2.medianBlur(ground, 5), np.float32) - np.float32(0.5))
    bare = ~unknown
    window, opened = 3.0, ground
    while window < WIDEST_M * 1.5:
        size = max(3, round(window / pixel_m)) | 1
        kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
        lower = np.asarray(cv2.morphologyEx(opened, cv2.MORPH_OPEN, kernel), np.float32)
        step = min(MOST_STEP_M, LEAST_STEP_M + SLOPE * window / 4)
        bare &= opened - lower <= step
        opened, window = lower, window * 1.6
    return _filled(ground, bare, opened, max(3, round(5 / pixel_m)) | 1)


def _filled(
    ground: NDArray[np.float32], bare: NDArray[np.bool_], lowest: NDArray[np.float32], size: int
) -> NDArray[np.float32]:
    """Bare pixels smoothed, the others from bare ones around them, ever farther away."""
    filled = np.full_like(ground, np.nan)
    weight, value = bare.astype(np.float32), np.where(bare, ground, 0).astype(np.float32)
    while np.isnan(filled).any() and size < 4 * max(ground.shape):
        share = cv2.blur(weight, (size, size))
        mean = cv2.blur(value, (size, size)) / np.maximum(share, 1e-6)
        take = np.isnan(filled) & (share > 0.02)
        filled[take] = mean[take]
        size = 2 * size | 1
    filled[np.isnan(filled)] = lowest[np.isnan(filled)]
    return filled
