"""From a block to its plots: rows back to back along the streets, or the irregular plots of an old quarter.

All cuts of a superblock are noded together, so that neighbours share their boundary vertex by vertex.
"""

from collections.abc import Iterable

import numpy as np
import shapely
from shapely import Polygon

from gis_data.demo_town.geometry import (
    Frame,
    Geometries,
    Points,
    bisect,
    faces,
    long_axis_frame,
    two_parts,
)
from gis_data.demo_town.quarters import Pattern

SHORTEST_FRONTAGE_M = 2.2


def subdivide(blocks: list[Polygon], pattern: Pattern, rng: np.random.Generator) -> Geometries:
    """The plots of `blocks` as one coverage. Every plot has street frontage and a usable shape."""
    if not blocks:
        return np.array([], dtype=object)
    lines = [shapely.get_coordinates(block.exterior) for block in blocks]
    lines += [shapely.get_coordinates(ring) for block in blocks for ring in block.interiors]
    for block in blocks:
        lines += _cuts(block, pattern, rng)
    owner = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
    drawn: Geometries = np.asarray(shapely.linestrings(np.vstack(lines), indices=owner))
    plots = _within(faces(drawn), blocks)
    typical = pattern.plot_width * pattern.plot_depth
    for _round in range(6):
        plots, changed = _absorb(plots, typical * 0.38, min(pattern.plot_width, pattern.plot_depth) * 0.42)
        if not changed:
            break
    return plots


def divide_into(ground: Polygon, count: int, rng: np.random.Generator) -> list[Polygon]:
    """`ground` in exactly `count` pieces of similar area, as fields are divided among heirs."""
    pieces = [ground]
    while len(pieces) < count:
        largest = max(range(len(pieces)), key=lambda i: pieces[i].area)
        piece = pieces.pop(largest)
        for attempt in range(8):
            share = 0.5 if attempt > 3 else rng.uniform(0.4, 0.6)
            cut = bisect(piece, rng, share=share, turn=0.06 * (attempt + 1))
            parts = two_parts(piece, cut)
            if len(parts) == 2 and min(part.area for part in parts) > 5.0:
                break
        else:
            raise ValueError(f"no {count} pieces fit into {ground.area:.0f} m²")
        pieces += parts
    return _as_coverage(pieces, ground)


def _as_coverage(pieces: list[Polygon], ground: Polygon) -> list[Polygon]:
    """The same pieces, sharing their vertices.

    A cut that was rounded to the grid may have left its neighbour's boundary by less than a centimetre: the
    sliver between them goes to one of the two.
    """
    noded = _within(faces([piece.boundary for piece in pieces]), [ground])
    smallest = min(piece.area for piece in pieces)
    while len(noded) > len(pieces):
        _frontage, pairs, shared = _sides(noded)
        noded, joined = _joined(noded, shapely.area(noded) < smallest / 2, pairs, shared)
        if not joined:
            raise ValueError(f"{len(noded)} faces from {len(pieces)} pieces")
    if len(noded) < len(pieces):
        raise ValueError(f"{len(noded)} faces from {len(pieces)} pieces")
    return list(noded)


def _within(found: Geometries, blocks: Iterable[Polygon]) -> Geometries:
    """The faces that lie inside one of `blocks` (the others are streets closed in on all sides)."""
    tree = shapely.STRtree(list(blocks))
    hits = tree.query(shapely.point_on_surface(found), predicate="within")
    return np.asarray(found[np.unique(hits[0])])


def _cuts(block: Polygon, pattern: Pattern, rng: np.random.Generator) -> list[Points]:
    frame, length, width = long_axis_frame(block)
    if not pattern.grid or width > 3.3 * pattern.plot_depth:
        return _grown_cuts(block, pattern, rng)
    profile = _Profile(frame.to_local(shapely.get_coordinates(block.exterior)))
    if width < 1.5 * pattern.plot_depth:
        return _row(frame, profile, (0.0, length), pattern, rng)
    cuts: list[Points] = []
    start, end = 0.0, length
    if length > 4.2 * pattern.plot_depth and rng.random() < 0.6:
        head = pattern.plot_depth * rng.uniform(0.95, 1.15)
        start, end = head, length - head
        cuts += _heads(frame, profile, (start, end, length), pattern)
    spine = _spine(profile, start, end, pattern)
    if len(spine) < 2:
        return cuts + _row(frame, profile, (start, end), pattern, rng)
    cuts.append(frame.to_world(spine))
    tips = spine[[1, -2], 0]
    cuts += _across(frame, profile, tips[(tips > start + 1) & (tips < end - 1)])
    for side in (-1, 1):
        cuts += _row(frame, profile, (start, end), pattern, rng, side=side, spine=spine)
    return cuts


class _Profile:
    """The lower and upper rim of a block at any `u` of its local frame."""

    def __init__(self, ring: Points) -> None:
        self._a, self._b = ring[:-1], ring[1:]

    def __call__(self, u: Points) -> tuple[Points, Points]:
        a, b = self._a[:, None, :], self._b[:, None, :]
        crosses = (np.minimum(a[..., 0], b[..., 0]) <= u) & (np.maximum(a[..., 0], b[..., 0]) >= u)
        run = b[..., 0] - a[..., 0]
        t = np.divide(u - a[..., 0], run, out=np.zeros(crosses.shape), where=np.abs(run) > 1e-9)
        v = a[..., 1] + t * (b[..., 1] - a[..., 1])
        low = np.where(crosses, v, np.inf).min(axis=0)
        high = np.where(crosses, v, -np.inf).max(axis=0)
        none = ~crosses.any(axis=0)
        low[none] = high[none] = 0.0
        return low, high


def _spine(profile: _Profile, start: float, end: float, pattern: Pattern) -> Points:
    """The line between the two rows of plots; it stops where the block is too narrow for two."""
    u = np.linspace(start, end, max(2, int((end - start) / 22) + 1))
    if start == 0.0:
        u[0], u[-1] = 0.05, end - 0.05
    low, high = profile(u)
    middle = np.column_stack([u, (low + high) / 2])
    deep = high - low > 1.25 * pattern.plot_depth
    if not deep.any():
        return middle[:0]
    first, last = int(np.argmax(deep)), len(deep) - 1 - int(np.argmax(deep[::-1]))
    middle = middle[first : last + 1]
    if len(middle) > 1:
        # A cut through the block closes each end; the spine goes just past it.
        middle = np.vstack([middle[0] - [0.3, 0.0], middle, middle[-1] + [0.3, 0.0]])
    return middle


def _row(
    frame: Frame,
    profile: _Profile,
    span: tuple[float, float],
    pattern: Pattern,
    rng: np.random.Generator,
    *,
    side: int = 0,
    spine: Points | None = None,
) -> list[Points]:
    """Cuts of one row of plots: from the spine up (1), down (-1), or through the whole block (0).

    Where the block is too narrow for a spine, the lower row's cuts go through and the upper row has none.
    """
    start, end = span
    count = max(1, round((end - start) / pattern.plot_width))
    widths = np.exp(rng.normal(0, pattern.irregularity, count))
    u = start + np.cumsum(widths)[:-1] / widths.sum() * (end - start)
    u = u[rng.random(len(u)) > 0.05]  # who could, bought two plots
    if spine is None:
        return _across(frame, profile, u)
    beside = (u > spine[0, 0]) & (u < spine[-1, 0])
    through = _across(frame, profile, u[~beside]) if side < 0 else []
    u = u[beside]
    low, high = profile(u)
    middle = np.interp(u, spine[:, 0], spine[:, 1])
    bottom, top = (middle - 0.1, high + 0.4) if side > 0 else (low - 0.4, middle + 0.1)
    ends = np.column_stack([u, bottom, u, top]).reshape(-1, 2)
    return through + list(frame.to_world(ends).reshape(-1, 2, 2))


def _across(frame: Frame, profile: _Profile, u: Points) -> list[Points]:
    """Cuts through the whole block."""
    low, high = profile(u)
    ends = np.column_stack([u, low - 0.4, u, high + 0.4]).reshape(-1, 2)
    return list(frame.to_world(ends).reshape(-1, 2, 2))


def _heads(
    frame: Frame, profile: _Profile, spans: tuple[float, float, float], pattern: Pattern
) -> list[Points]:
    """The plots at both ends of a block, which face the cross streets."""
    start, end, length = spans
    cuts: list[Points] = []
    for inner, outer, middle in ((start, -1.0, start / 2), (end, length + 1.0, (end + length) / 2)):
        low, high = (float(v[0]) for v in profile(np.array([inner])))
        cuts.append(frame.to_world(np.array([[inner, low - 0.4], [inner, high + 0.4]])))
        low, high = (float(v[0]) for v in profile(np.array([middle])))
        count = max(1, round((high - low) / pattern.plot_width))
        for k in range(1, count):
            v = low + (high - low) * k / count
            cuts.append(frame.to_world(np.array([[inner, v], [outer, v]])))
    return cuts


def _grown_cuts(block: Polygon, pattern: Pattern, rng: np.random.Generator) -> list[Points]:
    """The boundaries of irregular plots, made by dividing and dividing again."""
    done: list[Points] = []
    queue = [block]
    typical = pattern.plot_width * pattern.plot_depth
    while queue:
        piece = queue.pop()
        parts = [piece]
        if piece.area > typical * float(np.exp(rng.normal(0.35, pattern.irregularity))):
            parts = bisect(piece, rng, share=rng.uniform(0.4, 0.6), turn=pattern.irregularity * 0.6)
        if len(parts) < 2:
            done.append(shapely.get_coordinates(piece.exterior))
        else:
            queue += parts
    return done


def neighbours(plots: Geometries, eligible: np.ndarray) -> list[tuple[int, int]]:
    """Pairs of eligible plots that share a boundary, lower row first."""
    chosen = np.flatnonzero(eligible)
    if not len(chosen):
        return []
    _frontage, pairs, _length = _sides(plots[chosen])
    return sorted({(int(min(p)), int(max(p))) for p in chosen[pairs].tolist()})


def _absorb(plots: Geometries, min_area: float, min_breadth: float) -> tuple[Geometries, bool]:
    """Give slivers and plots without frontage to the neighbour with the longest common boundary."""
    frontage, pairs, shared = _sides(plots)
    breadth = 2 * shapely.area(plots) / shapely.length(plots)
    poor = (shapely.area(plots) < min_area) | (breadth < min_breadth) | (frontage < SHORTEST_FRONTAGE_M)
    return _joined(plots, poor, pairs, shared) if poor.any() else (plots, False)


def _sides(plots: Geometries) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Metres of each plot's boundary that it shares with none; pairs that share one; how many metres."""
    ends, owner = _edges(plots)
    length = np.hypot(*(ends[:, 2:] - ends[:, :2]).T) / 100
    _keys, inverse, counts = np.unique(ends, axis=0, return_inverse=True, return_counts=True)
    inverse = inverse.ravel()
    frontage = np.bincount(owner, weights=length * (counts[inverse] == 1), minlength=len(plots))
    order = np.argsort(inverse, kind="stable")
    same = inverse[order][1:] == inverse[order][:-1]
    pairs = np.column_stack([owner[order][:-1][same], owner[order][1:][same]])
    return frontage, pairs, length[order][:-1][same]


def _edges(plots: Geometries) -> tuple[np.ndarray, np.ndarray]:
    """Every boundary segment as whole centimetres (x0, y0, x1, y1), ends in a fixed order, and its plot."""
    rings, ring_owner = shapely.get_rings(plots, return_index=True)
    points, point_ring = shapely.get_coordinates(rings, return_index=True)
    whole = np.rint(points * 100).astype(np.int64)
    inside = point_ring[1:] == point_ring[:-1]
    a, b = whole[:-1][inside], whole[1:][inside]
    swap = (a[:, 0] > b[:, 0]) | ((a[:, 0] == b[:, 0]) & (a[:, 1] > b[:, 1]))
    a[swap], b[swap] = b[swap], a[swap].copy()
    return np.column_stack([a, b]), ring_owner[point_ring[:-1][inside]]


def _joined(
    plots: Geometries, poor: np.ndarray, pairs: np.ndarray, shared: np.ndarray
) -> tuple[Geometries, bool]:
    """One round: pairs only, the smallest first, so that a row of small plots does not become one."""
    total: dict[tuple[int, int], float] = {}
    for (a, b), metres in zip(pairs.tolist(), shared.tolist(), strict=True):
        for one, other in ((a, b), (b, a)):
            if poor[one] and one != other:
                total[one, other] = total.get((one, other), 0.0) + metres
    best: dict[int, tuple[float, int]] = {}
    for (one, other), metres in sorted(total.items()):
        best[one] = max(best.get(one, (0.0, -1)), (metres, other))
    area = shapely.area(plots)
    partner = list(range(len(plots)))
    paired: set[int] = set()
    for one in sorted(best, key=lambda index: (area[index], index)):
        other = best[one][1]
        if not {one, other} & paired:
            paired |= {one, other}
            partner[one] = other
    members: dict[int, list[int]] = {}
    for index in range(len(plots)):
        members.setdefault(partner[index], []).append(index)
    joined = [plots[m[0]] if len(m) == 1 else shapely.union_all(plots[m]) for m in members.values()]
    return np.array([p for p in joined if isinstance(p, Polygon)], dtype=object), bool(paired)
