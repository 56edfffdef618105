"""What the published viewer draws the map from: the manifest in each language, and where names stand."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import translation

from kharita.catalog.entries import Entry
from kharita.catalog.publishing.files import Desk, PublishedFile
from kharita.core.geo import WGS84
from kharita.maps.fields import columns_of
from kharita.maps.manifest import manifest_of

NAMED_AREAS = ("communes", "districts")
PYRAMID = "pmtiles"
Files = Mapping[str, list[PublishedFile]]


def write_maps(desk: Desk, folder: str, entries: list[Entry], files: Files) -> dict[str, str]:
    """Write one manifest for each language; their paths by language."""
    return {
        code: desk.json(f"{folder}map.{code}.json", _map_in(code, entries, files)).path
        for code, _name in settings.LANGUAGES
    }


def _map_in(language: str, entries: list[Entry], files: Files) -> dict[str, Any]:
    """The API's own manifest in that language, of the published layers alone, their tiles in files."""
    published = {entry.layer.id: entry for entry in entries}
    with translation.override(language):
        told = manifest_of(None)
        told["layers"] = [
            layer
            | {
                "tiles": _pyramid_of(files[layer["id"]]),
                "columns": [
                    {
                        "name": column.name,
                        "title": str(column.title),
                        "kind": column.kind,
                        "choices": {value: str(title) for value, title in column.choices},
                    }
                    for column in columns_of(published[layer["id"]].opened)
                ],
            }
            for layer in told["layers"]
            if layer["id"] in published
        ]
    return told


def _pyramid_of(files: list[PublishedFile]) -> str:
    return next(file.path for file in files if file.format == PYRAMID)


def write_names(desk: Desk, folder: str, entries: list[Entry]) -> dict[str, str]:
    """Write where the names of large areas stand, as points; their paths by layer."""
    return {
        entry.layer.id: desk.json(f"{folder}names/{entry.layer.id}.geojson", _name_points(entry)).path
        for entry in entries
        if entry.layer.id in NAMED_AREAS
    }


def _name_points(entry: Entry) -> dict[str, Any]:
    fields = [name for name in entry.opened.fields if name.startswith("name_")]
    names = ", ".join(f'"{name}"' for name in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT id, ST_X(at), ST_Y(at), {names} FROM (
                  SELECT *, ST_Transform(ST_PointOnSurface(geometry), {WGS84}) AS at
                  FROM {entry.opened.source} WHERE geometry IS NOT NULL) AS named ORDER BY id""",  # noqa: S608  # from the door
            entry.opened.params,
        )
        rows = cursor.fetchall()
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": key,
                "properties": dict(zip(fields, texts, strict=True)),
                "geometry": {"type": "Point", "coordinates": [round(lon, 7), round(lat, 7)]},
            }
            for key, lon, lat, *texts in rows
        ],
    }
