"""What others have a right to on the ground: reserved land, planned roads, servitudes."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from kharita.permits.checks.finding import Finding, Measure, Outcome, Shape
from kharita.permits.checks.ground import BurdenPart, Ground
from kharita.permits.checks.judging import limits_of, strictest
from kharita.permits.checks.site import Plan
from kharita.permits.checks.tidy import merged, without

PLANNED_ROAD = "planned_road"


def reservations(ground: Ground) -> Iterator[Finding]:
    """Land reserved for a facility or a green space."""
    reserved = [part for part in ground.reservations if part.burden.kind != PLANNED_ROAD]
    legal = ground.limits.reservation
    if not reserved:
        yield Finding("reservations", Outcome.PASS, "nothing-reserved", {}, legal.legal_ref)
    for number, part in enumerate(reserved):
        values = _values(ground, part)
        lapsed = has_lapsed(part.burden.plan, legal.effect_years, ground.today)
        built = not part.on_footprint.is_empty
        message = "reserved-lapsed" if lapsed else "reserved-built" if built else "reserved-part"
        yield Finding(
            "reservations",
            Outcome.FAIL if built and not lapsed else Outcome.WARN,
            message,
            values,
            part.burden.legal_ref or legal.legal_ref,
            Measure(values["area"], 0.0, "m²"),
            _shapes(part),
            f"{part.burden.kind}.{number}",
        )


def planned_roads(ground: Ground) -> Iterator[Finding]:
    """Planned roads over the plot, and whether what they leave is still a plot."""
    roads = [part for part in ground.reservations if part.burden.kind == PLANNED_ROAD]
    legal = ground.limits.planned_road
    if not roads:
        yield Finding("planned_road", Outcome.PASS, "no-planned-road", {}, legal.legal_ref)
        return
    lapsed = all(has_lapsed(part.burden.plan, legal.effect_years, ground.today) for part in roads)
    taken = merged(part.on_plot for part in roads)
    built = merged(part.on_footprint for part in roads)
    residual = without(ground.plot, taken)
    largest = max((part.area for part in residual.geoms), default=0.0)
    limits = list(limits_of(ground.parts, lambda rule: rule.min_plot_m2))
    least = strictest(limits, "at_least").value if limits else None
    values = {
        "road": roads[0].burden.names._asdict(),
        "area": round(taken.area, 2),
        "residual": round(largest, 2),
        "limit": least,
        "unit": "m²",
        "built": round(built.area, 2),
    }
    shapes = [Shape("road", taken), Shape("residual", residual)]
    if not built.is_empty:
        shapes.append(Shape("breach", built))
    tolerance = ground.limits.tolerances.area_m2
    too_small = least is not None and largest < least - tolerance
    outcome, message = _road_outcome(lapsed, not built.is_empty, too_small, len(residual.geoms))
    yield Finding(
        "planned_road",
        outcome,
        message,
        values,
        roads[0].burden.legal_ref or legal.legal_ref,
        Measure(round(largest, 2), least, "m²", "at_least"),
        tuple(shape for shape in shapes if not shape.geometry.is_empty),
    )


def _road_outcome(lapsed: bool, built: bool, too_small: bool, pieces: int) -> tuple[Outcome, str]:
    if lapsed:
        return Outcome.WARN, "road-lapsed"
    if built:
        return Outcome.FAIL, "road-built"
    if too_small or pieces == 0:
        return Outcome.FAIL, "residual-too-small"
    return Outcome.WARN, "road-takes-part"


def servitudes(ground: Ground) -> Iterator[Finding]:
    """Easements: those that forbid building, and those that ask for someone's opinion."""
    if not ground.easements:
        yield Finding("servitudes", Outcome.PASS, "no-servitude")
    for number, part in enumerate(ground.easements):
        rule = ground.limits.servitudes.get(part.burden.kind)
        forbids = rule is not None and rule.effect == "forbids"
        built = not part.on_footprint.is_empty
        values = _values(ground, part) | {"consult": rule.consult if rule is not None else ""}
        message = "servitude-part" if forbids else "servitude-asks"
        if forbids and built:
            message = "servitude-built"
        yield Finding(
            "servitudes",
            Outcome.FAIL if forbids and built else Outcome.WARN,
            message,
            values,
            part.burden.legal_ref or (rule.legal_ref if rule is not None else ""),
            Measure(round(part.on_footprint.area, 2), 0.0, "m²"),
            _shapes(part),
            f"{part.burden.kind}.{number}",
        )


def has_lapsed(plan: Plan | None, years: int, today: date) -> bool:
    """Whether a plan's declaration of public utility has ended (never told without a date)."""
    if plan is None or plan.approved_on is None:
        return False
    return today >= years_later(plan.approved_on, years)


def years_later(day: date, years: int) -> date:
    """The same day `years` later; of 29 February the last of the month."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _values(ground: Ground, part: BurdenPart) -> dict[str, Any]:
    return {
        "kind": part.burden.kind,
        "name": part.burden.names._asdict(),
        "area": round(part.on_plot.area, 2),
        "percent": round(100 * part.on_plot.area / ground.area_m2, 1),
        "built": round(part.on_footprint.area, 2),
    }


def _shapes(part: BurdenPart) -> tuple[Shape, ...]:
    shown = Shape("burden", part.on_plot, part.burden.kind)
    return (shown,) if part.on_footprint.is_empty else (shown, Shape("breach", part.on_footprint))
