"""What every comparison with present records has in common: pairing by key, what differs, what is new.

In the statements `p` is the present record, `s` the staged row, and `pair` joins the two; `{present}` is the
condition for the records that count.
"""

from kharita.importing.stage import Work


def compare_records(work: Work) -> None:
    """The account of records that are simply there or not: changed and moved in place, added, retired."""
    match(work)
    account_for_changed(work)
    account_for_moved(work)
    if work.mapping.options.retire_missing:
        _account_for_retired(work)
    account_for_remarked(work)
    account_for_rest(work)


def match(work: Work) -> None:
    """Pair rows and records of one key; ground within the tolerance of what is there counts as the same."""
    ground = "s.geometry = p.geometry" if work.has_geometry else "true"
    work.keep(
        "pair",
        f"SELECT s.row, p.id, {ground} AS same_ground, {_same_attributes(work)} AS same_attributes "
        "FROM {stage} s JOIN {table} p ON p.{key} = s.key AND {present}",
    )
    work.execute("ANALYZE pair")
    if work.has_geometry:
        work.execute(
            "UPDATE pair SET same_ground = true FROM {stage} s, {table} p "
            "WHERE NOT pair.same_ground AND s.row = pair.row AND p.id = pair.id "
            "AND ST_HausdorffDistance(s.geometry, p.geometry) <= %(tolerance)s",
            tolerance=work.mapping.options.move_tolerance_m,
        )


def _same_attributes(work: Work) -> str:
    parts = [
        f"coalesce(s.{declared.id}, '') = coalesce(p.{declared.id}, '')"
        if declared.sql_type == "text"
        else f"s.{declared.id} IS NOT DISTINCT FROM p.{declared.id}"
        for declared in work.staged_fields
    ]
    if work.has_attributes:
        parts.append("p.attributes @> coalesce(s.attributes, '{}')")
    return " AND ".join(parts) or "true"


def differences(work: Work) -> str:
    """An SQL expression for {field: [old, new]} of a staged row `s` and a present record `p`."""
    parts = [_difference(declared.id, declared.sql_type) for declared in work.staged_fields]
    if work.has_attributes:
        parts.append(
            "coalesce((SELECT jsonb_object_agg(new.key, jsonb_build_array(p.attributes -> "
            "new.key, new.value)) "
            "FROM jsonb_each(s.attributes) new "
            "WHERE p.attributes -> new.key IS DISTINCT FROM new.value), '{}')"
        )
    return " || ".join(parts) or "'{}'::jsonb"


def _difference(column: str, sql_type: str) -> str:
    old, new = f"p.{column}", f"s.{column}"
    if sql_type == "text":
        old, new = f"coalesce({old}, '')", f"coalesce({new}, '')"
    return (
        f"CASE WHEN {old} IS DISTINCT FROM {new} "
        f"THEN jsonb_build_object('{column}', jsonb_build_array({old}, {new})) ELSE '{{}}' END"
    )


def account_for_changed(work: Work) -> None:
    work.execute(
        "INSERT INTO {rows} (source_import_id, row, outcome, reference, object_id, differences, "
        f"reason, detail) SELECT %(id)s, s.row, 'changed', s.key, p.id, {differences(work)}, "
        "coalesce(s.remark, ''), s.detail "
        "FROM pair JOIN {stage} s ON s.row = pair.row JOIN {table} p ON p.id = pair.id "
        "WHERE pair.same_ground AND NOT pair.same_attributes"
    )


def account_for_moved(work: Work) -> None:
    """Records whose ground differs and that no earlier statement accounted for."""
    if not work.has_geometry:
        return
    work.execute(
        "INSERT INTO {rows} (source_import_id, row, outcome, reference, object_id, parents, differences, "
        "reason, detail) SELECT %(id)s, s.row, 'moved', s.key, p.id, jsonb_build_array(p.{key}), "
        "jsonb_build_object('area_m2', jsonb_build_array(ST_Area(p.geometry), "
        "ST_Area(s.geometry)), 'distance_m', "
        f"jsonb_build_array(null, ST_HausdorffDistance(s.geometry, p.geometry))) || {differences(work)}, "
        "coalesce(s.remark, ''), s.detail "
        "FROM pair JOIN {stage} s ON s.row = pair.row JOIN {table} p ON p.id = pair.id "
        "WHERE NOT pair.same_ground AND NOT EXISTS (SELECT FROM {rows} r "
        "WHERE r.source_import_id = %(id)s AND r.row = s.row)"
    )


def _account_for_retired(work: Work) -> None:
    work.execute(
        "INSERT INTO {rows} (source_import_id, row, outcome, reference, object_id) "
        "SELECT %(id)s, NULL, 'retired', p.{key}, p.id FROM {table} p WHERE {present} "
        "AND NOT EXISTS (SELECT FROM pair WHERE pair.id = p.id) "
        "AND NOT EXISTS (SELECT FROM {rows} r WHERE r.source_import_id = %(id)s AND r.outcome = 'refused' "
        "AND r.reference = p.{key})"
    )


def account_for_remarked(work: Work) -> None:
    """Unchanged rows are only counted, but a repair or another remark is told each time."""
    work.execute(
        "INSERT INTO {rows} (source_import_id, row, outcome, reference, reason, detail, object_id) "
        "SELECT %(id)s, s.row, 'unchanged', s.key, s.remark, s.detail, pair.id FROM {stage} s JOIN pair "
        "ON pair.row = s.row WHERE s.remark IS NOT NULL AND pair.same_ground AND pair.same_attributes"
    )


def account_for_rest(work: Work) -> None:
    """What no statement spoke of and has no pair is new."""
    work.keep("told", "SELECT row FROM {rows} WHERE source_import_id = %(id)s AND row IS NOT NULL")
    account_for_added(
        work,
        "WHERE NOT EXISTS (SELECT FROM pair WHERE pair.row = s.row) "
        "AND NOT EXISTS (SELECT FROM told WHERE told.row = s.row)",
    )


def account_for_added(work: Work, where: str = "") -> None:
    """Account for the staged rows that `where` tells as new records."""
    work.execute(
        "INSERT INTO {rows} (source_import_id, row, outcome, reference, reason, detail) "
        "SELECT %(id)s, s.row, 'added', s.key, coalesce(s.remark, ''), s.detail FROM {stage} s " + where
    )
