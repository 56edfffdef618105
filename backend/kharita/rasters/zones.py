"""Zones of vigour: connected ground of one class, none smaller than asked, without gaps or overlaps.

The class of a cell is the one that most of its neighbourhood has; what is left of small zones goes to the
neighbour with the longest shared border. Outlines are simplified together, so that neighbours keep one
border.
"""

import heapq
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import shapely
from affine import Affine
from numpy.typing import NDArray
from rasterio.features import shapes
from scipy import ndimage
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from kharita.rasters.vigour import Vigour

SMOOTHING_M = 1.0
"""How far around a cell its neighbours count before classes are told: a crown or a row, not a field."""
_REACH_MAX = 2
_SPECK_CELLS = 4
_SIMPLER_CELLS = 1.0
_SHARE_MIN = 0.05

Labels = NDArray[np.int32]


@dataclass(frozen=True)
class Zone:
    """`vigour_class` from 1, the least vigorous; `geometry` (a polygon) in the grid's CRS."""

    vigour_class: int
    geometry: BaseGeometry


def smoothed(vigour: Vigour) -> NDArray[np.float32]:
    """NDVI with single plants taken out by a median, which leaves borders where they are and makes no values
    between two sides. Unknown cells stay so, and are for their neighbours what is around them."""
    reach = min(_REACH_MAX, round(SMOOTHING_M / vigour.cell_m))
    if reach < 1 or not vigour.known:
        return vigour.ndvi
    known = np.isfinite(vigour.ndvi)
    size = (4 * reach + 1, 4 * reach + 1)
    weight = cv2.blur(known.astype(np.float32), size)
    total = cv2.blur(np.where(known, vigour.ndvi, np.float32(0)), size)
    filled = np.where(known, vigour.ndvi, total / np.maximum(weight, np.float32(1e-6)))
    calm = cv2.medianBlur(filled.astype(np.float32, copy=False), 2 * reach + 1)
    return np.where(known, calm, np.float32(np.nan)).astype(np.float32, copy=False)


def make_zones(vigour: Vigour, breaks: Sequence[float], *, least_m2: float) -> list[Zone]:
    """The zones of the classes between `breaks` (rising); a value on a break is of the upper class.

    Zones smaller than `least_m2` are merged into their neighbours; one without a neighbour stays.
    """
    if not vigour.known:
        return []
    known = np.isfinite(vigour.ndvi)
    classes = np.digitize(np.nan_to_num(smoothed(vigour)), breaks).astype(np.int32) + 1
    classes = _prevailing(np.where(known, classes, 0), len(breaks) + 1, least_m2, vigour.cell_m)
    labels, class_of = _labelled(classes, len(breaks) + 1)
    merged, class_of = _merged(labels, class_of, max(1, math.ceil(least_m2 / vigour.cell_m**2)))
    return _vectors(merged, class_of, vigour)


def _prevailing(classes: Labels, count: int, least_m2: float, cell_m: float) -> Labels:
    """The class of most of the neighbourhood, a third as wide as the smallest zone. Straight borders stay."""
    reach = round(math.sqrt(least_m2) / 6 / cell_m)
    if reach < 1:
        return classes
    size = (2 * reach + 1, 2 * reach + 1)
    most = np.zeros(classes.shape, np.float32)
    found = np.zeros(classes.shape, np.int32)
    for one in range(1, count + 1):
        here = (classes == one).astype(np.float32)
        share = cv2.GaussianBlur(here, size, reach / 2) + here * np.float32(1e-4)  # a draw changes nothing
        wins = share > most
        most[wins], found[wins] = share[wins], one
    return np.where(classes > 0, found, 0)


def _labelled(classes: Labels, count: int) -> tuple[Labels, NDArray[np.int32]]:
    """Connected cells of one class numbered from 1 (0: unknown), and the class of each number."""
    labels = np.zeros(classes.shape, np.int32)
    class_of = [0]
    for one in range(1, count + 1):
        found, number = ndimage.label(classes == one)
        labels += np.where(found > 0, found + (len(class_of) - 1), 0).astype(np.int32)
        class_of += [one] * number
    return labels, np.asarray(class_of, np.int32)


def _borders(labels: Labels) -> dict[int, dict[int, int]]:
    """How many sides of cells each label shares with each other."""
    pairs = np.concatenate(
        [
            np.stack([first.ravel(), second.ravel()], axis=1)[(first != second).ravel()]
            for first, second in ((labels[:, :-1], labels[:, 1:]), (labels[:-1], labels[1:]))
        ]
    )
    pairs = np.sort(pairs[(pairs > 0).all(axis=1)], axis=1)
    found: dict[int, dict[int, int]] = defaultdict(dict)
    if len(pairs):
        unique, counts = np.unique(pairs, axis=0, return_counts=True)
        for (one, other), length in zip(unique.tolist(), counts.tolist(), strict=True):
            found[one][other] = found[other][one] = length
    return found


class _Merger:
    """Numbered zones that are joined: `into` leads from each to the one that took it in."""

    def __init__(self, labels: Labels, class_of: NDArray[np.int32]) -> None:
        self.sizes = np.bincount(labels.ravel(), minlength=len(class_of)).astype(np.int64)
        self.class_of = class_of.copy()
        self.borders = _borders(labels)
        self.into = np.arange(len(class_of))

    def join(self, gone: int, kept: int) -> None:
        """`gone` becomes a part of `kept`."""
        self.into[gone] = kept
        self.sizes[kept] += self.sizes[gone]
        for other, length in self.borders.pop(gone, {}).items():
            del self.borders[other][gone]
            if other != kept:
                total = self.borders[kept].get(other, 0) + length
                self.borders[kept][other] = self.borders[other][kept] = total

    def run(self, least: int) -> None:
        """Join every zone of fewer cells with its closest neighbour, the smallest first."""
        waiting = [(int(size), number) for number, size in enumerate(self.sizes) if number and size < least]
        heapq.heapify(waiting)
        while waiting:
            size, number = heapq.heappop(waiting)
            around = self.borders.get(number)
            if self.into[number] != number or size != self.sizes[number] or not around:
                continue
            kept = max(around, key=lambda other: (around[other], self.sizes[other], -other))
            self.join(number, kept)
            for other in list(self.borders[kept]):
                if self.class_of[other] == self.class_of[kept]:
                    self.join(other, kept)  # what the small one had parted is one again
            if self.sizes[kept] < least:
                heapq.heappush(waiting, (int(self.sizes[kept]), kept))

    def roots(self) -> NDArray[np.int64]:
        """The zone that each number ended in."""
        roots = self.into
        while (roots != self.into[roots]).any():
            roots = self.into[roots]
        return np.asarray(roots, np.int64)


def _merged(labels: Labels, class_of: NDArray[np.int32], least: int) -> tuple[Labels, NDArray[np.int32]]:
    merger = _Merger(labels, class_of)
    merger.run(least)
    roots = merger.roots()
    # Specks that lie alone are what the edge of a survey leaves.
    alone = merger.sizes[roots] < min(_SPECK_CELLS, least)
    return np.where(alone, 0, roots)[labels].astype(np.int32), class_of


def _vectors(labels: Labels, class_of: NDArray[np.int32], vigour: Vigour) -> list[Zone]:
    """Polygons along the cells' sides, then simplified together (Visvalingam and Whyatt 1993)."""
    found = [
        (int(number), shape(outline)) for outline, number in shapes(labels, mask=labels > 0, connectivity=4)
    ]
    outlines = np.asarray([outline for _number, outline in found], dtype=object)
    # A point at every cell: where three zones meet all three must have one, or gaps would open.
    outlines = shapely.transform(shapely.segmentize(outlines, 1.0), np.rint)
    simple = shapely.coverage_simplify(outlines, _SIMPLER_CELLS)
    placed = shapely.transform(simple, lambda places: _placed(places, vigour.transform))
    return [
        Zone(int(class_of[number]), outline) for (number, _raw), outline in zip(found, placed, strict=True)
    ]


def _placed(places: NDArray[np.float64], transform: Affine) -> NDArray[np.float64]:
    return np.column_stack(
        [transform.c + places[:, 0] * transform.a, transform.f + places[:, 1] * transform.e]
    )


def cut_zones(zones: Sequence[Zone], area: BaseGeometry) -> list[Zone]:
    """What of the zones lies inside `area`."""
    cut = [Zone(zone.vigour_class, _areal(shapely.intersection(zone.geometry, area))) for zone in zones]
    return [zone for zone in cut if not zone.geometry.is_empty]


@dataclass(frozen=True)
class Piece:
    """What of a zone lies on one ground: `ground` is its place in the list given, None on none."""

    vigour_class: int
    ground: int | None
    geometry: BaseGeometry


def split_zones(zones: Sequence[Zone], grounds: Sequence[BaseGeometry], *, least_m2: float) -> list[Piece]:
    """The zones parted along `grounds` (parcels); where these overlap, the first has it.

    On one ground, pieces smaller than `least_m2` join the neighbour with the longest shared border.
    """
    apart = _apart(grounds)
    outlines = np.asarray([zone.geometry for zone in zones], dtype=object)
    shapely.prepare(outlines)
    hits, places = shapely.STRtree(apart).query(outlines, predicate="intersects")
    parts = apart[places]
    cut = ~shapely.covers(outlines[hits], parts)
    parts[cut] = shapely.intersection(outlines[hits[cut]], parts[cut])
    on_ground: dict[int, list[tuple[int, BaseGeometry]]] = defaultdict(list)
    for hit, place, part in zip(hits.tolist(), places.tolist(), parts, strict=True):
        if not (areal := _areal(part)).is_empty:
            on_ground[place].append((zones[hit].vigour_class, areal))
    found = [
        Piece(vigour_class, place, part)
        for place in sorted(on_ground)
        for vigour_class, part in _joined(on_ground[place], least_m2)
    ]
    for number, zone in enumerate(zones):
        rest = _areal(shapely.difference(zone.geometry, shapely.union_all(apart[places[hits == number]])))
        if not rest.is_empty:
            found.append(Piece(zone.vigour_class, None, rest))
    return found


def _apart(grounds: Sequence[BaseGeometry]) -> NDArray[np.object_]:
    """Each ground without what an earlier one covers already."""
    apart = np.asarray([shapely.make_valid(ground) for ground in grounds], dtype=object)
    if len(apart) < 2:
        return apart
    later, earlier = shapely.STRtree(apart).query(apart, predicate="intersects")
    common = shapely.area(shapely.intersection(apart[later], apart[earlier]))
    whole = apart.copy()
    for index in np.flatnonzero((earlier < later) & (common > _SHARE_MIN)):
        apart[later[index]] = shapely.difference(apart[later[index]], whole[earlier[index]])
    return apart


def _joined(parts: list[tuple[int, BaseGeometry]], least_m2: float) -> list[tuple[int, BaseGeometry]]:
    """One part for each class; the small ones of them given to a neighbour."""
    if len(parts) == 1:
        return parts
    by_class: dict[int, BaseGeometry] = {}
    for vigour_class in sorted({vigour_class for vigour_class, _part in parts}):
        by_class[vigour_class] = shapely.union_all([part for each, part in parts if each == vigour_class])
    while len(by_class) > 1:
        smallest = min(by_class, key=lambda each: by_class[each].area)
        if by_class[smallest].area >= least_m2:
            break
        small = by_class.pop(smallest)
        closest = max(by_class, key=lambda each: _shared(small, by_class[each]))
        by_class[closest] = _areal(shapely.union(by_class[closest], small))
    return list(by_class.items())


def _shared(one: BaseGeometry, other: BaseGeometry) -> tuple[float, float]:
    """The length of the common border; then the size, for what touches nothing."""
    return float(shapely.length(shapely.intersection(one.boundary, other.boundary))), float(other.area)


def _areal(geometry: BaseGeometry) -> BaseGeometry:
    """Only what has an area of a geometry, as a multipolygon."""
    parts = [
        part
        for part in shapely.get_parts(shapely.get_parts(geometry))
        if part.geom_type == "Polygon" and part.area > 1e-6
    ]
    return shapely.multipolygons(parts) if parts else shapely.MultiPolygon()
