"""A plan beside the cadastre: what was read, where it lies, what differs, and the footprint in its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shapely import MultiPolygon

from kharita.permits.checks.finding import Finding, Measure, Outcome, Shape
from kharita.permits.checks.loading import load_plots
from kharita.permits.checks.presenting import to_degrees
from kharita.permits.checks.tidy import NOWHERE, polygons_in, united, without
from kharita.permits.plans.drawing import PlanDrawing, draw
from kharita.permits.plans.entities import read_entities
from kharita.permits.plans.faults import why
from kharita.permits.plans.placing import Placement, place
from kharita.permits.plans.settings import Placing, PlanSettings, load_plan_settings


@dataclass(frozen=True)
class PlanReport:
    """A drawing, its placement (None where it shows no plot or the cadastre has none), and the findings.

    `footprint` and `courts` are in the official CRS; empty where they are not drawn or nothing says where.
    """

    drawing: PlanDrawing
    placement: Placement | None
    footprint: MultiPolygon
    courts: MultiPolygon
    findings: tuple[Finding, ...]

    def as_json(self) -> dict[str, Any]:
        """The report without its findings, in the reader's language; ground in WGS84."""
        drawing = self.drawing
        return {
            "unit": {"name": drawing.unit.name, "is_assumed": drawing.unit.is_assumed},
            "layers": dict(drawing.layers),
            "storeys": drawing.storeys,
            "height_m": drawing.height_m,
            "levels_m": list(drawing.levels),
            "floors": {storey: round(outline.area, 2) for storey, outline in drawing.floors.items()},
            "floor_area_m2": round(sum(outline.area for outline in drawing.floors.values()), 2) or None,
            "covered_area_m2": round(drawing.footprint.area, 2) or None,
            "parking_places": len(drawing.parking.geoms) or None,
            "footprint": None if self.footprint.is_empty else to_degrees(self.footprint),
            "unread": [
                {
                    "reason": each.reason,
                    "detail": why(each.reason),
                    "layer": each.layer,
                    "entity": each.entity,
                    "count": each.count,
                }
                for each in drawing.unread[: load_plan_settings().limits.listed_max]
            ],
        }


def read_plan(path: Path, *, parcel_ids: Sequence[int]) -> PlanReport:
    """The DXF plan `path` beside the present parcels of a project. Raises `BadPlan` and `BadFile`."""
    return compare_plan(path, cadastre=united(plot.geometry for plot in load_plots(parcel_ids)))


def compare_plan(path: Path, *, cadastre: MultiPolygon) -> PlanReport:
    """The DXF plan `path` beside `cadastre`, the ground of the project in the official CRS (may be empty)."""
    settings = load_plan_settings()
    entities = read_entities(path, limits=settings.limits, flattening=settings.reading.flattening_m)
    drawing = draw(entities, expected_m2=cadastre.area or None, settings=settings)
    placement = None if drawing.plot.is_empty or cadastre.is_empty else place(drawing.plot, cadastre)
    findings = [_what_was_read(drawing)]
    if placement is None:
        findings.append(Finding("plan_place", Outcome.UNKNOWN, "plan-no-plot"))
    else:
        findings.append(_where(placement, settings.placing))
        findings.append(_what_differs(drawing, placement, cadastre, settings.placing))
    return PlanReport(
        drawing,
        placement,
        _in_place(drawing.footprint, placement, settings),
        _in_place(drawing.courts, placement, settings),
        tuple(findings),
    )


def _what_was_read(drawing: PlanDrawing) -> Finding:
    unread = sum(each.count for each in drawing.unread)
    values = {"drawn_in": drawing.unit.name, "unread": unread}
    if drawing.footprint.is_empty:
        return Finding("plan_read", Outcome.UNKNOWN, "plan-no-footprint", values)
    if drawing.unit.is_assumed:
        return Finding("plan_read", Outcome.WARN, "plan-unit-assumed", values)
    if unread:
        return Finding("plan_read", Outcome.WARN, "plan-part-unread", values)
    return Finding("plan_read", Outcome.PASS, "plan-all-read", values)


def _where(placement: Placement, limits: Placing) -> Finding:
    values = {"shift": round(placement.shift_m, 2), "turn": round(placement.rotation_deg, 2)}
    if placement.is_local:
        return Finding("plan_place", Outcome.WARN, "plan-local", values)
    measure = Measure(values["shift"], limits.shift_pass_m, "m")
    if _stands_still(placement, limits):
        return Finding("plan_place", Outcome.PASS, "plan-in-place", values, measure=measure)
    outcome = Outcome.WARN if placement.shift_m <= limits.shift_warn_m else Outcome.FAIL
    return Finding("plan_place", outcome, "plan-aside", values, measure=measure)


def _what_differs(
    drawing: PlanDrawing, placement: Placement, cadastre: MultiPolygon, limits: Placing
) -> Finding:
    laid = polygons_in(placement.rigid.on(drawing.plot))
    differing = united([without(laid, cadastre), without(cadastre, laid)])
    values = {
        "drawn": round(placement.drawn_m2, 2),
        "measured": round(placement.cadastre_m2, 2),
        "difference": round(placement.difference_m2, 2),
        "farthest": round(placement.farthest_m, 2),
    }
    outcome, message = Outcome.WARN, "plan-plot-differs"
    area, difference = placement.area_ratio, placement.difference_ratio
    if area <= limits.area_pass_ratio and difference <= limits.difference_pass_ratio:
        outcome, message = Outcome.PASS, "plan-plot-agrees"
    elif area > limits.area_fail_ratio or difference > limits.difference_fail_ratio:
        outcome = Outcome.FAIL
    shapes = [Shape("plan", laid), Shape("plot", cadastre)]
    if outcome != Outcome.PASS and not differing.is_empty:
        shapes.append(Shape("breach", differing))
    measure = Measure(values["drawn"], values["measured"], "m²", "equal")
    return Finding("plan_plot", outcome, message, values, measure=measure, shapes=tuple(shapes))


def _in_place(ground: MultiPolygon, placement: Placement | None, settings: PlanSettings) -> MultiPolygon:
    """`ground` of the drawing in the official CRS: as drawn where the plan lies right, else moved with it."""
    if placement is None or ground.is_empty:
        return NOWHERE
    if not placement.is_local and _stands_still(placement, settings.placing):
        return ground
    return polygons_in(placement.rigid.on(ground))


def _stands_still(placement: Placement, limits: Placing) -> bool:
    return (
        placement.shift_m <= limits.shift_pass_m and abs(placement.rotation_deg) <= limits.rotation_pass_deg
    )
