"""A layer's rows as GeoJSON (RFC 7946), written by PostgreSQL itself and never parsed on the way."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from pyproj import CRS

from kharita.core.errors import BadInput, NotFound
from kharita.core.geo import WGS84
from kharita.maps.door import OpenLayer
from kharita.maps.keyset import keys_of
from kharita.maps.selection import Box, Condition, Selection, fields_of, geometry_sql, order_by, where
from kharita.maps.statements import limited

DECIMALS = 7
"""A centimetre on the ground."""
DECIMALS_METRES = 3
AT_ONCE = 1_000
"""Rows that are fetched by one statement; more are read through a cursor, so that memory stays the same."""


@dataclass(frozen=True)
class Shape:
    """How geometries are written: in which CRS, in which order of axes, or not at all."""

    srid: int = WGS84
    northing_first: bool = False
    is_left_out: bool = False


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


def feature_sql(opened: OpenLayer, fields: tuple[str, ...], shape: Shape | None = None) -> str:
    """The SQL of one row as the text of a GeoJSON Feature.

    Text put together costs half of what `json_build_object` does, which reads the geometry's JSON again.
    """
    properties = ", ',', ".join(
        f"""'"{field}":', coalesce(to_json(source."{field}")::text, 'null')""" for field in fields
    )
    written = _geometry_text(opened, shape or Shape())
    return (
        f"""concat('{{"type":"Feature","id":', source.id, ',"geometry":', {written}, ',"properties":{{', """
        + (f"{properties}, " if properties else "")
        + "'}}')"
    )


def _geometry_text(opened: OpenLayer, shape: Shape) -> str:
    if shape.is_left_out:
        return "'null'"
    sql = geometry_sql(opened, shape.srid)
    if opened.layer.kind == "polygon":
        sql = f"ST_ForcePolygonCCW({sql})"
    if shape.northing_first:
        sql = f"ST_FlipCoordinates({sql})"
    decimals = DECIMALS if CRS.from_epsg(shape.srid).is_geographic else DECIMALS_METRES
    return f"coalesce(ST_AsGeoJSON({sql}, {decimals}, 0), 'null')"


def page_of(
    opened: OpenLayer, selection: Selection, *, limit: int, after: int | None = None, offset: int = 0
) -> Page:
    """The selected rows in the order of their ids, from the one following `after`. Raises `TooSlow`."""
    condition, values = where(opened, selection)
    if after is not None:
        condition += " AND source.id > %s"
        values.append(after)
    sql = f"""
        SELECT count(*), max(id), string_agg(feature, ',' ORDER BY id)
        FROM (SELECT source.id, {feature_sql(opened, fields_of(opened, selection))} AS feature
              FROM (SELECT * FROM {opened.source} WHERE {condition}
                    ORDER BY source.id LIMIT %s OFFSET %s) AS source) AS written"""  # noqa: S608  # from the door
    with limited(), connection.cursor() as cursor:
        cursor.execute(sql, [*opened.params, *values, limit, offset])
        returned, last_id, features = cursor.fetchone()
    return Page(returned, last_id, features or "")


Row = tuple[Any, ...]


def read(
    opened: OpenLayer,
    selection: Selection,
    *,
    limit: int,
    following: Condition | None = None,
    shape: Shape | None = None,
) -> Iterator[Row]:
    """Up to `limit` selected rows in their order, from those `following`: each one's feature as text, then
    its values of `keyset.keys_of`.

    What is wrong is raised at the call, not while reading: `TooSlow`, `BadInput`. More rows than `AT_ONCE`
    stand ready in the database and are read as they are taken, so that a slow reader holds no transaction.
    """
    condition, values = where(opened, selection)
    if following is not None:
        condition = f"({condition}) AND ({following.sql})"
        values += following.params
    keys = ", ".join(f'source."{name}"' for name, _ascending in keys_of(selection))
    order = order_by(opened, selection)
    sql = f"""
        SELECT {feature_sql(opened, fields_of(opened, selection), shape)}, {keys}
        FROM {opened.source} WHERE {condition} ORDER BY {order} LIMIT {int(limit)}"""  # noqa: S608  # from the door
    params = [*opened.params, *values]
    with limited():
        if limit <= AT_ONCE + 1:  # a page and the row that tells of the next
            with connection.cursor() as cursor:
                cursor.execute(sql, params)
                return iter(cursor.fetchall())
        held = connection.chunked_cursor()
        held.execute(sql, params)
        first = held.fetchmany(AT_ONCE)
    return _rest(held, first)


def _rest(held: Any, rows: list[Row]) -> Iterator[Row]:
    try:
        while rows:
            yield from rows
            rows = held.fetchmany(AT_ONCE)
    finally:
        held.close()


def feature_of(opened: OpenLayer, row_id: int, shape: Shape | None = None) -> str:
    """One row as a GeoJSON Feature. Raises `NotFound` also where the row is not theirs to see."""
    with limited(), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {feature_sql(opened, opened.fields, shape)} FROM {opened.source} WHERE source.id = %s",  # noqa: S608  # compiled by the door
            [*opened.params, row_id],
        )
        row = cursor.fetchone()
    if row is None:
        raise NotFound(_("There is no such feature in this layer."))
    return str(row[0])
