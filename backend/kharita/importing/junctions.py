"""Streets are cut where others meet them, so that the graph can be routed; a street's pieces stay one record.

Two things make a junction: a street that ends on the middle of another within the snapping distance, and a
vertex that two streets share. Lines that only cross are left alone: one of them may be a bridge.

The pieces of a street carry the key of the file's row and stand in the order of their ids along it; the next
import compares the whole (`whole_streets`), and a street that it changes is made whole first (`make_whole`).
"""

from kharita.importing.images import keep_absence, keep_images, stored_columns
from kharita.importing.stage import Work
from kharita.territory.models import Street

# Closer to the end of a line than this there is nothing left to cut off.
SMALLEST_PIECE_M = 0.01
_STREET = Street._meta.db_table
# Records without a key (drawn or generated ones) are each their own.
_GROUP = "coalesce(nullif(t.source_key, ''), 'id ' || t.id)"
_OWN_COLUMNS = ("id", "source_id", "target_id")


def whole_streets(work: Work, name: str) -> None:
    """Temporary table `name`: the commune's streets as their files had them, pieces joined again."""
    columns = ", ".join(f"t.{column}" for column in stored_columns(Street))
    work.keep(
        name,
        f"SELECT {columns}, CASE WHEN whole.pieces > 1 THEN whole.line ELSE t.geometry END AS geometry "
        f"FROM {_STREET} t JOIN (SELECT min(t.id) AS id, count(*) AS pieces, "
        f"ST_MakeLine(t.geometry ORDER BY t.id) AS line FROM {_STREET} t "
        f"WHERE t.commune_id = %(commune)s GROUP BY {_GROUP}) whole USING (id)",
    )


def make_whole(work: Work) -> None:
    """Join the pieces of the streets that this import changes, moves or retires, keeping their images."""
    found = work.keep(
        "divided",
        f"SELECT first.id AS first, t.id, t.geometry FROM {{rows}} r JOIN {_STREET} first "
        f"ON first.id = r.object_id JOIN {_STREET} t ON t.commune_id = first.commune_id "
        "AND t.source_key = first.source_key WHERE r.source_import_id = %(id)s AND first.source_key <> '' "
        "AND r.outcome IN ('changed', 'moved', 'retired') AND EXISTS (SELECT FROM "
        f"{_STREET} other WHERE other.commune_id = first.commune_id AND other.id > first.id "
        "AND other.source_key = first.source_key)",
    )
    if not found:
        return
    keep_images(work, Street, "SELECT id FROM divided")
    work.execute(f"DELETE FROM {_STREET} t USING divided WHERE t.id = divided.id AND t.id <> divided.first")
    work.execute(
        f"UPDATE {_STREET} t SET geometry = whole.line FROM (SELECT first, ST_MakeLine(geometry ORDER BY id) "
        "AS line FROM divided GROUP BY first) whole WHERE t.id = whole.first"
    )


def find_cuts(work: Work, lines: str) -> int:
    """Temporary table `cut` (id, at: the share of the line's length) for the query `lines` of (id, geometry,
    is_fresh). Gives the number of lines to cut. Two lines of which neither is fresh were seen to before."""
    work.keep("every_line", lines)
    work.execute("CREATE INDEX ON every_line USING gist (geometry)")
    work.execute("ANALYZE every_line")
    work.keep(
        "line",
        "SELECT l.* FROM every_line l WHERE is_fresh OR EXISTS (SELECT FROM every_line f WHERE f.is_fresh "
        "AND ST_DWithin(f.geometry, l.geometry, %(snap)s))",
        snap=work.mapping.options.snap_m,
    )
    work.execute("CREATE INDEX ON line USING gist (geometry)")
    work.execute("ANALYZE line")
    work.keep(
        "cut",
        "WITH finish AS (SELECT id, is_fresh, ST_StartPoint(geometry) AS point FROM line "
        "  UNION ALL SELECT id, is_fresh, ST_EndPoint(geometry) FROM line), "
        "vertex AS (SELECT id, is_fresh, dumped.geom AS point FROM line, ST_DumpPoints(geometry) dumped "
        "  WHERE dumped.path[1] NOT IN (1, ST_NPoints(geometry))), "
        "met AS (SELECT l.id, l.geometry, f.point FROM finish f JOIN line l ON l.id <> f.id "
        "  AND (l.is_fresh OR f.is_fresh) AND ST_DWithin(l.geometry, f.point, %(snap)s) "
        "  WHERE NOT ST_DWithin(ST_StartPoint(l.geometry), f.point, %(snap)s) "
        "  AND NOT ST_DWithin(ST_EndPoint(l.geometry), f.point, %(snap)s) "
        "  UNION SELECT l.id, l.geometry, v.point FROM vertex v JOIN vertex o ON o.point = v.point "
        "  AND o.id <> v.id AND (o.is_fresh OR v.is_fresh) JOIN line l ON l.id = v.id), "
        "located AS (SELECT id, ST_Length(geometry) AS length, ST_LineLocatePoint(geometry, point) AS at "
        "  FROM met), "
        "spaced AS (SELECT *, at - lag(at, 1, 0) OVER (PARTITION BY id ORDER BY at) AS gap FROM located) "
        "SELECT id, at FROM spaced WHERE gap * length > %(smallest)s AND (1 - at) * length > %(smallest)s",
        snap=work.mapping.options.snap_m,
        smallest=SMALLEST_PIECE_M,
    )
    return work.number("SELECT count(DISTINCT id) FROM cut")


def cut_streets(work: Work, fresh: str) -> int:
    """Cut the commune's streets where those of the query `fresh` (ids) and others meet. Gives how many."""
    count = find_cuts(
        work,
        f"SELECT t.id, ST_GeometryN(t.geometry, 1) AS geometry, t.id IN ({fresh}) AS is_fresh "
        f"FROM {_STREET} t WHERE t.commune_id = %(commune)s AND ST_NumGeometries(t.geometry) = 1",
    )
    if not count:
        return 0
    # the pieces of a street that was cut before are written anew with the rest: their order is that of ids
    work.keep(
        "piece",
        f"WITH member AS (SELECT t.id, {_GROUP} AS street FROM {_STREET} t "
        "  WHERE t.commune_id = %(commune)s), "
        "wanted AS (SELECT id, street FROM member WHERE street IN "
        "  (SELECT street FROM member JOIN cut USING (id))), "
        "place AS (SELECT id, 0 AS at FROM wanted UNION ALL SELECT id, at FROM cut), "
        "part AS (SELECT id, at AS begins, lead(at, 1, 1) OVER (PARTITION BY id ORDER BY at) AS ends "
        "  FROM place) "
        "SELECT w.street, min(w.id) OVER s AS first, w.id, row_number() OVER (s ORDER BY w.id, part.begins) "
        "AS number, CASE WHEN part.begins = 0 AND part.ends = 1 THEN t.geometry ELSE "
        "ST_LineSubstring(ST_GeometryN(t.geometry, 1), part.begins, part.ends) END AS geometry "
        f"FROM wanted w JOIN part USING (id) JOIN {_STREET} t USING (id) WINDOW s AS (PARTITION BY w.street)",
    )
    keep_images(work, Street, "SELECT id FROM piece")
    _write_pieces(work)
    return count


def _write_pieces(work: Work) -> None:
    copied = [column for column in stored_columns(Street) if column not in _OWN_COLUMNS]
    work.execute(f"DELETE FROM {_STREET} t USING piece WHERE piece.id = t.id AND t.id <> piece.first")
    work.execute(
        f"UPDATE {_STREET} t SET geometry = piece.geometry FROM piece WHERE piece.number = 1 "
        "AND t.id = piece.first"
    )
    keep_absence(
        work,
        Street,
        f"INSERT INTO {_STREET} ({', '.join(copied)}, geometry) SELECT "
        f"{', '.join(f't.{column}' for column in copied)}, piece.geometry FROM piece "
        f"JOIN {_STREET} t ON t.id = piece.first WHERE piece.number > 1 "
        "ORDER BY piece.street, piece.number RETURNING id",
    )
