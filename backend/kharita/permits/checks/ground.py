"""A project on its site, made fit for measuring once: what all checks look at."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiLineString, MultiPolygon
from shapely.geometry.base import BaseGeometry

from kharita.permits.checks.edges import Edges, classify
from kharita.permits.checks.limits import Limits
from kharita.permits.checks.site import Burden, LivePermit, Plan, Proposal, Road, Rule, Site
from kharita.permits.checks.tidy import NOWHERE, common, lines_in, merged, polygons_in, united

# Plots that two surveys drew side by side seldom meet exactly.
_SEAM_M = 0.05
_SAME_GROUND = 0.5
_AROUND_M = 60.0
_BEND = 8  # segments of a quarter circle: half a per cent of a road's half width


@dataclass(frozen=True)
class ZonePart:
    """The part of the plot in a zone (all polygons of one code of one plan together).

    In `rule` COS is floor area over plot area and the ground ratio its own, whatever the plan calls them.
    """

    code: str
    plan: Plan
    rule: Rule | None
    geometry: MultiPolygon


def _in_one_meaning(rule: Rule | None, plan: Plan) -> Rule | None:
    """`rule` with what the plan calls "COS" where it belongs (domain.md section 2)."""
    if rule is None or not plan.cos_means_ground_ratio:
        return rule
    said = [value for value in (rule.max_ground_ratio, rule.max_cos) if value is not None]
    return replace(rule, max_ground_ratio=min(said, default=None), max_cos=None)


@dataclass(frozen=True)
class BurdenPart:
    """The part of the plot, and of the footprint, on which an easement or a reservation lies."""

    burden: Burden
    on_plot: MultiPolygon
    on_footprint: MultiPolygon


class Ground:
    """`proposal` on `site` on the day `today`. Geometries are valid, in the official CRS, or empty."""

    def __init__(self, proposal: Proposal, site: Site, *, limits: Limits, today: date) -> None:
        self.proposal = proposal
        self.site = site
        self.limits = limits
        self.today = today

    @cached_property
    def plot(self) -> MultiPolygon:
        """The ground of all parcels of the project, seams closed."""
        whole = united(plot.geometry for plot in self.site.plots)
        if len(whole.geoms) < 2:
            return whole
        closed = shapely.buffer(whole, _SEAM_M, join_style="mitre")
        return polygons_in(shapely.buffer(closed, -_SEAM_M, join_style="mitre"))

    @cached_property
    def footprint(self) -> MultiPolygon:
        return polygons_in(self.proposal.footprint)

    @cached_property
    def courts(self) -> MultiPolygon:
        """The courts as they are drawn, else the holes of the footprint."""
        drawn = polygons_in(self.proposal.courts)
        if not drawn.is_empty:
            return drawn
        holes = (hole for polygon in self.footprint.geoms for hole in polygon.interiors)
        return polygons_in(MultiPolygon([shapely.Polygon(hole) for hole in holes]))

    @property
    def area_m2(self) -> float:
        return float(self.plot.area)

    @property
    def covered_m2(self) -> float | None:
        """The ground that is built on: as drawn, else as stated."""
        return self.proposal.covered_area_m2 if self.footprint.is_empty else float(self.footprint.area)

    def is_sliver(self, part: BaseGeometry) -> bool:
        """Whether `part` of the plot is the noise of two drawings over one another."""
        tolerances = self.limits.tolerances
        return bool(part.area <= min(tolerances.sliver_m2, tolerances.sliver_ratio * self.area_m2))

    @cached_property
    def parts(self) -> tuple[ZonePart, ...]:
        """The zones of the plot, largest first."""
        shapes: dict[tuple[str, Plan], list[MultiPolygon]] = {}
        rules: dict[tuple[str, Plan], Rule | None] = {}
        for zone in self.site.zones:
            cut = common(polygons_in(zone.geometry), self.plot)
            if not cut.is_empty:
                shapes.setdefault((zone.code, zone.plan), []).append(cut)
                rules[zone.code, zone.plan] = _in_one_meaning(zone.rule, zone.plan)
        parts = [ZonePart(*key, rules[key], merged(found)) for key, found in shapes.items()]
        parts = [part for part in parts if not self.is_sliver(part.geometry)]
        return tuple(sorted(parts, key=lambda part: (-part.geometry.area, part.code)))

    @cached_property
    def governing(self) -> tuple[ZonePart, ...]:
        """The zones whose rules the building has to keep: those that it stands in, else all of the plot's."""
        built = [part for part in self.parts if not self.is_sliver(common(part.geometry, self.footprint))]
        return tuple(built) or self.parts

    @cached_property
    def roads(self) -> MultiPolygon:
        """The area of the roads around, at their width."""
        return merged(self._road_areas())

    def _road_areas(self) -> Iterator[BaseGeometry]:
        for road, lines in self.road_lines:
            yield shapely.buffer(lines, self.width_of(road) / 2, quad_segs=_BEND)

    @cached_property
    def road_lines(self) -> tuple[tuple[Road, MultiLineString], ...]:
        """The roads that have a line, with it."""
        found = ((road, lines_in(road.geometry)) for road in self.site.roads)
        return tuple((road, lines) for road, lines in found if not lines.is_empty)

    def width_of(self, road: Road) -> float:
        """The road's width in metres, else that of its grade."""
        if road.width_m is not None and 0 < road.width_m < 200:
            return road.width_m
        widths = self.limits.edges.widths_m
        return widths.get(road.grade, widths["residential"])

    @cached_property
    def neighbours(self) -> MultiPolygon:
        """The parcels around: neither the plot under another number nor the parcels of roads."""
        around = shapely.buffer(shapely.box(*self.plot.bounds), _AROUND_M)
        every = np.array([polygons_in(geometry) for geometry in self.site.neighbours], dtype=object)
        parcels = every[~shapely.is_empty(every)]
        areas = shapely.area(parcels)
        is_plot = _shared_m2(parcels, self.plot) > _SAME_GROUND * np.minimum(areas, self.area_m2)
        is_road = _shared_m2(parcels, self.roads) > self.limits.edges.road_share * areas
        found = parcels[~is_plot & ~is_road]
        return merged(
            parcel if inside else common(parcel, around)
            for parcel, inside in zip(found, shapely.contains(around, found), strict=True)
        )

    @cached_property
    def edges(self) -> Edges:
        return classify(self.plot, roads=self.roads, neighbours=self.neighbours, limits=self.limits.edges)

    @cached_property
    def easements(self) -> tuple[BurdenPart, ...]:
        return self._burdens(self.site.easements)

    @cached_property
    def reservations(self) -> tuple[BurdenPart, ...]:
        return self._burdens(self.site.reservations)

    def _burdens(self, burdens: tuple[Burden, ...]) -> tuple[BurdenPart, ...]:
        parts = []
        for burden in burdens:
            ground = polygons_in(burden.geometry)
            on_plot = common(ground, self.plot)
            if on_plot.is_empty or self.is_sliver(on_plot):
                continue
            built = common(ground, self.footprint) if not self.footprint.is_empty else NOWHERE
            parts.append(BurdenPart(burden, on_plot, built))
        return tuple(parts)

    @cached_property
    def permits(self) -> tuple[tuple[LivePermit, MultiPolygon], ...]:
        """Other permits with the ground that they share with the plot."""
        shared = ((permit, common(polygons_in(permit.geometry), self.plot)) for permit in self.site.permits)
        return tuple((permit, part) for permit, part in shared if not self.is_sliver(part))


def _shared_m2(parcels: NDArray[np.object_], ground: MultiPolygon) -> NDArray[np.float64]:
    """How much of each parcel lies on `ground`; only those that meet it are cut."""
    shared = np.zeros(len(parcels))
    shapely.prepare(ground)
    meets = shapely.intersects(ground, parcels)
    shared[meets] = shapely.area(shapely.intersection(parcels[meets], ground))
    return shared
