"""What has changed where: counted by triggers (`revision_triggers`), read here.

A change is counted for each tile that shows it (its buffer included), at every zoom: whoever asks for a tile
adds up one key. Where a change covers too many tiles to name, or a statement changes too many rows, one key
with a negative zoom stands for all that lies within a tile: -14 for a tile of zoom 14, -1 for the world.
"""

from collections.abc import Iterable

from django.db import connection
from psycopg import Cursor

from kharita.maps.grid import Tile
from kharita.maps.prepared import prepared_connection
from kharita.maps.revision_triggers import AREAS, FINEST

REVISION = """
SELECT coalesce(sum(changes), 0) FROM maps_revision
JOIN unnest(%s::int[], %s::int[], %s::int[]) AS key(z, x, y) USING (z, x, y) WHERE table_name = ANY(%s)"""


def keys_of(tile: Tile) -> list[tuple[int, int, int]]:
    """The keys (zoom, column, row) under which a change that shows in the tile may be counted."""
    keys = [(-1, 0, 0)]
    for zoom in {min(tile.z, FINEST), *(area for area in AREAS if area < tile.z)}:
        x, y = tile.x >> (tile.z - zoom), tile.y >> (tile.z - zoom)
        keys.append((-zoom if zoom < min(tile.z, FINEST) else zoom, x, y))
    return keys


def revision_of(tables: Iterable[str], tile: Tile | None = None) -> int:
    """How often these tables changed within the tile (None: anywhere). Grows with every such commit."""
    # Each change is counted once for the tile that is the world, or else under the key that stands for it.
    keys = [(-1, 0, 0), (0, 0, 0)] if tile is None else keys_of(tile)
    z, x, y = (list(part) for part in zip(*keys, strict=True))
    with connection.wrap_database_errors:
        row = (
            Cursor(prepared_connection())
            .execute(REVISION, (z, x, y, sorted(tables)), prepare=True)
            .fetchone()
        )
    return int(row[0]) if row else 0


def compact() -> int:
    """Add up the counts of each tile; how many rows that saved. No revision changes by it."""
    with connection.cursor() as cursor:
        cursor.execute("""
            WITH gone AS (DELETE FROM maps_revision RETURNING table_name, z, x, y, changes),
            kept AS (INSERT INTO maps_revision (table_name, z, x, y, changes)
                     SELECT table_name, z, x, y, sum(changes) FROM gone GROUP BY table_name, z, x, y
                     RETURNING 1)
            SELECT (SELECT count(*) FROM gone) - (SELECT count(*) FROM kept)""")
        return int(cursor.fetchone()[0])
