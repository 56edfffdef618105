"""Search by blocks, join over their seams, outline one by one: the frame that heights and images share."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import shapely
from shapely import MultiPolygon

from kharita.rasters.change.grids import Grid, Window
from kharita.rasters.change.joining import Labelled, Piece, join
from kharita.rasters.change.results import ChangeSettings, Direction, Region
from kharita.rasters.change.runners import Runner

Told = Callable[[float, str], None]
"""Called with the share done (0..1) and the step's code; may raise to stop."""

Item = TypeVar("Item")
Pair = TypeVar("Pair")

LEAST_SHARE = 0.5
"""Of the least area: what the opening and a blurred wall may have taken before the outline is drawn."""


@dataclass(frozen=True)
class Block(Generic[Pair]):
    pair: Pair
    window: Window


@dataclass(frozen=True)
class Candidate(Generic[Pair]):
    pair: Pair
    sense: Direction
    piece: Piece


@dataclass(frozen=True)
class Search(Generic[Pair]):
    """What is compared, and two picklable functions: one finds pieces in a block, one outlines a piece."""

    pair: Pair
    grid: Grid
    settings: ChangeSettings
    senses: tuple[Direction, ...]
    find: Callable[[Block[Pair]], dict[Direction, Labelled]]
    outline: Callable[[Candidate[Pair]], tuple[Region, ...]]


def search(
    one: Search[Any], *, area: MultiPolygon | None, least_confidence: float, told: Told, run: Runner
) -> list[Region]:
    """The regions that are certain enough and touch `area`, most certain first; the order is total."""
    blocks = [Block(one.pair, window) for window in one.grid.blocks(one.settings.block_px)]
    labelled = list(_followed(run(one.find, blocks), len(blocks), (0.2, 0.8), "compare", told))
    least = LEAST_SHARE * one.settings.min_area_m2 / one.grid.pixel_m**2
    candidates = [
        Candidate(one.pair, sense, piece)
        for sense in one.senses
        for piece in join(block[sense] for block in labelled)
        if piece.pixels >= least
    ]
    outlined = _followed(run(one.outline, candidates), len(candidates), (0.8, 1.0), "outline", told)
    if area is not None:
        shapely.prepare(area)
    chosen = [
        region
        for regions in outlined
        for region in regions
        if region.confidence >= least_confidence and (area is None or area.intersects(region.geometry))
    ]
    return sorted(chosen, key=lambda r: (-r.confidence, -r.area_m2, r.geometry.bounds))


def _followed(
    results: Iterator[Item], count: int, span: tuple[float, float], step: str, told: Told
) -> Iterator[Item]:
    for number, result in enumerate(results, 1):
        told(span[0] + (span[1] - span[0]) * number / max(count, 1), step)
        yield result
