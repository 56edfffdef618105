"""The distances to the street, the sides and the rear, each with the strip in which nothing may stand."""

from collections.abc import Callable, Iterator, Mapping

import shapely
from shapely import MultiLineString

from kharita.permits.checks.edges import EdgeKind
from kharita.permits.checks.finding import Finding, Measure, Outcome, Shape
from kharita.permits.checks.ground import Ground
from kharita.permits.checks.judging import Limit, Question, judge, limits_of, strictest
from kharita.permits.checks.site import Rule
from kharita.permits.checks.tidy import common

_ROUNDNESS = 32  # segments of a quarter circle: half a millimetre in 5 m

_RULES: Mapping[EdgeKind, Callable[[Rule], float | None]] = {
    EdgeKind.FRONT: lambda rule: rule.setback_front_m,
    EdgeKind.SIDE: lambda rule: rule.setback_side_m,
    EdgeKind.REAR: lambda rule: rule.setback_rear_m,
}


def setbacks(ground: Ground) -> Iterator[Finding]:
    """One finding for each kind of edge."""
    for kind in EdgeKind:
        yield _setback(ground, kind)


def _setback(ground: Ground, kind: EdgeKind) -> Finding:
    check = f"setback_{kind}"
    limits = list(limits_of(ground.governing, _RULES[kind]))
    if not limits:
        return judge(ground, Question(check, None, _RULES[kind], "at_least"))
    limit = strictest(limits, "at_least")
    edge = ground.edges.of(kind)
    if edge.is_empty:
        return _without_edge(ground, kind, limit)
    shapes = _strip(ground, edge, kind, limit.value)
    if ground.footprint.is_empty:
        values = {"limit": limit.value, "unit": "m", "zone": limit.part.code}
        return Finding(check, Outcome.UNKNOWN, "setback-not-drawn", values, limit.article_ref,
                       Measure(None, limit.value, "m", "at_least"), shapes)  # fmt: skip
    distance = float(shapely.distance(ground.footprint, edge))
    breach = common(ground.footprint, shapely.buffer(edge, limit.value, quad_segs=_ROUNDNESS))
    return judge(
        ground,
        Question(check, distance, _RULES[kind], "at_least", tolerance=ground.limits.tolerances.length_m),
        shapes=shapes,
        failing_shapes=() if breach.is_empty else (Shape("breach", breach),),
    )


def _without_edge(ground: Ground, kind: EdgeKind, limit: Limit) -> Finding:
    """No edge of this kind: a corner plot has no rear; without a street nothing tells front and rear."""
    check = f"setback_{kind}"
    values = {"limit": limit.value, "unit": "m", "zone": limit.part.code}
    measure = Measure(None, limit.value, "m", "at_least")
    if ground.edges.is_enclosed:
        return Finding(check, Outcome.UNKNOWN, "edges-not-told", values, limit.article_ref, measure)
    return Finding(check, Outcome.PASS, "no-such-edge", values, limit.article_ref, measure)


def _strip(ground: Ground, edge: MultiLineString, kind: EdgeKind, width: float) -> tuple[Shape, ...]:
    """The edge, and the strip along it in which nothing may stand."""
    shown = Shape("edge", edge, kind.value)
    if width <= 0:
        return (shown,)
    strip = common(ground.plot, shapely.buffer(edge, width, quad_segs=_ROUNDNESS))
    return (shown,) if strip.is_empty else (shown, Shape("strip", strip, kind.value))
