"""Objects and the parcels they stand on: within one, or fronting the nearest within a distance.

Set-based: one statement for each kind of object, over those that a change can concern. What stands where
follows from the objects and the present cadastre alone (of overlapping parcels the smallest counts, then the
older), so that linking again changes nothing and undoing a change restores the links with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

from kharita.territory.models import Building, Place


@dataclass(frozen=True)
class LinkedModel:
    """A kind of object (`StandsOnParcel`). `fronts_m`: how far the parcel may be that it stands in front
    of."""

    model: type[models.Model]
    fronts_m: float = 0.0

    @property
    def table(self) -> str:
        return self.model._meta.db_table


class LinkRegistry:
    """The kinds of objects that stand on parcels; a domain adds its own when its app is ready."""

    def __init__(self, *linked: LinkedModel) -> None:
        self._linked = list(linked)

    def register(self, *linked: LinkedModel) -> None:
        self._linked.extend(linked)

    def all(self) -> tuple[LinkedModel, ...]:
        return tuple(self._linked)


linked_models = LinkRegistry(LinkedModel(Building), LinkedModel(Place, fronts_m=30.0))

_POINT = "CASE WHEN ST_Dimension(o.geometry) = 0 THEN o.geometry ELSE ST_PointOnSurface(o.geometry) END"


def relink(*, commune_id: int, parcels: str | None = None, values: Sequence[Any] = ()) -> int:
    """Link the objects of a commune that the parcels of the query `parcels` can concern (None: all of them).

    `parcels` gives ids, with `values` bound; both those that are new and those that were retired. Gives the
    number of objects whose link changed.
    """
    return sum(_relink(linked, commune_id, parcels, values) for linked in linked_models.all())


def relink_objects(model: type[models.Model], *, commune_id: int, ids: Sequence[int]) -> int:
    """Link the objects of `model` that have these ids."""
    return sum(
        _update(linked, commune_id, "o.id = ANY(%s)", [list(ids)])
        for linked in linked_models.all()
        if linked.model is model and ids
    )


def unlink(*, parcels: str, values: Sequence[Any]) -> dict[type[models.Model], list[int]]:
    """Cut the links to the parcels of the query `parcels`, which are about to be deleted; gives the ids of
    the objects that stood on them."""
    cut: dict[type[models.Model], list[int]] = {}
    with connection.cursor() as cursor:
        for linked in linked_models.all():
            cursor.execute(
                f"UPDATE {linked.table} SET parcel_id = NULL, parcel_relation = '', parcel_distance_m = NULL "
                f"WHERE parcel_id IN ({parcels}) RETURNING id",
                list(values),
            )
            cut[linked.model] = [row[0] for row in cursor.fetchall()]
    return cut


def _relink(linked: LinkedModel, commune_id: int, parcels: str | None, values: Sequence[Any]) -> int:
    if not linked.model._default_manager.filter(commune_id=commune_id).exists():
        return 0
    if parcels is None:
        return _update(linked, commune_id, "true", ())
    concerned = (
        f"o.id IN (SELECT stood.id FROM {linked.table} stood WHERE stood.parcel_id IN ({parcels}) "
        f"UNION SELECT near.id FROM {linked.table} near JOIN territory_parcel changed ON "
        f"changed.id IN ({parcels}) "
        "AND ST_DWithin(near.geometry, changed.geometry, %s))"
    )
    return _update(linked, commune_id, concerned, [*values, *values, linked.fronts_m])


def _update(linked: LinkedModel, commune_id: int, concerned: str, values: Sequence[Any]) -> int:
    fronting = (
        "UNION ALL (SELECT p.id, 'fronts', ST_Distance(p.geometry, spot.point), 1 FROM territory_parcel p "
        "WHERE p.commune_id = %s AND p.valid_to IS NULL AND ST_DWithin(p.geometry, spot.point, %s) "
        "ORDER BY p.geometry <-> spot.point, p.id LIMIT 1)"
    )
    sql = (
        f"UPDATE {linked.table} target SET parcel_id = found.parcel_id, "
        "parcel_relation = coalesce(found.relation, ''), parcel_distance_m = found.distance FROM ("
        f"SELECT o.id, best.id AS parcel_id, best.relation, best.distance FROM {linked.table} o "
        f"CROSS JOIN LATERAL (SELECT {_POINT} AS point) spot "
        "LEFT JOIN LATERAL (SELECT * FROM ("
        "(SELECT p.id, 'within' AS relation, 0::float8 AS distance, 0 AS rank FROM territory_parcel p "
        "WHERE p.commune_id = %s AND p.valid_to IS NULL AND ST_Intersects(p.geometry, spot.point) "
        "ORDER BY p.area_m2, p.id LIMIT 1) "
        f"{fronting if linked.fronts_m else ''}) found ORDER BY rank LIMIT 1) best ON true "
        f"WHERE o.commune_id = %s AND {concerned}) found "
        "WHERE target.id = found.id AND (target.parcel_id, target.parcel_relation, target.parcel_distance_m) "
        "IS DISTINCT FROM (found.parcel_id, coalesce(found.relation, ''), found.distance)"
    )
    front_values = [commune_id, linked.fronts_m] if linked.fronts_m else []
    with connection.cursor() as cursor:
        cursor.execute(sql, [commune_id, *front_values, commune_id, *values])
        return int(cursor.rowcount)
