"""A layer's rows as GeoJSON, written by PostgreSQL itself (RFC 7946: WGS84, longitude first)."""

from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from kharita.core.errors import BadInput, NotFound
from kharita.core.geo import WGS84
from kharita.maps.door import OpenLayer
from kharita.maps.selection import Box, Selection, where

DECIMALS = 7
"""Of a degree: a centimetre on the ground."""


@dataclass(frozen=True)
class Page:
    """One page of rows: how many, the last one's id, and the features as JSON text, separated by commas."""

    returned: int
    last_id: int | None
    features: str


def parse_bbox(text: str) -> Box:
    """`west,south,east,north` in degrees. Raises `BadInput`."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError as error:
        raise BadInput(
            _("A bbox is four numbers in degrees: west,south,east,north."), field="bbox"
        ) from error
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise BadInput(
            _("A bbox goes from west to east within ±180 and from south to north within ±90 degrees."),
            field="bbox",
        )
    return west, south, east, north


def page_of(
    opened: OpenLayer,
    *,
    limit: int,
    after: int | None = None,
    offset: int = 0,
    bbox: Box | None = None,
    commune_id: int | None = None,
) -> Page:
    """The rows in the order of their ids, from the one following `after`."""
    condition, values = where(opened, Selection(bbox=bbox, commune_id=commune_id))
    if after is not None:
        condition += " AND source.id > %s"
        values.append(after)
    sql = f"""
        SELECT count(*), max(id), string_agg(feature, ',' ORDER BY id)
        FROM (SELECT source.id, {_feature(opened)} AS feature
              FROM (SELECT * FROM {opened.source} WHERE {condition}
                    ORDER BY source.id LIMIT %s OFFSET %s) AS source) AS written"""  # noqa: S608  # from the door
    with connection.cursor() as cursor:
        cursor.execute(sql, [*opened.params, *values, limit, offset])
        returned, last_id, features = cursor.fetchone()
    return Page(returned, last_id, features or "")


def _feature(opened: OpenLayer) -> str:
    """The SQL of one row as the text of a GeoJSON Feature."""
    properties = ", ".join(f"'{field}', source.\"{field}\"" for field in opened.fields)
    return f"""json_build_object('type', 'Feature', 'id', source.id, 'geometry', ST_AsGeoJSON(
        ST_ForcePolygonCCW(ST_Transform(source.geometry, {WGS84})), {DECIMALS}, 0)::json,
        'properties', json_build_object({properties}))::text"""


def feature_of(opened: OpenLayer, row_id: int) -> str:
    """One row as a GeoJSON Feature. Raises `NotFound` also where the row is not theirs to see."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_feature(opened)} FROM {opened.source} WHERE source.id = %s",  # noqa: S608  # compiled by the door
            [*opened.params, row_id],
        )
        row = cursor.fetchone()
    if row is None:
        raise NotFound(_("There is no such feature in this layer."))
    return str(row[0])
