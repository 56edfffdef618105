"""Carrying out the account of records that live in place: districts, zones, streets, buildings and the like.

What is overwritten or removed is kept in `ImportChange` first, and of what is added that it was not there.
"""

from typing import Any

from django.db import models

from kharita.importing.apply_parcels import raise_revision
from kharita.importing.images import CHANGES_TABLE, geometry_column, keep_absence, keep_images
from kharita.importing.stage import Work
from kharita.territory.linking import relink_objects


def apply_records(work: Work) -> None:
    """Remove, change and add; then link what was touched and raise the commune's revision."""
    model = work.target.model
    touched = "SELECT object_id FROM {rows} WHERE source_import_id = %(id)s AND outcome IN "
    keep_images(work, model, touched + "('changed', 'moved', 'retired')")
    work.execute(
        "DELETE FROM {table} WHERE id IN (" + touched + "('retired'))",
    )
    _change(work)
    _add(work)
    _link(work)
    raise_revision(work)


def _change(work: Work) -> None:
    assignments = [
        f"{declared.id} = {_value(declared.id, declared.sql_type)}" for declared in work.staged_fields
    ]
    if work.has_attributes:
        assignments.append("attributes = p.attributes || coalesce(s.attributes, '{}')")
    if work.has_geometry:
        assignments.append("geometry = CASE r.outcome WHEN 'moved' THEN s.geometry ELSE p.geometry END")
    if assignments:
        work.execute(
            f"UPDATE {{table}} p SET {', '.join(assignments)} FROM {{rows}} r "
            "JOIN {stage} s ON s.row = r.row WHERE r.source_import_id = %(id)s "
            "AND r.outcome IN ('changed', 'moved') AND p.id = r.object_id"
        )


def _value(column: str, sql_type: str) -> str:
    return f"coalesce(s.{column}, '')" if sql_type == "text" else f"s.{column}"


def _add(work: Work) -> None:
    columns, values, bound = _columns(work)
    keep_absence(
        work,
        work.target.model,
        f"INSERT INTO {{table}} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {{rows}} r "
        "JOIN {stage} s ON s.row = r.row WHERE r.source_import_id = %(id)s AND r.outcome = 'added' "
        f"ORDER BY {'s.geometry' if work.has_geometry else 's.row'} RETURNING id",
        **bound,
    )


def _columns(work: Work) -> tuple[list[str], list[str], dict[str, Any]]:
    """The columns of a new record with their values: mapped, constant, or the model's default."""
    staged = {declared.id: _value(declared.id, declared.sql_type) for declared in work.staged_fields}
    staged[work.target.key_column] = "s.key"
    staged["commune_id"] = "%(commune)s"
    if work.has_attributes:
        staged["attributes"] = "coalesce(s.attributes, '{}')"
    if (geometry := geometry_column(work.target.model)) is not None:
        staged[geometry] = "s.geometry"
    staged |= {name: f"%({name})s" for name in work.constants}
    columns, values, bound = [], [], {}
    for field in work.target.model._meta.concrete_fields:
        if field.primary_key or isinstance(field, models.GeneratedField):
            continue
        if field.column in staged:
            columns.append(field.column)
            values.append(staged[field.column])
        elif not field.has_db_default() and (default := field.get_default()) is not None:
            columns.append(field.column)
            values.append(f"%(default_{field.column})s")
            bound[f"default_{field.column}"] = default
    return columns, values, bound


def _link(work: Work) -> None:
    model = work.target.model
    ids = [
        row[0]
        for row in work.fetch(
            f"SELECT row_id FROM {CHANGES_TABLE} WHERE source_import_id = %(id)s "
            f"AND table_name = '{model._meta.db_table}'"
        )
    ]
    relink_objects(model, commune_id=work.commune_id, ids=ids)
