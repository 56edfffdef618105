"""What a collection's columns hold, and by which it is filtered and sorted: JSON Schema (Parts 3 and 5)."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from kharita.core.layers import Layer
from kharita.maps.cql.compiling import GEOMETRY, queryables_of
from kharita.maps.door import OpenLayer, open_layer
from kharita.maps.fields import Column, columns_of
from kharita.maps.tiles import layer_named
from kharita.ogc import links, pages
from kharita.ogc.answers import SCHEMA_JSON, answer, served

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FORMATS = {"point": "geometry-point", "line": "geometry-any", "polygon": "geometry-multipolygon"}
_TYPES: Mapping[str, dict[str, str]] = {
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
    "string": {"type": "string"},
}


def _column(column: Column, layer: Layer) -> dict[str, Any]:
    told: dict[str, Any] = {"title": str(column.title), **_TYPES[column.kind]}
    if column.choices:
        told["enum"] = [value for value, _title in column.choices]
        told["x-ogc-codelist"] = {value: str(title) for value, title in column.choices}
    elif column.kind == "string" and column.length:
        told["maxLength"] = column.length
    if role := _role(column.name, layer):
        told["x-ogc-role"] = role
    return told


def _role(name: str, layer: Layer) -> str:
    if layer.period is not None and name in layer.period:
        start, end = layer.period
        if start == end:
            return "primary-instant"
        return "primary-interval-start" if name == start else "primary-interval-end"
    return "type" if name == layer.classify_by else ""


def properties_of(opened: OpenLayer) -> dict[str, Any]:
    """Each shown column as JSON Schema, the id first and the geometry last."""
    layer = opened.layer
    geometry = {"title": _("Geometry"), "format": FORMATS[layer.kind], "x-ogc-role": "primary-geometry"}
    shown = {column.name: _column(column, layer) for column in columns_of(opened)}
    identity = {"title": _("Number"), "type": "integer", "x-ogc-role": "id"}
    told = {"id": identity, **shown, GEOMETRY: geometry}
    for place, one in enumerate(told.values(), 1):
        one["x-ogc-propertySeq"] = place
    return told


def _answer(
    request: HttpRequest, layer_id: str, section: str, title: str, keep: frozenset[str] | None
) -> HttpResponseBase:
    layer = layer_named(layer_id)
    opened = open_layer(layer, request.user)
    if section == "queryables":
        keep = frozenset(queryables_of(opened))
    properties = {
        name: told
        for name, told in properties_of(opened).items()
        if (keep is None or name in keep) and not (section == "sortables" and name == GEOMETRY)
    }
    path = f"{links.ROOT}/collections/{layer.id}/{section}"
    document = {
        "$schema": DIALECT,
        "$id": request.build_absolute_uri(path),
        "type": "object",
        "title": f"{layer.title}: {title}",
        "description": str(layer.description or layer.title),
        "properties": properties,
        "additionalProperties": False,
    }
    template = "ogc/queryables.html" if section == "queryables" else "ogc/schema.html"
    return answer(
        request, document, template=template, media=SCHEMA_JSON, context=pages.about(layer, section)
    )


@served()
def queryables(request: HttpRequest, layer_id: str) -> HttpResponseBase:
    """The properties that `filter` may speak of (Part 3, /req/queryables)."""
    return _answer(request, layer_id, "queryables", _("to filter by"), None)


@served()
def sortables(request: HttpRequest, layer_id: str) -> HttpResponseBase:
    """The properties that `sortby` may name."""
    return _answer(request, layer_id, "sortables", _("to sort by"), None)


@served()
def schema(request: HttpRequest, layer_id: str) -> HttpResponseBase:
    """What the features of a collection hold (Part 5)."""
    return _answer(request, layer_id, "schema", _("what the columns hold"), None)
