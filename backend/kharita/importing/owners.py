"""Owners and their shares: rows of a table, each found again by parcel, name and identity number."""

from kharita.importing.apply_parcels import raise_revision
from kharita.importing.images import keep_absence, keep_images
from kharita.importing.stage import Work
from kharita.territory.models import ParcelOwner

_SHARE = r"^\s*([0-9]{1,9})\s*/\s*([0-9]{1,9})\s*$"


def compare_owners(work: Work) -> None:
    """Refuse what has no parcel or is no share; tell new owners, changed shares and (by option) those
    gone."""
    shares = "share" in work.mapping.fields
    _refuse(work, "unknown-parcel", "p.id IS NULL", "jsonb_build_object('reference', s.reference)")
    if shares:
        # CASE, not OR: the planner may try the numbers before the pattern
        bad = (
            f"CASE WHEN s.share !~ '{_SHARE}' THEN true ELSE split_part(s.share, '/', 1)::bigint "
            "NOT BETWEEN 1 AND split_part(s.share, '/', 2)::bigint END"
        )
        _refuse(work, "bad-share", f"s.share IS NOT NULL AND ({bad})", "jsonb_build_object('value', s.share)")
    work.keep(
        "owner",
        "SELECT s.row, s.key, p.id AS parcel_id, o.id, s.name, "
        f"{'s.name_ar' if 'name_ar' in work.mapping.fields else 'NULL::text'} AS name_ar, "
        f"{'s.national_id' if 'national_id' in work.mapping.fields else 'NULL::text'} AS national_id, "
        + "{} AS numerator, {} AS denominator ".format(*_share(work))
        + f"FROM {{stage}} s {_PARCEL} LEFT JOIN territory_parcelowner o "
        "ON o.parcel_id = p.id AND o.name = s.name "
        + ("AND o.national_id = coalesce(s.national_id, '')" if "national_id" in work.mapping.fields else ""),
    )
    _refuse_excess(work)
    work.execute(
        "INSERT INTO {rows} (source_import_id, row, outcome, reference, object_id, differences) "
        "SELECT %(id)s, w.row, 'changed', w.key, o.id, jsonb_build_object('share', jsonb_build_array("
        "o.share_numerator || '/' || o.share_denominator, w.numerator || '/' || w.denominator)) "
        "FROM owner w JOIN territory_parcelowner o ON o.id = w.id "
        "WHERE (o.share_numerator, o.share_denominator) <> (w.numerator, w.denominator)"
    )
    work.execute(
        "INSERT INTO {rows} (source_import_id, row, outcome, reference) "
        "SELECT %(id)s, row, 'added', key FROM owner WHERE id IS NULL"
    )
    if work.mapping.options.retire_missing:
        work.execute(
            "INSERT INTO {rows} (source_import_id, row, outcome, reference, object_id) "
            "SELECT %(id)s, NULL, 'retired', left(p.reference || ' · ' || o.name, 120), o.id "
            "FROM territory_parcelowner o JOIN territory_parcel p ON p.id = o.parcel_id "
            "WHERE p.id IN (SELECT parcel_id FROM owner) AND o.id NOT IN "
            "(SELECT id FROM owner WHERE id IS NOT NULL)"
        )


def apply_owners(work: Work) -> None:
    """Carry the account out: remove, change the shares, add."""
    touched = "SELECT object_id FROM {rows} WHERE source_import_id = %(id)s AND outcome IN "
    keep_images(work, ParcelOwner, touched + "('changed', 'retired')")
    work.execute("DELETE FROM territory_parcelowner WHERE id IN (" + touched + "('retired'))")
    numerator, denominator = _share(work)
    work.execute(
        f"UPDATE territory_parcelowner o SET share_numerator = {numerator}, share_denominator = "
        f"{denominator} "
        "FROM {rows} r JOIN {stage} s ON s.row = r.row WHERE r.source_import_id = %(id)s "
        "AND r.outcome = 'changed' AND o.id = r.object_id"
    )
    _add(work)
    raise_revision(work)


def _add(work: Work) -> None:
    mapped = work.mapping.fields
    numerator, denominator = _share(work)
    keep_absence(
        work,
        ParcelOwner,
        "INSERT INTO territory_parcelowner (parcel_id, name, name_ar, national_id, share_numerator, "
        "share_denominator, created_by_import) SELECT p.id, s.name, "
        f"{_or_empty('name_ar' in mapped, 's.name_ar')}, "
        f"{_or_empty('national_id' in mapped, 's.national_id')}, "
        f"{numerator}, {denominator}, %(id)s "
        f"FROM {{rows}} r JOIN {{stage}} s ON s.row = r.row {_PARCEL} "
        "WHERE r.source_import_id = %(id)s AND r.outcome = 'added' ORDER BY s.row RETURNING id",
    )


_PARCEL = (
    "LEFT JOIN territory_parcel p ON p.reference = s.reference "
    "AND p.commune_id = %(commune)s AND p.valid_to IS NULL"
)


def _share(work: Work) -> tuple[str, str]:
    """SQL for numerator and denominator of a staged row; the whole where the file says nothing."""
    if "share" not in work.mapping.fields:
        return "1", "1"
    part = "coalesce(split_part(s.share, '/', {})::integer, 1)"
    return part.format(1), part.format(2)


def _or_empty(is_mapped: bool, column: str) -> str:
    return f"coalesce({column}, '')" if is_mapped else "''"


def _refuse(work: Work, reason: str, where: str, detail: str) -> None:
    """Move the staged rows of `where` into the account, with the reason."""
    work.execute(
        f"WITH refused AS (DELETE FROM {{stage}} gone USING {{stage}} s {_PARCEL} WHERE gone.row = s.row "
        f"AND ({where}) RETURNING s.row, s.key, {detail} AS detail) "
        "INSERT INTO {rows} (source_import_id, row, outcome, reference, reason, detail) "
        "SELECT %(id)s, row, 'refused', key, %(reason)s, detail FROM refused",
        reason=reason,
    )


def _refuse_excess(work: Work) -> None:
    """The shares of one parcel never add up to more than the whole."""
    work.execute(
        "WITH excess AS (SELECT parcel_id, sum(numerator::numeric / denominator) AS total FROM owner "
        "GROUP BY parcel_id HAVING count(*) > 1 AND sum(numerator::numeric / denominator) > 1.000001), "
        "refused AS (DELETE FROM owner USING excess WHERE owner.parcel_id = excess.parcel_id "
        "RETURNING owner.row, owner.key, excess.total) "
        "INSERT INTO {rows} (source_import_id, row, outcome, reference, reason, detail) "
        "SELECT %(id)s, row, 'refused', key, 'shares-exceed-one', "
        "jsonb_build_object('total', round(total, 4)) FROM refused"
    )
