"""What stands in time: whether the plan is in force, and which other permits hold the same ground."""

from collections.abc import Iterator
from datetime import date

from kharita.permits.checks.burdens import years_later
from kharita.permits.checks.finding import Finding, Outcome, Shape
from kharita.permits.checks.ground import Ground
from kharita.permits.checks.site import Plan


def plan_in_force(ground: Ground) -> Iterator[Finding]:
    """Each plan that zones the plot: in force, expired, or of an age at which it has ended."""
    plans = dict.fromkeys(part.plan for part in ground.parts)
    if not plans:
        yield Finding("plan_in_force", Outcome.UNKNOWN, "no-zone", {}, ground.limits.zoning.legal_ref)
    for number, plan in enumerate(plans):
        outcome, message, ends = _standing(ground, plan)
        values = {
            "plan": plan.names._asdict(),
            "approved": _iso(plan.approved_on),
            "ends": _iso(ends),
        }
        article = plan.legal_ref or ground.limits.zoning.legal_ref
        yield Finding("plan_in_force", outcome, message, values, article, part=str(number) if number else "")


def _standing(ground: Ground, plan: Plan) -> tuple[Outcome, str, date | None]:
    ends, message = plan.expires_on, "plan-expired"
    years = ground.limits.plan_years.get(plan.kind)
    if ends is None and plan.approved_on is not None and years is not None:
        ends, message = years_later(plan.approved_on, years), "plan-too-old"
    if plan.state == "draft":
        return Outcome.UNKNOWN, "plan-draft", ends
    if plan.state == "expired":
        return Outcome.WARN, "plan-expired", ends
    if ends is None:
        return Outcome.UNKNOWN, "plan-without-dates", None
    if ends <= ground.today:
        return Outcome.WARN, message, ends
    return Outcome.PASS, "plan-holds", ends


def overlapping_permits(ground: Ground) -> Iterator[Finding]:
    """Other permits under way or in force on the same ground."""
    legal = ground.limits.overlapping_permits
    if not ground.permits:
        yield Finding("overlapping_permits", Outcome.PASS, "no-other-permit", {}, legal.legal_ref)
        return
    references = [permit.reference for permit, _part in ground.permits if permit.is_public]
    values = {
        "count": len(ground.permits),
        "references": references,
        "area": round(sum(part.area for _permit, part in ground.permits), 2),
    }
    shapes = tuple(
        Shape("permit", part, permit.reference if permit.is_public else "") for permit, part in ground.permits
    )
    message = "other-permits" if references else "other-permits-unnamed"
    yield Finding("overlapping_permits", Outcome.WARN, message, values, legal.legal_ref, shapes=shapes)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
