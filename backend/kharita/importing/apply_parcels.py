"""Carrying out the account of parcels, within the caller's transaction.

New ground makes a new parcel (lineage to what it came from, validity dates on both sides); a change of
attributes alone is written in place. What is overwritten or retired is kept in `ImportChange` first.
"""

from kharita.importing.images import keep_images
from kharita.importing.indexes import indexes_aside
from kharita.importing.stage import Work
from kharita.territory.linking import relink
from kharita.territory.models import Commune, Parcel

INHERITED = ("tenure", "address", "address_ar")


def apply_parcels(work: Work) -> None:
    """Retire, change and add; then lineage, owners, links and the cadastre's revision."""
    outcomes = dict(work.fetch(
        "SELECT outcome, count(*) FROM {rows} WHERE source_import_id = %(id)s GROUP BY outcome"
    ))  # fmt: skip
    if not outcomes.keys() - {"refused", "unchanged"}:
        return  # the same file again: the cadastre stays what it is, its revision too
    with_parents = bool(outcomes.keys() & {"moved", "split", "merged"})
    if with_parents or "retired" in outcomes or "changed" in outcomes:
        _collect_touched(work)
        keep_images(work, Parcel, "SELECT id FROM touched")
        _retire(work)
    if "changed" in outcomes:
        _change(work)
    if "added" in outcomes:
        with indexes_aside(Parcel._meta.db_table, outcomes["added"]):
            _add(work, all_staged=outcomes["added"] == (work.source_import.counts or {}).get("staged"))
    if with_parents:
        _add_descendants(work)
        _link_lineage(work)
        _pass_on_owners(work)
    relink(
        commune_id=work.commune_id,
        parcels="SELECT id FROM territory_parcel WHERE created_by_import = %s OR retired_by_import = %s",
        values=[work.id, work.id],
    )
    raise_revision(work)


def raise_revision(work: Work) -> None:
    """Tell everyone who compared with the cadastre that it is another one now."""
    work.execute(
        f"UPDATE {Commune._meta.db_table} SET cadastre_revision = cadastre_revision + 1 "
        "WHERE id = %(commune)s"
    )


def _collect_touched(work: Work) -> None:
    work.keep(
        "touched",
        "SELECT r.object_id AS id, r.outcome = 'retired' AS ends FROM {rows} r "
        "WHERE r.source_import_id = %(id)s AND r.outcome IN ('changed', 'retired') "
        "UNION SELECT p.id, true FROM {rows} r, jsonb_array_elements_text(r.parents) parent (reference), "
        "territory_parcel p WHERE r.source_import_id = %(id)s AND r.parents IS NOT NULL "
        "AND p.commune_id = %(commune)s AND p.valid_to IS NULL AND p.reference = parent.reference",
    )


def _retire(work: Work) -> None:
    work.execute(
        "UPDATE territory_parcel p SET valid_to = greatest(%(now)s, p.valid_from), "
        "retired_by_import = %(id)s "
        "FROM touched WHERE touched.ends AND p.id = touched.id"
    )


def _change(work: Work) -> None:
    assignments = ["reference = s.key", "slug = s.slug"]
    for declared in work.staged_fields:
        name = declared.id
        value = f"coalesce(s.{name}, '')" if declared.sql_type == "text" else f"s.{name}"
        assignments.append(f"{name} = {value}")
    if work.has_attributes:
        assignments.append("attributes = p.attributes || coalesce(s.attributes, '{}')")
    work.execute(
        f"UPDATE territory_parcel p SET {', '.join(assignments)} "
        "FROM {rows} r JOIN {stage} s ON s.row = r.row "
        "WHERE r.source_import_id = %(id)s AND r.outcome = 'changed' AND p.id = r.object_id"
    )


def _add(work: Work, *, all_staged: bool) -> None:
    """Insert along the Hilbert curve (the geometry's own order), so that neighbours share pages and the
    spatial indexes grow at their edge."""
    which = "" if all_staged else (
        " JOIN {rows} r ON r.source_import_id = %(id)s AND r.row = s.row AND r.outcome = 'added'"
    )  # fmt: skip
    columns, values = _columns(work)
    work.execute(
        f"INSERT INTO territory_parcel ({columns}) SELECT {values} FROM {{stage}} s{which} "
        "ORDER BY s.geometry"
    )


def _columns(work: Work, inherited: tuple[str, ...] = ()) -> tuple[str, str]:
    """The columns of a new parcel and, for each, its value from the staged row `s` (or the parent `p`)."""
    mapped = {declared.id: declared for declared in work.staged_fields}
    pairs = {
        "commune_id": "%(commune)s",
        "reference": "s.key",
        "slug": "s.slug",
        "geometry": "s.geometry",
        "attributes": "coalesce(s.attributes, '{}')",
        "valid_from": "%(now)s",
        "created_by_import": "%(id)s",
        "tenure": _TENURE_BY_REFERENCE,
    }
    for name in inherited:
        pairs[name] = f"p.{name}"
    if inherited:
        pairs["attributes"] = "p.attributes || coalesce(s.attributes, '{}')"
    for name, declared in mapped.items():
        pairs[name] = f"coalesce(s.{name}, '')" if declared.sql_type == "text" else f"s.{name}"
    return ", ".join(pairs), ", ".join(pairs.values())


# Where a file says nothing of tenure, the form of the reference does (domain.md section 3).
_TENURE_BY_REFERENCE = (
    "CASE WHEN s.key ~ '^[0-9]+/[0-9A-Z]+' THEN 'titled' WHEN s.key ~ '^R [0-9]+/' THEN 'requisition' "
    "ELSE 'unknown' END"
)


def _add_descendants(work: Work) -> None:
    """New versions, parts and mergers take what the file does not say from their (largest) parent."""
    columns, values = _columns(work, INHERITED)
    work.execute(
        f"INSERT INTO territory_parcel ({columns}) SELECT {values} FROM {{rows}} r "
        "JOIN {stage} s ON s.row = r.row CROSS JOIN LATERAL (SELECT parent.* FROM territory_parcel parent "
        "WHERE parent.commune_id = %(commune)s AND parent.retired_by_import = %(id)s "
        "AND r.parents ? parent.reference ORDER BY parent.area_m2 DESC, parent.id LIMIT 1) p "
        "WHERE r.source_import_id = %(id)s AND r.outcome IN ('moved', 'split', 'merged') ORDER BY s.geometry"
    )


def _link_lineage(work: Work) -> None:
    work.execute(
        "INSERT INTO territory_parcellineage (parent_id, child_id, kind, at, created_by_import) "
        "SELECT parent.id, child.id, CASE r.outcome WHEN 'split' THEN 'split' WHEN 'merged' THEN 'merge' "
        "ELSE 'boundary' END, %(now)s, %(id)s FROM {rows} r "
        "JOIN territory_parcel child ON child.created_by_import = %(id)s AND child.reference = r.reference "
        "JOIN territory_parcel parent ON parent.commune_id = %(commune)s AND "
        "parent.retired_by_import = %(id)s "
        "AND r.parents ? parent.reference "
        "WHERE r.source_import_id = %(id)s AND r.outcome IN ('moved', 'split', 'merged')"
    )


def _pass_on_owners(work: Work) -> None:
    """A corrected or divided parcel still belongs to the same people; what a merger makes of several
    co-ownerships is for the land registry to say."""
    work.execute(
        "INSERT INTO territory_parcelowner (parcel_id, name, name_ar, national_id, share_numerator, "
        "share_denominator, created_by_import) SELECT lineage.child_id, o.name, o.name_ar, o.national_id, "
        "o.share_numerator, o.share_denominator, %(id)s FROM territory_parcellineage lineage "
        "JOIN territory_parcelowner o ON o.parcel_id = lineage.parent_id "
        "WHERE lineage.created_by_import = %(id)s AND lineage.kind IN ('split', 'boundary')"
    )
