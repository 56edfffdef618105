"""Geometry at the API's edge: GeoJSON in WGS84 outside, the official CRS inside."""

import json
from typing import Any

import shapely
from django.conf import settings
from django.contrib.gis.geos import GEOSGeometry, MultiPolygon, Point
from django.utils.translation import gettext as _
from shapely.errors import GEOSException

from kharita.core.crs import way
from kharita.core.errors import BadInput
from kharita.core.geo import WGS84
from kharita.importing.geometry import moved
from kharita.permits.checks.presenting import to_degrees

VERTICES_MAX = 20_000


def geojson_of(geometry: GEOSGeometry | None) -> dict[str, Any] | None:
    """A stored geometry as GeoJSON (RFC 7946)."""
    return None if geometry is None else to_degrees(shapely.from_wkb(bytes(geometry.wkb)))


def area_from(geojson: dict[str, Any] | None, *, field: str) -> MultiPolygon | None:
    """A Polygon or MultiPolygon in WGS84 as a stored area. Raises `BadInput` for anything else."""
    if geojson is None:
        return None
    refusal = BadInput(
        _("Draw a simple area: one or more outlines that do not cross themselves."), field=field
    )
    try:
        drawn = shapely.from_geojson(json.dumps(geojson))
    except (GEOSException, ValueError, TypeError) as error:
        raise refusal from error
    if drawn is None or drawn.geom_type not in ("Polygon", "MultiPolygon") or drawn.is_empty:
        raise refusal
    if shapely.get_num_coordinates(drawn) > VERTICES_MAX:
        raise BadInput(_("This outline has too many points."), field=field, max=VERTICES_MAX)
    placed = moved(drawn, way(WGS84, settings.KHARITA_SRID))
    if not shapely.is_valid(placed) or placed.area <= 0:
        raise refusal
    stored = GEOSGeometry(memoryview(shapely.to_wkb(shapely.force_2d(placed))), srid=settings.KHARITA_SRID)
    return stored if isinstance(stored, MultiPolygon) else MultiPolygon(stored, srid=stored.srid)


def point_from(place: tuple[float, float] | None) -> Point | None:
    """(longitude, latitude) as a stored point."""
    if place is None:
        return None
    east, north = way(WGS84, settings.KHARITA_SRID)(*place)
    if not (abs(east) < 1e8 and abs(north) < 1e8):
        raise BadInput(_("This place lies outside the country's projection."), field="position")
    return Point(east, north, srid=settings.KHARITA_SRID)
