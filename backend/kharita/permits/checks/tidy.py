"""Geometries made fit for measuring: whatever comes in, valid polygons (or lines) come out, or nothing."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import shapely
from shapely import GeometryCollection, MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

SMALLEST_M2 = 0.01
NOWHERE = MultiPolygon()


def polygons_in(geometry: BaseGeometry | None) -> MultiPolygon:
    """The valid polygons of `geometry`, mended by their structure; empty when it covers no ground."""
    if not _is_usable(geometry):
        return NOWHERE
    flat: Any = shapely.force_2d(geometry)
    mended = flat if flat.is_valid else shapely.make_valid(flat, method="structure", keep_collapsed=False)
    return _gathered(mended)


def lines_in(geometry: BaseGeometry | None) -> MultiLineString:
    """The lines of `geometry` that have a length."""
    if not _is_usable(geometry):
        return MultiLineString()
    parts = shapely.get_parts(shapely.get_parts(shapely.force_2d(geometry)))
    return MultiLineString([part for part in parts if part.geom_type == "LineString" and part.length > 0])


def united(geometries: Iterable[BaseGeometry | None]) -> MultiPolygon:
    """The ground that any of them covers."""
    return merged(polygons_in(geometry) for geometry in geometries)


def merged(polygons: Iterable[BaseGeometry]) -> MultiPolygon:
    """The ground that any of these covers, which are valid already."""
    parts = [part for part in polygons if not part.is_empty]
    return _gathered(parts[0] if len(parts) == 1 else shapely.union_all(parts))


def common(one: BaseGeometry, other: BaseGeometry) -> MultiPolygon:
    """The ground that both cover (points and lines in which they merely touch left out)."""
    return _gathered(shapely.intersection(one, other))


def without(one: BaseGeometry, other: BaseGeometry) -> MultiPolygon:
    """The ground of `one` that `other` leaves."""
    return _gathered(shapely.difference(one, other))


def _gathered(geometry: BaseGeometry) -> MultiPolygon:
    parts = shapely.get_parts(geometry)
    if isinstance(geometry, GeometryCollection):  # it may hold multipolygons
        parts = shapely.get_parts(parts)
    polygons = [part for part in parts if isinstance(part, Polygon)]
    kept = [part for part, area in zip(polygons, shapely.area(polygons), strict=True) if area > SMALLEST_M2]
    return MultiPolygon(kept) if kept else NOWHERE


def _is_usable(geometry: BaseGeometry | None) -> bool:
    if geometry is None or geometry.is_empty:
        return False
    return bool(np.isfinite(shapely.get_coordinates(geometry)).all())
