"""The points of a tile that are made for it: crowded points as one, and labels inside polygons.

Both stand in the one tile that they lie in, not in the buffers of its neighbours: a renderer draws a circle
or a text whole, wherever its tile ends.
"""

from typing import Any

from django.db.models import BooleanField

from kharita.maps.door import OpenLayer
from kharita.maps.grid import BUFFER, EXTENT, Tile

PATCHES = 16
"""Patches along the side of a tile; of each, at most one point is drawn while points are crowded."""

Statement = tuple[str, list[Any]]


def is_crowded(opened: OpenLayer, tile: Tile) -> bool:
    """Whether the layer's points are drawn patch by patch at the tile's zoom."""
    below = opened.layer.crowded_below
    return opened.layer.kind == "point" and below is not None and tile.z < below


def label_fields(opened: OpenLayer) -> tuple[str, ...]:
    """The columns that a label is written and coloured by."""
    label = opened.layer.label or ""
    wanted = {label, f"{label}_ar", f"{label}_fr", f"{label}_en", opened.layer.classify_by}
    return tuple(field for field in opened.fields if field in wanted)


def crowded_statement(opened: OpenLayer, tile: Tile, shown: str) -> Statement:
    """The SELECT of a layer of crowded points; `shown` is the SQL of the attributes, of `source`."""
    west, _south, _east, north = tile.box
    patch = tile.side / PATCHES
    within, values = _within(tile, "source.web_geometry")
    points = f"""
      SELECT source.*, ST_X(source.web_geometry) AS x, ST_Y(source.web_geometry) AS y,
             floor((ST_X(source.web_geometry) - %s) / %s) AS column_of,
             floor((%s - ST_Y(source.web_geometry)) / %s) AS row_of
      FROM {opened.source} WHERE {within}"""  # noqa: S608  # from the door
    if opened.layer.crowded == "cluster":
        chosen = f"""
          SELECT column_of, row_of, CASE WHEN count(*) = 1 THEN min(id) END AS id, avg(x) AS x, avg(y) AS y,
                 count(*)::integer AS point_count{"".join(_of_one(opened, field) for field in opened.fields)}
          FROM points AS source GROUP BY column_of, row_of"""  # noqa: S608  # names from declarations
    else:
        chosen = """
          SELECT DISTINCT ON (column_of, row_of) source.*,
                 (count(*) OVER (PARTITION BY column_of, row_of))::integer AS point_count
          FROM points AS source ORDER BY column_of, row_of, importance DESC NULLS LAST, id"""
    sql = f"""
WITH points AS ({points})
SELECT ST_AsMVT(feature, '{opened.layer.id}', {EXTENT}, 'shape', 'id'), count(*) FROM (
  SELECT id, point_count, {_in_grid("ST_SetSRID(ST_MakePoint(x, y), 3857)")} AS shape{shown}
  FROM ({chosen}) AS source ORDER BY row_of, column_of
) AS feature WHERE shape IS NOT NULL"""  # noqa: S608  # names from declarations, values bound
    return sql, [west, patch, north, patch, *opened.params, *values, *tile.box]


def labels_statement(opened: OpenLayer, tile: Tile) -> Statement:
    """The SELECT of the label points of a layer of polygons: in the widest part of each, never outside it."""
    within, values = _within(tile, "place")
    attributes = "".join(f', "{field}"' for field in label_fields(opened))
    sql = f"""
SELECT ST_AsMVT(feature, '{opened.layer.id}_labels', {EXTENT}, 'shape', 'id'), count(*) FROM (
  SELECT id, {_in_grid("place")} AS shape{attributes} FROM (
    SELECT source.*, ST_PointOnSurface(source.web_geometry) AS place FROM {opened.source}
    WHERE source.web_geometry && ST_MakeEnvelope(%s, %s, %s, %s, 3857)
    OFFSET 0
  ) AS source WHERE {within} ORDER BY id
) AS feature WHERE shape IS NOT NULL"""  # noqa: S608  # names from declarations, values bound
    return sql, [*tile.box, *opened.params, *tile.box, *values]


def _within(tile: Tile, point: str) -> Statement:
    """That a point lies in the tile itself; one on the edge between two lies in the eastern, southern one."""
    west, south, east, north = tile.box
    condition = (
        f"{point} && ST_MakeEnvelope(%s, %s, %s, %s, 3857) AND ST_X({point}) >= %s AND ST_X({point}) < %s "
        f"AND ST_Y({point}) > %s AND ST_Y({point}) <= %s"
    )
    return condition, [*tile.box, west, east, south, north]


def _in_grid(point: str) -> str:
    return f"ST_AsMVTGeom({point}, ST_MakeEnvelope(%s, %s, %s, %s, 3857)::box2d, {EXTENT}, {BUFFER})"


def _of_one(opened: OpenLayer, field: str) -> str:
    """The attribute of a point that stands alone; of several, the class that they share."""
    if isinstance(opened.model._meta.get_field(field), BooleanField):
        least = greatest = f'every("{field}")'
    else:
        least, greatest = f'min("{field}")', f'max("{field}")'
    alone = f"{least} = {greatest}" if field == opened.layer.classify_by else "count(*) = 1"
    return f', CASE WHEN {alone} THEN {least} END AS "{field}"'
