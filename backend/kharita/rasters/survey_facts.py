"""What a survey's file tells without being looked at whole: where it holds data, its values, a small picture.

For our own analysis COGs: all reading is from an overview, so that memory and time stay the same whatever the
size of the survey.
"""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from affine import Affine
from PIL import Image
from rasterio.features import shapes, sieve
from rasterio.windows import Window
from shapely.geometry import MultiPolygon, Polygon, shape
from shapely.ops import unary_union

from kharita.rasters import ramps
from kharita.rasters.display_source import DisplaySource
from kharita.rasters.gdal_options import CONFINED

FOOTPRINT_SIDE = 2048
STATISTICS_PIXELS = 4_000_000
SPECK_PIXELS = 16  # of the overview: smaller islands and holes are noise of the photogrammetry
VERTICES_MAX = 5_000
QUALITY = 80
RAMP = "batlow"
METRES_PER_DEGREE = 111_320.0


@dataclass(frozen=True)
class BandStatistics:
    """Of one band, in its own unit. `every`: one pixel stands for `every` × `every` (1: all were read)."""

    band: int
    minimum: float
    maximum: float
    mean: float
    deviation: float
    p2: float
    p98: float
    valid_percent: float
    every: int


def footprint(path: Path) -> MultiPolygon:
    """Where the raster holds data, in its CRS, true to about a pixel of an overview of 2,048 pixels.

    At most `VERTICES_MAX` corners; empty where there is no data.
    """
    with _reduced(path, lambda width, height: max(width, height) <= FOOTPRINT_SIDE) as (dataset, _every):
        mask = _valid(dataset)
        transform: Affine = dataset.transform
    if mask.all():
        found: list[Any] = [Polygon(_corners(transform, mask.shape))]
    else:
        whole = sieve(mask.astype(np.uint8), SPECK_PIXELS, connectivity=4)
        # Where all that there is are specks, they are the survey.
        chosen = whole if whole.any() else mask.astype(np.uint8)
        found = [
            shape(geometry)
            for geometry, value in shapes(chosen, mask=chosen > 0, transform=transform)
            if value
        ]
    pixel = math.sqrt(abs(transform.determinant))
    return _simplified(found, pixel)


def _corners(transform: Affine, size: tuple[int, ...]) -> list[tuple[float, float]]:
    rows, columns = size
    return [_place(transform, *at) for at in ((0, 0), (0, rows), (columns, rows), (columns, 0))]


def _place(transform: Affine, column: float, row: float) -> tuple[float, float]:
    return (
        transform.a * column + transform.b * row + transform.c,
        transform.d * column + transform.e * row + transform.f,
    )


def _simplified(polygons: list[Any], pixel: float) -> MultiPolygon:
    tolerance = pixel
    while True:
        joined = unary_union([polygon.simplify(tolerance).buffer(0) for polygon in polygons])
        parts = [
            part for part in getattr(joined, "geoms", [joined]) if part.geom_type == "Polygon" and part.area
        ]
        corners = sum(len(ring.coords) for part in parts for ring in (part.exterior, *part.interiors))
        if corners <= VERTICES_MAX or tolerance > 64 * pixel:
            return MultiPolygon(sorted(parts, key=lambda part: -part.area)[: VERTICES_MAX // 5])
        tolerance *= 2


def statistics(path: Path) -> list[BandStatistics]:
    """Of every band but alpha, from an overview of up to 4 million pixels (all pixels of a small raster)."""
    with _reduced(path, lambda width, height: width * height <= STATISTICS_PIXELS) as (dataset, every):
        valid = _valid(dataset)
        return [
            _band_statistics(index, dataset.read(index), valid, every)
            for index in dataset.indexes
            if dataset.colorinterp[index - 1].name != "alpha"
        ]


def _band_statistics(index: int, values: Any, valid: Any, every: int) -> BandStatistics:
    found = values[valid].astype(np.float64)
    if values.dtype.kind == "f":
        found = found[np.isfinite(found)]
    share = round(100.0 * found.size / max(1, valid.size), 2)
    if found.size == 0:
        return BandStatistics(index, *(math.nan,) * 6, valid_percent=0.0, every=every)
    low, high = np.percentile(found, (2, 98))
    return BandStatistics(
        band=index,
        minimum=float(found.min()),
        maximum=float(found.max()),
        mean=float(found.mean()),
        deviation=float(found.std()),
        p2=float(low),
        p98=float(high),
        valid_percent=share,
        every=every,
    )


def thumbnail(path: Path, target: Path, *, kind: str, size: int = 512) -> None:
    """A WebP picture with alpha, at most `size` pixels wide and high; of heights a coloured hillshade."""
    with _reduced(path, lambda width, height: max(width, height) <= 4 * size) as (dataset, _every):
        if kind in ("dsm", "dtm"):
            picture = _relief(dataset.read(1).astype(np.float32), _valid(dataset), _pixel_m(dataset))
        else:
            colours, mask = DisplaySource(dataset, kind).read(Window(0, 0, dataset.width, dataset.height))
            picture = np.dstack([colours, mask])
    image = Image.fromarray(picture, "RGBA")
    image.thumbnail((size, size), Image.Resampling.BOX)
    unfinished = target.with_name(f".{target.name}.part")
    try:
        image.save(unfinished, "WEBP", quality=QUALITY)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _pixel_m(dataset: rasterio.DatasetReader) -> float:
    side = math.sqrt(abs(dataset.transform.determinant))
    return side * METRES_PER_DEGREE if dataset.crs and dataset.crs.is_geographic else side


def _relief(heights: Any, valid: Any, pixel_m: float) -> Any:
    """Heights as RGBA: a ramp from low to high, shaded; alpha 0 where not `valid`."""
    if not valid.any():
        return np.zeros((*heights.shape, 4), np.uint8)
    low, high = (float(value) for value in np.percentile(heights[valid], (2, 98)))
    # Loaded for this alone: it brings OpenCV along, which processes that only count or cut never need.
    relief = import_module("kharita.rasters.relief")
    known = np.pad(np.where(valid, heights, np.float32(np.nan)), 1, constant_values=np.nan)
    shade = 0.4 + 0.85 * relief.hillshade(known, pixel_m)[..., None]
    coloured = np.nan_to_num(ramps.colours(np.where(valid, heights, low), RAMP, low, high) * shade)
    return np.dstack([np.clip(coloured, 0, 255).astype(np.uint8), np.where(valid, 255, 0).astype(np.uint8)])


@contextmanager
def _reduced(
    path: Path, is_small: Callable[[int, int], bool]
) -> Iterator[tuple[rasterio.DatasetReader, int]]:
    """The raster, or its largest overview that `is_small`; and how many pixels one of its is wide."""
    with rasterio.Env(GDAL_CACHEMAX=64, **CONFINED):
        with rasterio.open(path, sharing=False) as dataset:
            factors = dataset.overviews(1)
            sizes = [(dataset.width, dataset.height)]
            sizes += [(-(-dataset.width // factor), -(-dataset.height // factor)) for factor in factors]
        level = next((index for index, size in enumerate(sizes) if is_small(*size)), len(sizes) - 1)
        options = {} if level == 0 else {"OVERVIEW_LEVEL": level - 1}
        with rasterio.open(path, sharing=False, **options) as reduced:
            yield reduced, 1 if level == 0 else factors[level - 1]


def _valid(dataset: rasterio.DatasetReader) -> Any:
    """Where there is data: the mask's word, and for floating point that it is a number."""
    valid = dataset.dataset_mask() >= 128
    if dataset.dtypes[0].startswith("float"):
        valid &= np.isfinite(dataset.read(1))
    return valid
