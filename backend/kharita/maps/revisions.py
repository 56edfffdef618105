"""What has changed where: counted by triggers, so that a tile's ETag is right whoever wrote the row."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, migrations
from psycopg import Cursor

from kharita.maps.grid import CELL_ZOOM, HALF, Tile
from kharita.maps.prepared import prepared_connection

CELLS_MAX = 64
"""A row that spans more cells than this counts as a change anywhere."""

CREATE_FUNCTIONS = f"""
CREATE FUNCTION maps_column_of(east double precision, zoom integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT greatest(0, least((1 << zoom) - 1, floor((east + {HALF}) / {2 * HALF} * (1 << zoom))::integer)) $$;

CREATE FUNCTION maps_row_of(north double precision, zoom integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT greatest(0, least((1 << zoom) - 1, floor(({HALF} - north) / {2 * HALF} * (1 << zoom))::integer)) $$;

-- TG_ARGV[0]: 'web_geometry', or '' for a table without geometry, on which rows of others depend everywhere.
CREATE FUNCTION maps_count_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  shape text := coalesce(nullif(TG_ARGV[0], ''), 'NULL::geometry');
  changed text := CASE TG_OP
    WHEN 'INSERT' THEN format('SELECT %s AS shape FROM new_rows', shape)
    WHEN 'DELETE' THEN format('SELECT %s AS shape FROM old_rows', shape)
    ELSE format('SELECT %1$s AS shape FROM old_rows UNION ALL SELECT %1$s FROM new_rows', shape) END;
BEGIN
  EXECUTE format($sql$
    INSERT INTO maps_revision (table_name, x, y, changes)
    SELECT DISTINCT %L, x, y, 1
    FROM (SELECT *, is_somewhere AND (x1 - x0 + 1)::bigint * (y1 - y0 + 1) <= {CELLS_MAX} AS is_near
          FROM (SELECT DISTINCT ST_XMin(shape) IS NOT NULL AS is_somewhere,
                                maps_column_of(ST_XMin(shape), {CELL_ZOOM}) AS x0,
                                maps_column_of(ST_XMax(shape), {CELL_ZOOM}) AS x1,
                                maps_row_of(ST_YMax(shape), {CELL_ZOOM}) AS y0,
                                maps_row_of(ST_YMin(shape), {CELL_ZOOM}) AS y1 FROM (%s) AS changed) AS corner
         ) AS span
    CROSS JOIN LATERAL generate_series(CASE WHEN is_near THEN x0 ELSE -1 END,
                                       CASE WHEN is_near THEN x1 ELSE -1 END) AS x
    CROSS JOIN LATERAL generate_series(CASE WHEN is_near THEN y0 ELSE -1 END,
                                       CASE WHEN is_near THEN y1 ELSE -1 END) AS y
  $sql$, TG_TABLE_NAME, changed);
  RETURN NULL;
END $$;
"""  # noqa: S608  # constants only
DROP_FUNCTIONS = """
DROP FUNCTION maps_count_change(), maps_row_of(double precision, integer),
              maps_column_of(double precision, integer);
"""


class CountedTable(migrations.RunSQL):
    """A migration step that counts the changes of `table`; `shape` is its web-mercator column or ""."""

    def __init__(self, table: str, shape: str = "web_geometry") -> None:
        self.table, self.shape = table, shape
        call = f"FOR EACH STATEMENT EXECUTE FUNCTION maps_count_change('{shape}')"
        super().__init__(
            sql=f"""
CREATE TRIGGER maps_count_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS new_rows {call};
CREATE TRIGGER maps_count_update AFTER UPDATE ON {table}
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows {call};
CREATE TRIGGER maps_count_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS old_rows {call};
""",
            reverse_sql=f"""
DROP TRIGGER maps_count_insert ON {table};
DROP TRIGGER maps_count_update ON {table};
DROP TRIGGER maps_count_delete ON {table};
""",
        )


def revision_of(tables: Iterable[str], tile: Tile | None = None) -> int:
    """How often these tables changed within the tile (None: anywhere). Grows with every such commit."""
    where: str = ""
    params: list[Any] = [sorted(tables)]
    if tile is not None:
        where = " AND (x BETWEEN %s AND %s AND y BETWEEN %s AND %s OR x = -1)"
        params += [int(edge) for edge in tile.cells]
    with connection.wrap_database_errors:
        row = (
            Cursor(prepared_connection())
            .execute(
                f"SELECT coalesce(sum(changes), 0) FROM maps_revision WHERE table_name = ANY(%s){where}",  # noqa: S608  # one of two constants
                params,
                prepare=True,
            )
            .fetchone()
        )
    return int(row[0]) if row else 0


def compact() -> int:
    """Add up the counts of each cell; how many rows that saved. No revision changes by it."""
    with connection.cursor() as cursor:
        cursor.execute("""
            WITH gone AS (DELETE FROM maps_revision RETURNING table_name, x, y, changes),
            kept AS (INSERT INTO maps_revision (table_name, x, y, changes)
                     SELECT table_name, x, y, sum(changes) FROM gone GROUP BY table_name, x, y RETURNING 1)
            SELECT (SELECT count(*) FROM gone) - (SELECT count(*) FROM kept)""")
        return int(cursor.fetchone()[0])
