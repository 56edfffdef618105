"""Where a raster says that it lies: its CRS and transform, and whether that place makes sense."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from affine import Affine
from pyproj import CRS as ProjCRS
from pyproj.exceptions import CRSError as ProjCRSError
from rasterio._err import CPLE_BaseError
from rasterio.crs import CRS
from rasterio.errors import CRSError
from rasterio.warp import transform as to_crs

from kharita.core.confined_child import Fault

WGS84 = CRS.from_epsg(4326)
METRES_PER_DEGREE = 111_320.0  # of latitude; the equator's degree of longitude
PIXEL_MIN_M, PIXEL_MAX_M = 0.001, 100.0
SLACK_DEGREES = 3.0  # that surveys at the edge of a CRS's area may lie outside of it
WKT_MAX = 20_000
# Zones in use in Morocco (Merchich), and what software falls back to; UTM is tried by longitude.
CANDIDATES = (26191, 26192, 26194, 26195, 4326, 3857)
Box = tuple[float, float, float, float]
Points = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Place:
    """`bounds` is west, south, east, north in WGS84; `notices` are codes."""

    epsg: int | None
    wkt: str
    pixel_size_m: tuple[float, float]
    bounds: Box
    notices: tuple[str, ...]


def find_place(
    crs: CRS | None, transform: Affine, size: tuple[int, int], *, gcps: int, region: Box | None
) -> Place:
    """The place of a raster of `size` (width, height); it must touch `region` (WGS84). Raises `Fault`."""
    if gcps:
        # A pixel of no size makes a corner a point of its own; it takes three to place a picture.
        raise Fault("only-gcps" if gcps >= 3 else "bad-transform")
    _check_transform(transform, size, has_crs=crs is not None)
    wkt = _usable(crs)
    assert crs is not None  # noqa: S101 - `_usable` refuses None
    columns, rows = _edge(*size)
    xs = transform.a * columns + transform.b * rows + transform.c
    ys = transform.d * columns + transform.e * rows + transform.f
    bounds = _bounds(crs, xs, ys)
    epsg = _epsg(crs)
    if bounds is None or (region is not None and not _touch(bounds, region)):
        _refuse_place(crs, xs, ys, bounds, region)
    assert bounds is not None  # noqa: S101 - `_refuse_place` always raises
    if region is None:
        _check_area_of_use(crs, epsg, xs, ys, bounds)
    return Place(epsg, wkt, _pixel_size_m(crs, transform, bounds), bounds, _notices(crs, transform))


def _check_transform(transform: Affine, size: tuple[int, int], *, has_crs: bool) -> None:
    numbers = tuple(transform)[:6]
    if not all(math.isfinite(number) for number in numbers):
        raise Fault("bad-transform")
    if transform.is_identity or (transform.e > 0 and transform.almost_equals(Affine.scale(1, -1))):
        raise Fault("no-place" if has_crs else "no-georeference")
    determinant = transform.a * transform.e - transform.b * transform.d
    if determinant == 0 or not math.isfinite(determinant) or max(map(abs, numbers)) > 1e9:
        raise Fault("bad-transform")


def _usable(crs: CRS | None) -> str:
    """The CRS as WKT. Raises `Fault` for none, and for one that cannot be placed on a map in metres."""
    if crs is None or not crs:
        raise Fault("no-crs")
    try:
        wkt = str(crs.to_wkt())
        placeable = crs.is_projected or crs.is_geographic
    except CRSError as error:
        raise Fault("crs-unusable") from error
    # A WKT may name files with grids, or carry PROJ's own language: neither is followed.
    lowered = wkt.lower()
    if not placeable or len(wkt) > WKT_MAX or any(word in lowered for word in ("grids", "proj4", "+proj")):
        raise Fault("crs-unusable")
    return wkt


def _edge(width: int, height: int) -> tuple[Points, Points]:
    """Points along the outline in pixels, as edges are curves in another CRS."""
    along = np.linspace(0, 1, 9)
    ones, zeros = np.ones(9), np.zeros(9)
    columns = np.concatenate([along, along, zeros, ones, [0.5]]) * width
    rows = np.concatenate([zeros, ones, along, along, [0.5]]) * height
    return columns, rows


def _bounds(crs: CRS, xs: Points, ys: Points) -> Box | None:
    """In WGS84; None where the CRS cannot place the points on Earth."""
    try:
        longitudes, latitudes = (np.asarray(part, float) for part in to_crs(crs, WGS84, list(xs), list(ys)))
    except (CRSError, CPLE_BaseError, ValueError):
        return None
    if not (np.isfinite(longitudes).all() and np.isfinite(latitudes).all()):
        return None
    box = (longitudes.min(), latitudes.min(), longitudes.max(), latitudes.max())
    if box[0] < -180 or box[2] > 180 or box[1] < -89 or box[3] > 89:
        return None
    return tuple(round(float(value), 9) for value in box)  # type: ignore[return-value]  # four of them


def _touch(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _refuse_place(crs: CRS, xs: Points, ys: Points, bounds: Box | None, region: Box | None) -> None:
    """Say what is wrong with the place: exchanged coordinates, another CRS, or only elsewhere."""
    swapped = _bounds(crs, ys, xs)
    if swapped is not None and region is not None and _touch(swapped, region):
        raise Fault("swapped-axes")
    if region is not None and (epsg := _fitting(xs, ys, region)):
        raise Fault("wrong-crs", epsg=epsg)
    if bounds is None:
        raise Fault("off-earth")
    west, south, east, north = bounds
    raise Fault("elsewhere", longitude=round((west + east) / 2, 4), latitude=round((south + north) / 2, 4))


def _fitting(xs: Points, ys: Points, region: Box) -> int | None:
    """The EPSG code of the CRS in which the same coordinates fall into `region`."""
    zone = int(((region[0] + region[2]) / 2 + 180) // 6) + 1
    hemisphere = 32600 if region[1] + region[3] >= 0 else 32700
    near: Iterable[int] = (hemisphere + zone, hemisphere + max(zone - 1, 1), hemisphere + min(zone + 1, 60))
    for epsg in (*near, *CANDIDATES):
        bounds = _bounds(CRS.from_epsg(epsg), xs, ys)
        if bounds is not None and _touch(bounds, region):
            return epsg
    return None


def _check_area_of_use(crs: CRS, epsg: int | None, xs: Points, ys: Points, bounds: Box) -> None:
    if epsg is None or crs.is_geographic:
        return
    try:
        area = ProjCRS.from_epsg(epsg).area_of_use
    except ProjCRSError:
        return
    if area is None:
        return
    wide = (area.west - SLACK_DEGREES, area.south - SLACK_DEGREES, area.east + SLACK_DEGREES,
            area.north + SLACK_DEGREES)  # fmt: skip
    if area.west > area.east or _touch(bounds, wide):  # an area across the antimeridian is not judged
        return
    swapped = _bounds(crs, ys, xs)
    if swapped is not None and _touch(swapped, wide):
        raise Fault("swapped-axes")
    raise Fault("off-earth")


def _epsg(crs: CRS) -> int | None:
    found: int | None = crs.to_epsg()
    return found


def _pixel_size_m(crs: CRS, transform: Affine, bounds: Box) -> tuple[float, float]:
    across, down = math.hypot(transform.a, transform.d), math.hypot(transform.b, transform.e)
    if crs.is_geographic:
        latitude = math.radians((bounds[1] + bounds[3]) / 2)
        size = (across * METRES_PER_DEGREE * math.cos(latitude), down * METRES_PER_DEGREE)
    else:
        factor = float(crs.linear_units_factor[1])
        size = (across * factor, down * factor)
    if not (min(size) >= PIXEL_MIN_M and max(size) <= PIXEL_MAX_M):
        raise Fault("pixel-size", metres=f"{max(size):.3g}")
    return round(size[0], 6), round(size[1], 6)


def _notices(crs: CRS, transform: Affine) -> tuple[str, ...]:
    notices = []
    if crs.is_geographic:
        notices.append("degrees")
    elif abs(float(crs.linear_units_factor[1]) - 1) > 1e-9:
        notices.append("not-metres")
    if transform.b != 0 or transform.d != 0:
        notices.append("rotated")
    elif transform.e > 0 or transform.a < 0:
        notices.append("mirrored")
    return tuple(notices)
