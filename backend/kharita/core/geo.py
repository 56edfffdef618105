"""Geometry in the database: the official projected system is the record, web mercator is derived from it."""

from typing import Any

from django.conf import settings
from django.contrib.gis.db import models
from django.contrib.gis.db.models.functions import GeomOutputGeoFunc
from django.db.models import F, Func, GeneratedField

WGS84 = 4326
WEB_MERCATOR = 3857


class OfficialGeometryField(models.GeometryField):  # type: ignore[type-arg]  # generic in stubs only
    """A geometry in the deployment's official CRS (`KHARITA_SRID`, metres).

    Migrations do not name the SRID, so that one set of them serves every deployment.
    """

    def __init__(self, *args: Any, geom_type: str = "GEOMETRY", **kwargs: Any) -> None:
        kwargs["srid"] = settings.KHARITA_SRID
        self.geom_type = geom_type
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[Any, Any, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("srid", None)
        kwargs["geom_type"] = self.geom_type
        return name, path, args, kwargs


class ToWebMercator(GeomOutputGeoFunc):
    """`ST_Transform(geometry, 3857)`: derived once when a row is written, read by every tile."""

    function = "ST_Transform"
    template = f"%(function)s(%(expressions)s, {WEB_MERCATOR})"
    arity = 1

    @property
    def geo_field(self) -> "models.GeometryField[Any, Any]":
        return models.GeometryField(srid=WEB_MERCATOR)


class Area(Func):
    """`ST_Area` of a geometry in the official CRS, as a plain number of square metres."""

    function = "ST_Area"
    arity = 1
    output_field = models.FloatField()


class Length(Func):
    """`ST_Length` of a geometry in the official CRS, as a plain number of metres."""

    function = "ST_Length"
    arity = 1
    output_field = models.FloatField()


def web_mercator_of(field: str) -> GeneratedField:
    """A stored column with `field` in web mercator, indexed, kept true by the database itself."""
    return GeneratedField(
        expression=ToWebMercator(F(field)),
        output_field=models.GeometryField(srid=WEB_MERCATOR, spatial_index=True),
        db_persist=True,
    )


def area_of(field: str) -> GeneratedField:
    """A stored column with the area of `field` in square metres."""
    return GeneratedField(expression=Area(F(field)), output_field=models.FloatField(), db_persist=True)


def length_of(field: str) -> GeneratedField:
    """A stored column with the length of `field` in metres."""
    return GeneratedField(expression=Length(F(field)), output_field=models.FloatField(), db_persist=True)
