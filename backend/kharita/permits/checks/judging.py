"""A number of the project held against what the zones' rules say of it: one way for all limits."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kharita.permits.checks.finding import Finding, Measure, Outcome, Shape
from kharita.permits.checks.ground import Ground, ZonePart
from kharita.permits.checks.site import Rule


@dataclass(frozen=True)
class Limit:
    """A limit that a zone's rule sets."""

    value: float
    part: ZonePart

    @property
    def article_ref(self) -> str:
        return article_of(self.part)


def article_of(part: ZonePart) -> str:
    """The article of the zone's rule, else the plan's own reference."""
    return (part.rule.article_ref if part.rule else "") or part.plan.legal_ref


def limits_of(parts: tuple[ZonePart, ...], of: Callable[[Rule], float | None]) -> Iterator[Limit]:
    """What each of the zones says; those that are silent say nothing."""
    for part in parts:
        value = of(part.rule) if part.rule is not None else None
        if value is not None:
            yield Limit(float(value), part)


def strictest(limits: list[Limit], sense: str) -> Limit:
    return (min if sense == "at_most" else max)(limits, key=lambda limit: limit.value)


def without_rule(ground: Ground, check: str, parts: tuple[ZonePart, ...] | None = None) -> Finding | None:
    """The answer where no rule can be judged by: no zone, or none that the plan has rules for."""
    governing = ground.governing if parts is None else parts
    if not governing:
        return Finding(check, Outcome.UNKNOWN, "no-zone")
    if all(part.rule is None for part in governing):
        codes = ", ".join(part.code for part in governing)
        return Finding(check, Outcome.UNKNOWN, "no-rule", {"zone": codes})
    return None


@dataclass(frozen=True)
class Question:
    """What is asked: the check's id, the number given (None: not stated), which limit of a rule it is held
    against, and how far it may be off."""

    check: str
    given: float | None
    of: Callable[[Rule], float | None]
    sense: str = "at_most"
    unit: str = "m"
    tolerance: float = 0.0


def judge(
    ground: Ground,
    question: Question,
    *,
    shapes: tuple[Shape, ...] = (),
    failing_shapes: tuple[Shape, ...] = (),
    parts: tuple[ZonePart, ...] | None = None,
) -> Finding:
    """The finding of `question` against the strictest rule of `parts` (the governing zones without them)."""
    governing = ground.governing if parts is None else parts
    unjudged = without_rule(ground, question.check, governing)
    if unjudged is not None:
        return unjudged
    limits = list(limits_of(governing, question.of))
    if not limits:
        codes = ", ".join(part.code for part in governing)
        return Finding(
            question.check, Outcome.PASS, "plan-silent", {"zone": codes}, article_of(governing[0]),
            Measure(question.given, None, question.unit, question.sense), shapes,
        )  # fmt: skip
    limit = strictest(limits, question.sense)
    measure = Measure(_rounded(question.given), limit.value, question.unit, question.sense)
    values: dict[str, Any] = {"limit": limit.value, "unit": question.unit, "zone": limit.part.code}
    if question.given is None:
        return Finding(
            question.check, Outcome.UNKNOWN, "not-stated", values, limit.article_ref, measure, shapes
        )
    excess = excess_of(question.given, limit.value, question.sense)
    values |= {"given": _rounded(question.given), "excess": _rounded(max(excess, 0.0))}
    kept = excess <= question.tolerance
    return Finding(
        question.check,
        Outcome.PASS if kept else Outcome.FAIL,
        _MESSAGES[question.sense, kept],
        values,
        limit.article_ref,
        measure,
        shapes if kept else (*shapes, *failing_shapes),
    )


def excess_of(given: float, limit: float, sense: str) -> float:
    """By how much a limit is broken (negative: kept with so much to spare)."""
    return given - limit if sense == "at_most" else limit - given


_MESSAGES: Mapping[tuple[str, bool], str] = {
    ("at_most", True): "at-most-kept",
    ("at_most", False): "at-most-broken",
    ("at_least", True): "at-least-kept",
    ("at_least", False): "at-least-broken",
}


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 3)
