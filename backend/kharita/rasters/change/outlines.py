"""A region's pixels as a polygon that looks drawn: edges straightened, corners squared where they nearly are.

The area is that of the pixels; a drawn outline that would leave them is not taken.
"""

import math
from typing import Any

import cv2
import numpy as np
import shapely
from affine import Affine
from numpy.typing import NDArray
from shapely import Polygon
from shapely.affinity import rotate, scale

from kharita.rasters.change.reading import Mask

RECTANGULAR = 0.9
"""Share of agreement (intersection over union) from which a region is drawn as its rectangle."""

FAITHFUL = 0.88
SQUARE_DEGREES = 22.0
STRAIGHT_M = 0.55
LEAST_HOLE_M2 = 6.0


def _ring(points: NDArray[Any], transform: Affine) -> NDArray[np.float64] | None:
    """Pixel centres of a contour as positions; None for what has no area."""
    if len(points) < 3:
        return None
    x, y = points[:, 0, 0] + 0.5, points[:, 0, 1] + 0.5
    return np.column_stack([transform.c + x * transform.a, transform.f + y * transform.e])


def traced(mask: Mask, transform: Affine) -> Polygon:
    """The largest connected part of `mask`, its outline along the pixels' edges, small holes filled."""
    doubled = cv2.resize(mask.astype(np.uint8), None, fx=2, fy=2, interpolation=cv2.INTER_NEAREST)
    half = transform @ Affine.scale(0.5)
    contours, levels = cv2.findContours(doubled, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    best, best_area = Polygon(), 0.0
    for index, contour in enumerate(contours):
        ring = _ring(contour, half) if levels[0][index][3] < 0 else None
        if ring is None:
            continue
        holes, child = [], levels[0][index][2]
        while child >= 0:
            hole = _ring(contours[child], half)
            if hole is not None and Polygon(hole).area >= LEAST_HOLE_M2:
                holes.append(hole)
            child = levels[0][child][0]
        # Contours run through the centres of half pixels: a quarter of a pixel inside the edge.
        drawn = Polygon(ring, holes).buffer(transform.a / 4, join_style="mitre")
        if isinstance(drawn, Polygon) and drawn.area > best_area:
            best, best_area = drawn, drawn.area
    return best


def agreement(one: Polygon, other: Polygon) -> float:
    """Intersection over union."""
    union = one.union(other).area
    return one.intersection(other).area / union if union else 0.0


def regularised(outline: Polygon) -> Polygon:
    """`outline` as a rectangle, with squared corners, or only simplified: the first that is faithful."""
    rectangle = outline.minimum_rotated_rectangle
    if isinstance(rectangle, Polygon) and rectangle.area > 0:
        fitted = _same_area(rectangle, outline)
        if not outline.interiors and agreement(fitted, outline) >= RECTANGULAR:
            return fitted
    simple = outline.simplify(STRAIGHT_M)
    if not isinstance(simple, Polygon) or not simple.is_valid or simple.is_empty:
        return outline
    squared = _squared(simple)
    if squared is not None and agreement(squared, outline) >= FAITHFUL:
        return _same_area(squared, outline)
    return _same_area(simple, outline)


def _same_area(drawn: Polygon, outline: Polygon) -> Polygon:
    times = math.sqrt(outline.area / drawn.area) if drawn.area else 1.0
    scaled: Polygon = scale(drawn, times, times, origin=outline.centroid)
    return scaled


def _main_direction(ring: NDArray[np.float64]) -> float:
    """Degrees of the direction along or across which most of the outline runs."""
    steps = np.diff(ring, axis=0)
    lengths = np.hypot(steps[:, 0], steps[:, 1])
    angles = np.arctan2(steps[:, 1], steps[:, 0])
    turned = np.sum(lengths * np.exp(4j * angles))  # a quarter turn is the same direction
    return float(np.degrees(np.angle(turned)) / 4)


def _squared(simple: Polygon) -> Polygon | None:
    direction = _main_direction(np.asarray(simple.exterior.coords))
    centre = simple.centroid
    level = rotate(simple, -direction, origin=centre)
    rings = [_squared_ring(np.asarray(ring.coords)[:-1]) for ring in (level.exterior, *level.interiors)]
    if rings[0] is None:
        return None
    drawn = Polygon(rings[0], [ring for ring in rings[1:] if ring is not None])
    if not drawn.is_valid:
        return None
    back: Polygon = rotate(drawn, direction, origin=centre)
    return shapely.set_precision(back, 0.001) if back.is_valid else None


def _squared_ring(points: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """Edges nearly along an axis are laid along it, through their middle; they meet in the corners."""
    lines = []
    for start, end in zip(points, np.roll(points, -1, axis=0), strict=True):
        x, y = end - start
        degrees = math.degrees(math.atan2(abs(y), abs(x)))
        middle = (start + end) / 2
        kind = "h" if degrees < SQUARE_DEGREES else "v" if degrees > 90 - SQUARE_DEGREES else "free"
        lines.append((kind, middle, np.array([x, y]), math.hypot(x, y)))
    lines = _merged(lines)
    if len(lines) < 4:
        return None
    corners: list[NDArray[np.float64]] = []
    for one, other in zip(lines, lines[1:] + lines[:1], strict=True):
        corner = _meeting(one, other)
        if corner is None:
            return None
        corners.append(corner)
    return np.array(corners)


Line = tuple[str, NDArray[np.float64], NDArray[np.float64], float]


def _merged(lines: list[Line]) -> list[Line]:
    """Neighbours along the same axis become one line, through their middle weighed by length."""
    merged: list[Line] = []
    for line in lines:
        if merged and line[0] == merged[-1][0] != "free":
            merged[-1] = _one_line(merged[-1], line)
        else:
            merged.append(line)
    if len(merged) > 1 and merged[0][0] == merged[-1][0] != "free":
        merged[0] = _one_line(merged.pop(), merged[0])
    return merged


def _one_line(one: Line, other: Line) -> Line:
    length = one[3] + other[3]
    return one[0], (one[1] * one[3] + other[1] * other[3]) / length, one[2] + other[2], length


def _meeting(one: Line, other: Line) -> NDArray[np.float64] | None:
    directions = {"h": np.array([1.0, 0.0]), "v": np.array([0.0, 1.0])}
    a, b = directions.get(one[0], one[2]), directions.get(other[0], other[2])
    across = a[0] * b[1] - a[1] * b[0]
    if abs(across) < 0.2 * math.hypot(*a) * math.hypot(*b):
        return None
    gap = other[1] - one[1]
    meeting: NDArray[np.float64] = one[1] + a * ((gap[0] * b[1] - gap[1] * b[0]) / across)
    return meeting
