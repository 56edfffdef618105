"""Each rule passing, failing, at its limit and unknown, with numbers that can be checked by eye."""

from datetime import date
from typing import Any

import pytest
from shapely import LineString, Polygon, box
from shapely.geometry.base import BaseGeometry

from kharita.permits.checks.finding import Finding, Outcome
from kharita.permits.checks.site import Plan, Plot, Road, Rule, Site
from tests.permits.checks.sites import (
    EAST,
    EVERYWHERE,
    GOOD,
    NORTH,
    PLAN,
    PLOT,
    SOUTH,
    STREET,
    STREET_EAST,
    VILLAS,
    WEST,
    burden,
    findings,
    found,
    permit,
    proposal,
    ruled,
    site,
    zone,
)

PASS, WARN, FAIL, UNKNOWN = Outcome.PASS, Outcome.WARN, Outcome.FAIL, Outcome.UNKNOWN
NO_ZONE = site(zones=())
NO_RULE = site(zones=(zone(rule=None),))
SILENT = site(zones=(zone(rule=Rule()),))


def roles(finding: Finding) -> set[str]:
    return {shape.role for shape in finding.shapes}


def shape(finding: Finding, role: str) -> BaseGeometry:
    [shown] = [shape.geometry for shape in finding.shapes if shape.role == role]
    return shown


def test_a_villa_that_keeps_every_rule_passes_every_check() -> None:
    assert {finding.id: finding.outcome for finding in findings()} == {
        **dict.fromkeys(
            ("declared_area", "zones", "plan_in_force", "use", "smallest_plot", "access", "frontage",
             "footprint", "floor_area_ratio", "ground_ratio", "height", "floors", "setback_front",
             "setback_side", "setback_rear", "parking", "reservations", "planned_road", "servitudes",
             "overlapping_permits"), PASS),
        "court": UNKNOWN,  # none is drawn: whether a room needs one is not for us to say
    }  # fmt: skip


@pytest.mark.parametrize(
    ("declared", "outcome"),
    [
        (600, PASS),
        (612, PASS),  # 12 m² of 600: 2 %, the tolerance itself
        (613, WARN),
        (588, PASS),
        (587, WARN),
        (660, WARN),  # 10 %, the most that is only told
        (661, FAIL),
        (539, FAIL),
        (None, UNKNOWN),
        (0, UNKNOWN),
    ],
)
def test_declared_against_measured_area(declared: float | None, outcome: Outcome) -> None:
    finding = found("declared_area", ground=site(declared=declared))
    assert finding.outcome == outcome
    assert finding.measure is not None
    if declared:
        assert (finding.measure.given, finding.measure.limit) == (declared, 600)


def test_the_declared_areas_of_several_parcels_are_added() -> None:
    plots = (Plot("1/40", box(0, 0, 10, 30), 300), Plot("2/40", box(10, 0, 20, 30), 305))
    finding = found("declared_area", ground=site(plots=plots))
    assert (finding.outcome, finding.values["declared"]) == (PASS, 605)
    plots = (plots[0], Plot("2/40", box(10, 0, 20, 30), None))
    assert found("declared_area", ground=site(plots=plots)).outcome == UNKNOWN


@pytest.mark.parametrize(
    ("zones", "outcome", "message", "shares"),
    [
        ((zone(),), PASS, "one-zone", {"V1": 100}),
        ((zone("V1", geometry=box(-50, -50, 15, 80)), zone("H2", geometry=box(15, -50, 80, 80))),
         WARN, "split-zones", {"V1": 75, "H2": 25}),
        # 2 cm of another zone along the edge is the noise of two drawings
        ((zone("V1", geometry=box(0.02, -50, 50, 80)), zone("H2", geometry=box(-50, -50, 0.02, 80))),
         PASS, "one-zone", {"V1": 99.9}),
        ((zone("V1", geometry=box(0, 0, 20, 15)),), WARN, "zones-cover-part", {"V1": 50}),
        ((), UNKNOWN, "no-zone", {}),
        ((zone("V1", geometry=box(20, 0, 50, 50)),), UNKNOWN, "no-zone", {}),  # it only touches
    ],
)  # fmt: skip
def test_one_zone_or_several(zones: Any, outcome: Outcome, message: str, shares: dict[str, float]) -> None:
    finding = found("zones", ground=site(zones=zones))
    assert (finding.outcome, finding.message) == (outcome, message)
    assert {each["zone"]: each["percent"] for each in finding.values.get("zones", [])} == shares


@pytest.mark.parametrize(
    ("use", "uses", "outcome"),
    [
        ("villa", ("housing",), PASS),
        ("collective_housing", ("housing", "shop"), PASS),
        ("commercial", ("Commerces", "Commerce"), PASS),
        ("commercial", ("housing",), FAIL),
        ("industrial", ("housing", "shop", "office"), FAIL),
        ("mixed", ("housing", "shop"), PASS),
        ("mixed", ("housing",), FAIL),
        ("agricultural", ("فلاحة",), PASS),
        ("", ("housing",), UNKNOWN),
        ("villa", (), UNKNOWN),
    ],
)
def test_use(use: str, uses: tuple[str, ...], outcome: Outcome) -> None:
    assert found("use", proposal(use=use), site(zones=ruled(uses=uses))).outcome == outcome


# Each row: check, the project's or the zone's change, the outcome, the number given, its limit.
LIMITS: list[tuple[str, dict[str, Any], dict[str, Any], Outcome, float | None, float | None]] = [
    ("smallest_plot", {}, {"min_plot_m2": 300}, PASS, 600, 300),
    ("smallest_plot", {}, {"min_plot_m2": 600}, PASS, 600, 600),
    ("smallest_plot", {}, {"min_plot_m2": 601}, FAIL, 600, 601),
    ("frontage", {}, {"min_frontage_m": 14}, PASS, 20, 14),
    ("frontage", {}, {"min_frontage_m": 20}, PASS, 20, 20),
    ("frontage", {}, {"min_frontage_m": 21}, FAIL, 20, 21),
    ("floor_area_ratio", {"floor_area_m2": 479}, {}, PASS, 0.798, 0.8),
    ("floor_area_ratio", {"floor_area_m2": 480}, {}, PASS, 0.8, 0.8),
    ("floor_area_ratio", {"floor_area_m2": 486}, {}, FAIL, 0.81, 0.8),
    ("floor_area_ratio", {"floor_area_m2": None}, {}, UNKNOWN, None, 0.8),
    ("ground_ratio", {"footprint": box(4, 4, 16, 23)}, {}, PASS, 0.38, 0.4),
    ("ground_ratio", {}, {}, PASS, 0.4, 0.4),
    ("ground_ratio", {"footprint": box(4, 4, 16, 25)}, {}, FAIL, 0.42, 0.4),
    ("ground_ratio", {"footprint": None, "covered_area_m2": 252}, {}, FAIL, 0.42, 0.4),
    ("ground_ratio", {"footprint": None, "covered_area_m2": None}, {}, UNKNOWN, None, 0.4),
    ("height", {"height_m": 8.0}, {}, PASS, 8.0, 8.5),
    ("height", {"height_m": 8.5}, {}, PASS, 8.5, 8.5),
    ("height", {"height_m": 8.6}, {}, FAIL, 8.6, 8.5),
    ("height", {"height_m": None}, {}, UNKNOWN, None, 8.5),
    ("floors", {"floors": 0}, {}, PASS, 0, 1),
    ("floors", {"floors": 1}, {}, PASS, 1, 1),
    ("floors", {"floors": 2}, {}, FAIL, 2, 1),
    ("floors", {"floors": None}, {}, UNKNOWN, None, 1),
    ("parking", {"dwellings": 2, "parking_places": 3}, {}, PASS, 3, 2),
    ("parking", {"dwellings": 2, "parking_places": 2}, {}, PASS, 2, 2),
    ("parking", {"dwellings": 2, "parking_places": 1}, {}, FAIL, 1, 2),
    ("parking", {"dwellings": 3, "parking_places": 2}, {"parking_ratio": 0.5}, PASS, 2, 2),  # 1.5, rounded up
    ("parking", {"dwellings": 3, "parking_places": 1}, {"parking_ratio": 0.5}, FAIL, 1, 2),
    ("parking", {"dwellings": 2, "parking_places": None}, {}, UNKNOWN, None, 2),
    ("parking", {"dwellings": None}, {}, UNKNOWN, None, 1),
    ("court", {"courts": box(8, 10, 12, 14)}, {}, PASS, 4, 3),
    ("court", {"courts": box(8, 10, 11, 16)}, {}, PASS, 3, 3),
    ("court", {"courts": box(8, 10, 10.5, 16)}, {}, FAIL, 2.5, 3),
    ("setback_front", {"footprint": box(4, 5, 16, 24)}, {}, PASS, 5, 4),
    ("setback_front", {"footprint": box(4, 3, 16, 24)}, {}, FAIL, 3, 4),
    ("setback_side", {"footprint": box(3.5, 4, 16, 24)}, {}, FAIL, 3.5, 4),
    ("setback_rear", {"footprint": box(4, 4, 16, 27)}, {}, FAIL, 3, 4),
    ("setback_rear", {"footprint": box(4, 4, 16, 26.03)}, {}, PASS, 3.97, 4),  # within what a survey knows
    ("setback_side", {"footprint": box(0, 4, 16, 24)}, {"setback_side_m": 0}, PASS, 0, 0),
    ("setback_rear", {"footprint": None}, {}, UNKNOWN, None, 4),
]  # fmt: skip


@pytest.mark.parametrize(("check", "project", "rule", "outcome", "given", "limit"), LIMITS)
def test_limits(
    check: str,
    project: dict[str, Any],
    rule: dict[str, Any],
    outcome: Outcome,
    given: float | None,
    limit: float | None,
) -> None:
    finding = found(check, proposal(**project), site(zones=ruled(**rule)))
    assert finding.outcome == outcome
    assert finding.article_ref == "art. 9"
    assert finding.measure is not None
    assert finding.measure.given == (None if given is None else pytest.approx(given, abs=0.011))
    assert finding.measure.limit == pytest.approx(limit)


JUDGED = ("smallest_plot", "frontage", "floor_area_ratio", "ground_ratio", "height", "floors", "court",
          "parking", "setback_front", "setback_side", "setback_rear")  # fmt: skip


@pytest.mark.parametrize("check", JUDGED)
def test_without_a_zone_or_a_rule_nothing_is_known_and_where_the_plan_is_silent_nothing_is_broken(
    check: str,
) -> None:
    assert (found(check, ground=NO_ZONE).outcome, found(check, ground=NO_ZONE).message) == (
        UNKNOWN,
        "no-zone",
    )
    assert (found(check, ground=NO_RULE).outcome, found(check, ground=NO_RULE).message) == (
        UNKNOWN,
        "no-rule",
    )
    project = proposal(courts=box(8, 10, 12, 14))
    assert (found(check, project, SILENT).outcome, found(check, project, SILENT).message) == (
        PASS,
        "plan-silent",
    )


def test_a_plan_that_calls_the_ground_ratio_cos_limits_the_ground_and_not_the_floors() -> None:
    plan = Plan(cos_means_ground_ratio=True, expires_on=date(2031, 1, 1))
    rule = Rule(max_cos=0.35, article_ref="art. 3")
    ground = site(zones=(zone(rule=rule, plan=plan),))
    assert found("floor_area_ratio", proposal(floor_area_m2=6000), ground).message == "cos-is-ground-ratio"
    finding = found("ground_ratio", ground=ground)
    assert (finding.outcome, finding.values["limit"], finding.article_ref) == (FAIL, 0.35, "art. 3")


def test_on_a_plot_in_two_zones_each_ratio_counts_for_its_part() -> None:
    # three quarters at 0.8, one at 2.4: (0.75 × 0.8 + 0.25 × 2.4) = 1.2, that is 720 m² of floor
    zones = (
        zone("V1", Rule(max_cos=0.8), box(-50, -50, 15, 80)),
        zone("H2", Rule(max_cos=2.4), box(15, -50, 80, 80)),
    )
    assert found("floor_area_ratio", proposal(floor_area_m2=720), site(zones=zones)).outcome == PASS
    finding = found("floor_area_ratio", proposal(floor_area_m2=726), site(zones=zones))
    assert (finding.outcome, finding.values["limit"], finding.values["zone"]) == (FAIL, 1.2, "V1, H2")


def test_the_zone_that_the_building_stands_in_governs_its_height() -> None:
    zones = (
        zone("V1", VILLAS, box(-50, -50, 15, 80)),
        zone("H2", Rule(max_height_m=11.5), box(15, -50, 80, 80)),
    )
    only_east = proposal(height_m=11, footprint=box(15, 4, 19, 24))
    assert found("height", only_east, site(zones=zones)).outcome == PASS
    over_both = proposal(height_m=11, footprint=box(10, 4, 19, 24))
    assert found("height", over_both, site(zones=zones)).values["zone"] == "V1"
    assert found("height", proposal(height_m=11, footprint=None), site(zones=zones)).outcome == FAIL


def test_ground_where_nothing_may_be_built() -> None:
    green = zone("EV", Rule(max_ground_ratio=0, article_ref="art. 12"), box(-50, 22, 80, 80))
    zones = (zone("V1", VILLAS, box(-50, -50, 80, 22)), green)
    finding = found("unbuildable", ground=site(zones=zones))
    assert (finding.outcome, finding.article_ref) == (FAIL, "art. 12")
    assert shape(finding, "breach").area == pytest.approx(12 * 2)  # from y = 22 to 24
    beside = found("unbuildable", proposal(footprint=box(4, 4, 16, 22)), site(zones=zones))
    assert (beside.outcome, beside.values["percent"]) == (WARN, pytest.approx(26.7))


@pytest.mark.parametrize(
    ("footprint", "outcome", "message"),
    [
        (box(4, 4, 16, 24), PASS, "footprint-as-stated"),
        (box(0, 0, 20, 12), PASS, "footprint-as-stated"),  # on the boundary is inside
        (box(-0.04, 0, 20, 12), PASS, "footprint-as-stated"),
        (box(-2, 0, 18, 12), FAIL, "footprint-outside"),
        (box(4, 4, 16, 25), WARN, "footprint-not-as-stated"),  # 252 m², 240 are stated
        (None, UNKNOWN, "no-footprint"),
        (LineString([(0, 0), (5, 5)]), UNKNOWN, "footprint-unreadable"),
    ],
)
def test_the_footprint_lies_on_the_plot_and_covers_what_is_stated(
    footprint: BaseGeometry | None, outcome: Outcome, message: str
) -> None:
    finding = found("footprint", proposal(footprint=footprint))
    assert (finding.outcome, finding.message) == (outcome, message)
    if outcome == FAIL:
        assert shape(finding, "breach").bounds == (-2, 0, 0, 12)
        assert finding.values["area"] == 24


def test_a_broken_setback_shows_its_strip_and_what_stands_in_it() -> None:
    finding = found("setback_front", proposal(footprint=box(4, 3, 16, 24)))
    assert shape(finding, "edge").bounds == (0, 0, 20, 0)
    assert shape(finding, "strip").bounds == pytest.approx((0, 0, 20, 4))
    assert shape(finding, "breach").bounds == pytest.approx((4, 3, 16, 4))
    assert roles(found("setback_front")) == {"edge", "strip"}


def test_a_corner_plot_keeps_the_front_setback_on_both_streets_and_has_no_rear() -> None:
    ground = site(roads=(STREET, STREET_EAST), neighbours=(WEST, NORTH))
    finding = found("setback_front", proposal(footprint=box(4, 4, 17, 24)), ground)
    assert (finding.outcome, finding.values["given"]) == (FAIL, 3)  # 3 m from the street to the east
    assert found("setback_rear", ground=ground).message == "no-such-edge"


def test_without_a_street_front_and_rear_cannot_be_told_but_sides_are_kept() -> None:
    ground = site(roads=(), neighbours=(WEST, EAST, NORTH, SOUTH))
    assert found("setback_front", ground=ground).message == "edges-not-told"
    assert found("setback_rear", ground=ground).outcome == UNKNOWN
    assert found("setback_side", ground=ground).outcome == PASS
    assert found("setback_side", proposal(footprint=box(3, 4, 16, 24)), ground).outcome == FAIL


def test_the_holes_of_the_footprint_are_its_courts() -> None:
    around = Polygon(box(4, 4, 16, 24).exterior, [box(8, 8, 10.5, 14).exterior])
    finding = found("court", proposal(footprint=around))
    assert (finding.outcome, finding.values["given"]) == (FAIL, pytest.approx(2.5, abs=0.02))
    assert shape(finding, "breach").equals(box(8, 8, 10.5, 14))


@pytest.mark.parametrize(
    ("roads", "neighbours", "known", "outcome", "message"),
    [
        ((STREET,), (WEST, EAST, NORTH), True, PASS, "access-by-road"),
        ((Road(LineString([(-100, -4), (100, -4)]), 3.0),), (), True, PASS, "access-by-road"),  # the limit
        ((Road(LineString([(-100, -4), (100, -4)]), 2.5),), (), True, WARN, "access-narrow"),
        ((STREET,), (WEST, EAST, NORTH, SOUTH), True, FAIL, "no-access"),  # a parcel lies between
        ((), (WEST, EAST, NORTH, SOUTH), True, FAIL, "no-access"),
        ((), (), False, UNKNOWN, "no-roads-known"),
    ],
)
def test_access(roads: Any, neighbours: Any, known: bool, outcome: Outcome, message: str) -> None:
    ground = site(roads=roads, neighbours=neighbours, roads_known=known)
    finding = found("access", ground=ground)
    assert (finding.outcome, finding.message) == (outcome, message)


def test_frontage_is_unknown_where_no_street_is_recorded_and_nothing_where_there_is_none() -> None:
    assert found("frontage", ground=site(roads=(), roads_known=False)).outcome == UNKNOWN
    finding = found("frontage", ground=site(roads=()))
    assert (finding.outcome, finding.values["given"]) == (FAIL, 0)


@pytest.mark.parametrize(
    ("reserved", "plan", "outcome", "message"),
    [
        (None, None, PASS, "nothing-reserved"),
        (box(0, 24, 20, 40), PLAN, WARN, "reserved-part"),  # it begins where the footprint ends
        (box(0, 23, 20, 40), PLAN, FAIL, "reserved-built"),
        (box(0, 23, 20, 40), Plan(approved_on=date(2016, 11, 28)), FAIL, "reserved-built"),  # its last day
        (box(0, 23, 20, 40), Plan(approved_on=date(2016, 11, 27)), WARN, "reserved-lapsed"),  # ten years
        (box(0, 29.97, 20, 40), PLAN, PASS, "nothing-reserved"),  # 0.6 m²: a sliver
    ],
)
def test_reservations(
    reserved: BaseGeometry | None, plan: Plan | None, outcome: Outcome, message: str
) -> None:
    held = () if reserved is None else (burden("facility", reserved, plan=plan),)
    finding = found("reservations", ground=site(reservations=held))
    assert (finding.outcome, finding.message) == (outcome, message)


@pytest.mark.parametrize(
    ("road", "least", "outcome", "message", "residual"),
    [
        (box(-50, 25, 50, 40), 300, WARN, "road-takes-part", 500),
        (box(-50, 25, 50, 40), 500, WARN, "road-takes-part", 500),  # what is left is just a plot
        (box(-50, 25, 50, 40), 501, FAIL, "residual-too-small", 500),
        (box(-50, 20, 50, 40), 300, FAIL, "road-built", 400),
        (box(-50, 25, 50, 27), 300, WARN, "road-takes-part", 500),  # two pieces are left: the larger counts
        (box(-50, -50, 50, 50), 300, FAIL, "road-built", 0),
    ],
)
def test_a_planned_road_and_what_it_leaves(
    road: BaseGeometry, least: float, outcome: Outcome, message: str, residual: float
) -> None:
    ground = site(reservations=(burden("planned_road", road, plan=PLAN),), zones=ruled(min_plot_m2=least))
    finding = found("planned_road", ground=ground)
    assert (finding.outcome, finding.message) == (outcome, message)
    assert finding.values["residual"] == pytest.approx(residual)


def test_a_plot_that_a_road_takes_whole_leaves_nothing_to_build_on() -> None:
    road = burden("planned_road", box(-50, -50, 50, 50), plan=PLAN)
    finding = found("planned_road", proposal(footprint=None), site(reservations=(road,)))
    assert (finding.outcome, finding.message) == (FAIL, "residual-too-small")


@pytest.mark.parametrize(
    ("kind", "ground", "outcome", "message"),
    [
        ("flood", box(0, 24, 20, 40), WARN, "servitude-part"),
        ("flood", box(0, 23, 20, 40), FAIL, "servitude-built"),
        ("archaeology", box(0, 23, 20, 40), WARN, "servitude-asks"),
        ("no_build", box(0, -10, 20, 4), WARN, "servitude-part"),
        ("no_build", box(0, -10, 20, 5), FAIL, "servitude-built"),
    ],
)
def test_servitudes(kind: str, ground: BaseGeometry, outcome: Outcome, message: str) -> None:
    finding = found("servitudes", ground=site(easements=(burden(kind, ground),)))
    assert (finding.outcome, finding.message) == (outcome, message)


def test_each_servitude_has_a_finding_of_its_own() -> None:
    both = (burden("flood", box(0, 25, 20, 40)), burden("power_line", box(0, 5, 20, 8)))
    told = [finding for finding in findings(ground=site(easements=both)) if finding.id == "servitudes"]
    assert {finding.part: finding.outcome for finding in told} == {"flood.0": WARN, "power_line.1": FAIL}


@pytest.mark.parametrize(
    ("plan", "outcome", "message"),
    [
        (Plan(expires_on=date(2026, 11, 28)), PASS, "plan-holds"),
        (Plan(expires_on=date(2026, 11, 27)), WARN, "plan-expired"),
        (Plan(state="expired"), WARN, "plan-expired"),
        (Plan(approved_on=date(2016, 11, 28)), PASS, "plan-holds"),  # a PA holds ten years
        (Plan(approved_on=date(2016, 11, 27)), WARN, "plan-too-old"),
        (Plan(kind="zoning_plan", approved_on=date(2024, 11, 27)), WARN, "plan-too-old"),  # two
        (Plan(kind="master_plan", approved_on=date(2002, 1, 1)), PASS, "plan-holds"),  # twenty-five
        (Plan(), UNKNOWN, "plan-without-dates"),
        (Plan(state="draft"), UNKNOWN, "plan-draft"),
    ],
)
def test_the_plan_is_in_force(plan: Plan, outcome: Outcome, message: str) -> None:
    finding = found("plan_in_force", ground=site(zones=(zone(plan=plan),)))
    assert (finding.outcome, finding.message) == (outcome, message)


def test_a_plan_approved_on_29_february_ends_on_the_28th() -> None:
    plan = Plan(kind="zoning_plan", approved_on=date(2024, 2, 29))
    assert found("plan_in_force", ground=site(zones=(zone(plan=plan),))).values["ends"] == "2026-02-28"


def test_other_permits_on_the_same_ground_are_told_and_only_public_ones_named() -> None:
    assert found("overlapping_permits").message == "no-other-permit"
    beside = site(permits=(permit("P-1", EAST),))
    assert found("overlapping_permits", ground=beside).outcome == PASS
    over = site(permits=(permit("P-1", PLOT), permit("P-2", box(0, 0, 10, 30), is_public=False)))
    finding = found("overlapping_permits", ground=over)
    assert (finding.outcome, finding.values["count"], finding.values["references"]) == (WARN, 2, ["P-1"])
    assert finding.values["area"] == 900
    hidden = found("overlapping_permits", ground=site(permits=(permit("P-2", PLOT, is_public=False),)))
    assert "P-2" not in repr(hidden)


def test_a_project_without_ground_says_so() -> None:
    for ground, message in ((Site(), "no-plot"), (site(plot=None), "plot-unreadable"),
                            (site(plot=LineString([(0, 0), (1, 1)])), "plot-unreadable")):  # fmt: skip
        [finding] = findings(ground=ground)
        assert (finding.id, finding.outcome, finding.message) == ("plot", UNKNOWN, message)


def test_the_same_project_gives_the_same_findings() -> None:
    ground = site(easements=(burden("flood", box(0, 20, 20, 40)),), permits=(permit("P-1", PLOT),))
    assert findings(GOOD, ground) == findings(GOOD, ground)


def test_parcels_with_a_seam_between_them_are_one_plot() -> None:
    plots = (Plot("1/40", box(0, 0, 9.98, 30), 300), Plot("2/40", box(10.01, 0, 20, 30), 300))
    finding = found("frontage", ground=site(plots=plots))
    assert finding.values["given"] == pytest.approx(20, abs=0.06)


def test_zones_are_measured_where_they_cover_the_plot() -> None:
    twice = (zone("V1", geometry=EVERYWHERE), zone("V1", geometry=EVERYWHERE))
    assert found("zones", ground=site(zones=twice)).values["zones"] == [{"zone": "V1", "percent": 100}]
