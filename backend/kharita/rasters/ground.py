"""Metres on the ground of a raster's own units, and shapes brought into its CRS."""

from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Geod

from kharita.core.crs import way

_GEOD = Geod(ellps="WGS84")
_TRUE_WITHIN = 0.002
"""A projected grid this near to the ground's metres is measured in its own: as the cadastre does."""


@lru_cache(maxsize=64)
def crs_of(text: str) -> CRS:
    return CRS.from_user_input(text)


def metres_per_unit(crs: str, x: float, y: float) -> tuple[float, float]:
    """Metres that a unit of `crs` covers at (x, y), along x and along y.

    A projected CRS whose grid is true to the ground within 0.2 % is taken at its word; degrees and web
    mercator are measured on the ellipsoid.
    """
    system = crs_of(crs)
    step = 1e-5 if system.is_geographic else 1.0
    lon, lat = way(crs, "EPSG:4326")([x, x + step, x], [y, y, y + step])
    _, _, across = _GEOD.inv(lon[0], lat[0], lon[1], lat[1])
    _, _, along = _GEOD.inv(lon[0], lat[0], lon[2], lat[2])
    measured = across / step, along / step
    if system.is_geographic:
        return measured
    unit = float(system.axis_info[0].unit_conversion_factor)
    if max(abs(side / unit - 1) for side in measured) < _TRUE_WITHIN:
        return unit, unit
    return measured


def brought(shape: Any, crs: str, target: str) -> Any:
    """The shapely geometry in `target`, vertex by vertex."""
    if crs_of(crs) == crs_of(target):
        return shape
    return shapely.transform(shape, way(crs, target), interleaved=False)  # type: ignore[arg-type]  # stubs


def points_brought(points: NDArray[np.float64], crs: str, target: str) -> NDArray[np.float64]:
    """Points (n, 2) in `target`."""
    if crs_of(crs) == crs_of(target):
        return points
    return np.column_stack(way(crs, target)(points[:, 0], points[:, 1]))
