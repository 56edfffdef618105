"""Connected pixels across seams: each block is labelled alone, then labels that touch become one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from kharita.rasters.change.grids import Window
from kharita.rasters.change.reading import Mask


@dataclass(frozen=True)
class Piece:
    """A connected part, in pixels of the whole grid; `seed` is its first pixel in reading order."""

    pixels: int
    window: Window
    seed: tuple[int, int]


@dataclass(frozen=True)
class Labelled:
    """The pieces of one block, and the labels (1 + index of the piece, 0 for none) along its four sides."""

    block: Window
    pieces: tuple[Piece, ...]
    top: NDArray[np.int32]
    bottom: NDArray[np.int32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]


def label(mask: Mask, block: Window) -> Labelled:
    """The eight-connected pieces of `mask`, which covers `block` exactly."""
    count, labels, stats, _centres = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    pieces = []
    for number in range(1, count):
        left, top, width, height, pixels = (int(v) for v in stats[number])
        column = left + int(np.argmax(labels[top, left : left + width] == number))
        window = Window(
            block.top + top, block.left + left, block.top + top + height, block.left + left + width
        )
        pieces.append(Piece(pixels, window, (block.top + top, block.left + column)))
    sides = (labels[0], labels[-1], labels[:, 0], labels[:, -1])
    return Labelled(block, tuple(pieces), *(side.astype(np.int32).copy() for side in sides))


class _Sets:
    def __init__(self) -> None:
        self.parents: dict[tuple[int, int], tuple[int, int]] = {}

    def root(self, item: tuple[int, int]) -> tuple[int, int]:
        while (parent := self.parents.get(item, item)) != item:
            self.parents[item] = item = self.parents.get(parent, parent)
        return item

    def join(self, one: tuple[int, int], other: tuple[int, int]) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self.parents[second] = first


def join(blocks: Iterable[Labelled]) -> list[Piece]:
    """All connected pieces of the grid, in reading order of their seeds, whatever the blocks."""
    kept = list(blocks)
    at = {(b.block.top, b.block.left): i for i, b in enumerate(kept)}
    sets = _Sets()
    for index, one in enumerate(kept):
        for corner, mine, side in (
            ((one.block.bottom, one.block.left), one.bottom, "top"),
            ((one.block.top, one.block.right), one.right, "left"),
        ):
            other = at.get(corner)
            if other is not None:
                _touch(sets, index, mine, other, getattr(kept[other], side))
        _touch_corners(sets, kept, at, index)
    merged: defaultdict[tuple[int, int], list[Piece]] = defaultdict(list)
    for index, labelled in enumerate(kept):
        for number, piece in enumerate(labelled.pieces, 1):
            merged[sets.root((index, number))].append(piece)
    return sorted((_together(pieces) for pieces in merged.values()), key=lambda piece: piece.seed)


def _touch(sets: _Sets, one: int, mine: NDArray[np.int32], other: int, theirs: NDArray[np.int32]) -> None:
    """Joins the labels that meet along a side, straight across or by a corner."""
    for step in (-1, 0, 1):
        a = mine[max(0, -step) : len(mine) - max(0, step)]
        b = theirs[max(0, step) : len(theirs) - max(0, -step)]
        both = (a > 0) & (b > 0)
        for pair in np.unique(np.column_stack([a[both], b[both]]), axis=0):
            sets.join((one, int(pair[0])), (other, int(pair[1])))


def _touch_corners(sets: _Sets, kept: list[Labelled], at: dict[tuple[int, int], int], index: int) -> None:
    """Joins labels of blocks that meet in one point only."""
    one = kept[index]
    below = at.get((one.block.bottom, one.block.right))
    if below is not None and one.bottom[-1] and kept[below].top[0]:
        sets.join((index, int(one.bottom[-1])), (below, int(kept[below].top[0])))
    right, under = at.get((one.block.top, one.block.right)), at.get((one.block.bottom, one.block.left))
    if right is not None and under is not None and kept[right].bottom[0] and kept[under].top[-1]:
        sets.join((right, int(kept[right].bottom[0])), (under, int(kept[under].top[-1])))


def _together(pieces: list[Piece]) -> Piece:
    windows = [piece.window for piece in pieces]
    window = Window(
        min(w.top for w in windows),
        min(w.left for w in windows),
        max(w.bottom for w in windows),
        max(w.right for w in windows),
    )
    return Piece(sum(p.pixels for p in pieces), window, min(p.seed for p in pieces))
