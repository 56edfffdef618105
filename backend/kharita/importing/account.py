"""The account of an import, for reading: rows with their words, their shape and their place."""

import json
from collections.abc import Iterator
from typing import Any

from django.db import connection, models

from kharita.importing.faults import detail_of, title_of
from kharita.importing.images import geometry_column
from kharita.importing.models import Import, Outcome
from kharita.importing.stage import ROWS_TABLE, stage_exists
from kharita.importing.targets import ImportTarget, import_targets

PAGE_MAX = 200
_CHUNK = 2_000


def reasons_of(source_import: Import, outcome: str = "") -> list[dict[str, Any]]:
    """Each reason that occurs, with its title and how often."""
    rows = source_import.rows.exclude(reason="")
    if outcome:
        rows = rows.filter(outcome=outcome)
    found = rows.values_list("reason").annotate(count=models.Count("id")).order_by("-count", "reason")
    return [{"reason": reason, "title": title_of(reason), "count": count} for reason, count in found]


def count_rows(source_import: Import, *, outcome: str = "", reason: str = "") -> int:
    return int(_filtered(source_import, outcome, reason).count())


def page_of(
    source_import: Import, *, outcome: str = "", reason: str = "", offset: int = 0, limit: int = 50
) -> list[dict[str, Any]]:
    """`limit` rows of the account, refused ones first, then by their number in the file."""
    ids = list(
        _filtered(source_import, outcome, reason)
        .order_by(_refused_first(), "row", "id")
        .values_list("id", flat=True)[offset : offset + min(limit, PAGE_MAX)]
    )
    return _read(source_import, ids)


def all_rows(source_import: Import) -> Iterator[dict[str, Any]]:
    """The whole account in the order of `page_of`, in bounded memory."""
    ids = list(source_import.rows.order_by(_refused_first(), "row", "id").values_list("id", flat=True))
    for start in range(0, len(ids), _CHUNK):
        yield from _read(source_import, ids[start : start + _CHUNK])


def _filtered(source_import: Import, outcome: str, reason: str) -> Any:
    rows = source_import.rows.all()
    if outcome == "repaired":
        rows = rows.filter(detail__has_key="fault")
    elif outcome:
        rows = rows.filter(outcome=outcome)
    return rows.filter(reason=reason) if reason else rows


def _refused_first() -> models.Case:
    order = [Outcome.REFUSED, Outcome.RETIRED, Outcome.MERGED, Outcome.SPLIT, Outcome.MOVED, Outcome.CHANGED]
    return models.Case(
        *(models.When(outcome=outcome, then=models.Value(rank)) for rank, outcome in enumerate(order)),
        default=models.Value(len(order)),
    )


def _shape_of(source_import: Import) -> tuple[str, str]:
    """Where the shape of a row is now: an SQL expression and the joins it needs."""
    target = import_targets.get(source_import.target)
    shapes, joins = ["r.geometry"], ""
    if target is None or target.geometry is None:
        return "r.geometry", ""
    if stage_exists(source_import):
        shapes.append("s.geometry")
        joins += f" LEFT JOIN {source_import.stage} s ON s.row = r.row"
    table = target.model._meta.db_table
    joins += f" LEFT JOIN {table} o ON o.id = r.object_id"
    if target.key == "reference":
        shapes.append("made.geometry")
        joins += (
            f" LEFT JOIN LATERAL (SELECT geometry FROM {table} m WHERE m.reference = r.reference "
            "AND m.created_by_import = r.source_import_id LIMIT 1) made ON true"
        )
    shapes.append(f"o.{geometry_column(target.model)}")
    return f"coalesce({', '.join(shapes)})", joins


def _read(source_import: Import, ids: list[int]) -> list[dict[str, Any]]:
    shape, joins = _shape_of(source_import)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.row, r.outcome, r.reference, r.reason, r.detail, r.parents, r.differences, "
            f"ST_AsGeoJSON(ST_Transform({shape}, 4326), 7), "
            f"ST_AsGeoJSON(ST_Transform(ST_Centroid(ST_Envelope({shape})), 4326), 7), r.object_id "
            f"FROM unnest(%s::bigint[]) WITH ORDINALITY wanted (id, place) JOIN {ROWS_TABLE} r USING (id)"
            f"{joins} ORDER BY wanted.place",
            [ids],
        )
        rows = cursor.fetchall()
    siblings = _siblings(source_import, [row for row in rows if row[1] == Outcome.SPLIT])
    target = import_targets.get(source_import.target)
    return [_as_dict(row, siblings, target) for row in rows]


def _siblings(source_import: Import, rows: list[tuple[Any, ...]]) -> dict[str, list[str]]:
    """The parts of each divided parcel among `rows`."""
    parents = sorted({parent for row in rows for parent in json.loads(row[5])})
    found: dict[str, list[str]] = {parent: [] for parent in parents}
    if parents:
        for reference, of in source_import.rows.filter(
            outcome=Outcome.SPLIT, parents__has_any_keys=parents
        ).values_list("reference", "parents").order_by("row"):  # fmt: skip
            for parent in of or ():
                found.setdefault(parent, []).append(reference)
    return found


def _as_dict(
    row: tuple[Any, ...], siblings: dict[str, list[str]], target: ImportTarget | None
) -> dict[str, Any]:
    (
        number,
        outcome,
        reference,
        reason,
        detail_json,
        parents_json,
        differences_json,
        shape,
        point,
        object_id,
    ) = row
    detail, parents = _loaded(detail_json) or {}, _loaded(parents_json) or []
    if target is not None and (declared := target.field(detail.get("field", ""))) is not None:
        detail = {**detail, "field": str(declared.title)}
    children = [child for parent in parents for child in siblings.get(parent, [])]
    return {
        "row": number,
        "class": outcome,
        "reference": reference,
        "reason": reason,
        "title": title_of(reason),
        "detail": detail_of(reason, detail),
        "repair": detail_of("repaired", detail) if "fault" in detail else "",
        "parents": parents,
        "children": children or ([reference] if parents else []),
        "differences": _loaded(differences_json) or {},
        "geometry": json.loads(shape) if shape else None,
        "point": json.loads(point)["coordinates"] if point else None,
        "object_id": object_id,
    }


def _loaded(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value
