"""The site of a project from the database: a handful of statements, each through an index.

Written in SQL because a zone or a road can have thousands of corners of which a plot sees ten: the database
cuts them to the box around the plot (measured by `tests/bench/bench_checks.py`). Only boxes are compared
there, which no dirty geometry can make fail; exact geometry is `Ground`'s.

This reads without a person in mind: whoever may have a project checked may see what it is checked against.
Drafts of plans are left out, and of other permits only issued ones are named.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from django.conf import settings
from django.db import connection
from shapely.geometry.base import BaseGeometry

from kharita.permits.checks.limits import Limits
from kharita.permits.checks.site import Burden, LivePermit, Names, Plan, Plot, Road, Rule, Site, Zone

AROUND_M = 60.0  # as far as half the widest road and its pavement

_PLOTS = """
    SELECT reference, declared_area_m2, ST_AsBinary(geometry), commune_id
    FROM territory_parcel WHERE id = ANY(%(parcels)s) AND valid_to IS NULL ORDER BY id"""

_ZONES = """
    SELECT z.code, z.plan_id, ST_AsBinary(ST_ClipByBox2D(z.geometry, around.box)),
           p.kind, p.state, p.name_ar, p.name_fr, p.name_en, p.approved_on, p.expires_on, p.legal_ref,
           p.cos_means_ground_ratio, r.id IS NOT NULL, r.uses, r.min_plot_m2, r.min_frontage_m, r.max_cos,
           r.max_ground_ratio, r.max_floors, r.max_height_m, r.setback_front_m, r.setback_side_m,
           r.setback_rear_m, r.min_court_m, r.parking_ratio, r.article_ref
    FROM (SELECT ST_MakeEnvelope(%(west)s, %(south)s, %(east)s, %(north)s, %(srid)s) AS box) AS around,
         territory_zone z
         JOIN territory_zoningplan p ON p.id = z.plan_id
         LEFT JOIN territory_zonerule r ON r.plan_id = z.plan_id AND r.code = z.code
    WHERE z.geometry && around.box AND z.commune_id = ANY(%(communes)s) AND p.state <> 'draft'
    ORDER BY z.id"""

_BURDENS = """
    SELECT true, e.kind, ST_AsBinary(ST_ClipByBox2D(e.geometry, around.box)),
           e.name_ar, e.name_fr, e.name_en, e.legal_ref, NULL, NULL::date, NULL, e.id
    FROM (SELECT ST_MakeEnvelope(%(west)s, %(south)s, %(east)s, %(north)s, %(srid)s) AS box) AS around,
         territory_easement e
    WHERE e.geometry && around.box AND e.commune_id = ANY(%(communes)s)
    UNION ALL
    SELECT false, v.kind, ST_AsBinary(ST_ClipByBox2D(v.geometry, around.box)),
           v.name_ar, v.name_fr, v.name_en, v.legal_ref, p.kind, p.approved_on, p.legal_ref, v.id
    FROM (SELECT ST_MakeEnvelope(%(west)s, %(south)s, %(east)s, %(north)s, %(srid)s) AS box) AS around,
         territory_reservation v LEFT JOIN territory_zoningplan p ON p.id = v.plan_id
    WHERE v.geometry && around.box AND v.commune_id = ANY(%(communes)s)
      AND p.state IS DISTINCT FROM 'draft'
    ORDER BY 1 DESC, 11"""

_ROADS = """
    SELECT ST_AsBinary(ST_ClipByBox2D(s.geometry, around.box)), s.width_m, s.grade,
           s.name_ar, s.name_fr, s.name_en
    FROM (SELECT ST_Expand(ST_MakeEnvelope(%(west)s, %(south)s, %(east)s, %(north)s, %(srid)s), %(reach)s)
          AS box) AS around, territory_street s
    WHERE s.geometry && around.box
    ORDER BY s.id"""

_NEIGHBOURS = """
    SELECT ST_AsBinary(ST_ClipByBox2D(n.geometry, ST_Expand(around.box, %(reach)s)))
    FROM (SELECT ST_Expand(ST_MakeEnvelope(%(west)s, %(south)s, %(east)s, %(north)s, %(srid)s), %(near)s)
          AS box) AS around, territory_parcel n
    WHERE n.geometry && around.box AND n.valid_to IS NULL AND n.id <> ALL(%(parcels)s)
    ORDER BY n.id"""

_PERMITS = """
    SELECT p.reference, ST_AsBinary(p.site), p.issued_at IS NOT NULL
    FROM (SELECT ST_MakeEnvelope(%(west)s, %(south)s, %(east)s, %(north)s, %(srid)s) AS box) AS around,
         permits_permit p
    WHERE p.site && around.box AND p.commune_id = ANY(%(communes)s) AND p.state <> ALL(%(ended)s)
      AND p.kind <> ALL(%(ignored)s) AND p.id <> ALL(%(own)s)
      AND (p.parent_id IS NULL OR p.parent_id <> ALL(%(own)s))
    ORDER BY p.id"""

_ANY_ROAD = "SELECT EXISTS (SELECT 1 FROM territory_street WHERE commune_id = ANY(%(communes)s))"


@dataclass(frozen=True)
class _Found:
    plots: tuple[Plot, ...]
    communes: list[int]


def load_site(*, parcel_ids: Sequence[int], own_permits: Iterable[int] = (), limits: Limits) -> Site:
    """The present parcels of `parcel_ids` and what is around them (official CRS, cut to their box).

    `own_permits` are the dossier that is being checked and those that it amends: they are not in its way.
    """
    values: dict[str, Any] = {
        "parcels": sorted(parcel_ids),
        "srid": settings.KHARITA_SRID,
        "reach": AROUND_M,
        "near": limits.edges.street_gap_m + limits.edges.touch_m,
        "own": sorted(own_permits),
        "ended": list(limits.overlapping_permits.states_ignored),
        "ignored": list(limits.overlapping_permits.kinds_ignored),
    }
    with connection.cursor() as cursor:

        def rows(sql: str) -> list[tuple[Any, ...]]:
            cursor.execute(sql, values)
            return list(cursor.fetchall())

        found = _plots(rows(_PLOTS))
        bounds = _bounds(found.plots)
        if bounds is None:
            return Site(plots=found.plots)
        values |= dict(zip(("west", "south", "east", "north"), bounds, strict=True))
        values["communes"] = found.communes
        return _site(found.plots, rows, limits)


def load_plots(parcel_ids: Sequence[int]) -> tuple[Plot, ...]:
    """The present parcels of these ids, in the order of the ids."""
    with connection.cursor() as cursor:
        cursor.execute(_PLOTS, {"parcels": sorted(parcel_ids)})
        return _plots(list(cursor.fetchall())).plots


def _site(plots: tuple[Plot, ...], rows: Callable[[str], list[tuple[Any, ...]]], limits: Limits) -> Site:
    roads = tuple(
        Road(_shape(wkb), width, grade, Names(*names)) for wkb, width, grade, *names in rows(_ROADS)
    )
    burdens = rows(_BURDENS)
    return Site(
        plots=plots,
        zones=_regulating([_zone(row) for row in rows(_ZONES)], limits),
        easements=tuple(_burden(row) for row in burdens if row[0]),
        reservations=tuple(_burden(row) for row in burdens if not row[0]),
        roads=roads,
        neighbours=tuple(_shape(wkb) for (wkb,) in rows(_NEIGHBOURS)),
        permits=tuple(LivePermit(ref, _shape(wkb), issued) for ref, wkb, issued in rows(_PERMITS)),
        roads_known=bool(roads) or bool(rows(_ANY_ROAD)[0][0]),
    )


def _plots(rows: list[tuple[Any, ...]]) -> _Found:
    plots = tuple(Plot(reference, _shape(wkb), declared) for reference, declared, wkb, _commune in rows)
    return _Found(plots, sorted({commune for *_rest, commune in rows}))


def _bounds(plots: Iterable[Plot]) -> tuple[float, ...] | None:
    shapes = [plot.geometry for plot in plots if plot.geometry is not None and not plot.geometry.is_empty]
    return tuple(float(value) for value in shapely.total_bounds(shapes)) if shapes else None


def _zone(row: tuple[Any, ...]) -> Zone:
    code, _plan_id, wkb, kind, state, ar, fr, en, approved, expires, legal, cos_is_ground, has_rule = row[:13]
    plan = Plan(kind, state, Names(ar, fr, en), approved, expires, legal, cos_is_ground)
    rule = Rule(tuple(row[13]), *row[14:]) if has_rule else None
    return Zone(code, plan, rule, _shape(wkb))


def _regulating(zones: list[Zone], limits: Limits) -> tuple[Zone, ...]:
    """Of zones of several plans those of the plan that says what may be built: one in force before one that
    has expired, then the kind that regulates most closely."""
    order = {kind: rank for rank, kind in enumerate(limits.plan_order)}

    def rank(plan: Plan) -> tuple[bool, int]:
        return plan.state != "in_force", order.get(plan.kind, len(order))

    first = min((rank(zone.plan) for zone in zones), default=None)
    return tuple(zone for zone in zones if rank(zone.plan) == first)


def _burden(row: tuple[Any, ...]) -> Burden:
    _is_easement, kind, wkb, ar, fr, en, legal, plan_kind, approved, plan_legal, _id = row
    plan = None
    if plan_kind is not None:
        plan = Plan(kind=plan_kind, approved_on=approved, legal_ref=plan_legal)
    return Burden(kind, _shape(wkb), Names(ar, fr, en), legal, plan)


def _shape(wkb: Any) -> BaseGeometry | None:
    return None if wkb is None else shapely.from_wkb(bytes(wkb), on_invalid="ignore")
