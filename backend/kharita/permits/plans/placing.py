"""Where a drawn plot lies in the cadastre: the turn and shift that lay it upon the parcel, and what differs.

A plan is in official coordinates, or nearly, or in coordinates of its own. The first two are told by what it
covers of the parcel as it stands; otherwise the longest edges are laid upon one another. Either start is then
refined by the points of the boundary (iterative closest points; Besl and McKay 1992).
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, MultiPolygon
from shapely.affinity import affine_transform
from shapely.geometry.base import BaseGeometry

from kharita.permits.checks.tidy import common, polygons_in

Numbers = NDArray[np.float64]
_STANDS_THERE = 0.5  # of the smaller area: less in common, and the plan has coordinates of its own
_EDGES = 6
_ROUNDS = 25
_POINTS = 200


@dataclass(frozen=True)
class Rigid:
    """A turn about the origin, then a shift: (x, y) → (x cos − y sin + east, x sin + y cos + north)."""

    cos: float = 1.0
    sin: float = 0.0
    east: float = 0.0
    north: float = 0.0

    @property
    def degrees(self) -> float:
        return math.degrees(math.atan2(self.sin, self.cos))

    def on(self, geometry: BaseGeometry) -> BaseGeometry:
        return affine_transform(geometry, [self.cos, -self.sin, self.sin, self.cos, self.east, self.north])

    def then(self, other: "Rigid") -> "Rigid":
        return Rigid(
            self.cos * other.cos - self.sin * other.sin,
            self.sin * other.cos + self.cos * other.sin,
            other.cos * self.east - other.sin * self.north + other.east,
            other.sin * self.east + other.cos * self.north + other.north,
        )


@dataclass(frozen=True)
class Placement:
    """How a drawn plot fits the cadastre's.

    `shift_m` is by how much its centre is moved, `rotation_deg` how far it is turned (to the left positive).
    `is_local`: the drawing is in coordinates of its own. After the fit: `difference_m2` is the ground that
    only one of the two covers, `farthest_m` the greatest distance between the boundaries (Hausdorff).
    """

    rigid: Rigid
    is_local: bool
    shift_m: float
    rotation_deg: float
    drawn_m2: float
    cadastre_m2: float
    difference_m2: float
    farthest_m: float

    @property
    def area_ratio(self) -> float:
        return abs(self.drawn_m2 - self.cadastre_m2) / self.cadastre_m2

    @property
    def difference_ratio(self) -> float:
        return self.difference_m2 / self.cadastre_m2


def place(drawn: MultiPolygon, cadastre: MultiPolygon) -> Placement:
    """The placement of `drawn` on `cadastre` (both metres, not empty, the latter in the official CRS)."""
    shared = float(common(drawn, cadastre).area)
    is_local = shared < _STANDS_THERE * min(drawn.area, cadastre.area)
    starts = list(_turned(drawn, cadastre)) if is_local else [Rigid()]
    best = max((_refined(start, drawn, cadastre) for start in _best(starts, drawn, cadastre)),
               key=lambda rigid: _shared(rigid, drawn, cadastre))  # fmt: skip
    laid = best.on(drawn)
    centre, moved = drawn.centroid, laid.centroid
    return Placement(
        rigid=best,
        is_local=is_local,
        shift_m=math.hypot(moved.x - centre.x, moved.y - centre.y),
        rotation_deg=best.degrees,
        drawn_m2=float(drawn.area),
        cadastre_m2=float(cadastre.area),
        difference_m2=float(shapely.symmetric_difference(polygons_in(laid), cadastre).area),
        farthest_m=float(shapely.hausdorff_distance(laid.boundary, cadastre.boundary, densify=0.1)),
    )


def _best(starts: list[Rigid], drawn: MultiPolygon, cadastre: MultiPolygon) -> list[Rigid]:
    """The three starts that cover most: a square fits four ways, and only refining tells which is best."""
    return sorted(starts, key=lambda start: -_shared(start, drawn, cadastre))[:3]


def _shared(rigid: Rigid, drawn: MultiPolygon, cadastre: MultiPolygon) -> float:
    return float(common(polygons_in(rigid.on(drawn)), cadastre).area)


def _turned(drawn: MultiPolygon, cadastre: MultiPolygon) -> Iterator[Rigid]:
    """Centre upon centre, in each turn that lays one of the longest edges upon another."""
    turns = {0.0}
    for own in _directions(drawn):
        turns |= {round((there - own) % (2 * math.pi), 3) for there in _directions(cadastre)}
    source, target = drawn.centroid, cadastre.centroid
    for turn in sorted(turns):
        cos, sin = math.cos(turn), math.sin(turn)
        yield Rigid(cos, sin, target.x - (source.x * cos - source.y * sin),
                    target.y - (source.x * sin + source.y * cos))  # fmt: skip


def _directions(ground: MultiPolygon) -> list[float]:
    """The directions of the longest edges (radians), around the ring as it is oriented."""
    largest = max(ground.geoms, key=lambda part: part.area)
    ring = shapely.simplify(shapely.orient_polygons(largest).exterior, 0.2)
    along = np.diff(shapely.get_coordinates(ring), axis=0)
    longest = np.argsort(-np.hypot(along[:, 0], along[:, 1]))[:_EDGES]
    return [math.atan2(y, x) for x, y in along[longest].tolist()]


def _refined(start: Rigid, drawn: MultiPolygon, cadastre: MultiPolygon) -> Rigid:
    """`start` after laying points of the boundary upon the nearest of the other, until it stands still."""
    spaced = np.linspace(0, 1, _POINTS, endpoint=False)
    ring = _longest(drawn.boundary)
    points = shapely.get_coordinates(shapely.line_interpolate_point(ring, spaced, normalized=True))
    target = _longest(cadastre.boundary)
    rigid = start
    for _round in range(_ROUNDS):
        here = _apply(rigid, points)
        along = shapely.line_locate_point(target, np.asarray(shapely.points(here)))
        there = shapely.get_coordinates(shapely.line_interpolate_point(target, along))
        step = _fit(here, there)
        rigid = rigid.then(step)
        if float(np.abs(_apply(step, here) - here).max()) < 1e-4:
            break
    return max((start, rigid), key=lambda each: _shared(each, drawn, cadastre))


def _longest(boundary: BaseGeometry) -> LineString:
    lines = [part for part in shapely.get_parts(boundary) if isinstance(part, LineString)]
    return max(lines, key=lambda line: line.length)


def _apply(rigid: Rigid, points: Numbers) -> Numbers:
    x, y = points[:, 0], points[:, 1]
    return np.column_stack(
        [rigid.cos * x - rigid.sin * y + rigid.east, rigid.sin * x + rigid.cos * y + rigid.north]
    )


def _fit(source: Numbers, target: Numbers) -> Rigid:
    """The turn and shift of least squares (Kabsch) from points to points."""
    middle, goal = source.mean(axis=0), target.mean(axis=0)
    a, b = source - middle, target - goal
    turn = math.atan2(float((a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]).sum()), float((a * b).sum()))
    cos, sin = math.cos(turn), math.sin(turn)
    return Rigid(
        cos, sin, float(goal[0] - (middle[0] * cos - middle[1] * sin)),
        float(goal[1] - (middle[0] * sin + middle[1] * cos)),
    )  # fmt: skip
