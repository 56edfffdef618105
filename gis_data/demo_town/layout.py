"""The streets inside a superblock: straight grids where it was planned, winding alleys where it grew."""

import numpy as np
import shapely
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from gis_data.demo_town.geometry import (
    Frame,
    chord,
    cut_in_two,
    long_axis_frame,
    on_grid,
    polygons_of,
    stretched,
)
from gis_data.demo_town.quarters import Pattern, Superblock
from gis_data.demo_town.skeleton import Road

SMALLEST_BLOCK_M2 = 70.0


class RoadSpace:
    """The ground that the main roads take, by place."""

    def __init__(self, roads: list[Road]) -> None:
        self._surfaces = surfaces(roads)
        self._tree = shapely.STRtree(self._surfaces)

    def clear(self, polygon: Polygon) -> BaseGeometry:
        """`polygon` without the roads that cross or bound it."""
        near = np.sort(self._tree.query(polygon, predicate="intersects"))
        return polygon.difference(shapely.union_all(self._surfaces[near])) if len(near) else polygon


def surfaces(roads: list[Road]) -> np.ndarray:
    """The carriageways and pavements of `roads` as polygons."""
    lines = np.array([road.line for road in roads], dtype=object)
    half = np.array([road.width / 2 for road in roads])
    return np.asarray(shapely.buffer(lines, half, cap_style="flat", join_style="mitre", mitre_limit=2.0))


def lay_out(
    superblock: Superblock, space: RoadSpace, rng: np.random.Generator
) -> tuple[list[Road], list[Polygon]]:
    """The streets inside `superblock`, and its blocks of building land."""
    pattern = superblock.pattern
    roads: list[Road] = []
    if pattern is not None:
        roads = _grid(superblock, pattern, rng) if pattern.grid else _alleys(superblock.polygon, rng)
    ground = space.clear(superblock.polygon)
    if roads:
        ground = ground.difference(shapely.union_all(surfaces(roads)))
    blocks = [b for b in polygons_of(on_grid(ground), SMALLEST_BLOCK_M2) if 2 * b.area / b.length > 3.2]
    return roads, sorted((b for b in blocks), key=lambda b: b.bounds)


def _grid(superblock: Superblock, pattern: Pattern, rng: np.random.Generator) -> list[Road]:
    """Rows of streets along the superblock, two plots apart, and cross streets between them."""
    polygon = superblock.polygon
    frame, length, width = long_axis_frame(polygon, turn=rng.normal(0, 0.02))
    rows = max(1, round(width / (2 * pattern.plot_depth * rng.uniform(0.95, 1.12) + pattern.street)))
    bow = rng.choice([0.0, 0.0, 0.0, 0.05, -0.05]) * min(length, 300)
    u = np.linspace(-20, length + 20, 13 if bow else 2)
    lines: list[tuple[LineString, str]] = []
    for row in range(1, rows):
        v = row * width / rows + bow * np.sin(np.pi * u / length)
        lines.append((LineString(frame.to_world(np.column_stack([u, v]))), "row"))
    lines += [(line, "cross") for line in _cross_streets(frame, length, width, rows, bow, pattern, rng)]
    middle = rows // 2
    roads = []
    for number, (line, hint) in enumerate(lines):
        wide = hint == "row" and number + 1 == middle and rows > 3
        street = pattern.street + (4.0 if wide else 0.0)
        one_way = superblock.kind in ("centre", "dense") and rng.random() < 0.35
        for piece in _useful_pieces(line, polygon, pattern):
            roads.append(Road(piece, "tertiary" if wide else "residential", street, hint, bool(one_way)))
    return roads


def _cross_streets(
    frame: Frame,
    length: float,
    width: float,
    rows: int,
    bow: float,
    pattern: Pattern,
    rng: np.random.Generator,
) -> list[LineString]:
    """Streets across the rows: through the whole quarter, or staggered from row to row."""
    columns = max(1, round(length / (pattern.block * rng.uniform(0.85, 1.2))))
    positions = (np.arange(1, columns) + rng.uniform(-0.12, 0.12, max(columns - 1, 0))) / columns * length
    staggered = rng.random() < 0.3
    found = []
    for position in positions:
        run: list[int] = []
        for row in range(rows + 1):
            keep = row < rows and rng.random() > 0.14 and (not staggered or (row // 2) % 2 == 0)
            if keep:
                run.append(row)
            if run and not keep:
                found.append((position, run[0], run[-1] + 1))
                run = []
        if staggered:
            shifted = position + length / columns / 2
            found += [(shifted, row, min(row + 2, rows)) for row in range(2, rows, 4) if shifted < length]
    lines = []
    for position, first, last in found:
        # A street that reaches the outermost row goes on to the road around the quarter.
        low = first * width / rows if first else -20.0 - abs(bow)
        high = last * width / rows if last < rows else width + 20.0 + abs(bow)
        lift = bow * np.sin(np.pi * position / length)
        ends = np.array([[position, low + lift], [position, high + lift]])
        lines.append(LineString(frame.to_world(ends)))
    return lines


def _useful_pieces(line: LineString, polygon: Polygon, pattern: Pattern) -> list[LineString]:
    """The pieces of `line` within `polygon` that serve plots on both sides, stretched to what they meet."""
    rim = polygon.boundary.buffer(pattern.plot_depth * 0.8 + pattern.street / 2)
    pieces = []
    for piece in shapely.get_parts(line.intersection(polygon)):
        if not isinstance(piece, LineString) or piece.length < pattern.plot_depth * 1.6:
            continue
        if piece.intersection(rim).length < 0.6 * piece.length:
            pieces.append(stretched(piece))
    return pieces


def _alleys(polygon: Polygon, rng: np.random.Generator) -> list[Road]:
    """Winding alleys, each dividing what older ones left, and blind alleys into the deeper blocks."""
    roads: list[Road] = []
    queue: list[tuple[Polygon, int]] = [(polygon, 0)]
    while queue:
        ground, level = queue.pop()
        if ground.area < rng.uniform(1_300, 2_900):
            blind = _blind_alley(ground, rng) if ground.area > 1_250 and rng.random() < 0.45 else None
            if blind is not None:
                roads.append(Road(blind, "alley", 2.6, "blind"))
            continue
        share = rng.uniform(0.36, 0.64)
        pieces, line = cut_in_two(ground, rng, share=share, turn=0.32, bend=0.07)
        if line is None or len(pieces) < 2:
            continue
        width = (7.0, 5.0, 4.0)[min(level, 2)] if level < 3 else rng.uniform(2.8, 4.0)
        grade = "residential" if level == 0 else "alley"
        roads.append(Road(line, grade, float(width), "row"))
        queue.extend((piece, level + 1) for piece in pieces)
    return roads


def _blind_alley(ground: Polygon, rng: np.random.Generator) -> LineString | None:
    """A derb from the edge of a block to its middle."""
    frame, length, width = long_axis_frame(ground)
    through = frame.to_world(np.array([[length * rng.uniform(0.4, 0.6), width / 2]]))[0]
    line = chord(ground, through, frame.matrix[1])
    if line is None:
        return None
    points = shapely.get_coordinates(line)
    return LineString([points[0], points[0] + (points[-1] - points[0]) * 0.55])
