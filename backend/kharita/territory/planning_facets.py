"""What the plans say of a parcel: its zones and their rules, what burdens it, what stands on it."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib.gis.db.models.functions import Intersection, Transform
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kharita.core.facets import Entry, FacetContent, FacetTable
from kharita.core.geo import WGS84, Area
from kharita.territory.models import Building, Easement, Reservation, Zone, ZoneRule, ZoningPlan
from kharita.territory.permissions import may

# Less than this is the noise of two surveys drawn over one another, not a burden.
SLIVER_M2 = 1.0
SLIVER_RATIO = 0.005

# Column of ZoneRule, what it is called, its unit.
_RULES = (
    ("min_plot_m2", gettext_lazy("Smallest plot"), "m²"),
    ("min_frontage_m", gettext_lazy("Smallest frontage"), "m"),
    ("max_cos", gettext_lazy("Floor area ratio (COS), at most"), ""),
    ("max_ground_ratio", gettext_lazy("Ground ratio (CES), at most"), "%"),
    ("max_floors", gettext_lazy("Floors, at most"), ""),
    ("max_height_m", gettext_lazy("Height, at most"), "m"),
    ("setback_front_m", gettext_lazy("Setback from the street"), "m"),
    ("setback_side_m", gettext_lazy("Setback from the sides"), "m"),
    ("setback_rear_m", gettext_lazy("Setback from the rear"), "m"),
    ("min_court_m", gettext_lazy("Smallest court"), "m"),
    ("parking_ratio", gettext_lazy("Parking places per dwelling"), ""),
)

# Uses that files and the demo write as codes; other words are shown as they were written.
USES = {
    **dict(Zone.Category.choices),
    "religious": gettext_lazy("Place of worship"),
    "farm": Zone.Category.FARMING.label,
}


def percent(part: float, whole: float) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def crossing(rows: QuerySet[Any], parcel: Any) -> list[Any]:
    """The rows whose area crosses the parcel, with `part_m2` and `part` (WGS84) of it, largest first."""
    least = min(SLIVER_M2, SLIVER_RATIO * parcel.area_m2)
    part = Intersection("geometry", parcel.geometry)
    return list(
        rows.filter(geometry__intersects=parcel.geometry)
        .annotate(part_m2=Area(part), part=Transform(part, WGS84))
        .filter(part_m2__gt=least)
        .order_by("-part_m2", "pk")
        .defer("geometry", "web_geometry")
    )


def zoning(parcel: Any, user: Any) -> FacetContent:
    """Each zone with its share of the parcel, then the rules its plan sets, and the plan's standing."""
    zones = crossing(Zone.objects.visible_to(user).select_related("plan"), parcel)
    if not zones:
        return FacetContent(notes=(_("No zoning plan covers this parcel."),))
    rules = {
        (rule.plan_id, rule.code): rule
        for rule in ZoneRule.objects.filter(
            plan__in={zone.plan_id for zone in zones}, code__in={z.code for z in zones}
        )
    }
    plans = {zone.plan_id: zone.plan for zone in zones}
    entries: list[Entry] = []
    for code, plan_id, part_m2 in _by_code(zones):
        rule = rules.get((plan_id, code))
        entries.append(_zone_entry(code, rule, percent(part_m2, parcel.area_m2)))
        entries += _rule_entries(rule, parcel, several=len(zones) > 1) if rule else []
    for plan in plans.values():
        entries += _plan_entries(plan, timezone.localdate())
    return FacetContent(entries=tuple(entries), notes=tuple(_zoning_notes(plans, rules, zones)))


def _by_code(zones: list[Any]) -> list[tuple[str, int, float]]:
    """Zones of one code are one zone, in however many polygons they are drawn."""
    areas: dict[tuple[str, int], float] = {}
    for zone in zones:
        key = (zone.code, zone.plan_id)
        areas[key] = areas.get(key, 0.0) + zone.part_m2
    return [(code, plan_id, area) for (code, plan_id), area in areas.items()]


def _zone_entry(code: str, rule: ZoneRule | None, share: float) -> Entry:
    name = f"{code} · {rule.name}" if rule and rule.name else code
    # Plans and parcels are drawn apart: what is covered but for a sliver is covered.
    value = (
        name
        if share >= 99.5
        else _("%(zone)s (%(share)s %% of the parcel)")
        % {"zone": name, "share": number_format(share, 0 if share.is_integer() else 1)}
    )
    return Entry(f"zone.{code}", _("Zone"), value, level="info")


def _rule_entries(rule: ZoneRule, parcel: Any, *, several: bool) -> Iterator[Entry]:
    for field, title, unit in _RULES:
        value = getattr(rule, field)
        if value is None:
            continue
        label = f"{rule.code} · {title}" if several else title
        if field == "max_floors":
            value = _floors(value)
        elif field == "max_ground_ratio":
            value = round(value * 100, 1)
        level: Any = "late" if field == "min_plot_m2" and parcel.area_m2 < value * 0.98 else ""
        yield Entry(f"rule.{rule.code}.{field}", label, value, unit, level)


def _floors(above_ground: int) -> str:
    """Floors as Moroccan plans write them: ground floor (R) and those above it."""
    return f"R+{above_ground}"


def _plan_entries(plan: ZoningPlan, today: date) -> Iterator[Entry]:
    expired = plan.state == ZoningPlan.State.EXPIRED or (
        plan.expires_on is not None and plan.expires_on < today
    )
    level: Any = "late" if expired else "waiting" if plan.state == ZoningPlan.State.DRAFT else "ok"
    state = ZoningPlan.State.EXPIRED.label if expired else plan.get_state_display()
    yield Entry(f"plan.{plan.pk}", plan.get_kind_display(), plan.name)
    yield Entry(f"plan.{plan.pk}.state", _("State of the plan"), state, level=level)
    if plan.approved_on:
        yield Entry(f"plan.{plan.pk}.approved_on", _("Approved on"), plan.approved_on)
    if plan.expires_on:
        yield Entry(
            f"plan.{plan.pk}.expires_on", _("Expires on"), plan.expires_on, level="late" if expired else ""
        )
    if plan.legal_ref:
        yield Entry(f"plan.{plan.pk}.legal_ref", _("Legal reference"), plan.legal_ref)


def _zoning_notes(plans: dict[int, Any], rules: dict[Any, ZoneRule], zones: list[Any]) -> Iterator[str]:
    articles = {rule.article_ref for rule in rules.values() if rule.article_ref}
    if articles:
        yield _("Articles: %(articles)s") % {"articles": ", ".join(sorted(articles))}
    if any(plan.cos_means_ground_ratio for plan in plans.values()):
        yield _("This plan calls the ground ratio “COS”.")
    for code in sorted({zone.code for zone in zones if (zone.plan_id, zone.code) not in rules}):
        yield _("The plan states no rules for zone %(zone)s.") % {"zone": code}
    yield _("For information only: the plan and its regulation alone are binding.")


def burdens(parcel: Any, user: Any) -> FacetContent:
    """Easements and reservations that cross the parcel, with the area they take."""
    found = [
        *((_("Easement"), row) for row in crossing(Easement.objects.visible_to(user), parcel)),
        *((_("Reservation"), row) for row in crossing(Reservation.objects.visible_to(user), parcel)),
    ]
    if not found:
        return FacetContent(notes=(_("No easement or reservation crosses this parcel."),))
    columns = (
        ("type", _("Type")),
        ("kind", _("Kind")),
        ("name", _("Name")),
        ("area_m2", _("Area (m²)")),
        ("share", _("Share (%)")),
        ("legal_ref", _("Legal reference")),
    )
    rows = tuple(
        {
            "type": type_,
            "kind": row.get_kind_display(),
            "name": row.name,
            "area_m2": round(row.part_m2, 1),
            "share": percent(row.part_m2, parcel.area_m2),
            "legal_ref": row.legal_ref,
        }
        for type_, row in found
    )
    shapes = tuple(
        {
            "type": "Feature",
            "geometry": json.loads(row.part.json),
            "properties": {"title": row.name or row.get_kind_display(), "kind": row.kind},
        }
        for _type, row in found
    )
    return FacetContent(table=FacetTable(columns, rows), shapes=shapes)


def _year(year: int | None) -> str | None:
    """A text: a year is not counted, so its thousands are not set apart."""
    return None if year is None else str(year)


def buildings(parcel: Any, user: Any) -> FacetContent:
    """What stands on the parcel, and how much of it is built on."""
    rows = crossing(Building.objects.visible_to(user), parcel)
    if not rows:
        return FacetContent(notes=(_("No building is recorded on this parcel."),))
    covered = sum(row.part_m2 for row in rows)
    with_use = may(user, "territory.view_attributes", parcel.commune_id)
    columns = [
        ("number", _("No.")),
        ("footprint", _("On the parcel (m²)")),
        ("floors", _("Floors")),
        ("height", _("Height (m)")),
    ]
    if with_use:
        columns += [("use", _("Use")), ("built_year", _("Built in"))]
    table = tuple(
        {
            "number": number,
            "footprint": round(row.part_m2, 1),
            "floors": None if row.floors is None else _floors(row.floors),
            "height": row.height_m,
            **({"use": USES.get(row.use, row.use), "built_year": _year(row.built_year)} if with_use else {}),
        }
        for number, row in enumerate(rows, 1)
    )
    return FacetContent(
        entries=(
            Entry("covered", _("Built on"), round(covered, 1), "m²"),
            Entry("ground_ratio", _("Ground ratio (CES)"), percent(covered, parcel.area_m2), "%"),
        ),
        table=FacetTable(tuple(columns), table),
    )
