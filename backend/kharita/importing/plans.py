"""The planning document that imported zones, rules and reservations belong to."""

from datetime import date

from kharita.importing.faults import BadMapping
from kharita.importing.images import keep_absence
from kharita.importing.mapping import Plan
from kharita.importing.messages import told
from kharita.importing.stage import Work
from kharita.territory.models import ZoningPlan


def find_plan(work: Work, create: bool) -> None:
    """Set the constant `plan_id`: the commune's plan of the mapping's name. None (no plan, no present
    records) until the import is applied, which makes it."""
    plan = work.mapping.plan
    if plan is None or not (plan.name_fr or plan.name_ar or plan.name_en):
        raise BadMapping(told("plan-missing"), code="missing-plan")
    names = {"name_fr": plan.name_fr, "name_ar": plan.name_ar, "name_en": plan.name_en}
    given = {name: text for name, text in names.items() if text}
    plans = ZoningPlan.objects.filter(commune_id=work.commune_id, **given).order_by("-id")
    found = plans.values_list("pk", flat=True).first()
    if found is None and create:
        _make(work, plan)
        found = plans.values_list("pk", flat=True).first()
    work.constants["plan_id"] = found


def find_optional_plan(work: Work, create: bool) -> None:
    """The same, for records that may stand without a plan."""
    if work.mapping.plan is None:
        work.constants["plan_id"] = None
    else:
        find_plan(work, create)


def _make(work: Work, plan: Plan) -> None:
    if plan.kind not in ZoningPlan.Kind.values or plan.state not in ZoningPlan.State.values:
        raise BadMapping(told("plan-unknown"), code="missing-plan")
    keep_absence(
        work,
        ZoningPlan,
        "INSERT INTO territory_zoningplan (commune_id, name_ar, name_fr, name_en, kind, state, approved_on, "
        "legal_ref, cos_means_ground_ratio) VALUES (%(commune)s, %(name_ar)s, %(name_fr)s, %(name_en)s, "
        "%(plan_kind)s, %(plan_state)s, %(approved_on)s, %(legal_ref)s, false) RETURNING id",
        name_ar=plan.name_ar,
        name_fr=plan.name_fr,
        name_en=plan.name_en,
        plan_kind=plan.kind,
        plan_state=plan.state,
        approved_on=date.fromisoformat(plan.approved_on) if plan.approved_on else None,
        legal_ref=plan.legal_ref,
    )
