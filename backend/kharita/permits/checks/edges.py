"""The edges of a plot: which face the street, which the neighbours beside it, which the rear.

A front is where one can look out of the plot onto a road before meeting a neighbour, within the width of a
pavement; it is told piece by piece, so that half an edge can be front and a curved street is no matter. The
other faces lie between fronts: one that begins at a front is a side; one that begins at none and is turned
away from the street is the rear. So a corner plot has two fronts and two sides, a plot between two streets no
rear, a triangle two sides, and a plot without a street sides only.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from kharita.permits.checks.limits import EdgeLimits

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
_START_M = 0.05  # rays begin a little outside, so that they do not meet the plot's own edge


class EdgeKind(StrEnum):
    FRONT = "front"
    SIDE = "side"
    REAR = "rear"


@dataclass(frozen=True)
class Face:
    """A run of edge of one kind between two corners; `line` is on the plot's boundary, in order."""

    kind: EdgeKind
    line: LineString


@dataclass(frozen=True)
class Edges:
    """The faces of a plot, in order around it (counter-clockwise)."""

    faces: tuple[Face, ...]

    def of(self, kind: EdgeKind) -> MultiLineString:
        return MultiLineString([face.line for face in self.faces if face.kind == kind])

    @property
    def is_enclosed(self) -> bool:
        """No road at the plot."""
        return all(face.kind != EdgeKind.FRONT for face in self.faces)

    @property
    def frontage_m(self) -> float:
        """The length of the longest front: at a corner the street that the plot has more of."""
        return max((face.line.length for face in self.faces if face.kind == EdgeKind.FRONT), default=0.0)


@dataclass(frozen=True)
class _Pieces:
    """Short straight pieces of a ring in order: where each begins, its middle, outward normal and length."""

    starts: Numbers
    middles: Numbers
    normals: Numbers
    lengths: Numbers

    def rolled(self, first: int) -> "_Pieces":
        return _Pieces(*(np.roll(each, -first, axis=0) for each in self.arrays()))

    def arrays(self) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        return self.starts, self.middles, self.normals, self.lengths


def classify(
    plot: MultiPolygon, *, roads: BaseGeometry, neighbours: BaseGeometry, limits: EdgeLimits
) -> Edges:
    """The edges of `plot`. `roads` and `neighbours` are the areas of the roads and of the parcels around
    (official CRS); the plot itself and the parcels of roads are not among `neighbours`."""
    faces: list[Face] = []
    for polygon in plot.geoms:
        faces += _of_ring(polygon, roads, neighbours, limits)
        faces += [Face(EdgeKind.SIDE, LineString(hole)) for hole in polygon.interiors]
    return Edges(tuple(faces))


def _of_ring(
    polygon: Polygon, roads: BaseGeometry, neighbours: BaseGeometry, limits: EdgeLimits
) -> list[Face]:
    pieces = _pieces(polygon, limits)
    if len(pieces.lengths) < 3:
        return []
    front = _without_noise(_looks_onto(pieces, roads, neighbours, limits), pieces.lengths, limits.run_min_m)
    bounds = _face_bounds(pieces, front, limits)
    if not bounds:
        ends = [(0, len(front))]
    else:
        first = bounds[0]
        pieces, front = pieces.rolled(first), np.roll(front, -first)
        cuts = [bound - first for bound in bounds]
        ends = list(zip(cuts, [*cuts[1:], len(front)], strict=True))
    return _kinds(pieces, front, _without_crumbs(ends, front, pieces.lengths, limits), limits)


def _pieces(polygon: Polygon, limits: EdgeLimits) -> _Pieces:
    ring = shapely.orient_polygons(polygon).exterior
    plain = shapely.simplify(ring, limits.simplify_m)
    # Of a plot smaller than the tolerance nothing would be left.
    corners = shapely.get_coordinates(plain if shapely.get_num_points(plain) > 3 else ring)
    along = np.diff(corners, axis=0)
    lengths = np.hypot(along[:, 0], along[:, 1])
    kept = lengths > 1e-6
    starts, along, lengths = corners[:-1][kept], along[kept], lengths[kept]
    step = max(limits.step_m, float(lengths.sum()) / limits.pieces_max)
    counts = np.maximum(1, np.ceil(lengths / step - 1e-9)).astype(int)
    owner = np.repeat(np.arange(len(counts)), counts)
    rank = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
    each = along[owner] / counts[owner][:, None]
    begun = starts[owner] + each * rank[:, None]
    unit = along[owner] / lengths[owner][:, None]
    normals = np.column_stack([unit[:, 1], -unit[:, 0]])  # of a counter-clockwise ring: outward
    return _Pieces(begun, begun + each / 2, normals, np.hypot(each[:, 0], each[:, 1]))


def _looks_onto(pieces: _Pieces, roads: BaseGeometry, neighbours: BaseGeometry, limits: EdgeLimits) -> Flags:
    """Which pieces see a road before they see a neighbour."""
    if roads.is_empty:
        return np.zeros(len(pieces.lengths), dtype=bool)
    rays = np.asarray(
        shapely.linestrings(
            np.stack(
                [
                    pieces.middles + _START_M * pieces.normals,
                    pieces.middles + (limits.street_gap_m + _START_M) * pieces.normals,
                ],
                axis=1,
            )
        )
    )
    to_road = _distance_along(rays, pieces.middles, roads)
    to_neighbour = _distance_along(rays, pieces.middles, neighbours)
    sees: Flags = (to_neighbour > limits.touch_m) & np.isfinite(to_road) & (to_road <= to_neighbour)
    return sees


def _distance_along(rays: NDArray[np.object_], origins: Numbers, target: BaseGeometry) -> Numbers:
    """Metres from each origin to where its ray meets `target`; infinite where it does not."""
    distances = np.full(len(rays), np.inf)
    if target.is_empty:
        return distances
    shapely.prepare(target)
    meets = shapely.intersects(target, rays)
    met = shapely.intersection(rays[meets], target)
    found: Numbers = shapely.distance(shapely.points(origins[meets]), met)
    distances[meets] = np.where(np.isnan(found), np.inf, found)
    return distances


def _without_noise(front: Flags, lengths: Numbers, least: float) -> Flags:
    """`front` with runs shorter than `least` metres given the kind that surrounds them: first what
    interrupts a front (a transformer's parcel), then fronts too short to be one (a gap between drawings)."""
    cleaned = front.copy()
    for kind in (False, True):
        for run in _runs(cleaned):
            if cleaned[run[0]] == kind and lengths[run].sum() < least and len(run) < len(cleaned):
                cleaned[run] = not kind
    return cleaned


def _runs(flags: Flags) -> list[NDArray[np.intp]]:
    """The indices of each run of equal flags around a ring."""
    changes = np.flatnonzero(flags != np.roll(flags, 1))
    if not len(changes):
        return [np.arange(len(flags))]
    order = np.roll(np.arange(len(flags)), -int(changes[0]))
    return list(np.split(order, changes[1:] - changes[0]))


def _face_bounds(pieces: _Pieces, front: Flags, limits: EdgeLimits) -> list[int]:
    """The pieces with which a face begins: where the kind changes, at corners, and in long bends."""
    turns = _turns(pieces.normals)
    sharp = np.abs(turns) > math.radians(limits.corner_deg)
    starts = set(np.flatnonzero(sharp | (front != np.roll(front, 1))).tolist())
    if not starts:
        return []
    first, turned = min(starts), 0.0
    for index in (np.arange(1, len(turns)) + first) % len(turns):
        turned = 0.0 if index in starts else turned + turns[index]
        if abs(turned) > math.radians(limits.bend_deg):
            starts.add(int(index))
            turned = 0.0
    return sorted(starts)


def _turns(normals: Numbers) -> Numbers:
    """The turn (radians, to the left positive) from each piece's predecessor to it."""
    before = np.roll(normals, 1, axis=0)
    cross = before[:, 0] * normals[:, 1] - before[:, 1] * normals[:, 0]
    turns: Numbers = np.arctan2(cross, (before * normals).sum(axis=1))
    return turns


def _without_crumbs(
    ends: Sequence[tuple[int, int]], front: Flags, lengths: Numbers, limits: EdgeLimits
) -> list[tuple[int, int]]:
    """Faces shorter than `step_m` joined to the one before them where that is of the same kind."""
    kept: list[tuple[int, int]] = []
    for start, end in ends:
        is_crumb = lengths[start:end].sum() < limits.step_m
        if kept and is_crumb and front[kept[-1][0]] == front[start]:
            kept[-1] = (kept[-1][0], end)
        else:
            kept.append((start, end))
    return kept


def _kinds(pieces: _Pieces, front: Flags, ends: Sequence[tuple[int, int]], limits: EdgeLimits) -> list[Face]:
    normals = [_mean_normal(pieces, start, end) for start, end in ends]
    fronts = [normal for normal, (start, _end) in zip(normals, ends, strict=True) if front[start]]
    away = -math.cos(math.radians(limits.facing_deg))
    faces = []
    for number, (start, end) in enumerate(ends):
        if front[start]:
            kind = EdgeKind.FRONT
        else:
            beside = [ends[number - 1][0], ends[(number + 1) % len(ends)][0]]
            begins_at_front = any(front[other] for other in beside)
            turned_away = any(float(normals[number] @ facing) < away for facing in fronts)
            kind = EdgeKind.REAR if turned_away and not begins_at_front else EdgeKind.SIDE
        faces.append(Face(kind, _line(pieces, start, end)))
    return faces


def _mean_normal(pieces: _Pieces, start: int, end: int) -> Numbers:
    weighted = (pieces.normals[start:end] * pieces.lengths[start:end, None]).sum(axis=0)
    length = float(np.hypot(*weighted))
    mean: Numbers = weighted / length if length > 1e-9 else pieces.normals[start]
    return mean


def _line(pieces: _Pieces, start: int, end: int) -> LineString:
    """The piece of boundary from where `start` begins to where `end - 1` ends, corners only."""
    last = pieces.starts[end % len(pieces.starts)]
    points = np.vstack([pieces.starts[start:end], last])
    return LineString(list(_corners(points)))


def _corners(points: Numbers) -> Iterator[Numbers]:
    """`points` without those in the middle of a straight."""
    yield points[0]
    for before, here, after in zip(points[:-2], points[1:-1], points[2:], strict=True):
        (ax, ay), (bx, by) = here - before, after - here
        if abs(ax * by - ay * bx) > 1e-6:
            yield here
    yield points[-1]
