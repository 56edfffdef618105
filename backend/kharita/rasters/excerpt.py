"""A picture of a small place out of a flight's files: north up, in any projected CRS, colours or relief."""

from pathlib import Path

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.enums import ColorInterp, Resampling
from rasterio.transform import from_bounds
from rasterio.vrt import WarpedVRT

Bounds = tuple[float, float, float, float]
_NOTHING = 235
"""The grey of what the flight does not show."""
_SUN = (-0.5, 0.5, 0.7071)
"""From the north-west at 45°, as relief is drawn: west, north, up."""


def colours(path: Path, bounds: Bounds, *, crs: str, pixels: tuple[int, int]) -> NDArray[np.uint8]:
    """The orthophoto within `bounds` (of `crs`) as RGB (height, width, 3); grey where it shows nothing.

    Raises `rasterio.errors.RasterioError`, `OSError`.
    """
    with rasterio.Env(GDAL_CACHEMAX=64), rasterio.open(path) as source:
        bands = [1, 2, 3] if source.count >= 3 else [1, 1, 1]
        values, shown = _read(source, bounds, crs, pixels, bands)
    if values.dtype != np.uint8:
        known = values[:, shown]
        low, high = np.percentile(known, (2, 98)) if known.size else (0, 1)
        values = np.clip((values - low) / max(high - low, 1e-9) * 255, 0, 255)
    picture = np.where(shown, values, _NOTHING).astype(np.uint8)
    return np.ascontiguousarray(np.moveaxis(picture, 0, -1))


def relief(path: Path, bounds: Bounds, *, crs: str, pixels: tuple[int, int]) -> NDArray[np.uint8]:
    """The heights within `bounds` (of `crs`, in metres) as shaded relief, RGB (height, width, 3)."""
    with rasterio.Env(GDAL_CACHEMAX=64), rasterio.open(path) as source:
        values, shown = _read(source, bounds, crs, pixels, [1])
    heights = np.where(shown, values[0], np.nan).astype(np.float64)
    cell = (bounds[2] - bounds[0]) / pixels[0]
    north, east = np.gradient(heights, cell)
    west_slope, north_slope = east, north  # rows run southwards: what rises to the south falls to the north
    length = np.sqrt(west_slope**2 + north_slope**2 + 1)
    light = (-west_slope * _SUN[0] + north_slope * _SUN[1] + _SUN[2]) / length
    shade = np.where(np.isfinite(light), np.clip(light, 0, 1) * 215 + 30, _NOTHING).astype(np.uint8)
    return np.repeat(shade[:, :, None], 3, axis=2)


def _read(
    source: rasterio.DatasetReader, bounds: Bounds, crs: str, pixels: tuple[int, int], bands: list[int]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Values (band, row, column) and where there are any."""
    width, height = pixels
    # What the file does not reach must be told from what is black: it needs an opacity, or no data.
    tells = source.nodata is not None or ColorInterp.alpha in source.colorinterp
    with WarpedVRT(
        source, crs=crs, transform=from_bounds(*bounds, width, height), width=width, height=height,
        resampling=Resampling.bilinear, add_alpha=not tells, nodata=source.nodata,
    ) as vrt:  # fmt: skip
        values = vrt.read(bands)
        shown = vrt.dataset_mask() > 0
    return values, shown
