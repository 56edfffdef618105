"""Rows and facets of the territory as the answers of `schemas`."""

import json
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urlencode

from django.utils.functional import Promise

from kharita.core.facets import FacetContent, ParcelFacet
from kharita.territory.dossier import Dossier


def names(thing: Any, field: str = "name") -> dict[str, str]:
    """A `Named` row's names as the API gives them."""
    return {code: getattr(thing, f"{field}_{code}") for code in ("ar", "fr", "en")}


def plain(value: Any) -> Any:
    """A value of a facet as JSON has it: texts translated now, dates in ISO 8601."""
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)


def facet(declared: ParcelFacet, content: FacetContent) -> dict[str, Any]:
    table = content.table and {
        "columns": [{"id": column, "title": str(title)} for column, title in content.table.columns],
        "rows": [{key: plain(value) for key, value in row.items()} for row in content.table.rows],
    }
    return {
        "id": declared.id,
        "title": str(declared.title),
        "entries": [
            {
                "id": entry.id,
                "label": str(entry.label),
                "value": plain(entry.value),
                "unit": entry.unit,
                "level": entry.level,
            }
            for entry in content.entries
        ],
        "table": table,
        "notes": [str(note) for note in content.notes],
        "shapes": [dict(shape) for shape in content.shapes],
    }


def links(parcel: Any) -> dict[str, str]:
    """The addresses of a parcel: they name its commune, and its version once it has been retired."""
    query: dict[str, int] = {"commune": parcel.commune_id}
    if parcel.valid_to is not None:
        query["version"] = parcel.pk
    page, asked = f"/p/{quote(parcel.slug)}", urlencode(query)
    return {
        "page": f"{page}?{asked}",
        "print": f"{page}/print?{asked}",
        "html": f"{page}/dossier.html?{asked}",
        "geojson": f"/api/v1/layers/parcels/items/{parcel.pk}",
    }


def dossier(found: Dossier) -> dict[str, Any]:
    parcel = found.parcel
    west, south, east, north = parcel.shown.extent
    inside = parcel.shown.point_on_surface
    commune = {"id": parcel.commune_id, "code": parcel.commune.code, "name": names(parcel.commune)}
    return {
        "parcel": {
            "id": parcel.pk,
            "slug": parcel.slug,
            "reference": parcel.reference,
            "commune": commune,
            "tenure": parcel.tenure if found.for_desk else None,
            "address": {"ar": parcel.address_ar, "fr": parcel.address, "en": ""} if found.for_desk else None,
            "area_m2": parcel.area_m2,
            "declared_area_m2": parcel.declared_area_m2 if found.for_desk else None,
            "valid_from": parcel.valid_from,
            "valid_to": parcel.valid_to,
            "geometry": json.loads(parcel.shown.json),
            "bbox": (west, south, east, north),
            "center": (inside.x, inside.y),
            "districts": [{"kind": district.kind, "name": names(district)} for district in found.districts],
        },
        "facets": [facet(declared, content) for declared, content in found.facets],
        "links": links(parcel),
    }
