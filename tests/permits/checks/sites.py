"""Plots to check by eye: 20 m × 30 m with its lower left corner at (0, 0), on a street to the south.

Coordinates are metres of the official CRS, moved to the origin: the checks know no place.
"""

from datetime import date
from typing import Any

from shapely import LineString, Polygon, box
from shapely.geometry.base import BaseGeometry

from kharita.permits.checks.finding import Finding
from kharita.permits.checks.limits import load_limits
from kharita.permits.checks.running import examine
from kharita.permits.checks.site import (
    Burden,
    LivePermit,
    Names,
    Plan,
    Plot,
    Proposal,
    Road,
    Rule,
    Site,
    Zone,
)

TODAY = date(2026, 11, 27)
PLOT = box(0, 0, 20, 30)  # 600 m²
STREET = Road(LineString([(-100, -8), (100, -8)]), 12)  # its edge at y = -2
STREET_EAST = Road(LineString([(28, -100), (28, 100)]), 12)
WEST, EAST, NORTH, SOUTH = box(-20, 0, 0, 30), box(20, 0, 40, 30), box(0, 30, 20, 60), box(0, -30, 20, 0)
EVERYWHERE = box(-500, -500, 500, 500)
PLAN = Plan(names=Names(fr="PA de Berkane"), approved_on=date(2021, 3, 15), expires_on=date(2031, 3, 15),
            legal_ref="décret DEMO")  # fmt: skip
VILLAS = Rule(
    uses=("housing",), min_plot_m2=300, min_frontage_m=14, max_cos=0.8, max_ground_ratio=0.4, max_floors=1,
    max_height_m=8.5, setback_front_m=4, setback_side_m=4, setback_rear_m=4, min_court_m=3, parking_ratio=1,
    article_ref="art. 9",
)  # fmt: skip
GOOD = Proposal(
    use="villa", floors=1, height_m=8.5, covered_area_m2=240, floor_area_m2=480, dwellings=1,
    parking_places=1, footprint=box(4, 4, 16, 24),
)  # fmt: skip


def zone(
    code: str = "V1", rule: Rule | None = VILLAS, geometry: BaseGeometry = EVERYWHERE, plan: Plan = PLAN
) -> Zone:
    return Zone(code, plan, rule, geometry)


def site(plot: BaseGeometry | None = PLOT, declared: float | None = 600, **changes: Any) -> Site:
    """The plot between its neighbours in the villas' zone, with what `changes` says."""
    usual: dict[str, Any] = {
        "plots": (Plot("12345/40", plot, declared),),
        "zones": (zone(),),
        "roads": (STREET,),
        "neighbours": (WEST, EAST, NORTH),
    }
    return Site(**usual | changes)


def proposal(**changes: Any) -> Proposal:
    """A villa that keeps every rule, with what `changes` says."""
    stated = {name: getattr(GOOD, name) for name in GOOD.__dataclass_fields__}
    return Proposal(**stated | changes)


def ruled(**changes: Any) -> tuple[Zone, ...]:
    """The villas' zone with other rules."""
    said = {name: getattr(VILLAS, name) for name in VILLAS.__dataclass_fields__}
    return (zone(rule=Rule(**said | changes)),)


def findings(project: Proposal = GOOD, ground: Site | None = None) -> list[Finding]:
    return examine(project, site() if ground is None else ground, limits=load_limits(), today=TODAY)


def found(check: str, project: Proposal = GOOD, ground: Site | None = None) -> Finding:
    """The one finding of a check."""
    [finding] = [each for each in findings(project, ground) if each.id == check]
    return finding


def burden(kind: str, geometry: BaseGeometry, **fields: Any) -> Burden:
    return Burden(kind, geometry, Names(fr="Voie 12", ar="طريق 12"), **fields)


def permit(reference: str, geometry: BaseGeometry, *, is_public: bool = True) -> LivePermit:
    return LivePermit(reference, geometry, is_public)


BOW_TIE = Polygon([(0, 0), (20, 30), (20, 0), (0, 30)])
