"""Streets become a graph: ends that lie within the snapping distance of one another share a node."""

from kharita.importing.apply_records import apply_records
from kharita.importing.compare import compare_records
from kharita.importing.images import CHANGES_TABLE, keep_absence, keep_images
from kharita.importing.junctions import cut_streets, find_cuts, make_whole, whole_streets
from kharita.importing.stage import Work
from kharita.territory.models import Street, StreetNode

_ENDS = (
    "CROSS JOIN LATERAL (VALUES ('source', ST_StartPoint(ST_GeometryN(t.geometry, 1))), "
    "('target', ST_EndPoint(ST_GeometryN(t.geometry, ST_NumGeometries(t.geometry))))) "
    "AS place (side, point)"
)


def compare_streets(work: Work) -> None:
    """The account of streets, each held as a whole against its pieces; and how many will be cut."""
    whole_streets(work, "whole_street")
    work.present_table = "whole_street"
    compare_records(work)
    cuts = find_cuts(
        work,
        "SELECT s.row::bigint AS id, ST_GeometryN(s.geometry, 1) AS geometry, EXISTS (SELECT FROM "
        "{rows} r WHERE r.source_import_id = %(id)s AND r.row = s.row AND r.outcome IN ('added', 'moved')) "
        "AS is_fresh FROM {stage} s WHERE ST_NumGeometries(s.geometry) = 1 "
        "UNION ALL SELECT -t.id, ST_GeometryN(t.geometry, 1), false FROM territory_street t "
        "WHERE t.commune_id = %(commune)s AND ST_NumGeometries(t.geometry) = 1 "
        "AND NOT EXISTS (SELECT FROM {stage} s WHERE s.key = t.source_key)",
    )
    work.remarks["cut"] = cuts


def apply_streets(work: Work) -> None:
    """Carry out the account, cut the streets that others meet, then join all ends of what was added, moved or
    cut to nodes, new or present."""
    make_whole(work)
    apply_records(work)
    touched = (
        f"SELECT row_id FROM {CHANGES_TABLE} WHERE source_import_id = %(id)s "
        "AND table_name = 'territory_street'"
    )
    cut_streets(work, touched)
    work.keep(
        "ends",
        "SELECT t.id AS street, place.side, place.point FROM territory_street t "
        f"JOIN {CHANGES_TABLE} c ON c.source_import_id = %(id)s AND c.table_name = 'territory_street' "
        f"AND c.row_id = t.id {_ENDS}",
    )
    _join_present(work)
    _make_nodes(work)
    keep_images(work, Street, "SELECT street FROM ends")
    work.execute(
        "UPDATE territory_street t SET source_id = a.node, target_id = b.node FROM ends a JOIN ends b "
        "ON b.street = a.street AND b.side = 'target' WHERE a.side = 'source' AND t.id = a.street "
        "AND (t.source_id, t.target_id) IS DISTINCT FROM (a.node, b.node)"
    )


def _join_present(work: Work) -> None:
    work.execute("ALTER TABLE ends ADD COLUMN node bigint")
    work.execute(
        "UPDATE ends SET node = near.id FROM (SELECT e.street, e.side, n.id FROM ends e CROSS JOIN LATERAL "
        "(SELECT id FROM territory_streetnode n WHERE n.commune_id = %(commune)s "
        "AND ST_DWithin(n.geometry, e.point, %(snap)s) ORDER BY n.geometry <-> e.point, n.id "
        "LIMIT 1) n) near "
        "WHERE near.street = ends.street AND near.side = ends.side",
        snap=work.mapping.options.snap_m,
    )


def _make_nodes(work: Work) -> None:
    """One node in the middle of each cluster of ends that no present node is near."""
    work.keep(
        "clusters",
        "SELECT street, side, point, ST_ClusterDBSCAN(point, greatest(%(snap)s, 0.001), 1) OVER "
        "() AS cluster "
        "FROM ends WHERE node IS NULL",
        snap=work.mapping.options.snap_m,
    )
    work.keep(
        "centres", "SELECT cluster, ST_Centroid(ST_Collect(point)) AS point FROM clusters GROUP BY cluster"
    )
    keep_absence(
        work,
        StreetNode,
        "INSERT INTO territory_streetnode (commune_id, geometry) SELECT %(commune)s, point FROM centres "
        "ORDER BY point RETURNING id",
    )
    work.execute(
        "UPDATE ends SET node = n.id FROM clusters c JOIN centres ON centres.cluster = c.cluster "
        "JOIN territory_streetnode n ON n.commune_id = %(commune)s AND n.geometry = centres.point "
        "WHERE ends.street = c.street AND ends.side = c.side AND ends.node IS NULL"
    )
