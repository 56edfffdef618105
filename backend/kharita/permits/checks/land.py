"""What the ground itself allows: its area, its zones, the use, the smallest plot, its frontage and access."""

from collections.abc import Iterator
from typing import Any

import shapely

from kharita.core.text import search_text
from kharita.permits.checks.edges import EdgeKind
from kharita.permits.checks.finding import Finding, Measure, Outcome, Shape
from kharita.permits.checks.ground import Ground
from kharita.permits.checks.judging import Question, article_of, judge, without_rule
from kharita.permits.checks.site import Rule
from kharita.permits.checks.tidy import merged, polygons_in, without

_NEARLY_ALL = 0.995


def declared_area(ground: Ground) -> Iterator[Finding]:
    """The area that the titles state against that of the surveyed geometry."""
    rule = ground.limits.declared_area
    stated = [plot.declared_area_m2 for plot in ground.site.plots]
    if not stated or any(area is None or area <= 0 for area in stated):
        yield Finding("declared_area", Outcome.UNKNOWN, "area-not-declared", {}, rule.legal_ref,
                      Measure(None, round(ground.area_m2, 2), "m²", "equal"))  # fmt: skip
        return
    declared = sum(area for area in stated if area is not None)
    difference = abs(declared - ground.area_m2)
    ratio = difference / ground.area_m2
    outcome, message = Outcome.PASS, "area-agrees"
    if difference > rule.floor_m2 and ratio > rule.pass_ratio + 1e-9:
        outcome, message = Outcome.WARN, "area-differs"
        if ratio > rule.fail_ratio + 1e-9:
            outcome = Outcome.FAIL
    values = {
        "declared": round(declared, 2),
        "measured": round(ground.area_m2, 2),
        "percent": round(100 * ratio, 1),
    }
    measure = Measure(round(declared, 2), round(ground.area_m2, 2), "m²", "equal")
    yield Finding(
        "declared_area", outcome, message, values, rule.legal_ref, measure, (Shape("plot", ground.plot),)
    )


def zones(ground: Ground) -> Iterator[Finding]:
    """One zone, several, or none: with the part of the plot that each has."""
    rule = ground.limits.zoning
    if not ground.parts:
        yield Finding("zones", Outcome.UNKNOWN, "no-zone", {}, rule.legal_ref, None,
                      (Shape("plot", ground.plot),))  # fmt: skip
        return
    shares = [(part.code, part.geometry.area / ground.area_m2) for part in ground.parts]
    listed = [{"zone": code, "percent": round(100 * share, 1)} for code, share in shares]
    shapes = tuple(Shape("zone", part.geometry, part.code) for part in ground.parts)
    zoned = merged(part.geometry for part in ground.parts)
    covered = float(zoned.area) / ground.area_m2
    values = {"zones": listed, "zone": shares[0][0], "percent": round(100 * covered, 1)}
    article = article_of(ground.parts[0]) or rule.legal_ref
    if covered < _NEARLY_ALL:
        bare = without(ground.plot, zoned)
        yield Finding("zones", Outcome.WARN, "zones-cover-part", values, article,
                      shapes=(*shapes, Shape("breach", bare)))  # fmt: skip
    elif len(shares) == 1:
        yield Finding("zones", Outcome.PASS, "one-zone", values, article, shapes=shapes)
    else:
        yield Finding("zones", Outcome.WARN, "split-zones", values, article, shapes=shapes)


def use(ground: Ground) -> Iterator[Finding]:
    """The project's use among those that the zone allows."""
    unjudged = without_rule(ground, "use")
    if unjudged is not None:
        yield unjudged
        return
    stated = [part for part in ground.governing if part.rule is not None and part.rule.uses]
    codes = ", ".join(part.code for part in (stated or ground.governing))
    values: dict[str, Any] = {"use": ground.proposal.use, "zone": codes}
    if not stated:
        yield Finding("use", Outcome.UNKNOWN, "uses-not-listed", values, article_of(ground.governing[0]))
        return
    article = article_of(stated[0])
    if not ground.proposal.use:
        yield Finding("use", Outcome.UNKNOWN, "use-not-stated", values, article)
        return
    wanted = ground.limits.uses.get(ground.proposal.use, ((ground.proposal.use,),))
    refusing = [part for part in stated if part.rule is not None and not _allows(part.rule, wanted)]
    if not refusing:
        yield Finding("use", Outcome.PASS, "use-allowed", values, article)
        return
    allowed = sorted({use for part in refusing if part.rule is not None for use in part.rule.uses})
    values |= {"zone": ", ".join(part.code for part in refusing), "allowed": allowed}
    shapes = tuple(Shape("zone", part.geometry, part.code) for part in refusing)
    yield Finding("use", Outcome.FAIL, "use-refused", values, article_of(refusing[0]), shapes=shapes)


def _allows(rule: Rule, wanted: tuple[tuple[str, ...], ...]) -> bool:
    """Whether each of the wanted uses is allowed by one of the words that mean it."""
    allowed = {search_text(word) for word in rule.uses}
    return all(allowed & {search_text(word) for word in words} for words in wanted)


def smallest_plot(ground: Ground) -> Iterator[Finding]:
    question = Question(
        "smallest_plot", ground.area_m2, lambda rule: rule.min_plot_m2, "at_least", "m²",
        ground.limits.tolerances.area_m2,
    )  # fmt: skip
    yield judge(ground, question, shapes=(Shape("plot", ground.plot),))


def frontage(ground: Ground) -> Iterator[Finding]:
    """The longest side on a road against the zone's smallest."""
    edges = ground.edges
    known = not edges.is_enclosed or ground.site.roads_known
    question = Question(
        "frontage", edges.frontage_m if known else None, lambda rule: rule.min_frontage_m, "at_least",
        tolerance=ground.limits.tolerances.length_m,
    )  # fmt: skip
    front = edges.of(EdgeKind.FRONT)
    yield judge(ground, question, shapes=() if front.is_empty else (Shape("edge", front, "front"),))


def access(ground: Ground) -> Iterator[Finding]:
    """Whether the plot lies on a road, and how wide the widest is."""
    rule = ground.limits.access
    if ground.edges.is_enclosed:
        outcome, message = Outcome.FAIL, "no-access"
        if not ground.site.roads_known:
            outcome, message = Outcome.UNKNOWN, "no-roads-known"
        yield Finding("access", outcome, message, {}, rule.legal_ref, shapes=(Shape("plot", ground.plot),))
        return
    front = ground.edges.of(EdgeKind.FRONT)
    width = _widest_at(ground, front)
    measure = Measure(width, rule.min_width_m, "m", "at_least")
    narrow = width < rule.min_width_m
    values = {"given": width, "limit": rule.min_width_m, "unit": "m"}
    yield Finding(
        "access",
        Outcome.WARN if narrow else Outcome.PASS,
        "access-narrow" if narrow else "access-by-road",
        values,
        rule.legal_ref,
        measure,
        (Shape("edge", front, "front"),),
    )


def _widest_at(ground: Ground, front: shapely.MultiLineString) -> float:
    """The width of the widest road that the front looks onto (metres)."""
    reach = ground.limits.edges.street_gap_m
    widths = [
        ground.width_of(road)
        for road, lines in ground.road_lines
        if front.distance(lines) <= reach + ground.width_of(road) / 2
    ]
    return round(max(widths, default=0.0), 2)


def drawn_inside(ground: Ground) -> Iterator[Finding]:
    """The footprint lies on the plot, and covers what is stated."""
    tolerances = ground.limits.tolerances
    if ground.footprint.is_empty:
        message = "no-footprint" if ground.proposal.footprint is None else "footprint-unreadable"
        yield Finding("footprint", Outcome.UNKNOWN, message)
        return
    slack = shapely.buffer(ground.plot, tolerances.length_m, join_style="mitre")
    outside = without(ground.footprint, polygons_in(slack))
    shapes = (Shape("footprint", ground.footprint), Shape("plot", ground.plot))
    if not outside.is_empty:
        beyond = without(ground.footprint, ground.plot)
        values = {"area": round(beyond.area, 2)}
        yield Finding("footprint", Outcome.FAIL, "footprint-outside", values,
                      measure=Measure(round(beyond.area, 2), 0.0, "m²"),
                      shapes=(*shapes, Shape("breach", beyond)))  # fmt: skip
        return
    yield _as_stated(ground, shapes)


def _as_stated(ground: Ground, shapes: tuple[Shape, ...]) -> Finding:
    drawn, stated = float(ground.footprint.area), ground.proposal.covered_area_m2
    values = {"drawn": round(drawn, 2), "stated": stated}
    measure = Measure(stated, round(drawn, 2), "m²", "equal")
    if stated is None:
        return Finding("footprint", Outcome.PASS, "footprint-inside", values, shapes=shapes)
    rule = ground.limits.declared_area
    agrees = abs(drawn - stated) <= max(rule.floor_m2, rule.pass_ratio * drawn)
    return Finding(
        "footprint",
        Outcome.PASS if agrees else Outcome.WARN,
        "footprint-as-stated" if agrees else "footprint-not-as-stated",
        values,
        measure=measure,
        shapes=shapes,
    )
