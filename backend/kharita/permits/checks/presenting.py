"""Findings as they are kept (codes and values) and as they are shown (words); shapes in WGS84 at the edge."""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

import numpy as np
import shapely
from django.conf import settings
from shapely.geometry.base import BaseGeometry

from kharita.core.crs import way
from kharita.core.geo import WGS84
from kharita.importing.geometry import moved
from kharita.permits.checks.finding import Finding, Measure, Outcome, Shape
from kharita.permits.checks.wording import detail_of, title_of

_DEGREES = 8  # decimals: about a millimetre

Degrees = Callable[[BaseGeometry], dict[str, Any]]

_GRAVITY: Mapping[str, int] = {
    outcome: rank for rank, outcome in enumerate((Outcome.PASS, Outcome.UNKNOWN, Outcome.WARN, Outcome.FAIL))
}


def as_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as a check run keeps them: no words, shapes as a GeoJSON feature collection (RFC 7946)."""
    degrees = cache(to_degrees)  # the plot and its edges are shown by many findings
    return [
        {
            "id": finding.id,
            "part": finding.part,
            "outcome": finding.outcome.value,
            "message": finding.message,
            "values": dict(finding.values),
            "article_ref": finding.article_ref,
            "measure": _measure(finding.measure),
            "shapes": feature_collection(finding.shapes, degrees),
        }
        for finding in findings
    ]


def present(kept: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Kept findings with title and sentence in the reader's language; `message` and `values` stay inside."""
    return [
        {
            "id": finding["id"],
            "part": finding["part"],
            "outcome": finding["outcome"],
            "title": title_of(finding["id"]),
            "detail": detail_of(finding["message"], finding["values"]),
            "article_ref": finding["article_ref"],
            "measure": finding["measure"],
            "shapes": finding["shapes"],
        }
        for finding in kept
    ]


def worst_of(findings: Iterable[Finding]) -> Outcome:
    """The gravest outcome: fail, warn, unknown, pass."""
    return max((finding.outcome for finding in findings), key=_GRAVITY.__getitem__, default=Outcome.UNKNOWN)


def counts_of(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings there are of each outcome."""
    outcomes = [finding.outcome for finding in findings]
    return {outcome.value: outcomes.count(outcome) for outcome in Outcome}


def feature_collection(shapes: Iterable[Shape], degrees: Degrees | None = None) -> dict[str, Any]:
    """Shapes in WGS84, each with its `role` and `label`."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"role": shape.role, "label": shape.label},
                "geometry": (degrees or to_degrees)(shape.geometry),
            }
            for shape in shapes
        ],
    }


def to_degrees(geometry: BaseGeometry) -> dict[str, Any]:
    """A geometry of the official CRS as GeoJSON in WGS84, rings turned as RFC 7946 wants them."""
    turned = shapely.orient_polygons(moved(geometry, _transform))
    found: dict[str, Any] = json.loads(shapely.to_geojson(turned))
    return found


def _transform(x: Any, y: Any) -> tuple[Any, Any]:
    east, north = way(settings.KHARITA_SRID, WGS84)(x, y)
    return np.round(east, _DEGREES), np.round(north, _DEGREES)


def _measure(measure: Measure | None) -> dict[str, Any] | None:
    if measure is None:
        return None
    return {
        "given": measure.given,
        "limit": measure.limit,
        "unit": measure.unit,
        "sense": measure.sense,
    }
