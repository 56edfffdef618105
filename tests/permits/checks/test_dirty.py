"""Nothing that a file can hold makes a check raise: it answers, or says why it cannot."""

from typing import Any

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely import GeometryCollection, LineString, MultiPolygon, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from kharita.permits.checks.finding import Finding, Outcome
from kharita.permits.checks.presenting import as_json, present
from kharita.permits.checks.site import Burden, LivePermit, Plan, Plot, Proposal, Road, Rule, Site, Zone
from kharita.permits.checks.wording import MESSAGES, TITLES
from tests.permits.checks.sites import BOW_TIE, GOOD, PLOT, STREET, findings, found, proposal, site, zone

NAN = float("nan")
DIRTY: dict[str, BaseGeometry | None] = {
    "nothing": None,
    "empty": Polygon(),
    "a point": Point(1, 1),
    "a line": LineString([(0, 0), (20, 0)]),
    "a bow tie": BOW_TIE,
    "a spike": Polygon([(0, 0), (20, 0), (20, 30), (20, 60), (20, 30), (0, 30)]),
    "a sliver": box(0, 0, 1e-7, 30),
    "a hole outside": Polygon(PLOT.exterior, [box(50, 50, 60, 60).exterior]),
    "a hole upon the ring": Polygon(PLOT.exterior, [box(0, 0, 5, 5).exterior]),
    "parts that overlap": MultiPolygon([PLOT, box(10, 10, 30, 40)]),
    "parts apart": MultiPolygon([PLOT, box(100, 100, 110, 110)]),
    "a collection": GeometryCollection([PLOT, Point(0, 0), LineString([(0, 0), (5, 5)])]),
    "no numbers": Polygon([(0, 0), (NAN, 0), (20, 30)]),
    "heights": Polygon([(0, 0, 5), (20, 0, 5), (20, 30, 7)]),
    "very far away": box(1e15, 1e15, 1e15 + 20, 1e15 + 30),
    "a thousand corners": Point(10, 15).buffer(14, quad_segs=250),
}


def well_formed(answers: list[Finding]) -> None:
    """Every finding can be kept, shown and put into words."""
    assert answers
    for finding in answers:
        assert finding.id in TITLES
        assert finding.message in MESSAGES
        assert not any(shape.geometry.is_empty for shape in finding.shapes), finding
    for shown in present(as_json(answers)):
        assert shown["title"]
        assert shown["detail"]
        assert "{" not in shown["detail"]


@pytest.mark.parametrize("name", DIRTY)
def test_a_dirty_geometry_in_any_place(name: str) -> None:
    dirty = DIRTY[name]
    places: dict[str, Any] = {
        "plots": (Plot("1/40", dirty, 600),),
        "zones": (zone(geometry=dirty), zone()),  # type: ignore[arg-type]  # that is the test
        "roads": (Road(dirty, 12), STREET),
        "neighbours": (dirty,),
        "easements": (Burden("flood", dirty),),
        "reservations": (Burden("planned_road", dirty), Burden("facility", dirty)),
        "permits": (LivePermit("P-1", dirty),),
    }
    for place, value in places.items():
        well_formed(findings(GOOD, site(**{place: value})))
    well_formed(findings(proposal(footprint=dirty, courts=dirty)))


def test_a_bow_tie_is_measured_as_the_two_triangles_it_is() -> None:
    finding = found("smallest_plot", ground=site(plot=BOW_TIE))
    assert finding.values["given"] == pytest.approx(300)


def test_two_parts_far_apart_are_one_project() -> None:
    plots = (Plot("1/40", PLOT, 600), Plot("2/40", box(100, 100, 110, 110), 100))
    well_formed(findings(GOOD, site(plots=plots)))
    assert found("declared_area", ground=site(plots=plots)).outcome == Outcome.PASS


def test_figures_beyond_reason_are_judged_not_trusted() -> None:
    wild = proposal(floors=10**6, height_m=1e9, floor_area_m2=1e12, dwellings=10**9, parking_places=0)
    well_formed(findings(wild))
    assert found("height", wild).outcome == Outcome.FAIL


coordinates = st.floats(-60, 60, allow_nan=False) | st.integers(-60, 60).map(float)
rings = st.lists(st.tuples(coordinates, coordinates), min_size=4, max_size=9)
polygons = rings.map(Polygon) | st.tuples(rings, rings).map(lambda both: Polygon(both[0], [both[1]]))
shapes = st.none() | polygons | st.lists(polygons, min_size=1, max_size=3).map(GeometryCollection)
lines = st.lists(st.tuples(coordinates, coordinates), min_size=2, max_size=6).map(LineString)
figures = st.none() | st.floats(0, 1e4, allow_nan=False)
rules = st.none() | st.builds(
    Rule,
    uses=st.lists(st.sampled_from(["housing", "shop", "سكن"]), max_size=2).map(tuple),
    **dict.fromkeys(
        ("min_plot_m2", "min_frontage_m", "max_cos", "max_ground_ratio", "max_height_m", "setback_front_m",
         "setback_side_m", "setback_rear_m", "min_court_m", "parking_ratio"), figures),
)  # fmt: skip
sites = st.builds(
    Site,
    plots=st.lists(st.builds(Plot, st.just("1/40"), shapes, figures), max_size=3).map(tuple),
    zones=st.lists(
        st.builds(
            Zone,
            st.sampled_from(["A", "B"]),
            st.builds(Plan, cos_means_ground_ratio=st.booleans()),
            rules,
            shapes,
        ),
        max_size=3,
    ).map(tuple),
    roads=st.lists(st.builds(Road, lines | shapes, figures), max_size=3).map(tuple),
    neighbours=st.lists(shapes, max_size=3).map(tuple),
    easements=st.lists(st.builds(Burden, st.sampled_from(["flood", "of no kind"]), shapes), max_size=2).map(
        tuple
    ),
    reservations=st.lists(
        st.builds(Burden, st.sampled_from(["planned_road", "facility"]), shapes), max_size=2
    ).map(tuple),
    permits=st.lists(st.builds(LivePermit, st.just("P"), shapes), max_size=2).map(tuple),
    roads_known=st.booleans(),
)
proposals = st.builds(
    Proposal,
    use=st.sampled_from(["", "villa", "mixed", "of no kind"]),
    floors=st.none() | st.integers(0, 40),
    dwellings=st.none() | st.integers(0, 400),
    parking_places=st.none() | st.integers(0, 400),
    height_m=figures,
    covered_area_m2=figures,
    floor_area_m2=figures,
    footprint=shapes,
    courts=shapes,
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(proposals, sites)
def test_no_site_and_no_project_raises(project: Proposal, ground: Site) -> None:
    well_formed(findings(project, ground))


@settings(max_examples=60, deadline=None)
@given(st.floats(0, 360), st.floats(-1e6, 1e6), st.floats(-5e5, 5e5))
def test_a_plot_turned_and_moved_as_a_whole_is_judged_alike(angle: float, east: float, north: float) -> None:
    def moved(shape: BaseGeometry) -> BaseGeometry:
        return shapely.affinity.translate(shapely.affinity.rotate(shape, angle, origin=(0, 0)), east, north)

    here = findings(proposal(footprint=box(4, 3, 16, 24)))
    there = findings(
        proposal(footprint=moved(box(4, 3, 16, 24))),
        site(
            plot=moved(PLOT),
            zones=(zone(geometry=moved(box(-500, -500, 500, 500))),),
            roads=(Road(moved(LineString([(-100, -8), (100, -8)])), 12),),
            neighbours=tuple(map(moved, (box(-20, 0, 0, 30), box(20, 0, 40, 30), box(0, 30, 20, 60)))),
        ),
    )
    assert [(each.id, each.outcome, each.message) for each in there] == [
        (each.id, each.outcome, each.message) for each in here
    ]
