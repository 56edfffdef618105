"""A map tile's pixels out of a raster in its own CRS: one window at the right overview and one affine warp.

Within a tile of a drone's picture the way from web mercator to the raster's CRS is an affine one but for a
few thousandths of a pixel. That error is worked out for each tile; where it is not small, GDAL's warper is
asked.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError
from rasterio.enums import ColorInterp, MaskFlags, Resampling
from rasterio.transform import from_origin
from rasterio.vrt import WarpedVRT
from rasterio.windows import Window

from kharita.rasters.datasets import DATASETS
from kharita.rasters.tile_grid import tile_corner, tile_span

ERROR_MAX_PX = 0.05
"""How far a pixel may lie from its true place, in pixels of the tile."""
WEB_MERCATOR = "EPSG:3857"

_COARSER = 1.25
"""An overview is used when its pixels are no larger than the tile's by this factor."""
_FINER_MAX = 2.5
"""Without an overview that comes this near, GDAL averages the window down while it reads."""
_MARGIN = 2
_SAMPLES = 9
_CORE = 0.5
"""Of what a warped pixel is made of, at least so much must be data (for rasters without an alpha band)."""


@dataclass(frozen=True)
class Patch:
    """The pixels of a tile (and of its collar): `values` (bands, height, width), `alpha` (height, width) 0
    to 255.

    Bytes stay bytes; anything else is float32 with NaN where there is no data.
    """

    values: NDArray[Any]
    alpha: NDArray[np.uint8]

    @property
    def is_full(self) -> bool:
        return bool(self.alpha.min() == 255)


@dataclass(frozen=True)
class Frame:
    """Where the pixels of a patch lie in EPSG:3857: its upper left corner, the pixel's side, how many there
    are.
    """

    left: float
    top: float
    pixel: float
    size: int

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        side = self.pixel * self.size
        return self.left, self.top - side, self.left + side, self.top


def frame_of(z: int, x: int, y: int, *, size: int, collar: int) -> Frame:
    left, top = tile_corner(z, x, y)
    pixel = tile_span(z) / size
    return Frame(left - collar * pixel, top + collar * pixel, pixel, size + 2 * collar)


def read_tile(
    path: Path, z: int, x: int, y: int, *, bands: tuple[int, ...], size: int = 256, collar: int = 0
) -> Patch | None:
    """The bands (from 1) of a raster on the pixels of a web-mercator tile; None where it has no data.

    `collar` pixels more are given on every side, for what looks at its neighbours. Colours are warped
    weighed by their opacity, heights by whether they are known: nothing that is no data bleeds into what is.
    Raises `rasterio.errors.RasterioError`, `OSError`; `IndexError` for a band that the file does not have.
    """
    frame = frame_of(z, x, y, size=size, collar=collar)
    with DATASETS.lend(path) as dataset:
        if max(bands) > dataset.count or min(bands) < 1:
            raise IndexError(f"the raster has {dataset.count} bands")
        way = _way(dataset, frame)
        if way is None:
            return _by_gdal(dataset, frame, bands)
        overview, averaged = _overview(dataset, way.scale)
        if overview < 0:
            return _warped(dataset, way.matrix, frame, bands, averaged)
        full = np.array([[dataset.width], [dataset.height]])
    with DATASETS.lend(path, overview) as dataset:
        matrix = way.matrix * (np.array([[dataset.width], [dataset.height]]) / full)
        return _warped(dataset, matrix, frame, bands, averaged)


@dataclass(frozen=True)
class Way:
    """From the centre of a patch's pixel (column, row) to pixels of the raster: `matrix` (2, 3).

    `scale`: how many of the raster's pixels one of the patch is wide; `error` in pixels of the patch.
    """

    matrix: NDArray[np.float64]
    scale: float
    error: float


@lru_cache(maxsize=64)
def _transformer(wkt: str) -> Transformer | None:
    try:
        return Transformer.from_crs(WEB_MERCATOR, CRS.from_wkt(wkt), always_xy=True)
    except CRSError:
        return None


@lru_cache(maxsize=8)
def _grid(size: int) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Columns and rows of sample points over a patch, and the pseudo-inverse of their affine design
    matrix.
    """
    along = np.linspace(0.0, float(size), _SAMPLES)
    columns, rows = (axis.ravel() for axis in np.meshgrid(along, along))
    design = np.stack([columns, rows, np.ones_like(columns)], axis=1)
    return columns, rows, np.asarray(np.linalg.pinv(design), np.float64)


def affine_way(wkt: str, inverse: Any, frame: Frame) -> Way | None:
    """The affine map nearest to the true one over the frame; None where the truth has none.

    `inverse` leads from the raster's CRS to its pixels. `error` is the largest distance from the true places
    at 9 × 9 points, edges included, between which the smooth difference cannot grow noticeably.
    """
    transformer = _transformer(wkt)
    if transformer is None:
        return None
    columns, rows, solver = _grid(frame.size)
    east, north = transformer.transform(frame.left + columns * frame.pixel, frame.top - rows * frame.pixel)
    across = inverse.a * east + inverse.b * north + inverse.c
    down = inverse.d * east + inverse.e * north + inverse.f
    if not (np.isfinite(across).all() and np.isfinite(down).all()):
        return None
    matrix = np.stack([solver @ across, solver @ down])
    scale = math.sqrt(abs(matrix[0, 0] * matrix[1, 1] - matrix[0, 1] * matrix[1, 0]))
    if not scale > 0:
        return None
    design = np.stack([columns, rows, np.ones_like(columns)])
    missed = np.hypot(*(matrix @ design - np.stack([across, down])))
    return Way(matrix, scale, float(missed.max()) / scale)


def _way(dataset: Any, frame: Frame) -> Way | None:
    way = affine_way(dataset.crs.to_wkt(), ~dataset.transform, frame) if dataset.crs else None
    return way if way is not None and way.error <= ERROR_MAX_PX else None


def _overview(dataset: Any, scale: float) -> tuple[int, int]:
    """The overview to read from (-1: the raster itself) and by how much to average what is read from it."""
    best, reached = -1, 1.0
    for number, factor in enumerate(dataset.overviews(1)):
        if reached < factor <= scale * _COARSER:
            best, reached = number, float(factor)
    left = scale / reached
    return best, (max(1, int(left)) if left > _FINER_MAX else 1)


def _warped(
    dataset: Any, matrix: NDArray[np.float64], frame: Frame, bands: tuple[int, ...], averaged: int
) -> Patch | None:
    window = _window(matrix, frame.size, dataset.width, dataset.height, averaged)
    if window is None:
        return None
    shape = (-(-window.height // averaged), -(-window.width // averaged))
    values, alpha = _read(dataset, bands, window, shape)
    if not alpha.any():
        return None
    local = matrix - np.array([[0, 0, window.col_off], [0, 0, window.row_off]])
    local = local * np.array([[shape[1] / window.width], [shape[0] / window.height]])
    # cv2 counts from the centres of pixels, the matrix from their corners.
    local[:, 2] += local[:, :2].sum(axis=1) * 0.5 - 0.5
    patch = _patch(values, alpha, local, frame.size)
    return _hardened(patch) if patch is not None and not _has_alpha(dataset) else patch


def _window(matrix: NDArray[np.float64], size: int, width: int, height: int, averaged: int) -> Window | None:
    corners = matrix @ np.array([[0, size, 0, size], [0, 0, size, size], [1, 1, 1, 1]], dtype=np.float64)
    margin = _MARGIN * averaged
    left, top = (max(0, math.floor(low) - margin) for low in corners.min(axis=1))
    highest = corners.max(axis=1)
    right = min(width, math.ceil(highest[0]) + margin)
    bottom = min(height, math.ceil(highest[1]) + margin)
    if right <= left or bottom <= top:
        return None
    return Window(left, top, right - left, bottom - top)


def _has_alpha(dataset: Any) -> bool:
    return ColorInterp.alpha in dataset.colorinterp


def _read(
    dataset: Any, bands: tuple[int, ...], window: Window, shape: tuple[int, int]
) -> tuple[NDArray[Any], NDArray[np.uint8]]:
    """The bands and how much of each pixel is data (0 to 255)."""
    how = {
        "window": window,
        "out_shape": (len(bands), *shape),
        "resampling": Resampling.average if shape != (window.height, window.width) else Resampling.nearest,
    }
    if _has_alpha(dataset):
        wanted = [*bands, dataset.colorinterp.index(ColorInterp.alpha) + 1]
        read = dataset.read(wanted, **{**how, "out_shape": (len(wanted), *shape)})
        top = 255 if read.dtype == np.uint8 else np.iinfo(read.dtype).max if read.dtype.kind == "u" else 0
        alpha = read[-1] if top == 255 else (read[-1] * (255 / (top or read[-1].max() or 1))).astype(np.uint8)
        values = read[:-1]
    else:
        values = dataset.read(list(bands), **how)
        alpha = _known(dataset, values, bands, window, shape)
    if values.dtype != np.uint8:
        values = values.astype(np.float32, copy=False)
        alpha = np.where(np.isfinite(values).all(axis=0), alpha, np.uint8(0))
    return values, alpha


def _known(
    dataset: Any, values: NDArray[Any], bands: tuple[int, ...], window: Window, shape: tuple[int, int]
) -> NDArray[np.uint8]:
    flags = dataset.mask_flag_enums[bands[0] - 1]
    if MaskFlags.per_dataset in flags:
        return np.asarray(dataset.read_masks(bands[0], window=window, out_shape=shape))
    if MaskFlags.nodata not in flags:
        return np.full(shape, 255, np.uint8)
    # Where one band of several happens to be black there is a picture all the same.
    nodata = np.asarray(dataset.nodatavals[bands[0] - 1]).astype(values.dtype)
    missing = np.isnan(values) if np.isnan(nodata) else values == nodata
    return np.where(missing.all(axis=0), np.uint8(0), np.uint8(255))


def _warp(band: NDArray[Any], matrix: NDArray[np.float64], size: int, border: int) -> NDArray[Any]:
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(band, matrix, (size, size), flags=flags, borderMode=border))


def _patch(
    values: NDArray[Any], alpha: NDArray[np.uint8], matrix: NDArray[np.float64], size: int
) -> Patch | None:
    """Warp onto `size` × `size` pixels; `matrix` leads from their centres to those of `values`."""
    if alpha.min() == 255:
        if min(alpha.shape) < 2:
            values, alpha = np.pad(values, ((0, 0), (0, 1), (0, 1)), "edge"), np.pad(alpha, ((0, 1), (0, 1)))
        warped = np.stack([_warp(band, matrix, size, cv2.BORDER_REPLICATE) for band in values])
        opacity = _warp(alpha, matrix, size, cv2.BORDER_CONSTANT)
        return _unknown_is_nan(warped, opacity)
    weight: NDArray[np.float32] = np.divide(alpha, 255, dtype=np.float32)
    opaque = alpha > 0
    # A height far above the sea loses its centimetres in float32 sums: they are made of what differs.
    offset = np.float32(0) if values.dtype == np.uint8 else values[:, opaque].min()
    share = _warp(weight, matrix, size, cv2.BORDER_CONSTANT)
    divisor = np.maximum(share, 1e-6)
    warped = np.stack(
        [_warp(_weighed(band, weight, offset), matrix, size, cv2.BORDER_CONSTANT) for band in values]
    )
    warped = warped / divisor + offset
    if values.dtype == np.uint8:
        warped = np.clip(np.rint(warped), 0, 255).astype(np.uint8)
    return _unknown_is_nan(warped, np.rint(share * 255).astype(np.uint8))


def _weighed(band: NDArray[Any], weight: NDArray[np.float32], offset: np.float32) -> NDArray[np.float32]:
    return np.where(weight > 0, (band - offset) * weight, np.float32(0)).astype(np.float32, copy=False)


def _unknown_is_nan(values: NDArray[Any], alpha: NDArray[np.uint8]) -> Patch | None:
    if not alpha.any():
        return None
    if values.dtype != np.uint8:
        values = np.where(alpha > 0, values, np.float32(np.nan))
    return Patch(values, alpha)


def _hardened(patch: Patch) -> Patch | None:
    """Known or not: what has no alpha band is not half there."""
    known = patch.alpha >= 255 * _CORE
    return _unknown_is_nan(patch.values, np.where(known, np.uint8(255), np.uint8(0)))


def _by_gdal(dataset: Any, frame: Frame, bands: tuple[int, ...]) -> Patch | None:
    options: dict[str, Any] = {}
    if not _has_alpha(dataset) and dataset.nodata is None:
        # Something has to say what lies outside of the raster.
        options = {"nodata": np.nan} if np.dtype(dataset.dtypes[0]).kind == "f" else {"add_alpha": True}
    with WarpedVRT(
        dataset,
        crs=WEB_MERCATOR,
        transform=from_origin(frame.left, frame.top, frame.pixel, frame.pixel),
        width=frame.size,
        height=frame.size,
        resampling=Resampling.bilinear,
        **options,
    ) as warped:
        values, alpha = _read(warped, bands, Window(0, 0, frame.size, frame.size), (frame.size, frame.size))
    return _unknown_is_nan(values, alpha)
