"""Which of a layer's rows and columns a request is about, in one form for every protocol.

A selection narrows what the door has given and can never widen it: it is SQL over `source`, the columns that
this person is shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from kharita.core.errors import BadInput
from kharita.core.geo import WEB_MERCATOR, WGS84
from kharita.maps.door import OpenLayer

LATITUDE_MAX = 85.051128
"""Where the web-mercator square ends."""
BOX_SIDE_PARTS = 16
"""A box's straight sides are curves in another CRS: they are cut in so many parts before they are moved."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Condition:
    """A boolean in SQL over `source."column"`, with its values in psycopg's %s style."""

    sql: str
    params: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Selection:
    """Rows within `bbox` (x first; in `bbox_srid`, where 4326 is longitude, latitude; in degrees the west may
    lie east of the east: the box then crosses the antimeridian), with these `ids`, of one commune, that meet
    `condition`; of them the columns `fields` (None: all that are shown), by `order` (column, ascending)."""

    bbox: Box | None = None
    bbox_srid: int = WGS84
    ids: tuple[int, ...] | None = None
    condition: Condition | None = None
    fields: tuple[str, ...] | None = None
    commune_id: int | None = None
    order: tuple[tuple[str, bool], ...] = ()


def where(opened: OpenLayer, selection: Selection) -> tuple[str, list[Any]]:
    """The SQL that follows WHERE, over `opened.source`, and its values."""
    parts: list[Condition] = []
    if selection.ids is not None:
        parts.append(Condition("source.id = ANY(%s)", (list(selection.ids),)))
    if selection.commune_id is not None:
        parts.append(Condition("source.commune = %s", (selection.commune_id,)))
    if selection.bbox is not None:
        parts.append(_in_box(selection.bbox, selection.bbox_srid))
    if selection.condition is not None:
        parts.append(selection.condition)
    sql = " AND ".join(f"({part.sql})" for part in parts) or "true"
    return sql, [value for part in parts for value in part.params]


def _in_box(box: Box, srid: int) -> Condition:
    # A box in degrees is a box in web mercator too, so that its indexed column is compared as it is.
    if srid == WGS84:
        halves = [box] if box[0] <= box[2] else [(box[0], box[1], 180.0, box[3]), (-180.0, *box[1:])]
        moved = f"ST_Transform({_envelope(WGS84)}, {WEB_MERCATOR})"
        parts = [_touching("source.web_geometry", moved, _on_mercator(half)) for half in halves]
        sql = " OR ".join(f"({part.sql})" for part in parts)
        return Condition(sql, tuple(value for part in parts for value in part.params))
    if srid == WEB_MERCATOR:
        return _touching("source.web_geometry", _envelope(WEB_MERCATOR), box)
    official = settings.KHARITA_SRID
    if srid == official:
        return _touching("source.geometry", _envelope(official), box)
    part = max(box[2] - box[0], box[3] - box[1]) / BOX_SIDE_PARTS or 1.0
    return Condition(
        f"ST_Intersects(source.geometry, ST_Transform(ST_Segmentize({_envelope(srid)}, %s), {official}))",
        (*box, part),
    )


def _touching(column: str, envelope: str, box: Box) -> Condition:
    # What lies wholly within the box need not be looked at closer, which is most of what a box finds.
    return Condition(
        f"{column} && {envelope} AND ({column} @ {envelope} OR ST_Intersects({column}, {envelope}))", box * 3
    )


def _envelope(srid: int) -> str:
    # Of a box without width or height this makes a line or a point: a flat polygon would touch nothing.
    return f"ST_Envelope(ST_MakeEnvelope(%s, %s, %s, %s, {int(srid)}))"


def _on_mercator(box: Box) -> Box:
    west, south, east, north = box
    return (
        west,
        min(max(south, -LATITUDE_MAX), LATITUDE_MAX),
        east,
        max(min(north, LATITUDE_MAX), -LATITUDE_MAX),
    )


def fields_of(opened: OpenLayer, selection: Selection) -> tuple[str, ...]:
    """The columns to give, in the layer's own order. Raises `BadInput` for one that is not shown."""
    if selection.fields is None:
        return opened.fields
    return in_order(opened, selection.fields, parameter="properties")


def in_order(opened: OpenLayer, wanted: Iterable[str], *, parameter: str) -> tuple[str, ...]:
    """Those of the layer's shown columns that are `wanted`. Raises `BadInput` for one that is not shown."""
    names = set(wanted)
    for name in names:
        require_column(opened, name, parameter=parameter)
    return tuple(field for field in opened.fields if field in names)


def require_column(opened: OpenLayer, name: str, *, parameter: str) -> str:
    """`name`, if it is a column that this person is shown; a hidden one is answered like one that never was.

    Raises `BadInput`.
    """
    if name not in opened.fields:
        raise BadInput(
            _("This layer has no property called “%(name)s”.") % {"name": name[:60]}, field=parameter
        )
    return name


def order_by(opened: OpenLayer, selection: Selection) -> str:
    """The SQL that follows ORDER BY: the wanted columns, nulls last both ways, and at the end the id, so that
    the order is total. Raises `BadInput` for a column that is not shown."""
    parts = []
    for name, ascending in selection.order:
        if name != "id":
            require_column(opened, name, parameter="sortby")
        parts.append(f'source."{name}" {"ASC" if ascending else "DESC"} NULLS LAST')
    return ", ".join([*parts, "source.id"])


def count(opened: OpenLayer, selection: Selection) -> int:
    """How many rows are selected, exactly."""
    condition, params = where(opened, selection)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM {opened.source} WHERE {condition}",  # noqa: S608  # from the door, values bound
            [*opened.params, *params],
        )
        return int(cursor.fetchone()[0])


def geometry_sql(opened: OpenLayer, srid: int) -> str:
    """The SQL of a row's geometry in a CRS (x first), for any that PostGIS knows.

    Degrees are taken from web mercator, which was derived through them once: the same to a millimetre, in
    half the time, since the datum is not shifted again.
    """
    if srid == settings.KHARITA_SRID:
        return "source.geometry"
    if srid == WEB_MERCATOR:
        return "source.web_geometry"
    source = "source.web_geometry" if srid == WGS84 else "source.geometry"
    return f"ST_Transform({source}, {int(srid)})"
