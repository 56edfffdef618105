"""The schemas of the OGC API's answers, for its OpenAPI document."""

from typing import Any

_TEXT = {"type": "string"}
_URI = {"type": "string", "format": "uri"}
_LINKS = {"type": "array", "items": {"$ref": "#/components/schemas/link"}}
_POSITION: dict[str, Any] = {"type": "array", "items": {"type": "number"}, "minItems": 2}
_LINE: dict[str, Any] = {"type": "array", "items": _POSITION}
_RINGS: dict[str, Any] = {"type": "array", "items": _LINE}


def _object(required: tuple[str, ...], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": properties}


def _shape(kind: str, coordinates: dict[str, Any]) -> dict[str, Any]:
    return _object(("type", "coordinates"), type={"type": "string", "enum": [kind]}, coordinates=coordinates)


_GEOMETRIES: dict[str, dict[str, Any]] = {
    "pointGeoJSON": _shape("Point", _POSITION),
    "multipointGeoJSON": _shape("MultiPoint", _LINE),
    "linestringGeoJSON": _shape("LineString", _LINE),
    "multilinestringGeoJSON": _shape("MultiLineString", _RINGS),
    "polygonGeoJSON": _shape("Polygon", _RINGS),
    "multipolygonGeoJSON": _shape("MultiPolygon", {"type": "array", "items": _RINGS}),
}
_FEATURE: dict[str, Any] = {
    "type": {"type": "string", "enum": ["Feature"]},
    "id": {"type": "integer"},
    "geometry": {
        "nullable": True,
        "oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in _GEOMETRIES],
    },
    "properties": {"type": "object", "additionalProperties": True},
}
_BOX = {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 6}
_SPATIAL = _object(("bbox", "crs"), bbox={"type": "array", "items": _BOX, "minItems": 1}, crs=_URI)
_END = {"type": "string", "format": "date-time", "nullable": True}
_INTERVAL = {"type": "array", "items": _END, "minItems": 2, "maxItems": 2}
_TEMPORAL = _object(("interval",), interval={"type": "array", "items": _INTERVAL, "minItems": 1}, trs=_URI)

SCHEMAS: dict[str, dict[str, Any]] = {
    "link": _object(
        ("href", "rel"),
        href=_TEXT,
        rel=_TEXT,
        type=_TEXT,
        title=_TEXT,
        hreflang=_TEXT,
        templated={"type": "boolean"},
    ),
    "landingPage": _object(("links",), title=_TEXT, description=_TEXT, attribution=_TEXT, links=_LINKS),
    "confClasses": _object(("conformsTo",), links=_LINKS, conformsTo={"type": "array", "items": _URI}),
    "collections": _object(
        ("links", "collections"),
        links=_LINKS,
        crs={"type": "array", "items": _URI},
        collections={"type": "array", "items": {"$ref": "#/components/schemas/collection"}},
    ),
    "collection": _object(
        ("id", "links", "crs", "storageCrs"),
        id=_TEXT,
        title=_TEXT,
        description=_TEXT,
        keywords={"type": "array", "items": _TEXT},
        itemType={"type": "string", "enum": ["feature"]},
        crs={"type": "array", "items": _URI, "minItems": 1},
        storageCrs=_URI,
        extent={"type": "object", "properties": {"spatial": _SPATIAL, "temporal": _TEMPORAL}},
        links=_LINKS,
    ),
    "featureCollectionGeoJSON": _object(
        ("type", "features", "links", "timeStamp", "numberReturned"),
        type={"type": "string", "enum": ["FeatureCollection"]},
        features={"type": "array", "items": _object(("type", "geometry", "properties"), **_FEATURE)},
        links=_LINKS,
        timeStamp={"type": "string", "format": "date-time"},
        numberMatched={"type": "integer", "minimum": 0},
        numberReturned={"type": "integer", "minimum": 0},
    ),
    "featureGeoJSON": _object(("type", "geometry", "properties", "links"), **_FEATURE, links=_LINKS),
    **_GEOMETRIES,
    "jsonSchema": {
        "type": "object",
        "required": ["$schema", "$id", "type", "properties"],
        "properties": {
            "$schema": _URI,
            "$id": _URI,
            "type": {"type": "string", "enum": ["object"]},
            "title": _TEXT,
            "description": _TEXT,
            "properties": {"type": "object", "additionalProperties": {"type": "object"}},
            "additionalProperties": {"type": "boolean"},
        },
    },
    "tileSets": _object(("tilesets",), tilesets={"type": "array", "items": {"type": "object"}}, links=_LINKS),
    "openapi": _object(
        ("openapi", "info", "paths"),
        openapi={"type": "string", "pattern": r"^3\.0\.\d$"},
        info={"type": "object"},
        paths={"type": "object"},
    ),
    "anyObject": {"type": "object"},
    "problem": _object(
        ("type", "title", "status"),
        type=_TEXT,
        title=_TEXT,
        status={"type": "integer"},
        detail=_TEXT,
        field=_TEXT,
    ),
}
"""By the names that the standard's own schemas have, where it has one."""
