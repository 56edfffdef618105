"""Undoing an import: every record it touched returns to its image, unless something was built on it since."""

from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from kharita.importing.apply_parcels import raise_revision
from kharita.importing.faults import CannotUndo
from kharita.importing.images import CHANGES_TABLE, restore_images
from kharita.importing.messages import told
from kharita.importing.stage import Work
from kharita.territory.linking import relink, relink_objects, unlink

APPLIED_REASON = "import {number}"
UNDONE_REASON = "undo of import {number}"
# What linking writes is not a change that someone made to the record.
_LINKS = "'{parcel_id,parcel_relation,parcel_distance_m}'::text[]"
_MADE = "SELECT id FROM territory_parcel WHERE created_by_import = %s"
_RESTORED = (
    f"SELECT row_id FROM {CHANGES_TABLE} WHERE source_import_id = %s AND table_name = 'territory_parcel'"
)


def undo_changes(work: Work) -> None:
    """Restore what was there before. Raises `CannotUndo` when a later change builds on this import."""
    _refuse_when_built_upon(work)
    cut = unlink(parcels=_MADE, values=[work.id])
    work.execute("DELETE FROM territory_parcellineage WHERE created_by_import = %(id)s")
    work.execute(
        "DELETE FROM territory_parcelowner WHERE created_by_import = %(id)s "
        "AND parcel_id IN (SELECT id FROM territory_parcel WHERE created_by_import = %(id)s)"
    )
    work.execute("DELETE FROM territory_parcel WHERE created_by_import = %(id)s")
    for model in _touched_models(work):
        restore_images(work, model)
    relink(commune_id=work.commune_id, parcels=_RESTORED, values=[work.id])
    for model, ids in cut.items():
        relink_objects(model, commune_id=work.commune_id, ids=ids)
    raise_revision(work)
    _refuse_when_referred_to()


def _touched_models(work: Work) -> list[type[models.Model]]:
    tables = {table for (table,) in work.fetch(
        f"SELECT DISTINCT table_name FROM {CHANGES_TABLE} WHERE source_import_id = %(id)s"
    )}  # fmt: skip
    return [model for model in apps.get_models() if model._meta.db_table in tables]


def _refuse_when_built_upon(work: Work) -> None:
    """The audit record knows every change of a record later than this import's own; what a later import did
    and was undone for counts as never done."""
    own = APPLIED_REASON.format(number=work.source_import.number)
    found = work.fetch(
        "WITH mine AS (SELECT 'territory_parcel' AS table_name, id AS row_id FROM territory_parcel "
        "  WHERE created_by_import = %(id)s "
        f" UNION SELECT table_name, row_id FROM {CHANGES_TABLE} WHERE source_import_id = %(id)s), "
        "own AS (SELECT table_name, row_id, max(a.id) AS id FROM core_auditrecord a "
        "  JOIN mine USING (table_name, row_id) WHERE a.reason = %(own)s GROUP BY 1, 2) "
        "SELECT a.at, a.reason, u.full_name, count(*) FROM core_auditrecord a "
        "JOIN own USING (table_name, row_id) LEFT JOIN accounts_user u ON u.id = a.actor_id "
        "WHERE a.id > own.id AND a.reason NOT LIKE 'undo of import %%' "
        f"AND (a.action = 'delete' OR a.before - {_LINKS} <> '{{}}') "
        "AND NOT EXISTS (SELECT FROM importing_import i "
        "  WHERE i.state = 'undone' AND a.reason = 'import ' || i.number) "
        "GROUP BY 1, 2, 3 ORDER BY min(a.id) LIMIT 1",
        own=own,
    )
    if found:
        at, reason, name, count = found[0]
        _refuse(at, reason, name, count)
    owners = work.fetch(
        "SELECT i.number, i.applied_at, count(*) FROM territory_parcelowner o "
        "JOIN territory_parcel p ON p.id = o.parcel_id AND p.created_by_import = %(id)s "
        "LEFT JOIN importing_import i ON i.id = o.created_by_import "
        "WHERE o.created_by_import IS DISTINCT FROM %(id)s GROUP BY 1, 2 ORDER BY 2 LIMIT 1"
    )
    if owners:
        number, at, count = owners[0]
        _refuse(at, APPLIED_REASON.format(number=number) if number else "", "", count)


def _refuse(at: Any, reason: str, name: str | None, count: int) -> None:
    if reason.startswith("import "):
        number = reason.removeprefix("import ")
        raise CannotUndo(
            told("built-upon", number=number, count=count),
            builds_on=number,
        )
    raise CannotUndo(
        told("changed-since", count=count, when=at or "—", who=name or "—", reason=reason or "—")
    )


def _refuse_when_referred_to() -> None:
    """Records of other domains may stand on the parcels that go: the database says so, we say it in words."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        raise CannotUndo(told("referred-to", table=getattr(diagnosis, "table_name", None) or "—")) from error
