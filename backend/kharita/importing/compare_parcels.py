"""The dry run of parcels: every staged row against the present cadastre, by set-based statements.

What a row is follows from its reference and its ground: the same reference on the same ground is unchanged
or changed; on other ground it is moved, unless it takes part in a division or a merger; a new reference is
added, unless it covers what was (a division, a merger, a parcel renumbered). Every comparison of ground is
made among the few rows that differ, never among all.
"""

from kharita.importing.compare import (
    account_for_added,
    account_for_changed,
    account_for_moved,
    account_for_remarked,
    account_for_rest,
    differences,
    match,
)
from kharita.importing.stage import Work

# A part of a divided parcel lies in it by this share of its area, and the parts cover the whole by the other;
# surveys of divisions take up to some percent for streets.
WITHIN = 0.9
COVERED = 0.9
SAME_GROUND = 0.999


def compare_parcels(work: Work) -> None:
    """Write the account of the staged rows. Runs in one transaction; temporary tables end with it."""
    present = work.number(
        "SELECT count(*) FROM territory_parcel WHERE commune_id = %(commune)s AND valid_to IS NULL"
    )
    if not present:
        account_for_added(work)
        return
    match(work)
    _find_gone(work)
    if _collect_differing(work):
        _overlay(work)
        _account_for_renumbered(work)
        _account_for_divided(work)
        _account_for_merged(work)
    account_for_changed(work)
    account_for_moved(work)
    _account_for_retired(work)
    account_for_remarked(work)
    account_for_rest(work)


def _find_gone(work: Work) -> None:
    """The present parcels that the file does not speak of, not even in a row that is refused."""
    work.keep(
        "gone",
        "SELECT p.id FROM territory_parcel p "
        "WHERE p.commune_id = %(commune)s AND p.valid_to IS NULL "
        "AND NOT EXISTS (SELECT FROM pair WHERE pair.id = p.id) "
        "AND NOT EXISTS (SELECT FROM {rows} r WHERE r.source_import_id = %(id)s AND r.outcome = 'refused' "
        "AND r.reference = p.reference)",
    )


def _collect_differing(work: Work) -> bool:
    """The ground that differs: `fresh` of the file, `former` of the cadastre. False when one is empty."""
    fresh = work.keep(
        "fresh",
        "SELECT s.row, s.key, s.geometry, ST_Area(s.geometry) AS area, pair.id IS NULL AS is_new "
        "FROM {stage} s LEFT JOIN pair ON pair.row = s.row WHERE pair.id IS NULL OR NOT pair.same_ground",
    )
    if not fresh:
        return False
    return bool(
        work.keep(
            "former",
            "SELECT p.id, p.reference, p.geometry, p.area_m2 AS area, differing.is_gone "
            "FROM (SELECT id, true AS is_gone FROM gone "
            "UNION ALL SELECT id, false FROM pair WHERE NOT same_ground) differing "
            "JOIN territory_parcel p ON p.id = differing.id",
        )
    )


def _overlay(work: Work) -> None:
    work.execute("CREATE INDEX ON former USING gist (geometry)")
    work.execute("ANALYZE former")
    work.execute("ANALYZE fresh")
    work.keep(
        "overlap",
        "SELECT fresh.row, former.id, fresh.is_new, "
        "former.is_gone, former.reference, fresh.area AS fresh_area, former.area AS former_area, "
        "ST_Area(ST_Intersection(fresh.geometry, former.geometry)) AS shared "
        "FROM fresh JOIN former ON ST_Intersects(fresh.geometry, former.geometry)",
    )
    work.keep("taken", "SELECT NULL::integer AS row WHERE false")


def _account_for_renumbered(work: Work) -> None:
    """A new reference on the very ground of one that is gone: the parcel stays, its reference changes."""
    work.execute(
        "WITH same AS (SELECT o.row, o.id, o.reference FROM overlap o "
        "  WHERE o.is_new AND o.is_gone AND o.shared >= %(same)s * greatest(o.fresh_area, o.former_area)), "
        "told AS (INSERT INTO {rows} (source_import_id, row, outcome, reference, object_id, differences, "
        "  reason, detail) SELECT %(id)s, same.row, 'changed', s.key, same.id, "
        "  jsonb_build_object('reference', jsonb_build_array(same.reference, s.key)) || {differences}, "
        "  coalesce(s.remark, ''), s.detail "
        "  FROM same JOIN {stage} s ON s.row = same.row JOIN territory_parcel p ON p.id = same.id "
        "RETURNING row) "
        "INSERT INTO taken SELECT row FROM told".replace("{differences}", differences(work)),
        same=SAME_GROUND,
    )
    work.execute("DELETE FROM gone USING overlap o, taken WHERE taken.row = o.row AND gone.id = o.id "
                 "AND o.shared >= %(same)s * greatest(o.fresh_area, "
                 "o.former_area)", same=SAME_GROUND)  # fmt: skip


def _account_for_divided(work: Work) -> None:
    """Rows that lie within one former parcel and together cover it; at least one has a new reference."""
    work.execute(
        "WITH part AS (SELECT * FROM overlap WHERE shared >= %(within)s * fresh_area "
        "  AND row NOT IN (SELECT row FROM taken)), "
        "divided AS (SELECT id, reference FROM part GROUP BY id, reference, former_area "
        "  HAVING count(*) > 1 AND bool_or(is_new) AND sum(shared) >= %(covered)s * former_area), "
        "told AS (INSERT INTO {rows} (source_import_id, row, outcome, reference, parents, reason, detail) "
        "  SELECT %(id)s, part.row, 'split', s.key, jsonb_build_array(divided.reference), "
        "  coalesce(s.remark, ''), s.detail FROM divided JOIN part ON part.id = divided.id "
        "  JOIN {stage} s ON s.row = part.row RETURNING row) "
        "INSERT INTO taken SELECT row FROM told",
        within=WITHIN,
        covered=COVERED,
    )
    _forget_parents(work, "split")


def _account_for_merged(work: Work) -> None:
    """Rows that take up several former parcels; at least one of these is gone from the file."""
    work.execute(
        "WITH part AS (SELECT * FROM overlap WHERE shared >= %(within)s * former_area "
        "  AND row NOT IN (SELECT row FROM taken)), "
        "merged AS (SELECT row, jsonb_agg(reference ORDER BY reference) AS parents FROM part "
        "  GROUP BY row, fresh_area HAVING count(*) > 1 AND bool_or(is_gone) "
        "  AND sum(shared) >= %(covered)s * fresh_area), "
        "told AS (INSERT INTO {rows} (source_import_id, row, outcome, reference, parents, reason, detail) "
        "  SELECT %(id)s, merged.row, 'merged', s.key, merged.parents, coalesce(s.remark, ''), s.detail "
        "  FROM merged JOIN {stage} s ON s.row = merged.row RETURNING row) "
        "INSERT INTO taken SELECT row FROM told",
        within=WITHIN,
        covered=COVERED,
    )
    _forget_parents(work, "merged")


def _forget_parents(work: Work, outcome: str) -> None:
    """A parent of a division or a merger is accounted for by its children, not as retired."""
    work.execute(
        "DELETE FROM gone USING territory_parcel p, {rows} r WHERE gone.id = p.id "
        "AND r.source_import_id = %(id)s AND r.outcome = %(outcome)s AND r.parents ? p.reference",
        outcome=outcome,
    )


def _account_for_retired(work: Work) -> None:
    """Parcels on the ground that the file covers, of which it does not speak: retired when the mapping
    says so."""
    if not work.mapping.options.retire_missing:
        return
    work.execute(
        "INSERT INTO {rows} (source_import_id, row, outcome, reference, object_id) "
        "SELECT %(id)s, NULL, 'retired', p.reference, p.id FROM gone JOIN territory_parcel p ON "
        "p.id = gone.id, "
        "(SELECT ST_SetSRID(ST_Extent(geometry)::geometry, ST_SRID((SELECT geometry FROM {stage} LIMIT 1))) "
        " AS box FROM {stage}) extent WHERE p.geometry && extent.box"
    )
