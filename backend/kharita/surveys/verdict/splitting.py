"""One change over several parcels: to whom each part of it is told.

A change belongs to the parcel that holds most of it. Another parcel on which a part as large as what is
looked for stands, wider than a border is drawn, has a finding of its own; smaller parts stay with the main
one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import shapely
from shapely import MultiPolygon, STRtree
from shapely.geometry.base import BaseGeometry

from kharita.permits.checks.tidy import common, merged, polygons_in, without
from kharita.surveys.verdict.limits import VerdictLimits
from kharita.surveys.verdict.things import Change, Land, Piece


def split(
    changes: Iterable[Change], lands: Sequence[Land], *, min_area_m2: float, limits: VerdictLimits
) -> list[Piece]:
    """The pieces of `changes`, each with its parcel (None: on no parcel)."""
    tree = STRtree([land.geometry for land in lands])
    found: list[Piece] = []
    for change in changes:
        near = [lands[int(index)] for index in sorted(tree.query(change.geometry, predicate="intersects"))]
        found += _split(change, near, min_area_m2, limits.splitting.sliver_m)
    return found


def _split(change: Change, lands: Sequence[Land], min_area_m2: float, sliver_m: float) -> list[Piece]:
    parts: list[tuple[Land | None, MultiPolygon]] = []
    rest = polygons_in(change.geometry)
    whole = rest
    for land in lands:
        inside = common(rest, polygons_in(land.geometry))
        if not inside.is_empty:
            parts.append((land, inside))
            rest = without(rest, polygons_in(land.geometry))
    if not rest.is_empty:
        parts.append((None, rest))
    if not parts:
        return []
    main = max(range(len(parts)), key=lambda index: parts[index][1].area)
    own = [
        index for index, (_land, part) in enumerate(parts)
        if index != main and is_a_thing(part, min_area_m2, sliver_m)
    ]  # fmt: skip
    left = [part for index, (_land, part) in enumerate(parts) if index not in own]
    pieces = [(parts[main][0], merged(left)), *(parts[index] for index in own)]
    return [
        Piece(_cut(change, part, float(part.area / whole.area)), land, float(part.area / whole.area))
        for land, part in pieces
    ]


def is_a_thing(part: BaseGeometry, least_m2: float, sliver_m: float) -> bool:
    """Whether what is left without slivers is as large as what is looked for."""
    return bool(opened(part, sliver_m).area >= least_m2)


def opened(part: BaseGeometry, sliver_m: float) -> MultiPolygon:
    """`part` without what is narrower than `sliver_m`."""
    half = sliver_m / 2
    thin = shapely.buffer(part, -half, join_style="mitre")
    return polygons_in(shapely.intersection(shapely.buffer(thin, half, join_style="mitre"), part))


def _cut(change: Change, part: MultiPolygon, share: float) -> Change:
    if share > 0.9999:
        return change
    volume = None if change.volume_m3 is None else round(change.volume_m3 * share, 2)
    return replace(change, geometry=part, area_m2=round(float(part.area), 2), volume_m3=volume)
