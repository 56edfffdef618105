"""NDVI of a multispectral survey on a north-up grid in metres, coarse enough to be worked on at once.

The bands are averaged onto the grid before the index is made of them (as a coarser camera would see), block
by block: memory holds the grid and one block, whatever the size of the file.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
import shapely
from affine import Affine
from numpy.typing import NDArray
from rasterio.enums import ColorInterp, Resampling
from rasterio.features import geometry_mask
from rasterio.vrt import WarpedVRT
from rasterio.warp import transform_bounds
from rasterio.windows import Window
from shapely.geometry.base import BaseGeometry

from kharita.rasters.indices import normalised_difference
from kharita.rasters.zonal import zonal_of

CELLS_MAX = 1_000_000
"""Cells of the grid: 1 km² at 1 m, 10 km² at 3 m. So many are made into zones in about two seconds, which
a request may take: no job is needed, and no survey is too large."""
CELL_MIN_M = 0.25
_BLOCK = 1024
_CACHE_MB = 64


@dataclass(frozen=True)
class Vigour:
    """`ndvi` (rows, columns) from -1 to 1, NaN where unknown or outside the area; `transform` in metres."""

    ndvi: NDArray[np.float32]
    transform: Affine

    @property
    def cell_m(self) -> float:
        return float(self.transform.a)

    @property
    def known(self) -> int:
        """How many cells have a value."""
        return int(np.isfinite(self.ndvi).sum())


def read_vigour(
    path: Path, *, red: int, nir: int, srid: int, area: BaseGeometry | None = None, cells: int = CELLS_MAX
) -> Vigour:
    """NDVI of the bands `red` and `nir` (from 1) in the metric CRS `srid`, of all cells that touch `area`.

    Raises `rasterio.errors.RasterioError`, `OSError`; `IndexError` for a band that the file does not have.
    """
    with rasterio.Env(GDAL_CACHEMAX=_CACHE_MB), rasterio.open(path) as source:
        if not 1 <= min(red, nir) <= max(red, nir) <= source.count:
            raise IndexError(f"the raster has {source.count} bands")
        crs = f"EPSG:{srid}"
        bounds = _bounds(source, crs, area)
        if bounds is None:
            return Vigour(np.full((0, 0), np.nan, np.float32), Affine.identity())
        transform, width, height = _grid(source, bounds, cells)
        ndvi = np.full((height, width), np.nan, np.float32)
        with WarpedVRT(
            source, crs=crs, transform=transform, width=width, height=height,
            resampling=Resampling.average, warp_mem_limit=_CACHE_MB, **_missing(source),
        ) as warped:  # fmt: skip
            for top in range(0, height, _BLOCK):
                for left in range(0, width, _BLOCK):
                    window = Window(left, top, min(_BLOCK, width - left), min(_BLOCK, height - top))
                    rows, columns = window.toslices()
                    ndvi[rows, columns] = _ndvi(warped, red, nir, window)
    if area is not None:
        ndvi[geometry_mask([area], ndvi.shape, transform, all_touched=True)] = np.nan
    return Vigour(ndvi, transform)


def areas_between(
    values: NDArray[np.float32], breaks: Sequence[float], cell_m: float
) -> tuple[tuple[float, ...], float, float]:
    """The ground (m²) of each class between `breaks`, the lowest and the highest value."""
    known = values[np.isfinite(values)]
    counts = np.bincount(np.digitize(known, breaks), minlength=len(breaks) + 1)
    areas = tuple(round(float(count) * cell_m**2, 1) for count in counts)
    return areas, round(float(known.min()), 3), round(float(known.max()), 3)


def mean_ndvi(vigour: Vigour, geometries: list[BaseGeometry]) -> list[float | None]:
    """The mean inside each (in the grid's CRS), each cell weighed by what of it lies inside."""
    height, width = vigour.ndvi.shape
    left, top = vigour.transform.c, vigour.transform.f
    bounds = (left, top - height * vigour.cell_m, left + width * vigour.cell_m, top)
    found = zonal_of(vigour.ndvi.astype(np.float64), bounds, geometries, ["mean"])
    means = [row.get("mean") for row in found]
    return [None if mean is None or math.isnan(mean) else float(mean) for mean in means]


def _bounds(
    source: rasterio.DatasetReader, crs: str, area: BaseGeometry | None
) -> tuple[float, float, float, float] | None:
    """What the raster and the area share, in `crs`; None for nothing."""
    box = shapely.box(*transform_bounds(source.crs, crs, *source.bounds))
    if area is not None:
        box = shapely.intersection(box, shapely.box(*area.bounds))
    if box.is_empty or box.area <= 0:
        return None
    west, south, east, north = box.bounds
    return west, south, east, north


def _grid(
    source: rasterio.DatasetReader, bounds: tuple[float, float, float, float], cells: int
) -> tuple[Affine, int, int]:
    west, south, east, north = bounds
    cell = max(CELL_MIN_M, math.sqrt((east - west) * (north - south) / cells), _pixel_m(source))
    # On whole cells, so that the same ground is cut the same way for another area.
    west, north = math.floor(west / cell) * cell, math.ceil(north / cell) * cell
    width, height = math.ceil((east - west) / cell), math.ceil((north - south) / cell)
    return Affine(cell, 0, west, 0, -cell, north), max(width, 1), max(height, 1)


def _pixel_m(source: rasterio.DatasetReader) -> float:
    side = math.sqrt(abs(source.transform.determinant))
    return side * 111_320.0 if source.crs.is_geographic else side * float(source.crs.linear_units_factor[1])


def _missing(source: rasterio.DatasetReader) -> dict[str, Any]:
    """What tells the warper where there is no data."""
    if ColorInterp.alpha in source.colorinterp or source.nodata is not None:
        return {}
    return {"add_alpha": True}


def _ndvi(warped: WarpedVRT, red: int, nir: int, window: Window) -> NDArray[np.float32]:
    bands = warped.read([nir, red], window=window, out_dtype="float32")
    known = (warped.dataset_mask(window=window) > 0) & np.isfinite(bands).all(axis=0)
    if warped.nodata is not None:
        known &= (bands != warped.nodata).all(axis=0)
    # Neither a shadow of nothing nor a reflectance under nothing has an index.
    known &= (bands >= 0).all(axis=0) & (bands.sum(axis=0) > 0)
    bands = np.where(known, bands, np.float32(1))
    return np.where(known, normalised_difference(bands[0], bands[1]), np.float32(np.nan))
