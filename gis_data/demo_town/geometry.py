"""The few geometric operations from which the town is made. Metres; every coordinate lies on a 1 cm grid."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

GRID_M = 0.01
# Lines that must meet are drawn a little too long; what sticks out after noding is dropped.
OVERSHOOT_M = 0.5

Points = NDArray[np.float64]
Geometries = NDArray[Any]


@dataclass(frozen=True)
class Frame:
    """A local frame: `u` along a block's long axis, `v` across, from its lower left corner."""

    origin: Points
    axis: Points

    @property
    def matrix(self) -> Points:
        return np.array([[self.axis[0], self.axis[1]], [-self.axis[1], self.axis[0]]])

    def to_local(self, points: Points) -> Points:
        return np.asarray((points - self.origin) @ self.matrix.T, dtype=float)

    def to_world(self, points: Points) -> Points:
        return np.asarray(points @ self.matrix + self.origin, dtype=float)


def long_axis_frame(polygon: Polygon, turn: float = 0.0) -> tuple[Frame, float, float]:
    """The frame of the smallest rectangle around `polygon`, turned by `turn`; its length and width."""
    corners = shapely.get_coordinates(shapely.minimum_rotated_rectangle(polygon))
    first, second = corners[1] - corners[0], corners[2] - corners[1]
    along = first if np.hypot(*first) >= np.hypot(*second) else second
    angle = np.arctan2(along[1], along[0]) % np.pi + turn
    axis = np.array([np.cos(angle), np.sin(angle)])
    turned = Frame(np.zeros(2), axis).to_local(shapely.get_coordinates(polygon))
    low, high = turned.min(axis=0), turned.max(axis=0)
    frame = Frame(low @ Frame(np.zeros(2), axis).matrix, axis)
    return frame, float(high[0] - low[0]), float(high[1] - low[1])


def on_grid(geometry: BaseGeometry) -> BaseGeometry:
    """`geometry` with its coordinates rounded to the grid, valid."""
    rounded: BaseGeometry = shapely.set_precision(geometry, GRID_M)
    return rounded


def node(lines: Iterable[BaseGeometry] | Geometries) -> Geometries:
    """The pieces of `lines` between the points where they meet, on the grid."""
    merged = shapely.union_all(lines if isinstance(lines, np.ndarray) else list(lines), grid_size=GRID_M)
    pieces: Geometries = shapely.get_parts(merged)
    return pieces


def faces(lines: Iterable[BaseGeometry] | Geometries) -> Geometries:
    """The polygons enclosed by `lines`, edge to edge, in a stable order."""
    found: Geometries = shapely.get_parts(shapely.polygonize(node(lines)))
    return stable_order(found)


def stable_order(geometries: Geometries) -> Geometries:
    """The same geometries, from west to east and south to north: never in the order of a hash table."""
    if len(geometries) < 2:
        return geometries
    points = shapely.get_coordinates(shapely.point_on_surface(geometries))
    return geometries[np.lexsort((points[:, 1], points[:, 0]))]


def halves(polygon: Polygon, line: LineString) -> list[Polygon]:
    """`polygon` cut along `line`: its pieces, largest first; one piece when the line misses it."""
    pieces = faces([polygon.boundary, line])
    if not len(pieces):
        return [polygon]
    shapely.prepare(polygon)
    inside = pieces[shapely.contains(polygon, shapely.point_on_surface(pieces))]
    return sorted(inside, key=lambda piece: -piece.area)


def chord(polygon: Polygon, through: Points, direction: Points, bend: float = 0.0) -> LineString | None:
    """The part of a line through `through` that cuts `polygon`, a little too long at both ends.

    `bend` bows it sideways by that fraction of its length. None when nothing is cut.
    """
    reach = float(np.hypot(*(np.array(polygon.bounds[2:]) - np.array(polygon.bounds[:2])))) + 1.0
    line = LineString([through - direction * reach, through + direction * reach])
    parts = [part for part in shapely.get_parts(polygon.intersection(line)) if part.length > 1.0]
    if not parts:
        return None
    here = shapely.Point(through)
    nearest = min(parts, key=lambda part: (part.distance(here), -part.length))
    ends = shapely.get_coordinates(nearest)[[0, -1]]
    length = float(np.hypot(*(ends[1] - ends[0])))
    unit = (ends[1] - ends[0]) / length
    if bend == 0.0:
        return LineString([ends[0] - unit * OVERSHOOT_M, ends[1] + unit * OVERSHOOT_M])
    t = np.linspace(0.0, 1.0, 7)
    side = np.array([-unit[1], unit[0]])
    bowed = ends[0] + np.outer(t, ends[1] - ends[0]) + np.outer(bend * length * np.sin(np.pi * t), side)
    bowed[0] -= unit * OVERSHOOT_M
    bowed[-1] += unit * OVERSHOOT_M
    return LineString(bowed)


def cut_in_two(
    polygon: Polygon, rng: np.random.Generator, *, share: float = 0.5, turn: float = 0.0, bend: float = 0.0
) -> tuple[list[Polygon], LineString | None]:
    """Cut `polygon` across its long axis at about `share` of its length; the pieces and the cut.

    Of more than two pieces (the polygon is bent) the cut keeps one whole and leaves the rest together.
    """
    frame, length, width = long_axis_frame(polygon)
    angle = rng.uniform(-turn, turn) if turn else 0.0
    across = frame.matrix.T @ np.array([np.sin(angle), np.cos(angle)])
    through = frame.to_world(np.array([[length * share, width / 2]]))[0]
    line = chord(polygon, through, across, rng.uniform(-bend, bend) if bend else 0.0)
    if line is None:
        return [polygon], None
    return halves(polygon, line), line


def bisect(polygon: Polygon, rng: np.random.Generator, *, share: float, turn: float) -> list[Polygon]:
    """`cut_in_two` by a straight line: much faster for polygons that it crosses twice, as nearly all."""
    frame, length, width = long_axis_frame(polygon)
    angle = rng.uniform(-turn, turn)
    across = frame.matrix.T @ np.array([np.sin(angle), np.cos(angle)])
    through = frame.to_world(np.array([[length * share, width / 2]]))[0]
    ring = shapely.get_coordinates(polygon.exterior)
    side = (ring - through) @ np.array([-across[1], across[0]])
    left = side >= 0
    crossing = np.flatnonzero(left[1:] != left[:-1])
    if len(crossing) != 2 or polygon.interiors:
        return halves(polygon, LineString([through - across * 9e3, through + across * 9e3]))
    i, j = (int(k) for k in crossing)
    meet = [
        np.round(ring[k] + (ring[k + 1] - ring[k]) * (side[k] / (side[k] - side[k + 1])), 2) for k in (i, j)
    ]
    inner = np.vstack([meet[0], ring[i + 1 : j + 1], meet[1]])
    outer = np.vstack([meet[1], ring[j + 1 : -1], ring[: i + 1], meet[0]])
    pieces = [Polygon(inner), Polygon(outer)]
    return sorted(pieces, key=lambda piece: -piece.area) if min(p.area for p in pieces) > 1.0 else [polygon]


def stretched(line: LineString) -> LineString:
    """`line` a little longer at both ends, so that it certainly crosses what it should meet."""
    points = shapely.get_coordinates(line).copy()
    for end, before in ((0, 1), (-1, -2)):
        direction = points[end] - points[before]
        points[end] += direction / np.hypot(*direction) * OVERSHOOT_M
    return LineString(points)


def two_parts(polygon: Polygon, pieces: Sequence[Polygon]) -> list[Polygon]:
    """`pieces` of `polygon` gathered into exactly two connected parts."""
    if len(pieces) <= 2:
        return list(pieces)
    for piece in pieces:
        rest = shapely.union_all([other for other in pieces if other is not piece], grid_size=GRID_M)
        if isinstance(rest, Polygon):
            return [piece, rest]
    return [polygon]


def as_polygon(geometry: BaseGeometry) -> Polygon:
    """The largest polygon in `geometry`; ValueError where there is none."""
    return max(polygons_of(geometry), key=lambda polygon: polygon.area)


def polygons_of(geometry: BaseGeometry, min_area: float = 0.0) -> list[Polygon]:
    """The polygons in `geometry` that are larger than `min_area`."""
    return [p for p in shapely.get_parts(geometry) if isinstance(p, Polygon) and p.area > min_area]


def smooth_line(points: Points, step: float) -> LineString:
    """A curve through `points` (Catmull–Rom), sampled about every `step` metres."""
    padded = np.vstack([2 * points[0] - points[1], points, 2 * points[-1] - points[-2]])
    out = [points[0]]
    for i in range(1, len(padded) - 2):
        p0, p1, p2, p3 = padded[i - 1 : i + 3]
        count = max(2, int(np.hypot(*(p2 - p1)) / step))
        t = np.linspace(0, 1, count + 1)[1:, None]
        out.extend(
            0.5
            * (
                2 * p1
                + (p2 - p0) * t
                + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2
                + (3 * p1 - p0 - 3 * p2 + p3) * t**3
            )
        )
    return LineString(np.array(out))
