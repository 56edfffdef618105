"""Front, side and rear on plots of every shape: straight and curved streets, corners, enclosed plots."""

import math
from collections.abc import Sequence
from typing import Any

import pytest
import shapely
from shapely import MultiPolygon, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from kharita.permits.checks.edges import EdgeKind, Edges, classify
from kharita.permits.checks.limits import load_limits
from tests.permits.checks.sites import EAST, NORTH, PLOT, SOUTH, WEST

ROAD = box(-100, -14, 100, -2)
ROAD_EAST = box(22, -100, 34, 100)
ROAD_NORTH = box(-100, 32, 100, 44)


def edges(
    plot: BaseGeometry = PLOT, *, roads: Sequence[Any] = (ROAD,), neighbours: Sequence[Any] = ()
) -> Edges:
    whole = plot if isinstance(plot, MultiPolygon) else MultiPolygon([plot])
    return classify(
        whole,
        roads=shapely.union_all(list(roads)),
        neighbours=shapely.union_all(list(neighbours)),
        limits=load_limits().edges,
    )


def lengths(found: Edges) -> dict[str, float]:
    """Metres of each kind of edge."""
    return {kind.value: round(found.of(kind).length, 1) for kind in EdgeKind if found.of(kind).length}


@pytest.mark.parametrize(
    ("roads", "neighbours", "expected"),
    [
        ((ROAD,), (WEST, EAST, NORTH), {"front": 20, "side": 60, "rear": 20}),
        ((ROAD,), (), {"front": 20, "side": 60, "rear": 20}),  # nothing drawn around it
        ((ROAD, ROAD_EAST), (WEST, NORTH), {"front": 50, "side": 50}),  # a corner: no rear
        ((ROAD, ROAD_NORTH), (WEST, EAST), {"front": 40, "side": 60}),  # between two streets
        ((ROAD, ROAD_NORTH, ROAD_EAST), (WEST,), {"front": 70, "side": 30}),
        ((), (WEST, EAST, NORTH, SOUTH), {"side": 100}),
        ((ROAD,), (WEST, EAST, NORTH, SOUTH), {"side": 100}),  # a parcel stands before the street
        ((box(-100, -30, 100, -9),), (WEST, EAST, NORTH), {"side": 100}),  # a street too far away
    ],
)
def test_a_rectangle(roads: Any, neighbours: Any, expected: dict[str, float]) -> None:
    assert lengths(edges(roads=roads, neighbours=neighbours)) == expected


def test_the_order_of_corners_and_the_direction_of_the_ring_do_not_matter() -> None:
    ring = list(PLOT.exterior.coords)[:-1]
    for first in range(4):
        turned = Polygon(ring[first:] + ring[:first])
        assert lengths(edges(turned)) == {"front": 20, "side": 60, "rear": 20}
        assert lengths(edges(turned.reverse())) == {"front": 20, "side": 60, "rear": 20}


@pytest.mark.parametrize("degrees", range(0, 360, 17))
def test_the_compass_does_not_matter(degrees: int) -> None:
    def turned(shape: BaseGeometry) -> BaseGeometry:
        return shapely.affinity.rotate(shape, degrees, origin=(0, 0))

    found = edges(turned(PLOT), roads=[turned(ROAD)], neighbours=[turned(WEST), turned(EAST), turned(NORTH)])
    assert lengths(found) == {"front": 20, "side": 60, "rear": 20}


def test_half_an_edge_on_the_street_is_half_a_front() -> None:
    found = edges(neighbours=(WEST, EAST, NORTH, box(10, -30, 20, 0)))
    assert lengths(found) == {"front": 10, "side": 70, "rear": 20}
    assert found.frontage_m == pytest.approx(10)


def test_a_transformers_parcel_of_one_metre_does_not_break_the_front() -> None:
    found = edges(neighbours=(WEST, EAST, NORTH, box(9, -1, 10, 0)))
    assert lengths(found)["front"] == 20


def test_a_gap_of_a_metre_between_two_parcels_is_no_front() -> None:
    found = edges(neighbours=(WEST, EAST, NORTH, box(0, -30, 9.5, 0), box(10.5, -30, 20, 0)))
    assert "front" not in lengths(found)


def test_a_cut_corner_is_front() -> None:
    plot = Polygon([(0, 0), (17, 0), (20, 3), (20, 30), (0, 30)])
    found = edges(plot, roads=(ROAD, ROAD_EAST), neighbours=(WEST, NORTH))
    assert lengths(found) == {"front": round(17 + 27 + math.sqrt(18), 1), "side": 50}
    assert found.frontage_m == pytest.approx(27)  # the longer street, not all of them together


def test_a_curved_street_gives_one_front() -> None:
    # A plot outside a bend of 60 m radius, 30° wide and 30 m deep: the front is an arc of 10 chords.
    angles = [math.radians(75 + 3 * step) for step in range(11)]
    near = [(60 * math.cos(angle), 60 * math.sin(angle)) for angle in angles]
    far = [(90 * math.cos(angle), 90 * math.sin(angle)) for angle in reversed(angles)]
    road = Point(0, 0).buffer(58, quad_segs=64).difference(Point(0, 0).buffer(46, quad_segs=64))
    found = edges(Polygon(near + far), roads=(road,))
    kinds = [face.kind for face in found.faces]
    assert sorted(kinds) == sorted([EdgeKind.FRONT, EdgeKind.SIDE, EdgeKind.REAR, EdgeKind.SIDE])
    assert found.frontage_m == pytest.approx(60 * math.radians(30), rel=0.01)


def test_a_triangle_has_two_sides_and_no_rear() -> None:
    assert lengths(edges(Polygon([(0, 0), (20, 0), (10, 20)]))) == {"front": 20, "side": 44.7}


def test_a_plot_behind_another_has_its_way_as_its_front() -> None:
    # 4 m of way to a plot of 20 m × 20 m behind: the far edge is the rear.
    plot = Polygon([(0, 0), (4, 0), (4, 20), (20, 20), (20, 40), (0, 40)])
    found = edges(plot, neighbours=(box(4, 0, 40, 20), box(-20, 0, 0, 60), box(20, 20, 40, 60)))
    assert lengths(found) == {"front": 4, "side": 20 + 16 + 20 + 40, "rear": 20}
    assert found.frontage_m == pytest.approx(4)


def test_a_jog_of_the_drawing_is_no_corner() -> None:
    plot = Polygon([(0, 0), (10, 0), (10, 0.1), (20, 0.1), (20, 30), (0, 30)])
    found = edges(plot, neighbours=(WEST, EAST, NORTH))
    assert found.frontage_m == pytest.approx(20, abs=0.2)


def test_a_hole_has_sides_only() -> None:
    plot = PLOT.difference(box(8, 10, 12, 14))
    assert lengths(edges(plot))["side"] == 60 + 16


def test_neighbours_that_overlap_the_plot_by_a_drawings_error_stay_neighbours() -> None:
    found = edges(neighbours=(box(-20, 0, 0.3, 30), box(19.8, 0, 40, 30), box(0, 29.7, 20, 60)))
    assert lengths(found) == {"front": 20, "side": 60, "rear": 20}


def test_a_large_plot_is_looked_at_in_as_many_pieces_as_are_allowed() -> None:
    farm = box(0, 0, 4_000, 3_000)
    assert lengths(edges(farm, roads=(box(-100, -14, 5_000, -2),))) == {
        "front": 4000,
        "side": 6000,
        "rear": 4000,
    }
