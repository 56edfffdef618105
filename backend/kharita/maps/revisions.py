"""What has changed where: counted by triggers (`revision_triggers`), read here.

A change is counted for each tile that shows it (its buffer included), at every zoom: whoever asks for a tile
adds up one key. Where a change covers too many tiles to name, or a statement changes too many rows, one key
with a negative zoom stands for all that lies within a tile: -14 for a tile of zoom 14, -1 for the world.
"""

import hashlib
from collections.abc import Iterable
from functools import cache

from django.db import connection

from kharita.maps.grid import Tile
from kharita.maps.prepared import numbers
from kharita.maps.revision_triggers import AREAS, FINEST

REVISION = """
SELECT coalesce(sum(changes) FILTER (WHERE key = ANY($1::bigint[])), 0)::bigint,
       coalesce(sum(changes) FILTER (WHERE key = ANY($2::bigint[])), 0)::bigint,
       pg_relation_filenode('maps_revision')::bigint,
       (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint
FROM maps_revision WHERE key = ANY($1::bigint[] || $2::bigint[])"""
WORLD = (-1, 0, 0)
"""The key that stands for a change anywhere."""

Key = tuple[int, int, int]


@cache
def _number_of(table: str) -> int:
    return int(hashlib.md5(table.encode(), usedforsecurity=False).hexdigest()[:5], 16) << 42


def key_of(table: str, key: Key) -> int:
    """One number for a table and a key, as the triggers write it."""
    z, x, y = key
    return _number_of(table) | (z + 20) << 36 | x << 18 | y


def keys_of(tile: Tile) -> list[Key]:
    """The keys (zoom, column, row) under which a change that shows in the tile may be counted."""
    named = min(tile.z, FINEST)
    keys = [WORLD, (named, tile.x >> (tile.z - named), tile.y >> (tile.z - named))]
    for area in AREAS:
        if area < tile.z:
            keys.append((-area, tile.x >> (tile.z - area), tile.y >> (tile.z - area)))
    return keys


def revision_of(tables: Iterable[str], tile: Tile | None = None) -> int:
    """How often these tables changed within the tile (None: anywhere). Grows with every such commit."""
    # Each change is counted once for the tile that is the world, or else under the key that stands for it.
    keys = [WORLD, (0, 0, 0)] if tile is None else keys_of(tile)
    return numbers("maps_revision", REVISION, _numbers_of(tables, keys), ())[0]


def states_of(tables: Iterable[str], tile: Tile, others: Iterable[str] = ()) -> tuple[str, str]:
    """Two texts, read at one moment: one for the tables within the tile, one for tables without geometry.

    They differ wherever what they stand for does, also from those of another database and from those of this
    one before it was restored from a backup and counts again what it had counted before.
    """
    tiles, people, file, started = numbers(
        "maps_revision", REVISION, _numbers_of(tables, keys_of(tile)), _numbers_of(others, [WORLD])
    )
    return f"{tiles}.{file}.{started}", f"{people}.{file}.{started}"


def _numbers_of(tables: Iterable[str], keys: Iterable[Key]) -> list[int]:
    keys = list(keys)
    return [key_of(table, key) for table in tables for key in keys]


def compact() -> int:
    """Add up the counts of each tile; how many rows that saved. No revision changes by it."""
    with connection.cursor() as cursor:
        cursor.execute("""
            WITH gone AS (DELETE FROM maps_revision RETURNING key, changes),
            kept AS (INSERT INTO maps_revision (key, changes)
                     SELECT key, sum(changes) FROM gone GROUP BY key RETURNING 1)
            SELECT (SELECT count(*) FROM gone) - (SELECT count(*) FROM kept)""")
        return int(cursor.fetchone()[0])
