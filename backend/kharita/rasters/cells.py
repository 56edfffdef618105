"""The cells of a raster under a shape, and how much of each it covers: what measures are made of.

However large the shape, at most `CELLS_MAX` cells are held: beyond that they are averages of 2 × 2, 3 × 3 …,
and whoever reads the result is told of it.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from affine import Affine
from django.utils.translation import gettext as _
from exactextract import exact_extract
from exactextract.raster import NumPyRasterSource
from numpy.typing import NDArray
from rasterio.enums import MaskFlags, Resampling
from rasterio.vrt import WarpedVRT
from rasterio.windows import Window
from rasterio.windows import transform as window_transform

from kharita.core.errors import DomainError
from kharita.rasters.datasets import DATASETS
from kharita.rasters.ground import brought, metres_per_unit

CELLS_MAX = 1 << 22


class NotCovered(DomainError):
    """The raster has nothing where it was asked."""

    code = "not-covered"


@dataclass(frozen=True)
class Grid:
    """Cells that lie side by side: `transform` leads from (column, row) to `crs`, `cell_m` is a cell's sides.

    `averaged`: of how many cells of the raster one is the mean, along each side.
    """

    crs: str
    transform: Affine
    shape: tuple[int, int]
    cell_m: tuple[float, float]
    averaged: int

    @property
    def cell_area_m2(self) -> float:
        return self.cell_m[0] * self.cell_m[1]


@dataclass(frozen=True)
class Cells:
    """`values` (rows, columns) float32, NaN where unknown; `weights` the share of each cell that the shape
    covers.

    `shape` is the shape in the grid's CRS, `area_m2` all that it covers, inside of the raster or not.
    """

    grid: Grid
    values: NDArray[np.float32]
    weights: NDArray[np.float32]
    shape: Any
    area_m2: float


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    with DATASETS.lend(path) as dataset:
        yield dataset


def own_crs(path: Path) -> str:
    """The raster's CRS as WKT."""
    with opened(path) as dataset:
        return str(dataset.crs.to_wkt())


def cells_under(path: Path, polygon: Any, *, crs: str | None = None, band: int = 1) -> Cells:
    """The band's cells under a (multi)polygon given in `crs` (None: the raster's own). Raises
    `NotCovered`.
    """
    with opened(path) as dataset:
        wkt = dataset.crs.to_wkt()
        shape = brought(polygon, crs, wkt) if crs else polygon
        grid, window = grid_over(dataset, shape, wkt)
        values = read_values(dataset, band, window, grid)
    weights = coverage(shape, grid)
    if not np.isfinite(values[weights > 0]).any():
        raise NotCovered(_("The survey shows nothing inside this shape."))
    area = shape.area * abs(grid.cell_area_m2 / grid.transform.determinant)
    return Cells(grid, values, weights, shape, area)


def grid_over(dataset: Any, shape: Any, wkt: str, *, margin: int = 0) -> tuple[Grid, Window]:
    """The grid of the raster's cells over a shape in its CRS, and the window that it is."""
    places = in_cells(dataset.transform, shapely.get_coordinates(shapely.box(*shape.bounds)))
    if not np.isfinite(places).all():
        raise NotCovered(_("The survey does not reach this place."))
    left, top = (max(0, math.floor(low) - margin) for low in places.min(axis=0))
    right = min(dataset.width, math.ceil(places[:, 0].max()) + margin)
    bottom = min(dataset.height, math.ceil(places[:, 1].max()) + margin)
    if right <= left or bottom <= top:
        raise NotCovered(_("The survey does not reach this place."))
    averaged = max(1, math.ceil(math.sqrt((right - left) * (bottom - top) / CELLS_MAX)))
    rows, columns = -(-(bottom - top) // averaged), -(-(right - left) // averaged)
    window = Window(left, top, right - left, bottom - top)
    transform = window_transform(window, dataset.transform) * Affine.scale(
        window.width / columns, window.height / rows
    )
    centre = shape.centroid
    across, along = metres_per_unit(wkt, centre.x, centre.y)
    cell_m = (
        math.hypot(transform.a * across, transform.d * along),
        math.hypot(transform.b * across, transform.e * along),
    )
    return Grid(wkt, transform, (rows, columns), cell_m, averaged), window


def read_values(dataset: Any, band: int, window: Window, grid: Grid) -> NDArray[np.float32]:
    """The band's values on the grid, NaN where unknown."""
    how = Resampling.average if grid.averaged > 1 else Resampling.nearest
    read = dataset.read(band, window=window, out_shape=grid.shape, resampling=how, masked=True)
    return np.asarray(read.astype(np.float32).filled(np.nan))


def read_onto(path: Path, grid: Grid, band: int = 1) -> NDArray[np.float32]:
    """Another raster's band brought onto the cells of `grid`, NaN where it has none."""
    with opened(path) as dataset:
        options: dict[str, Any] = {}
        if MaskFlags.all_valid in dataset.mask_flag_enums[band - 1]:
            options = {"add_alpha": True}
        with WarpedVRT(
            dataset,
            crs=grid.crs,
            transform=grid.transform,
            width=grid.shape[1],
            height=grid.shape[0],
            resampling=Resampling.average if grid.averaged > 1 else Resampling.bilinear,
            **options,
        ) as warped:
            return np.asarray(warped.read(band, masked=True).astype(np.float32).filled(np.nan))


def coverage(shape: Any, grid: Grid) -> NDArray[np.float32]:
    """The share of each cell that a (multi)polygon in the grid's CRS covers, exact at its edges."""
    rows, columns = grid.shape

    def placed(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(in_cells(grid.transform, points) * [1, -1] + [0, rows])

    seen = shapely.make_valid(shapely.transform(shape, placed))
    source = NumPyRasterSource(
        np.broadcast_to(np.zeros(1, np.uint8), grid.shape), xmin=0, ymin=0, xmax=columns, ymax=rows
    )
    feature = {"type": "Feature", "geometry": shapely.geometry.mapping(seen), "properties": {}}
    found = exact_extract(source, [feature], ["coverage", "cell_id"])[0]["properties"]
    weights = np.zeros(rows * columns, np.float32)
    weights[np.asarray(found["cell_id"], dtype=np.int64)] = found["coverage"]
    return weights.reshape(grid.shape)


def in_cells(transform: Affine, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points (n, 2) in a raster's CRS as (column, row), counted from the corner of its first cell."""
    inverse = ~transform
    return np.column_stack(
        [
            inverse.a * points[:, 0] + inverse.b * points[:, 1] + inverse.c,
            inverse.d * points[:, 0] + inverse.e * points[:, 1] + inverse.f,
        ]
    )


def sampled(values: NDArray[np.float32], places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Values between cells at (column, row) places (n, 2), weighed by nearness; NaN where less than half is
    known.
    """
    rows, columns = values.shape
    at = places - 0.5
    whole = np.floor(at).astype(np.int64)
    part = at - whole
    total, share = np.zeros(len(places)), np.zeros(len(places))
    for right in (0, 1):
        for down in (0, 1):
            column, row = whole[:, 0] + right, whole[:, 1] + down
            inside = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
            value = values[np.clip(row, 0, rows - 1), np.clip(column, 0, columns - 1)].astype(np.float64)
            weight = np.abs(1 - right - part[:, 0]) * np.abs(1 - down - part[:, 1])
            weight = np.where(inside & np.isfinite(value), weight, 0.0)
            total += np.where(weight > 0, value, 0.0) * weight
            share += weight
    return np.where(share >= 0.5, total / np.maximum(share, 1e-9), np.nan)
