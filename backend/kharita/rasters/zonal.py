"""Rasters within parcels: statistics by exactextract, cells weighed by what of them a parcel covers.

Parcels are taken in batches along a curve that keeps neighbours together, so that each batch reads a compact
window, and memory holds one batch at a time.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import rasterio
import shapely
from exactextract import exact_extract
from exactextract.feature import JSONFeatureSource
from exactextract.raster import NumPyRasterSource
from numpy.typing import NDArray
from rasterio.enums import Resampling
from rasterio.vrt import WarpedVRT
from shapely.geometry.base import BaseGeometry

from kharita.rasters.bare_ground import Ground, estimate_ground

BATCH = 400
CELLS = 6_000_000
"""Cells of a batch's window beyond which it is divided: 24 MB of heights."""

BUILT_M = 2.0
BUILT_PIXEL_M = 0.25
WALL_M = 0.75
"""Half the width over which a surface model blurs a wall."""


@dataclass(frozen=True)
class BuiltUp:
    """What stands on a parcel: m², share of the parcel, median height and its 95th percentile (m)."""

    area_m2: float
    share: float
    height_m: float
    height_p95_m: float
    known_share: float


def zonal(
    path: Path, geometries: Sequence[BaseGeometry], ops: Sequence[str], *, band: int = 1
) -> list[dict[str, float | None]]:
    """Per geometry (in the raster's CRS) statistics `ops` of exactextract: "mean", "quantile(q=0.5)"…

    None, or NaN where exactextract says so, for a geometry without data. In the geometries' order.
    """
    answers: list[dict[str, float | None]] = [{} for _geometry in geometries]
    with rasterio.Env(GDAL_CACHEMAX=64), rasterio.open(path) as source:
        pixel = abs(source.transform.a), abs(source.transform.e)
        for batch in batches(geometries, pixel):
            read = _window(source, [geometries[i] for i in batch], band)
            if read is None:
                found: list[dict[str, Any]] = [{} for _index in batch]
            else:
                found = _extract(*read, [geometries[i] for i in batch], ops)
            for index, values in zip(batch, found, strict=True):
                answers[index] = {op: values.get(op_name(op)) for op in ops}
    return answers


def zonal_of(
    values: NDArray[np.float64],
    bounds: tuple[float, float, float, float],
    geometries: Sequence[BaseGeometry],
    ops: Sequence[str],
) -> list[dict[str, Any]]:
    """The same of values (rows, columns; NaN where unknown) that lie between `bounds`, in memory."""
    return _extract(values, bounds, geometries, ops) if len(geometries) else []


def op_name(op: str) -> str:
    """The key under which exactextract answers "quantile(q=0.5)": quantile_50."""
    if op.startswith("quantile(q="):
        return f"quantile_{round(float(op[11:-1]) * 100)}"
    return op


def batches(geometries: Sequence[BaseGeometry], pixel: tuple[float, float]) -> Iterator[list[int]]:
    """Indices of neighbours, at most `BATCH` together and their common window at most `CELLS` large."""
    shapes = np.asarray(geometries, dtype=object)
    if not len(shapes):
        return
    bounds = shapely.bounds(shapes)
    order = _along_a_curve(bounds)
    current: list[int] = []
    box = np.array([np.inf, np.inf, -np.inf, -np.inf])
    for index in order:
        mine = bounds[index]
        if np.isnan(mine).any():
            continue
        wider = np.concatenate([np.minimum(box[:2], mine[:2]), np.maximum(box[2:], mine[2:])])
        cells = (wider[2] - wider[0]) / pixel[0] * ((wider[3] - wider[1]) / pixel[1])
        if current and (len(current) >= BATCH or cells > CELLS):
            yield current
            current, wider = [], mine
        current.append(int(index))
        box = wider
    if current:
        yield current


def _along_a_curve(bounds: NDArray[np.float64]) -> NDArray[np.int64]:
    """Order along a Z curve of the middles."""
    middles = np.column_stack([bounds[:, 0] + bounds[:, 2], bounds[:, 1] + bounds[:, 3]]) / 2
    low, high = np.nanmin(middles, axis=0), np.nanmax(middles, axis=0)
    scaled = np.nan_to_num((middles - low) / np.maximum(high - low, 1e-9) * 1023).astype(np.int64)
    code = np.zeros(len(bounds), np.int64)
    for bit in range(10):
        code |= ((scaled[:, 0] >> bit) & 1) << (2 * bit) | ((scaled[:, 1] >> bit) & 1) << (2 * bit + 1)
    return np.argsort(code, kind="stable")


def _window(
    source: rasterio.DatasetReader, shapes: Sequence[BaseGeometry], band: int
) -> tuple[NDArray[np.float64], tuple[float, float, float, float]] | None:
    """Values around the shapes (NaN where unknown) and the bounds of these pixels; None off the raster."""
    bounds = shapely.total_bounds(np.asarray(shapes, dtype=object))
    rows, columns = rasterio.transform.rowcol(
        source.transform, [bounds[0], bounds[2]], [bounds[3], bounds[1]], op=float
    )
    top, left = max(0, math.floor(min(rows))), max(0, math.floor(min(columns)))
    bottom, right = min(source.height, math.ceil(max(rows))), min(source.width, math.ceil(max(columns)))
    if bottom <= top or right <= left:
        return None
    window = rasterio.windows.Window(left, top, right - left, bottom - top)
    values = source.read(band, window=window, masked=True)
    return np.ma.filled(values.astype(np.float64), np.nan), source.window_bounds(window)


def _extract(
    values: NDArray[np.float64],
    bounds: tuple[float, float, float, float],
    shapes: Sequence[BaseGeometry],
    ops: Sequence[str],
) -> list[dict[str, Any]]:
    raster = NumPyRasterSource(
        values, xmin=bounds[0], ymin=bounds[1], xmax=bounds[2], ymax=bounds[3], nodata=np.nan
    )
    features = [
        {"type": "Feature", "geometry": shapely.geometry.mapping(shape), "properties": {}} for shape in shapes
    ]
    return [row["properties"] for row in exact_extract(raster, JSONFeatureSource(features), list(ops))]


def built_up(
    dsm: Path,
    parcels: Sequence[BaseGeometry],
    *,
    dtm: Path | None = None,
    least_height_m: float = BUILT_M,
    plants: Mapping[int, BaseGeometry] | None = None,
) -> list[BuiltUp]:
    """What stands on each parcel (in the DSM's CRS), from heights over the ground of `dtm` or an estimate.

    Area counts heights of at least `least_height_m`; `plants` are shapes to leave out, by a parcel's index.
    """
    shapes = [
        shape.difference(plants[index]) if plants and index in plants else shape
        for index, shape in enumerate(parcels)
    ]
    ground = None if dtm is not None else estimate_ground(dsm)
    answers: list[BuiltUp] = [BuiltUp(0.0, 0.0, 0.0, 0.0, 0.0)] * len(parcels)
    todo = list(batches(shapes, (BUILT_PIXEL_M, BUILT_PIXEL_M)))

    def work(batch: list[int]) -> list[BuiltUp]:
        return _built_batch(dsm, dtm, ground, [shapes[i] for i in batch], least_height_m)

    with ThreadPoolExecutor() as pool:
        for batch, found in zip(todo, pool.map(work, todo), strict=True):
            for index, value in zip(batch, found, strict=True):
                answers[index] = value
    return answers


def _built_batch(
    dsm: Path, dtm: Path | None, ground: Ground | None, shapes: Sequence[BaseGeometry], least_height_m: float
) -> list[BuiltUp]:
    bounds = shapely.total_bounds(np.asarray(shapes, dtype=object))
    with rasterio.Env(GDAL_CACHEMAX=64), rasterio.open(dsm) as source:
        crs, pixel = source.crs, max(BUILT_PIXEL_M, abs(source.transform.a))
    west, north = np.floor(bounds[0] / pixel) * pixel, np.ceil(bounds[3] / pixel) * pixel
    width, height = (
        int(np.ceil((bounds[2] - west) / pixel)) + 1,
        int(np.ceil((north - bounds[1]) / pixel)) + 1,
    )
    transform = rasterio.Affine(pixel, 0, west, 0, -pixel, north)
    surface = _on_grid(dsm, crs, transform, width, height)
    if ground is not None:
        x = west + (np.arange(width) + 0.5) * pixel
        y = north - (np.arange(height) + 0.5) * pixel
        heights = surface - ground.at(*np.meshgrid(x, y))
    else:
        assert dtm is not None  # noqa: S101 - the caller has one of the two
        heights = surface - _on_grid(dtm, crs, transform, width, height)
    known = np.isfinite(heights)
    built = _standing(np.nan_to_num(heights), least_height_m, pixel)
    extent = (west, north - height * pixel, west + width * pixel, north)
    over = np.where(built, heights, np.nan).astype(np.float64)
    tall = _extract(over, extent, shapes, ["count", "median", "quantile(q=0.95)"])
    seen = _extract(np.where(known, 1.0, np.nan), extent, shapes, ["count"])
    return [
        _as_built(shape, pixel**2, high, all_of)
        for shape, high, all_of in zip(shapes, tall, seen, strict=True)
    ]


def _standing(heights: NDArray[np.float32], least_m: float, pixel_m: float) -> NDArray[np.bool_]:
    """Where something of that height stands: up to half its height, where a blurred wall is, unbiased."""
    reach = 2 * max(1, round(WALL_M / pixel_m)) + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    calm = np.asarray(cv2.medianBlur(heights, 3), np.float32)
    high = cv2.dilate(calm, kernel)
    return np.asarray((high >= least_m) & (heights > high / 2))


def _on_grid(
    path: Path, crs: Any, transform: rasterio.Affine, width: int, height: int
) -> NDArray[np.float32]:
    with (
        rasterio.Env(GDAL_CACHEMAX=64),
        rasterio.open(path) as source,
        WarpedVRT(
            source,
            crs=crs,
            transform=transform,
            width=width,
            height=height,
            src_nodata=source.nodata,
            nodata=np.nan,
            dtype="float32",
            resampling=Resampling.average
            if abs(source.transform.a) < 0.75 * transform.a
            else Resampling.bilinear,
        ) as vrt,
    ):
        return np.asarray(vrt.read(1), np.float32)


def _as_built(shape: BaseGeometry, cell_m2: float, high: dict[str, Any], seen: dict[str, Any]) -> BuiltUp:
    area = float(high.get("count") or 0.0) * cell_m2
    whole = shape.area or 1.0
    return BuiltUp(
        area_m2=round(area, 2),
        share=round(min(area / whole, 1.0), 4),
        height_m=round(float(high.get("median") or 0.0), 3) if area else 0.0,
        height_p95_m=round(float(high.get("quantile_95") or 0.0), 3) if area else 0.0,
        known_share=round(min(float(seen.get("count") or 0.0) * cell_m2 / whole, 1.0), 4),
    )
