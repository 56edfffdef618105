"""Which parcels the rows of a file stand on: those that they name, else the one that their place lies in.

Runs before the comparison and again before applying, and leaves two tables of the transaction: `cited` (each
reference with the parcel that it names, if any) and `matched` (row, parcel).
"""

from kharita.importing.stage import Work
from kharita.permits.past.references import cited_references
from kharita.territory.titles import slug_of

# Present before past, the very reference before one that is only written otherwise ("12345-40").
_NAMED = """
    SELECT c.*, best.parcel_id, best.parcel FROM unnest(
      %(rows)s::int[], %(ranks)s::int[], %(references)s::text[], %(slugs)s::text[]
    ) AS c (row, rank, reference, slug) LEFT JOIN LATERAL (
      SELECT id AS parcel_id, found.reference AS parcel FROM (
        SELECT p.id, p.reference, p.valid_to, p.reference = c.reference AS exact,
          count(*) OVER (PARTITION BY p.valid_to IS NULL) AS several
        FROM territory_parcel p
        WHERE p.commune_id = %(commune)s AND (p.reference = c.reference OR p.slug = c.slug)
      ) found WHERE exact OR several = 1
      ORDER BY valid_to IS NULL DESC, exact DESC, valid_to DESC, id DESC LIMIT 1
    ) best ON true"""
_PLACED = """
    SELECT s.row, best.id AS parcel_id, best.reference AS parcel, best.distance FROM {stage} s
    CROSS JOIN LATERAL (
      SELECT CASE WHEN ST_Dimension(s.geometry) = 0 THEN s.geometry ELSE ST_PointOnSurface(s.geometry) END
        AS point
    ) spot JOIN LATERAL (
      SELECT * FROM (
        (SELECT p.id, p.reference, 0::float8 AS distance FROM territory_parcel p
         WHERE p.commune_id = %(commune)s AND p.valid_to IS NULL AND ST_Intersects(p.geometry, spot.point)
         ORDER BY p.area_m2, p.id LIMIT 1)
        UNION ALL
        (SELECT p.id, p.reference, ST_Distance(p.geometry, spot.point) FROM territory_parcel p
         WHERE p.commune_id = %(commune)s AND p.valid_to IS NULL
           AND ST_DWithin(p.geometry, spot.point, %(near)s)
         ORDER BY p.geometry <-> spot.point, p.id LIMIT 1)
      ) found ORDER BY distance LIMIT 1
    ) best ON true
    WHERE s.geometry IS NOT NULL
      AND NOT EXISTS (SELECT FROM cited c WHERE c.row = s.row AND c.parcel_id IS NOT NULL)"""


def find_parcels(work: Work, create: bool) -> None:
    """Fill `cited`, `placed` and `matched` for the staged rows; nothing has to be made for them."""
    named = "parcels" in work.mapping.fields
    written = work.fetch("SELECT row, parcels FROM {stage} WHERE parcels IS NOT NULL") if named else []
    cells = [
        (row, rank, reference)
        for row, text in written
        for rank, reference in enumerate(cited_references(text))
    ]
    work.keep(
        "cited",
        _NAMED,
        rows=[row for row, _rank, _reference in cells],
        ranks=[rank for _row, rank, _reference in cells],
        references=[reference for _row, _rank, reference in cells],
        slugs=[slug_of(reference) for _row, _rank, reference in cells],
    )
    work.execute("CREATE INDEX ON cited (row)")
    work.execute("ANALYZE cited")
    work.keep("placed", _PLACED, near=work.mapping.options.near_m)
    work.keep(
        "matched",
        "SELECT row, parcel_id, parcel FROM cited WHERE parcel_id IS NOT NULL "
        "UNION SELECT row, parcel_id, parcel FROM placed",
    )
    work.execute("CREATE INDEX ON matched (row)")
    work.execute("ANALYZE matched")


def tell_misses(work: Work) -> None:
    """Say of each row what it named that is no parcel, and what was done about it; count the references."""
    work.keep(
        "missed",
        "SELECT s.row, coalesce(string_agg(c.reference, ', ' ORDER BY c.rank) "
        "FILTER (WHERE c.parcel_id IS NULL), '—') AS missing, "
        "string_agg(c.parcel, ', ' ORDER BY c.rank) AS found FROM {stage} s LEFT JOIN cited c USING (row) "
        "GROUP BY s.row HAVING bool_or(c.reference IS NOT NULL AND c.parcel_id IS NULL) "
        "OR NOT EXISTS (SELECT FROM matched m WHERE m.row = s.row)",
    )
    work.execute(
        "UPDATE {stage} s SET remark = CASE WHEN m.found IS NOT NULL THEN 'some-parcels-unknown' "
        "WHEN p.distance = 0 THEN 'placed-within' WHEN p.distance > 0 THEN 'placed-near' "
        "WHEN s.geometry IS NULL THEN 'no-place' ELSE 'no-parcel' END, "
        "detail = coalesce(s.detail, '{}') || jsonb_build_object('missing', m.missing, "
        "'parcel', coalesce(m.found, p.parcel), 'distance', round(p.distance::numeric, 1)::float8, "
        "'near', %(near)s::float8) FROM missed m LEFT JOIN placed p USING (row) WHERE m.row = s.row",
        near=work.mapping.options.near_m,
    )
    [(cited, by_title, by_place)] = work.fetch(
        "SELECT count(*), count(parcel_id), "
        "count(*) FILTER (WHERE parcel_id IS NULL AND row IN (SELECT row FROM placed)) FROM cited "
        "WHERE row IN (SELECT row FROM {stage})"
    )
    work.remarks |= {
        "references": cited,
        "references_by_title": by_title,
        "references_by_place": by_place,
        "references_missed": cited - by_title - by_place,
    }
