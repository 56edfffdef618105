"""Carrying out the account of past permits: added or changed, put on their parcels, marked as imported."""

from django.conf import settings

from kharita.importing.apply_parcels import raise_revision
from kharita.importing.images import keep_absence, keep_images
from kharita.importing.stage import Work
from kharita.permits.models import Permit, PermitParcel
from kharita.permits.past.comparing import DAYS, FIGURES

_OF_ROWS = "FROM {rows} r JOIN {stage} s ON s.row = r.row WHERE r.source_import_id = %(id)s AND r.outcome "
_TEXTS = ("title", "address", "owner_name", "architect_name")
_GRANTED = "('issued', 'works_under_way', 'completed', 'conforming', 'expired')"


def apply_permits(work: Work) -> None:
    """Add and change; nothing of their past is invented: no number of ours, no events, no decision."""
    changed = "SELECT object_id FROM {rows} WHERE source_import_id = %(id)s AND outcome = 'changed'"
    keep_images(work, Permit, changed)
    _change(work)
    _add(work)
    work.keep(
        "touched",
        "SELECT r.row, r.object_id AS id FROM {rows} r WHERE r.source_import_id = %(id)s "
        "AND r.outcome = 'changed' UNION ALL SELECT r.row, p.id FROM {rows} r "
        "JOIN {stage} s ON s.row = r.row JOIN permits_permit p ON p.source_key = s.key "
        "WHERE r.source_import_id = %(id)s AND r.outcome = 'added' AND p.created_by_import = %(id)s",
    )
    _put_on_parcels(work)
    raise_revision(work)


def _values(work: Work) -> dict[str, str]:
    """The columns that the mapping fills, each with its value from the staged row `s`."""
    mapped = {declared.id for declared in work.staged_fields}
    values = {"reference": "s.number", "kind": "s.kind"}
    values |= {name: f"coalesce(s.{name}, '')" for name in _TEXTS if name in mapped}
    values |= {name: f"s.{name}" for name in ("state", "valid_until") if name in mapped}
    for day, column in DAYS.items():
        if day in mapped:
            # At noon: a day is the same day in whatever offset Ramadan leaves.
            values[column] = f"(s.{day} + time '12:00') AT TIME ZONE %(zone)s"
    return values


def _project(work: Work) -> str:
    pairs = [f"'{d.id}', s.{d.id}" for d in work.staged_fields if d.id in FIGURES]
    return f"jsonb_strip_nulls(jsonb_build_object({', '.join(pairs)}))"


def _change(work: Work) -> None:
    assignments = [f"{column} = {value}" for column, value in _values(work).items()]
    assignments += ["changed_at = %(now)s", f"project = p.project || {_project(work)}"]
    if work.has_attributes:
        assignments.append("attributes = p.attributes || coalesce(s.attributes, '{}')")
    work.execute(
        f"UPDATE permits_permit p SET {', '.join(assignments)} {_OF_ROWS} = 'changed' AND p.id = r.object_id",
        zone=settings.TIME_ZONE,
    )


def _add(work: Work) -> None:
    values = {
        "commune_id": "%(commune)s",
        "source_key": "s.key",
        "created_by_import": "%(id)s",
        "owner_kind": "'person'",
        "state": "'issued'",
        "created_at": "%(now)s",
        "changed_at": "%(now)s",
        "project": _project(work),
        # A plot drawn in the file stands in where no parcel is found.
        "site": "CASE WHEN ST_Dimension(s.geometry) = 2 THEN ST_Multi(s.geometry) END",
    } | _values(work)
    if work.has_attributes:
        values["attributes"] = "coalesce(s.attributes, '{}')"
    keep_absence(
        work,
        Permit,
        f"INSERT INTO permits_permit ({', '.join(values)}) SELECT {', '.join(values.values())} "
        f"{_OF_ROWS} = 'added' ORDER BY s.row RETURNING id",
        zone=settings.TIME_ZONE,
    )


def _put_on_parcels(work: Work) -> None:
    """The links of the permits touched, as found; their site and district follow from the parcels."""
    stale = (
        "SELECT l.id FROM permits_permitparcel l JOIN touched t ON t.id = l.permit_id "
        "WHERE NOT EXISTS (SELECT FROM matched m WHERE m.row = t.row AND m.parcel_id = l.parcel_id)"
    )
    keep_images(work, PermitParcel, stale)
    work.execute(f"DELETE FROM permits_permitparcel WHERE id IN ({stale})")
    keep_absence(
        work,
        PermitParcel,
        "INSERT INTO permits_permitparcel (permit_id, parcel_id, reference) "
        "SELECT t.id, m.parcel_id, m.parcel FROM touched t JOIN matched m USING (row) "
        "ON CONFLICT DO NOTHING RETURNING id",
    )
    work.execute(
        "UPDATE permits_permit p SET site = found.site, district_id = (SELECT d.id FROM territory_district d "
        "WHERE d.commune_id = %(commune)s AND ST_Intersects(d.geometry, ST_PointOnSurface(found.site)) "
        "ORDER BY d.kind, d.code LIMIT 1) FROM (SELECT t.id, "
        "ST_Multi(ST_CollectionExtract(ST_Union(g.geometry), 3)) AS site FROM touched t "
        "JOIN matched m USING (row) JOIN territory_parcel g ON g.id = m.parcel_id GROUP BY t.id) found "
        "WHERE p.id = found.id"
    )
    if "issued_on" not in work.mapping.fields:
        # Where a file knows one day only, a permit counts as issued when it was decided.
        work.execute(
            "UPDATE permits_permit p SET issued_at = p.decided_at FROM touched t "
            f"WHERE p.id = t.id AND p.issued_at IS NULL AND p.state IN {_GRANTED}"
        )
