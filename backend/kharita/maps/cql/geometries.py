"""Geometries written in a filter: read from WKT or GeoJSON, moved into the official CRS."""

import json
import math
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from django.conf import settings
from django.utils.translation import gettext as _
from pyproj import CRS
from pyproj.exceptions import ProjError
from shapely.geometry.base import BaseGeometry

from kharita.core.crs import way
from kharita.maps.cql.tree import CqlFault

SLACK_DEGREES = 10.0
"""How far beyond the official CRS's area of use a shape is kept. Nothing recorded lies further out, where the
projection itself has no meaning."""
PARTS = 256
SEGMENT_MAX_DEGREES = 0.01
"""A straight side in degrees is a curve in metres: longer ones are cut before they are moved (1 km: 2 cm)."""


def from_wkt(text: str, at: str) -> BaseGeometry:
    """Raises `CqlFault`."""
    try:
        return _checked(shapely.from_wkt(text), at)
    except shapely.GEOSException as error:
        raise CqlFault(_("This geometry cannot be read."), at) from error


def from_geojson(document: dict[str, Any], at: str) -> BaseGeometry:
    """Raises `CqlFault`."""
    try:
        return _checked(shapely.from_geojson(json.dumps(document)), at)
    except (shapely.GEOSException, ValueError) as error:
        raise CqlFault(_("This geometry cannot be read."), at) from error


def from_bbox(numbers: list[float], at: str) -> BaseGeometry:
    """Four numbers, or six with heights (which are left out). Raises `CqlFault`."""
    if len(numbers) not in (4, 6) or not all(map(math.isfinite, numbers)):
        raise CqlFault(_("A box is four numbers: west,south,east,north."), at)
    half = len(numbers) // 2
    (west, south), (east, north) = numbers[:2], numbers[half : half + 2]
    if south > north:
        raise CqlFault(_("A box is four numbers: west,south,east,north."), at)
    if west <= east:
        return shapely.box(west, south, east, north)
    return shapely.MultiPolygon(
        [shapely.box(west, south, 180.0, north), shapely.box(-180.0, south, east, north)]
    )


def _checked(shape: BaseGeometry | None, at: str) -> BaseGeometry:
    if shape is None or shape.is_empty:
        raise CqlFault(_("This geometry is empty."), at)
    flat = shapely.force_2d(shape)
    if not np.isfinite(shapely.get_coordinates(flat)).all():
        raise CqlFault(_("This geometry cannot be read."), at)
    if not flat.is_valid:
        raise CqlFault(
            _("This geometry is not valid: %(reason)s") % {"reason": shapely.is_valid_reason(flat)}, at
        )
    return flat


@lru_cache(maxsize=64)
def _window(srid: int) -> tuple[BaseGeometry | None, bool]:
    """Where the official CRS has a meaning, in another CRS's degrees (None: that one is in metres)."""
    if not CRS.from_epsg(srid).is_geographic:
        return None, False
    area = CRS.from_epsg(settings.KHARITA_SRID).area_of_use
    if area is None:
        return None, True
    return shapely.box(
        area.west - SLACK_DEGREES,
        max(area.south - SLACK_DEGREES, -89.0),
        area.east + SLACK_DEGREES,
        min(area.north + SLACK_DEGREES, 89.0),
    ), True


def official(shape: BaseGeometry, srid: int, *, northing_first: bool, at: str) -> BaseGeometry:
    """`shape` in the official CRS. What lies far outside its area is cut off, so that no shape of the whole
    world breaks the projection; None of it left: an empty geometry. Raises `CqlFault`."""
    if northing_first:
        shape = shapely.transform(shape, lambda xy: xy[:, ::-1])
    if srid == settings.KHARITA_SRID:
        return shape
    window, in_degrees = _window(srid)
    if window is not None and not window.contains(shape):
        shape = shapely.intersection(shape, window)
        if shape.is_empty:
            return shape
    west, south, east, north = shape.bounds
    extent = max(east - west, north - south)
    longest = max(extent / PARTS, SEGMENT_MAX_DEGREES) if in_degrees else extent / PARTS
    if longest > 0 and extent > longest and (in_degrees or extent > 10_000):
        shape = shapely.segmentize(shape, longest)
    try:
        to_official = way(srid, settings.KHARITA_SRID)
        moved = shapely.transform(shape, lambda xy: np.column_stack(to_official(*xy.T)))
    except ProjError as error:
        raise CqlFault(_("This geometry lies where its coordinate system has no meaning."), at) from error
    if not np.isfinite(shapely.get_coordinates(moved)).all():
        raise CqlFault(_("This geometry lies where its coordinate system has no meaning."), at)
    return moved
