"""Images of records before an import touches them, and their exact return.

`to_jsonb` writes numbers and times in their shortest exact form, and the geometry is kept as stored, so what
is restored is the same to the byte. The columns that the database derives are left out: they follow.
"""

from typing import Any

from django.db import models

from kharita.importing.models import ImportChange
from kharita.importing.stage import Work

CHANGES_TABLE = ImportChange._meta.db_table


def stored_columns(model: type[models.Model]) -> list[str]:
    """The columns that are written (neither derived nor geometry), `id` first."""
    return [
        str(field.column)
        for field in model._meta.concrete_fields
        if not isinstance(field, models.GeneratedField) and not hasattr(field, "geom_type")
    ]


def geometry_column(model: type[models.Model]) -> str | None:
    """The column of the record's own geometry, if it has one."""
    return next(
        (
            field.column
            for field in model._meta.concrete_fields
            if hasattr(field, "geom_type") and not isinstance(field, models.GeneratedField)
        ),
        None,
    )


def keep_images(work: Work, model: type[models.Model], which: str, **values: Any) -> int:
    """Keep the records of `model` whose id the query `which` gives, as they are now (the first image
    counts)."""
    columns = ", ".join(f"'{column}', t.{column}" for column in stored_columns(model))
    geometry = geometry_column(model)
    return work.execute(
        f"INSERT INTO {CHANGES_TABLE} (source_import_id, table_name, row_id, before, geometry_before) "
        f"SELECT %(id)s, '{model._meta.db_table}', t.id, jsonb_build_object({columns}), "
        f"{f't.{geometry}' if geometry else 'NULL'} FROM {model._meta.db_table} t WHERE t.id IN ({which}) "
        "ON CONFLICT DO NOTHING",
        **values,
    )


def keep_absence(work: Work, model: type[models.Model], inserted: str, **values: Any) -> int:
    """Run `inserted` (an INSERT … RETURNING id) and remember that its records were not there before."""
    return work.execute(
        f"WITH made AS ({inserted}) "
        f"INSERT INTO {CHANGES_TABLE} (source_import_id, table_name, row_id) "
        f"SELECT %(id)s, '{model._meta.db_table}', made.id FROM made",
        **values,
    )


def restore_images(work: Work, model: type[models.Model]) -> int:
    """Give the records of `model` back what they were: what was added goes, the rest returns. Rows
    restored."""
    table = model._meta.db_table
    columns = stored_columns(model)
    geometry = geometry_column(model)
    names = [*columns, *([geometry] if geometry else [])]
    old = [f"old.{column}" for column in columns] + (["image.geometry_before"] if geometry else [])
    image = (
        f"FROM {CHANGES_TABLE} image, jsonb_populate_record(NULL::{table}, image.before) old "
        f"WHERE image.source_import_id = %(id)s AND image.table_name = '{table}' AND image.before IS NOT NULL"
    )
    work.execute(
        f"DELETE FROM {table} t USING {CHANGES_TABLE} image WHERE image.source_import_id = %(id)s "
        f"AND image.table_name = '{table}' AND image.before IS NULL AND image.row_id = t.id"
    )
    restored = work.execute(
        f"UPDATE {table} t SET ({', '.join(names[1:])}) = ROW({', '.join(old[1:])}) {image} AND "
        "t.id = image.row_id"
    )
    return restored + work.execute(
        f"INSERT INTO {table} ({', '.join(names)}) OVERRIDING SYSTEM VALUE SELECT {', '.join(old)} {image} "
        f"AND NOT EXISTS (SELECT FROM {table} t WHERE t.id = image.row_id)"
    )
