"""How much may be built: floor area, ground covered, height, floors, courts, parking places."""

import math
from collections.abc import Callable, Iterator

import shapely

from kharita.permits.checks.finding import Finding, Measure, Outcome, Shape
from kharita.permits.checks.ground import Ground
from kharita.permits.checks.judging import Limit, Question, article_of, judge, limits_of
from kharita.permits.checks.site import Rule
from kharita.permits.checks.tidy import common

_CIRCLE_M = 0.005  # how exactly the widest circle in a court is told


def floor_area_ratio(ground: Ground) -> Iterator[Finding]:
    """COS as floor area over plot area; on a plot in several zones, what each zone gives its part of it."""
    governing = ground.governing
    if governing and all(part.plan.cos_means_ground_ratio for part in governing):
        yield Finding("floor_area_ratio", Outcome.PASS, "cos-is-ground-ratio",
                      {"zone": governing[0].code}, article_of(governing[0]))  # fmt: skip
        return
    yield _ratio(ground, "floor_area_ratio", ground.proposal.floor_area_m2, lambda rule: rule.max_cos)


def ground_ratio(ground: Ground) -> Iterator[Finding]:
    """Ground covered over plot area (CES), also where the plan calls it "COS"."""
    shapes = () if ground.footprint.is_empty else (Shape("footprint", ground.footprint),)
    given = ground.covered_m2
    yield _ratio(ground, "ground_ratio", given, lambda rule: rule.max_ground_ratio, shapes)


def _ratio(
    ground: Ground,
    check: str,
    area_m2: float | None,
    of: Callable[[Rule], float | None],
    shapes: tuple[Shape, ...] = (),
) -> Finding:
    given = None if area_m2 is None else area_m2 / ground.area_m2
    question = Question(check, given, of, unit="", tolerance=ground.limits.tolerances.ratio)
    limits = list(limits_of(ground.parts, of))
    if len(ground.parts) > 1 and len(limits) == len(ground.parts):
        return _of_several(ground, question, limits, shapes)
    return judge(ground, question, shapes=shapes)


def _of_several(
    ground: Ground, question: Question, limits: list[Limit], shapes: tuple[Shape, ...]
) -> Finding:
    """Each zone's ratio applies to its part of the plot: together they make the plot's own."""
    zoned = sum(limit.part.geometry.area for limit in limits)
    allowed = round(sum(limit.value * limit.part.geometry.area for limit in limits) / zoned, 4)
    codes = ", ".join(limit.part.code for limit in limits)
    values = {"limit": allowed, "zone": codes, "unit": question.unit}
    measure = Measure(None if question.given is None else round(question.given, 3), allowed, "", "at_most")
    if question.given is None:
        return Finding(question.check, Outcome.UNKNOWN, "not-stated", values, limits[0].article_ref, measure)
    kept = question.given - allowed <= question.tolerance
    values |= {"given": round(question.given, 3), "excess": round(max(question.given - allowed, 0.0), 3)}
    return Finding(
        question.check,
        Outcome.PASS if kept else Outcome.FAIL,
        "weighted-kept" if kept else "weighted-broken",
        values,
        limits[0].article_ref,
        measure,
        shapes,
    )


def height(ground: Ground) -> Iterator[Finding]:
    question = Question(
        "height", ground.proposal.height_m, lambda rule: rule.max_height_m,
        tolerance=ground.limits.tolerances.length_m,
    )  # fmt: skip
    yield judge(ground, question, failing_shapes=_building(ground))


def floors(ground: Ground) -> Iterator[Finding]:
    """Floors above the ground floor (the 3 of R+3)."""
    question = Question("floors", ground.proposal.floors, lambda rule: rule.max_floors, unit="floors")
    yield judge(ground, question, failing_shapes=_building(ground))


def courts(ground: Ground) -> Iterator[Finding]:
    """The narrowest court, told by the widest circle in it, against the zone's smallest."""
    drawn = ground.courts
    if drawn.is_empty:
        yield _no_court(ground)
        return
    widths = {part: _width_of(part) for part in drawn.geoms}
    narrowest = min(drawn.geoms, key=lambda part: widths[part])
    question = Question(
        "court", widths[narrowest], lambda rule: rule.min_court_m, "at_least",
        tolerance=ground.limits.tolerances.length_m,
    )  # fmt: skip
    yield judge(
        ground,
        question,
        shapes=tuple(Shape("court", part) for part in drawn.geoms),
        failing_shapes=(Shape("breach", narrowest),),
    )


def _no_court(ground: Ground) -> Finding:
    finding = judge(ground, Question("court", None, lambda rule: rule.min_court_m, "at_least"))
    if finding.message != "not-stated" or ground.footprint.is_empty:
        return finding
    return Finding("court", Outcome.UNKNOWN, "no-court-drawn", finding.values, finding.article_ref,
                   finding.measure)  # fmt: skip


def _width_of(court: shapely.Polygon) -> float:
    circle = shapely.maximum_inscribed_circle(court, tolerance=_CIRCLE_M)
    return round(2 * float(circle.length), 2)


def parking(ground: Ground) -> Iterator[Finding]:
    """Places against what the zone asks for each dwelling, rounded up."""
    dwellings = ground.proposal.dwellings
    if dwellings is None:
        yield judge(ground, Question("parking", None, lambda rule: rule.parking_ratio, "at_least", "places"))
        return
    places = ground.proposal.parking_places
    yield judge(
        ground,
        Question(
            "parking",
            places,
            lambda rule: (
                None
                if rule.parking_ratio is None
                else float(math.ceil(rule.parking_ratio * dwellings - 1e-9))
            ),
            "at_least",
            "places",
        ),
    )


def unbuildable(ground: Ground) -> Iterator[Finding]:
    """What stands where a plan lets nothing be built (a ground ratio of 0)."""
    for part in ground.parts:
        if part.rule is None or part.rule.max_ground_ratio != 0:
            continue
        built = common(part.geometry, ground.footprint)
        touched = not built.is_empty and not ground.is_sliver(built)
        shapes = (Shape("zone", part.geometry, part.code), *((Shape("breach", built),) if touched else ()))
        percent = round(100 * part.geometry.area / ground.area_m2, 1)
        values = {"zone": part.code, "percent": percent, "area": round(built.area, 2)}
        yield Finding(
            "unbuildable",
            Outcome.FAIL if touched else Outcome.WARN,
            "built-where-nothing-may" if touched else "nothing-may-be-built",
            values,
            part.rule.article_ref or part.plan.legal_ref,
            shapes=shapes,
            part=part.code,
        )


def _building(ground: Ground) -> tuple[Shape, ...]:
    return (Shape("footprint", ground.footprint) if not ground.footprint.is_empty else
            Shape("plot", ground.plot),)  # fmt: skip
