"""The triggers that count what has changed where, and tell listeners (`revisions` says what is counted)."""

from django.db import migrations

from kharita.maps.grid import BUFFER, EXTENT, HALF

FINEST = 18
"""The deepest zoom whose tiles are named; those below it change with theirs."""
AREAS = (14, 10, 6)
"""The zooms whose tiles may stand for all that lies within."""
TILES_MAX = 64
"""A row that touches more tiles of a zoom than this is counted by the next coarser area."""
EXACT_ROWS_MAX = 1_000
"""A statement that changes more rows than this is counted by areas."""
NEAR = 16
"""The zoom of the cells named in a notification."""
TOLD_MAX = 150
"""Cells named in one notification; of more, coarser ones are named, and at last none: anywhere."""
CHANNEL = "kharita_changes"

_SIDE = 2 * HALF / (1 << AREAS[0])

CREATE_GRID = f"""
CREATE FUNCTION maps_column_of(east double precision, zoom integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT greatest(0, least((1 << zoom) - 1, floor((east + {HALF}) / {2 * HALF} * (1 << zoom))::integer)) $$;

CREATE FUNCTION maps_row_of(north double precision, zoom integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT greatest(0, least((1 << zoom) - 1, floor(({HALF} - north) / {2 * HALF} * (1 << zoom))::integer)) $$;

"""
CREATE_SPAN = f"""
-- The columns and rows of the tiles of a zoom whose buffered boxes these edges touch.
CREATE FUNCTION maps_span_of(west double precision, south double precision, east double precision,
                             north double precision, zoom integer)
RETURNS TABLE (x0 integer, x1 integer, y0 integer, y1 integer)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1 AS $$
  SELECT maps_column_of(west - margin, zoom), maps_column_of(east + margin, zoom),
         maps_row_of(north + margin, zoom), maps_row_of(south - margin, zoom)
  FROM (SELECT {2 * HALF * BUFFER / EXTENT} / (1 << zoom) AS margin) AS buffer $$;
"""  # noqa: S608  # constants only

CREATE_KEY = """
-- One number for a table and a tile (`revisions.key_of` in Python). Two tables that share one would only be
-- read anew a little more often.
CREATE OR REPLACE FUNCTION maps_revision_key(table_name text, z integer, x integer, y integer) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (('x' || left(md5(table_name), 5))::bit(20)::bigint << 42)
       | ((z + 20)::bigint << 36) | (x::bigint << 18) | y
$$;
"""

CREATE_COUNT = f"""
-- TG_ARGV[0]: 'web_geometry', or '' for a table without geometry, on which rows of others depend everywhere.
-- Only the few words that read the changed rows are planned each time; what counts tiles is planned once for
-- a connection. Its rows are few and the planner expects milliards: it is kept from hash tables, whose room
-- for those took twenty milliseconds of every write.
CREATE OR REPLACE FUNCTION maps_count_change() RETURNS trigger LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_hashagg = off AS $$
DECLARE
  shape text := coalesce(nullif(TG_ARGV[0], ''), 'NULL::geometry');
  changed text := CASE TG_OP
    WHEN 'TRUNCATE' THEN 'SELECT NULL::geometry AS shape'
    WHEN 'INSERT' THEN format('SELECT %s AS shape FROM new_rows', shape)
    WHEN 'DELETE' THEN format('SELECT %s AS shape FROM old_rows', shape)
    ELSE format('SELECT %1$s AS shape FROM old_rows UNION ALL SELECT %1$s FROM new_rows', shape) END;
  rows_changed integer;
  finest integer := {FINEST};
  edges text := 'SELECT DISTINCT ST_XMin(shape) AS west, ST_YMin(shape) AS south,
                                 ST_XMax(shape) AS east, ST_YMax(shape) AS north FROM (%s) AS changed';
  wests double precision[];
  souths double precision[];
  easts double precision[];
  norths double precision[];
  cells jsonb;
BEGIN
  EXECUTE format('SELECT count(*) FROM (SELECT FROM (%s) AS changed LIMIT {EXACT_ROWS_MAX + 1}) AS few',
                 changed) INTO rows_changed;
  IF rows_changed = 0 THEN RETURN NULL; END IF;
  IF rows_changed > {EXACT_ROWS_MAX} THEN
    -- Many rows lie in few tiles of the areas' zoom: those tiles' outlines are counted in their place.
    finest := {AREAS[0]};
    edges := 'SELECT CASE WHEN is_somewhere THEN x0 * {_SIDE} - {HALF} END AS west,
                     {HALF} - (y1 + 1) * {_SIDE} AS south,
                     (x1 + 1) * {_SIDE} - {HALF} AS east, {HALF} - y0 * {_SIDE} AS north
              FROM (SELECT DISTINCT ST_XMin(shape) IS NOT NULL AS is_somewhere,
                                    maps_column_of(ST_XMin(shape), {AREAS[0]}) AS x0,
                                    maps_column_of(ST_XMax(shape), {AREAS[0]}) AS x1,
                                    maps_row_of(ST_YMax(shape), {AREAS[0]}) AS y0,
                                    maps_row_of(ST_YMin(shape), {AREAS[0]}) AS y1
                    FROM (%s) AS changed) AS cells';
  END IF;
  EXECUTE format('SELECT array_agg(west), array_agg(south), array_agg(east), array_agg(north) FROM (%s) AS e',
                 format(edges, changed)) INTO wests, souths, easts, norths;
  WITH edges AS (
    SELECT * FROM unnest(wests, souths, easts, norths) AS edge (west, south, east, north)
  ), leveled AS (
    SELECT edges.*, coalesce((
      SELECT max(zoom) FROM unnest(ARRAY[{FINEST}, {", ".join(map(str, AREAS))}]) AS zoom,
                            maps_span_of(west, south, east, north, zoom)
      WHERE west IS NOT NULL AND zoom <= finest
        AND (x1 - x0 + 1)::bigint * (y1 - y0 + 1) <= {TILES_MAX}), -1) AS level
    FROM edges
  ), touched AS (
    SELECT DISTINCT key AS z, x, y
    FROM leveled, generate_series(0, level) AS zoom, maps_span_of(west, south, east, north, zoom),
         generate_series(x0, x1) AS x, generate_series(y0, y1) AS y,
         unnest(CASE WHEN zoom = level AND level < {FINEST} THEN ARRAY[zoom, -zoom]
                     ELSE ARRAY[zoom] END) AS key
    UNION SELECT -1, 0, 0 FROM leveled WHERE level = -1
  ), written AS (
    INSERT INTO maps_revision (key, changes)
    SELECT maps_revision_key(TG_TABLE_NAME, z, x, y), 1 FROM touched
  ), told AS (
    SELECT CASE WHEN bool_or(z < 0 AND z <> -{AREAS[0]}) THEN NULL
                WHEN min(z) >= 0 AND count(*) FILTER (WHERE z = {NEAR}) <= {TOLD_MAX} THEN {NEAR}
                WHEN count(*) FILTER (WHERE z = {AREAS[0]}) <= {TOLD_MAX} THEN {AREAS[0]} END AS zoom
    FROM touched
  )
  SELECT coalesce(jsonb_agg(jsonb_build_array(z, x, y)), '[]') INTO cells FROM touched JOIN told ON z = zoom;
  PERFORM pg_notify('{CHANNEL}', jsonb_build_object('table', TG_TABLE_NAME, 'cells', cells)::text);
  RETURN NULL;
END $$;
"""  # noqa: S608  # constants only
CREATE_FUNCTIONS = CREATE_GRID + CREATE_SPAN + CREATE_KEY + CREATE_COUNT
DROP_FUNCTIONS = """
DROP FUNCTION maps_count_change(), maps_revision_key(text, integer, integer, integer),
              maps_span_of(double precision, double precision, double precision, double precision, integer),
              maps_row_of(double precision, integer), maps_column_of(double precision, integer);
"""


class CountedTable(migrations.RunSQL):
    """A migration step that counts the changes of `table`; `shape` is its web-mercator column or ""."""

    def __init__(self, table: str, shape: str = "web_geometry") -> None:
        self.table, self.shape = table, shape
        call = f"FOR EACH STATEMENT EXECUTE FUNCTION maps_count_change('{shape}')"
        super().__init__(
            sql=f"""
CREATE OR REPLACE TRIGGER maps_count_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS new_rows {call};
CREATE OR REPLACE TRIGGER maps_count_update AFTER UPDATE ON {table}
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows {call};
CREATE OR REPLACE TRIGGER maps_count_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS old_rows {call};
CREATE OR REPLACE TRIGGER maps_count_truncate AFTER TRUNCATE ON {table} {call};
""",
            reverse_sql=f"""
DROP TRIGGER maps_count_insert ON {table};
DROP TRIGGER maps_count_update ON {table};
DROP TRIGGER maps_count_delete ON {table};
DROP TRIGGER IF EXISTS maps_count_truncate ON {table};
""",
        )
