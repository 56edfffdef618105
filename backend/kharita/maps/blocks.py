"""Blocks: what is drawn in place of a layer's rows where these are too small to see.

A block is a patch of rows that touch (or nearly), dissolved and simplified for its zoom. Blocks are made
tile by tile: at zoom 14 from the rows whose centre lies in the tile, at the others from the blocks of the
next finer one. Triggers note the tiles in which rows changed; `refresh` makes those again, `rebuild` all.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.db import InternalError, connection, migrations, transaction

from kharita.accounts.models import User
from kharita.core.layers import Layer, layers
from kharita.maps.door import open_layer
from kharita.maps.grid import Tile
from kharita.maps.models import BLOCK_ZOOMS, Block

Cell = tuple[int, int]


@dataclass(frozen=True)
class Generalisation:
    """How blocks are drawn at one zoom, in web-mercator metres: gaps narrower than `closed` are filled, lines
    simplified by `tolerance`, patches smaller than `smallest` (m²) left out."""

    closed: float
    tolerance: float
    smallest: float


# A unit of the tile grid is 0.6 m at zoom 14, 2.4 m at 12 and 9.6 m at 10; a pixel is eight times that. From
# zoom 11 outward streets close and quarters are seen.
GENERALISATIONS = {
    14: Generalisation(closed=1, tolerance=1, smallest=25),
    13: Generalisation(closed=2, tolerance=2.5, smallest=100),
    12: Generalisation(closed=4, tolerance=5, smallest=250),
    11: Generalisation(closed=8, tolerance=10, smallest=1_000),
    10: Generalisation(closed=30, tolerance=25, smallest=5_000),
}
FINEST = BLOCK_ZOOMS[0]
EVERYONE = User(is_superuser=True)
"""Who sees every row: blocks are made of all, and shown by commune."""

CREATE_MARK_DIRTY = f"""
-- TG_ARGV[0]: the layer. An update that moves nothing, retires nothing and hands nothing over marks nothing.
CREATE FUNCTION maps_mark_dirty() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed text := CASE TG_OP
    WHEN 'INSERT' THEN 'SELECT web_geometry AS shape FROM new_rows'
    WHEN 'DELETE' THEN 'SELECT web_geometry AS shape FROM old_rows'
    ELSE 'SELECT unnest(ARRAY[o.web_geometry, n.web_geometry]) AS shape
          FROM old_rows o JOIN new_rows n USING (id)
          WHERE (o.commune_id, o.valid_to) IS DISTINCT FROM (n.commune_id, n.valid_to)
             OR NOT o.web_geometry = n.web_geometry' END;
BEGIN
  EXECUTE format($sql$
    INSERT INTO maps_dirtycell (layer, x, y)
    SELECT DISTINCT %L, maps_column_of((ST_XMin(shape) + ST_XMax(shape)) / 2, {FINEST}),
                    maps_row_of((ST_YMin(shape) + ST_YMax(shape)) / 2, {FINEST})
    FROM (%s) AS changed
  $sql$, TG_ARGV[0], changed);
  RETURN NULL;
END $$;
"""  # noqa: S608  # constants only
DROP_MARK_DIRTY = "DROP FUNCTION maps_mark_dirty();"


class GeneralisedTable(migrations.RunSQL):
    """A migration step that notes where rows of `table` (commune_id, valid_to, web_geometry) change."""

    def __init__(self, table: str, layer: str) -> None:
        self.table, self.layer = table, layer
        call = f"FOR EACH STATEMENT EXECUTE FUNCTION maps_mark_dirty('{layer}')"
        super().__init__(
            sql=f"""
CREATE TRIGGER maps_dirty_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS new_rows {call};
CREATE TRIGGER maps_dirty_update AFTER UPDATE ON {table}
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows {call};
CREATE TRIGGER maps_dirty_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS old_rows {call};
""",
            reverse_sql=f"""
DROP TRIGGER maps_dirty_insert ON {table};
DROP TRIGGER maps_dirty_update ON {table};
DROP TRIGGER maps_dirty_delete ON {table};
""",
        )


def refresh(*, cells_at_once: int = 32) -> int:
    """Make the blocks again wherever rows have changed since; how many tiles of zoom 14 that was.

    Each batch is one transaction with the marks that it settles: killed at any point, it is done again.
    """
    done = 0
    while batch := _refresh_batch(cells_at_once):
        done += batch
    return done


def rebuild(*, commune_id: int | None = None) -> int:
    """Make all blocks again (of one commune: of the tiles it lies in); how many tiles of zoom 14 that was."""
    for layer in generalised_layers():
        opened = open_layer(layer, EVERYONE)
        of_commune = "" if commune_id is None else "WHERE commune = %s"
        parameters = [] if commune_id is None else [commune_id]
        with connection.cursor() as cursor:
            cursor.execute(
                f"""
                INSERT INTO maps_dirtycell (layer, x, y)
                SELECT %s, maps_column_of((ST_XMin(web_geometry) + ST_XMax(web_geometry)) / 2, {FINEST}) AS x,
                           maps_row_of((ST_YMin(web_geometry) + ST_YMax(web_geometry)) / 2, {FINEST}) AS y
                FROM {opened.source} {of_commune} GROUP BY x, y
                UNION
                SELECT layer, x, y FROM (SELECT *, commune_id AS commune FROM maps_block) AS block
                {of_commune or "WHERE true"} AND layer = %s AND zoom = {FINEST}""",  # noqa: S608  # bound values
                [layer.id, *opened.params, *parameters, *parameters, layer.id],
            )
    return refresh()


def generalised_layers() -> Iterator[Layer]:
    """The layers that are drawn as blocks at low zooms."""
    return (layer for layer in layers.all() if layer.generalise_below is not None)


@transaction.atomic
def _refresh_batch(size: int) -> int:
    cells = 0
    with connection.cursor() as cursor:
        # One at a time: two that make the same tile would both leave their blocks there.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('maps_block'))")
    for layer in generalised_layers():
        dirty = _take_marks(layer, size)
        if not dirty:
            continue
        cells += len(dirty)
        finer: set[Cell] = dirty
        for cell in sorted(dirty):
            _dissolve_rows(layer, Tile(FINEST, *cell))
        for zoom, coarser in zip(BLOCK_ZOOMS, BLOCK_ZOOMS[1:], strict=False):
            finer = {(x >> (zoom - coarser), y >> (zoom - coarser)) for x, y in finer}
            for cell in sorted(finer):
                _dissolve_blocks(layer, Tile(coarser, *cell), finer=zoom)
    return cells


def _take_marks(layer: Layer, size: int) -> set[Cell]:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            DELETE FROM maps_dirtycell WHERE layer = %s AND (x, y) IN (
              SELECT x, y FROM maps_dirtycell WHERE layer = %s GROUP BY x, y ORDER BY x, y LIMIT %s)
            RETURNING x, y""",
            [layer.id, layer.id, size],
        )
        return set(cursor.fetchall())


# Dissolving closes the gaps by growing and shrinking. Shapes are laid validly on the grid of their zoom,
# so that encoding has nothing left to repair.
_DISSOLVE = """
WITH member AS ({members}),
merged AS (
  SELECT commune, (ST_Dump(ST_Buffer(ST_Buffer(ST_Union(shape{grid}), {closed}, 'join=mitre mitre_limit=2'),
                                     -{closed}, 'join=mitre mitre_limit=2'))).geom AS shape
  FROM member GROUP BY commune
),
drawn AS (
  SELECT commune, (ST_Dump(ST_ReducePrecision(ST_SimplifyPreserveTopology(shape, {tolerance}), {unit}))).geom
         AS shape
  FROM merged WHERE ST_Area(shape) >= {smallest}
)
INSERT INTO maps_block (layer, commune_id, zoom, x, y, web_geometry)
SELECT %s, commune, %s, %s, %s, ST_ForcePolygonCW(shape) FROM drawn WHERE ST_Dimension(shape) = 2
"""


def _dissolve_rows(layer: Layer, cell: Tile) -> None:
    opened = open_layer(layer, EVERYONE)
    members = f"""
      SELECT commune, CASE WHEN ST_IsValid(web_geometry) THEN web_geometry
                           ELSE ST_CollectionExtract(ST_MakeValid(web_geometry), 3) END AS shape
      FROM {opened.source}
      WHERE web_geometry && ST_MakeEnvelope(%s, %s, %s, %s, 3857)
        AND maps_column_of((ST_XMin(web_geometry) + ST_XMax(web_geometry)) / 2, {FINEST}) = %s
        AND maps_row_of((ST_YMin(web_geometry) + ST_YMax(web_geometry)) / 2, {FINEST}) = %s"""  # noqa: S608  # from the door
    _replace(layer, cell, members, [*opened.params, *cell.box, cell.x, cell.y])


def _dissolve_blocks(layer: Layer, cell: Tile, *, finer: int) -> None:
    side = 1 << (finer - cell.z)
    west, north = cell.x * side, cell.y * side
    members = """
      SELECT commune_id AS commune, web_geometry AS shape FROM maps_block
      WHERE layer = %s AND zoom = %s AND x BETWEEN %s AND %s AND y BETWEEN %s AND %s"""
    _replace(layer, cell, members, [layer.id, finer, west, west + side - 1, north, north + side - 1])


def _replace(layer: Layer, cell: Tile, members: str, parameters: list[Any]) -> None:
    Block.objects.filter(layer=layer.id, zoom=cell.z, x=cell.x, y=cell.y).delete()
    values = [*parameters, layer.id, cell.z, cell.x, cell.y]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_statement(cell, members), values)
    except InternalError:
        # GEOS could not follow boundaries that cross by a hair: on a grid of a centimetre it always can, at
        # four times the cost.
        with connection.cursor() as cursor:
            cursor.execute(_statement(cell, members, grid=", 0.01"), values)


def _statement(cell: Tile, members: str, grid: str = "") -> str:
    return _DISSOLVE.format(members=members, grid=grid, unit=cell.unit, **asdict(GENERALISATIONS[cell.z]))
