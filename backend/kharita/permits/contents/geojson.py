"""A GeoJSON file: whether it is JSON to its end, and holds a geometry (RFC 7946)."""

import json
from pathlib import Path
from typing import Any

from kharita.core.confined_child import Fault

GEOMETRIES = frozenset(
    {"Polygon", "MultiPolygon", "LineString", "MultiLineString", "Point", "MultiPoint", "GeometryCollection"}
)


def look_at_geojson(path: Path) -> dict[str, Any]:
    """`{"pages": 1}`. Raises `Fault`."""
    try:
        read = json.loads(path.read_bytes().decode("utf-8-sig"))
    except ValueError as error:
        raise Fault("geojson-unreadable") from error
    kind = read.get("type") if isinstance(read, dict) else None
    if kind not in GEOMETRIES | {"Feature", "FeatureCollection"}:
        raise Fault("geojson-unreadable")
    if kind == "FeatureCollection" and not read.get("features"):
        raise Fault("drawing-empty")
    return {"pages": 1}
