"""Measuring on a survey: lengths and areas in the official CRS's plane, heights from the survey's files."""

import json
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Any

import shapely
from django.conf import settings
from django.contrib.gis.geos import GEOSGeometry
from django.db import transaction
from django.utils.translation import gettext as _
from shapely.errors import GEOSException
from shapely.geometry.base import BaseGeometry

from kharita.accounts.models import User
from kharita.accounts.rights import check_right
from kharita.core.crs import way
from kharita.core.errors import BadInput, NotAllowed, NotFound
from kharita.core.geo import WGS84
from kharita.importing.geometry import moved
from kharita.surveys.models import Measurement, Product, Survey
from kharita.surveys.models.flight import UPLOAD
from kharita.surveys.models.inside import VIEW

DEGREES = "EPSG:4326"
VERTICES_MAX = 2_000
Values = dict[str, Any]
Kind = Measurement.Kind
SHAPES = {
    Kind.DISTANCE: "LineString", Kind.PROFILE: "LineString", Kind.AREA: "Polygon", Kind.VOLUME: "Polygon",
    Kind.DIFFERENCE: "Polygon", Kind.HEIGHT: "Point", Kind.NOTE: "Point",
}  # fmt: skip
_STORED = {"LineString": "line", "Polygon": "polygon", "Point": "point"}


def measure(*, survey: Survey, before: Survey | None, kind: str, geometry: dict[str, Any]) -> Values:
    """The figures of `geometry` (GeoJSON in WGS84) on a survey, and on an earlier one where it is compared.

    Raises `BadInput` for a shape that is not of the kind's, `NotFound` where a survey has no heights.
    """
    wanted = Kind(kind)
    shape = shape_from(geometry, wanted)
    plane = _official(shape)
    if wanted == Kind.DISTANCE:
        return {"length_m": plane.length}
    if wanted == Kind.AREA:
        return {"length_m": plane.length, "area_m2": plane.area}
    if wanted == Kind.NOTE:
        return {}
    earlier = None if before is None else _heights(before)
    return _BY_KIND[wanted](shape, plane, _heights(survey), earlier)


@transaction.atomic
def keep_measurement(
    *, survey: Survey, before: Survey | None, kind: str, geometry: dict[str, Any], name: str, note: str,
    actor: User, now: datetime,
) -> Measurement:  # fmt: skip
    """Keep a measurement under a name. Raises `NotAllowed` and what `measure` does."""
    check_right(actor, VIEW, survey.commune_id)
    values = measure(survey=survey, before=before, kind=kind, geometry=geometry)
    shape = shape_from(geometry, Kind(kind))
    placed = memoryview(shapely.to_wkb(_official(shape)))
    made: Measurement = Measurement.objects.create(
        commune_id=survey.commune_id, survey=survey, before=before, kind=kind,
        shape=_STORED[shape.geom_type], name=name.strip(), note=note.strip(),
        geometry=GEOSGeometry(placed, srid=settings.KHARITA_SRID), values=values,
        length_m=values.get("length_m"), area_m2=values.get("area_m2"), height_m=values.get("height_m"),
        volume_m3=values.get("volume_m3", values.get("net_m3")), created_by=actor, created_at=now,
    )  # fmt: skip
    return made


@transaction.atomic
def name_measurement(*, measurement: Measurement, name: str, note: str, actor: User) -> Measurement:
    """Give a kept measurement another name or remark."""
    _check_own(measurement, actor)
    measurement.name, measurement.note = name.strip(), note.strip()
    measurement.save(update_fields=["name", "note"])
    return measurement


@transaction.atomic
def remove_measurement(*, measurement: Measurement, actor: User) -> None:
    """Delete a kept measurement: one's own, or as who uploads surveys here."""
    _check_own(measurement, actor)
    measurement.delete()


def may_change(measurement: Measurement, actor: User) -> bool:
    """Whether `actor` may rename or delete it."""
    return measurement.created_by_id == actor.pk or actor.can(UPLOAD, measurement.commune_id)


def _check_own(measurement: Measurement, actor: User) -> None:
    if not may_change(measurement, actor):
        raise NotAllowed(_("This is somebody else's."))


def shape_from(geometry: dict[str, Any], kind: Kind) -> BaseGeometry:
    """The drawn shape, in degrees. Raises `BadInput`."""
    refusal = BadInput(_("This shape cannot be measured so: draw it again."), field="geometry")
    try:
        shape = shapely.from_geojson(json.dumps(geometry))
    except (GEOSException, ValueError, TypeError) as error:
        raise refusal from error
    if shape is None or shape.is_empty or shape.geom_type != SHAPES[kind] or not shapely.is_valid(shape):
        raise refusal
    if shapely.get_num_coordinates(shape) > VERTICES_MAX:
        raise BadInput(_("This outline has too many points."), field="geometry", max=VERTICES_MAX)
    west, south, east, north = shape.bounds
    if not (-180 <= west <= east <= 180 and -85 <= south <= north <= 85):
        raise refusal
    return shapely.force_2d(shape)


def _official(shape: BaseGeometry) -> BaseGeometry:
    placed: BaseGeometry = moved(shape, way(WGS84, settings.KHARITA_SRID))
    if not all(abs(part) < 1e8 for part in placed.bounds):
        raise BadInput(_("This place lies outside the country's projection."), field="geometry")
    return placed


def _height_of(shape: BaseGeometry, plane: BaseGeometry, after: Product, before: Product | None) -> Values:
    told = {"height_m": _value(after, shape), "before_m": None if before is None else _value(before, shape)}
    if told["height_m"] is None:
        raise NotFound(_("The survey shows nothing at this place."))
    if told["before_m"] is not None:
        told["change_m"] = told["height_m"] - told["before_m"]
    return {name: value for name, value in told.items() if value is not None}


def _value(product: Product, shape: BaseGeometry) -> float | None:
    (place,) = shapely.get_coordinates(shape).tolist()
    (values,) = _rasters().value_at(product.analysis, [(place[0], place[1])], crs=DEGREES)
    value: float | None = values[0]
    return value


def _profile_of(shape: BaseGeometry, plane: BaseGeometry, after: Product, before: Product | None) -> Values:
    found = _rasters().profile(after.analysis, shape, None, crs=DEGREES)
    earlier = [None] * len(found.heights_m)
    if before is not None:
        earlier = list(_rasters().profile(before.analysis, shape, found.step_m, crs=DEGREES).heights_m)
    points = [
        {"distance_m": distance, "height_m": height, "before_m": was}
        for distance, height, was in zip(found.distances_m, found.heights_m, earlier, strict=True)
    ]
    return {"length_m": plane.length, "profile": points}


def _volume_of(shape: BaseGeometry, plane: BaseGeometry, after: Product, before: Product | None) -> Values:
    found = _rasters().volume(after.analysis, shape, _rasters().Base("plane", None), crs=DEGREES)
    return {"area_m2": plane.area, "volume_m3": found.above_m3, "share_seen": found.known_share}


def _difference_of(
    shape: BaseGeometry, plane: BaseGeometry, after: Product, before: Product | None
) -> Values:
    if before is None:
        raise BadInput(_("Choose an earlier survey to compare with."), field="before")
    found = _rasters().difference_volume(before.analysis, after.analysis, shape, crs=DEGREES)
    return {
        "area_m2": plane.area, "fill_m3": found.fill_m3, "cut_m3": found.cut_m3, "net_m3": found.net_m3,
        "change_m": found.mean_change_m, "share_seen": found.known_share,
    }  # fmt: skip


_BY_KIND = {
    Kind.HEIGHT: _height_of, Kind.PROFILE: _profile_of, Kind.VOLUME: _volume_of,
    Kind.DIFFERENCE: _difference_of,
}  # fmt: skip


def _heights(survey: Survey) -> Product:
    kinds = (Product.Kind.DSM, Product.Kind.DTM)
    found = {
        product.kind: product for product in Product.objects.ready().filter(survey=survey, kind__in=kinds)
    }
    for kind in kinds:
        if kind in found:
            return found[kind]
    raise NotFound(_("Survey %(number)s has no heights.") % {"number": survey.number})


@cache
def _rasters() -> Any:
    return import_module("kharita.rasters.measuring")  # loads exactextract: only where something is measured
