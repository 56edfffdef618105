"""From the pixels of one change to its outline, heights and the figures that speak for or against it.

Each region is computed alone, from a window around it: it is the same whatever blocks it was found in.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from kharita.rasters.change.confidence import confidence_of_heights
from kharita.rasters.change.grids import Grid, Window
from kharita.rasters.change.heights import Pair, View, disc, halo, opened
from kharita.rasters.change.joining import Piece
from kharita.rasters.change.outlines import regularised, traced
from kharita.rasters.change.reading import Mask
from kharita.rasters.change.results import Direction, Region
from kharita.rasters.change.searching import Candidate
from kharita.rasters.change.vegetation import greenness

MARGIN_M = 3.0
GROWTH_M = 1.0
"""How far the outline may lie outside of the pixels first found: blurred walls cost that much."""

NEIGHBOURHOOD_M = 2.4
INNER_M = 0.8
LARGEST_PX = 2500
"""Wider regions (earthworks, a quarry) are outlined on coarser pixels, in the same memory."""


def outline_regions(candidate: Candidate[Pair]) -> tuple[Region, ...]:
    """The regions of a candidate: none when too little remains, several where houses of a row touched."""
    candidate = _affordable(candidate)
    pair, piece = candidate.pair, candidate.piece
    grid = pair.grid
    inside = piece.window.grown(grid.pixels(MARGIN_M))
    window = inside.grown(halo(grid))
    view = View(pair, window)
    found = view.changed(candidate.sense)
    mask = _refined(view, candidate.sense, found, _own(found, piece, window), inside)
    regions = []
    for part in _parts(mask, pair):
        outline = traced(part, grid.transform(window))
        if outline.area >= pair.settings.min_area_m2:
            regions.append(_described(view, candidate.sense, part, regularised(outline)))
    return tuple(region for region in regions if region is not None)


def _parts(mask: Mask, pair: Pair) -> Iterator[Mask]:
    """The connected parts of about the least area; what hangs together by a corner is two."""
    count, labels, stats, _centres = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=4)
    least = 0.8 * pair.settings.min_area_m2 / pair.grid.pixel_m**2
    for number in range(1, count):
        if stats[number, cv2.CC_STAT_AREA] >= least:
            yield labels == number


def _affordable(candidate: Candidate[Pair]) -> Candidate[Pair]:
    pair, piece = candidate.pair, candidate.piece
    times = -(-max(piece.window.shape) // LARGEST_PX)
    if times == 1:
        return candidate
    w = piece.window
    window = Window(w.top // times, w.left // times, -(-w.bottom // times), -(-w.right // times))
    seed = (piece.seed[0] // times, piece.seed[1] // times)
    coarse = replace(pair, grid=pair.grid.coarser(times))
    return Candidate(coarse, candidate.sense, Piece(piece.pixels // times**2, window, seed))


def _own(found: Mask, piece: Piece, window: Window) -> Mask:
    """The piece's pixels among all that was found: those connected to its seed, else the largest part."""
    _count, labels, stats, _centres = cv2.connectedComponentsWithStats(found.astype(np.uint8), connectivity=8)
    number = labels[piece.seed[0] - window.top, piece.seed[1] - window.left]
    if number == 0:
        if len(stats) < 2:
            return found
        number = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    own: Mask = labels == number
    return own


def _refined(view: View, sense: Direction, found: Mask, own: Mask, inside: Window) -> Mask:
    """The region up to where half of its own height is reached: there a blurred wall stands, unbiased."""
    grid = view.pair.grid
    gained = np.nan_to_num(view.gained if sense == "up" else -view.gained)
    near = cv2.dilate(own.astype(np.uint8), disc(grid.pixels(2 * GROWTH_M))) > 0
    others = cv2.dilate((found & ~own).astype(np.uint8), disc(3)) > 0
    level = cv2.blur(np.where(own, gained, 0), (3, 3))
    wall = cv2.dilate(level, disc(grid.pixels(NEIGHBOURHOOD_M))) / 2
    mask = near & ~others & (gained > np.maximum(wall, 0.4))
    mask &= ~(opened(view.leafy(sense, gained > wall), 5) & ~own)
    mask = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, disc(grid.pixels(0.8))) > 0
    clear = np.zeros_like(mask)
    clear[inside.within(view.window)] = True
    return mask & clear


def _described(view: View, sense: Direction, mask: Mask, outline: Any) -> Region | None:
    pair = view.pair
    gained = view.gained if sense == "up" else -view.gained
    known = mask & np.isfinite(gained)
    inner = (cv2.erode(mask.astype(np.uint8), disc(pair.grid.pixels(2 * INNER_M))) > 0) & known
    if inner.sum() < 12:
        inner = known
    if inner.sum() < 12:
        return None
    heights = gained[inner]
    facts = _facts(view, sense, mask, inner, outline)
    return Region(
        geometry=outline,
        direction=sense,
        area_m2=round(float(outline.area), 2),
        height_m=round(float(np.median(heights)), 3),
        height_p90_m=round(float(np.percentile(heights, 90)), 3),
        volume_m3=round(float(gained[known].mean() * outline.area), 2),
        confidence=round(confidence_of_heights(facts), 4),
        facts={name: round(float(value), 4) for name, value in facts.items()},
    )


def _facts(view: View, sense: Direction, mask: Mask, inner: Mask, outline: Any) -> dict[str, float]:
    """What tells a building from a tree, a tent or an error; the notes say what a building has."""
    pair = view.pair
    gained = view.gained if sense == "up" else -view.gained
    noise = pair.level.sigma_m
    heights = gained[inner]
    median = float(np.median(heights))
    ring = _ring(mask, pair.grid)
    rectangle = outline.minimum_rotated_rectangle
    long, short = _sides(rectangle)
    return {
        "height_m": median,
        "significance": median / noise,  # many sigma
        "roughness_m": float(np.median(view.rough(sense)[inner])),  # about the noise: roofs are planes
        "roughness_sigmas": float(np.median(view.rough(sense)[inner])) / noise,
        "unevenness": float(np.percentile(heights, 85) - np.percentile(heights, 15)) / median,  # small
        "wall": _wall(gained, mask, pair.grid, median),  # near 1: it ends within a pixel or two
        "leafy_share": float(view.leafy(sense, mask)[mask].mean()),  # none
        "green_share": float(view.green(sense)[mask].mean()),
        "edge_share": _edge_share(view, mask),  # none: an error of place lies on edges both flights have
        "compactness": float(4 * np.pi * outline.area / outline.length**2),
        "rectangularity": float(outline.area / rectangle.area) if rectangle.area else 0.0,  # near 1
        "length_m": long,
        "breadth_m": short,  # vehicles are at most 2.6 m wide by law
        "area_m2": float(outline.area),
        "width_m": _width(mask, pair.grid),
        "before_m": _above_surroundings(view.before, inner, ring),
        "after_m": _above_surroundings(view.after, inner, ring),
        "known_share": float(np.isfinite(gained)[mask].mean()),
        **_colour_facts(view, sense, mask, inner, ring),
    }


def _sides(rectangle: Any) -> tuple[float, float]:
    corners = np.asarray(rectangle.exterior.coords) if rectangle.area else np.zeros((3, 2))
    sides = np.hypot(*np.diff(corners[:3], axis=0).T)
    return float(max(sides)), float(min(sides))


def _ring(mask: Mask, grid: Grid) -> Mask:
    near = cv2.dilate(mask.astype(np.uint8), disc(grid.pixels(1.2))) > 0
    wide = cv2.dilate(mask.astype(np.uint8), disc(grid.pixels(4.0))) > 0
    return wide & ~near


def _wall(gained: NDArray[np.float32], mask: Mask, grid: Grid, median: float) -> float:
    """How much of the height is lost across the outline, from 0.5 m inside to 0.7 m outside; 1 for a wall."""
    small = mask.astype(np.uint8)
    just_in = mask & ~(cv2.erode(small, disc(grid.pixels(1.2))) > 0)
    just_out = (cv2.dilate(small, disc(grid.pixels(2.0))) > 0) & ~(
        cv2.dilate(small, disc(grid.pixels(1.2))) > 0
    )
    inside, outside = gained[just_in], gained[just_out]
    if not np.isfinite(inside).any() or not np.isfinite(outside).any():
        return 0.0
    return float((np.nanmedian(inside) - np.nanmedian(outside)) / median)


def _edge_share(view: View, mask: Mask) -> float:
    raised = view.threshold > view.pair.settings.min_height_m * 1.05
    return float(raised[mask].mean())


def _width(mask: Mask, grid: Grid) -> float:
    inside = cv2.distanceTransform(mask.astype(np.uint8), cv2.DIST_L2, 5)
    return float(2 * inside.max() * grid.pixel_m)


def _above_surroundings(heights: NDArray[np.float32], inner: Mask, ring: Mask) -> float:
    around, within = heights[ring], heights[inner]
    if not np.isfinite(around).any() or not np.isfinite(within).any():
        return 0.0
    return float(np.nanmedian(within) - np.nanpercentile(around, 25))


def _colour_facts(view: View, sense: Direction, mask: Mask, inner: Mask, ring: Mask) -> dict[str, float]:
    """Colour of the thing itself (later flight for what rose) and how much the picture changed there."""
    before, after = view.colours
    seen = after if sense == "up" else before
    if seen is None:
        return {"coloured": 0.0}
    values = seen[0][:3][:, inner].astype(np.float32)
    total = np.maximum(values.sum(axis=0), 1)
    facts = {
        "coloured": 1.0,
        "greenness": float(np.median(greenness(seen[0])[inner])),
        "saturation": float(
            np.median((values.max(axis=0) - values.min(axis=0)) / np.maximum(values.max(axis=0), 1))
        ),
        "brightness": float(np.median(total) / 3),
        "texture": float(np.median(np.std(values, axis=1)) / (np.median(total) / 3 + 1)),
    }
    if before is not None and after is not None:
        facts["picture_change"] = _picture_change(before[0], after[0], inner, ring)
    return facts


def _picture_change(before: Any, after: Any, inner: Mask, ring: Mask) -> float:
    """Change of the mean colour within, beyond that of the surroundings, in parts of full scale."""
    change = after[:3].astype(np.float32) - before[:3].astype(np.float32)
    around = np.median(change[:, ring], axis=1) if ring.any() else np.zeros(3)
    return float(np.linalg.norm(np.median(change[:, inner], axis=1) - around) / 255)
