"""Past permits of a file against those that earlier files brought; no permit is ever taken away by a file."""

from django.conf import settings

from kharita.importing.compare import (
    account_for_changed,
    account_for_remarked,
    account_for_rest,
    match,
)
from kharita.importing.stage import Work
from kharita.permits.past.matching import tell_misses

FIGURES = {
    "use": "text",
    "floors": "integer",
    "dwellings": "integer",
    "height_m": "float8",
    "covered_area_m2": "float8",
    "floor_area_m2": "float8",
}
"""The mapped fields that are kept in `Permit.project`, with the type of each."""
DAYS = {"submitted_on": "submitted_at", "decided_on": "decided_at", "issued_on": "issued_at"}


def compare_permits(work: Work) -> None:
    """The account: refused where the type is none, else new, changed or as it was; misses are told with it.

    `changed` is what the file says otherwise now, the parcels included. A dossier that has moved here since
    is left as it is.
    """
    if "state" in work.mapping.fields:
        work.execute("UPDATE {stage} SET state = 'issued' WHERE state IS NULL")
    _refuse_unknown_kinds(work)
    tell_misses(work)
    _keep_present(work)
    work.present_table = "past_permit"
    match(work)
    work.execute(
        "UPDATE pair SET same_attributes = false FROM {table} p, {stage} s WHERE p.id = pair.id "
        "AND s.row = pair.row AND p.parcels IS DISTINCT FROM (SELECT string_agg(m.parcel, ', ' "
        "ORDER BY m.parcel) FROM matched m WHERE m.row = s.row)"
    )
    _leave_what_moved(work)
    account_for_changed(work)
    account_for_remarked(work)
    account_for_rest(work)
    # A person looks for the number of the permit, not for the key of the file's row.
    work.execute(
        "UPDATE {rows} r SET reference = s.number, geometry = s.geometry FROM {stage} s "
        "WHERE r.source_import_id = %(id)s AND r.row = s.row AND r.outcome <> 'refused'"
    )


def _refuse_unknown_kinds(work: Work) -> None:
    work.execute(
        "WITH refused AS (DELETE FROM {stage} s WHERE NOT EXISTS (SELECT FROM permits_permittype t "
        "WHERE t.code = s.kind) RETURNING s.row, s.number, s.kind, s.geometry) "
        "INSERT INTO {rows} (source_import_id, row, outcome, reference, reason, detail, geometry) "
        "SELECT %(id)s, row, 'refused', number, 'unknown-value', "
        "jsonb_build_object('field', 'kind', 'value', kind), geometry FROM refused"
    )


def _keep_present(work: Work) -> None:
    """Temporary table `past_permit`: what earlier imports brought, in the fields of the target."""
    days = ", ".join(f"(p.{column} AT TIME ZONE %(zone)s)::date AS {day}" for day, column in DAYS.items())
    figures = ", ".join(f"(p.project ->> '{name}')::{kind} AS {name}" for name, kind in FIGURES.items())
    work.keep(
        "past_permit",
        f"SELECT p.id, p.commune_id, p.source_key, p.reference AS number, p.kind, p.state, {days}, "
        f"p.valid_until, p.title, p.address, p.owner_name, p.architect_name, {figures}, p.attributes, "
        "(SELECT string_agg(l.reference, ', ' ORDER BY l.reference) FROM permits_permitparcel l "
        "WHERE l.permit_id = p.id) AS parcels FROM permits_permit p "
        "WHERE p.commune_id = %(commune)s AND p.created_by_import IS NOT NULL",
        zone=settings.TIME_ZONE,
    )
    if "parcels" in work.mapping.fields:
        # From here on the row says which parcels it was found to stand on, for what it says it names is told.
        work.execute(
            "UPDATE {stage} s SET parcels = (SELECT string_agg(m.parcel, ', ' ORDER BY m.parcel) "
            "FROM matched m WHERE m.row = s.row)"
        )


def _leave_what_moved(work: Work) -> None:
    work.execute(
        "WITH moved AS (UPDATE pair SET same_attributes = true WHERE NOT same_attributes AND EXISTS ("
        "SELECT FROM core_workflowevent e WHERE e.object_type = 'permits.permit' AND e.object_id = pair.id) "
        "RETURNING row) UPDATE {stage} s SET remark = 'gone-on' FROM moved WHERE moved.row = s.row"
    )
