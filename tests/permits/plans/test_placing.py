"""Where the drawn plot lies beside the cadastre's, and what is done with the footprint."""

from pathlib import Path

import pytest
from ezdxf import units
from shapely import MultiPolygon, Polygon, box
from shapely.affinity import rotate, translate
from shapely.geometry.base import BaseGeometry

from kharita.permits.checks.finding import Finding, Outcome
from kharita.permits.plans.placing import place
from kharita.permits.plans.report import PlanReport, compare_plan
from tests.permits.plans.drawings import (
    CADASTRE,
    EAST,
    HOUSE,
    NORTH,
    PLOT,
    far_from,
    house,
    in_millimetres,
    local,
    new,
    official,
    outline,
    saved,
    turned_about,
)


def finding(report: PlanReport, check: str) -> Finding:
    [found] = [each for each in report.findings if each.id == check]
    return found


def compared(folder: Path, place_of: object, **options: int) -> PlanReport:
    return compare_plan(house(folder, place_of, **options), cadastre=CADASTRE)  # type: ignore[arg-type]  # lambdas


@pytest.mark.parametrize(
    ("east", "outcome", "message"),
    [
        (0.0, Outcome.PASS, "plan-in-place"),
        (0.5, Outcome.PASS, "plan-in-place"),  # the tolerance itself
        (0.6, Outcome.WARN, "plan-aside"),
        (2.0, Outcome.WARN, "plan-aside"),
        (2.1, Outcome.FAIL, "plan-aside"),
    ],
)
def test_a_plan_aside_of_the_cadastre(tmp_path: Path, east: float, outcome: Outcome, message: str) -> None:
    report = compared(tmp_path, lambda shape: translate(official(shape), east, 0))
    found = finding(report, "plan_place")
    assert (found.outcome, found.message) == (outcome, message)
    assert found.values["shift"] == pytest.approx(east, abs=0.011)
    # What lies right stays as it was drawn; what is moved comes with its plot.
    expected = translate(official(HOUSE), east, 0) if outcome == Outcome.PASS else official(HOUSE)
    assert far_from(report.footprint, expected) < 0.02


def test_a_plan_turned_by_three_degrees_is_turned_back(tmp_path: Path) -> None:
    report = compared(tmp_path, lambda shape: turned_about(shape, 3))
    found = finding(report, "plan_place")
    assert found.outcome == Outcome.WARN
    assert found.values["turn"] == pytest.approx(-3, abs=0.05)
    assert far_from(report.footprint, official(HOUSE)) < 0.05


@pytest.mark.parametrize("degrees", [0, 25, 130, 200, 275])
def test_a_plan_in_coordinates_of_its_own_is_laid_upon_the_parcel(tmp_path: Path, degrees: float) -> None:
    # A plot that fits one way only, unlike a rectangle.
    plot = Polygon([(0, 0), (20, 0), (20, 22), (14, 30), (0, 30)])
    document, space = new()
    outline(space, local(plot, degrees), "PARCELLE")
    outline(space, local(HOUSE, degrees), "EMPRISE")
    report = compare_plan(saved(document, tmp_path), cadastre=MultiPolygon([official(plot)]))
    found = finding(report, "plan_place")
    assert (found.outcome, found.message) == (Outcome.WARN, "plan-local")
    assert finding(report, "plan_plot").outcome == Outcome.PASS
    assert far_from(report.footprint, official(HOUSE)) < 0.05


def test_millimetres_of_a_drawing_without_units_come_to_their_place(tmp_path: Path) -> None:
    report = compared(tmp_path, in_millimetres, insunits=0)
    assert finding(report, "plan_read").message == "plan-unit-assumed"
    assert report.footprint.area == pytest.approx(240, abs=0.1)
    assert report.footprint.within(CADASTRE.buffer(0.05))


@pytest.mark.parametrize(
    ("plot", "outcome"),
    [
        (PLOT, Outcome.PASS),
        (box(0, 0, 20, 30.4), Outcome.PASS),  # 8 m² of 600: 1.3 %
        (box(0, 0, 20, 31), Outcome.WARN),  # 20 m²: 3.3 %
        (box(0, 0, 20, 33.2), Outcome.FAIL),  # 64 m²: 10.7 %
        (box(0, 0, 24.5, 24.5), Outcome.FAIL),  # the area agrees, the outline does not
    ],
)
def test_the_outline_against_the_cadastre(tmp_path: Path, plot: BaseGeometry, outcome: Outcome) -> None:
    document, space = new()
    outline(space, official(plot), "PARCELLE")
    outline(space, official(HOUSE), "EMPRISE")
    found = finding(compare_plan(saved(document, tmp_path), cadastre=CADASTRE), "plan_plot")
    assert found.outcome == outcome
    assert found.values["drawn"] == pytest.approx(plot.area, abs=0.01)
    assert {shape.role for shape in found.shapes} >= {"plan", "plot"}


def test_without_a_plot_or_a_parcel_nothing_says_where_the_footprint_lies(tmp_path: Path) -> None:
    document, space = new(units.M)
    outline(space, official(HOUSE), "EMPRISE")
    report = compare_plan(saved(document, tmp_path), cadastre=CADASTRE)
    assert finding(report, "plan_place").message == "plan-no-plot"
    assert report.footprint.is_empty
    report = compare_plan(house(tmp_path), cadastre=MultiPolygon())
    assert report.placement is None


@pytest.mark.parametrize("degrees", range(0, 360, 40))
def test_an_irregular_plot_is_found_in_any_turn(degrees: int) -> None:
    plot = Polygon([(0, 0), (17, -2), (24, 9), (15, 21), (3, 18)])
    drawn = MultiPolygon([translate(rotate(plot, degrees, origin=(0, 0)), 9_000, -3_000)])
    there = MultiPolygon([translate(plot, EAST, NORTH)])
    found = place(drawn, there)
    assert found.is_local
    assert found.difference_m2 < 0.1
    assert found.farthest_m < 0.01
    assert (found.rotation_deg + degrees) % 360 == pytest.approx(0, abs=0.1) or (
        found.rotation_deg + degrees
    ) % 360 == pytest.approx(360, abs=0.1)
