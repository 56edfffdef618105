"""How far two flights lie apart, from what did not change between them.

Phase correlation of edges (Kuglin & Hines 1975) over many windows, first on coarse pixels, then on fine ones
that already lie nearly together, and the median of the windows that agree: a window that was built over
correlates with nothing and is outvoted. On heights the rest, a fraction of a pixel, follows from the slopes
(dz = slope · shift, as Nuth & Kääb 2011 do for glaciers), robustly over every edge of the window.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from kharita.rasters.change.grids import Grid, Window
from kharita.rasters.change.reading import Offset, read_colours, read_heights
from kharita.rasters.change.results import Shift
from kharita.rasters.change.runners import Runner

Kind = Literal["heights", "colours"]

COARSE_M = 0.4
WINDOWS = 36
WINDOW_PX = 256
LEAST_RESPONSE = 0.08
"""Of the correlation's peak, 1 for equal images: windows without texture or overlap stay under it."""

NEAR_M = 1.5
AGREEING_M = 0.35
LEAST_CONFIDENCE = 0.1
REFINEMENTS = 3
STEEP_M = 0.15
LEAST_STEEP_PX = 250
PINNED = 2000.0
"""Information (pixel⁻²) at which a window counts half: its shift is then known to about 0.02 pixels."""

TALLEST_M = 4.0
"""Heights over the window's median beyond this say no more of the edge's place."""


@dataclass(frozen=True)
class Comparison:
    """One window of two files of the same kind; the earlier one is read `offset` metres away."""

    before: Path
    after: Path
    kind: Kind
    grid: Grid
    window: Window
    offset: Offset


Measured = tuple[float, float, float]
"""East and north of the earlier file's features from the later one's, in metres, and the response."""


def _picture(path: Path, job: Comparison, offset: Offset) -> NDArray[np.float32]:
    """What is compared: heights about their median, or luminance; NaN where unknown."""
    if job.kind == "colours":
        colours, known = read_colours(path, job.grid, job.window, offset)
        grey = cv2.cvtColor(np.ascontiguousarray(colours[:3].transpose(1, 2, 0)), cv2.COLOR_RGB2GRAY)
        return np.where(known, grey.astype(np.float32), np.float32(np.nan))
    heights = read_heights(path, job.grid, job.window, offset)
    middle = np.nanmedian(heights) if np.isfinite(heights).any() else 0.0
    return np.asarray(np.clip(heights - np.float32(middle), -TALLEST_M, TALLEST_M), np.float32)


def _edges(picture: NDArray[np.float32]) -> NDArray[np.float32]:
    """Strength of edges, compressed, so that one tall wall does not decide alone."""
    filled = np.nan_to_num(picture)
    across = cv2.Sobel(filled, cv2.CV_32F, 1, 0)
    down = cv2.Sobel(filled, cv2.CV_32F, 0, 1)
    strength = np.sqrt(across**2 + down**2)
    unknown = cv2.dilate(np.isnan(picture).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    strength[unknown] = 0
    scale = np.percentile(strength, 90) or 1.0
    edges = np.tanh(strength / np.float32(2 * scale))
    return np.asarray(edges - edges.mean(), np.float32)


def measure(job: Comparison) -> Measured | None:
    """The residual shift of one window; None where the two say nothing of each other."""
    before = _picture(job.before, job, job.offset)
    after = _picture(job.after, job, (0.0, 0.0))
    known = np.isfinite(before) & np.isfinite(after)
    if min(before.shape) < 24 or known.mean() < 0.3:
        return None
    hanning = cv2.createHanningWindow(before.shape[::-1], cv2.CV_32F)
    (right, down), response = cv2.phaseCorrelate(_edges(after), _edges(before), hanning)
    return right * job.grid.pixel_m, -down * job.grid.pixel_m, response


def refine(job: Comparison) -> Measured | None:
    """The residual shift of heights that already lie within a pixel or two, from slopes and differences.

    The response is the weight of the window: how well its slopes, in both directions, pin the shift down.
    """
    east, north, weight = 0.0, 0.0, 0.0
    for _round in range(REFINEMENTS):
        offset = (job.offset[0] + east, job.offset[1] + north)
        step = _step(_picture(job.before, job, offset), _picture(job.after, job, (0.0, 0.0)))
        if step is None:
            return None
        east, north = east + step[0] * job.grid.pixel_m, north - step[1] * job.grid.pixel_m
        weight = step[2]
    return east, north, weight


def _step(before: NDArray[np.float32], after: NDArray[np.float32]) -> Measured | None:
    """One Gauss-Newton step in pixels (right, down), robust against what changed."""
    # The slope of the mean of both is as noisy as either and yet independent of their difference.
    mean = (before + after) / 2
    down, across = np.gradient(cv2.blur(np.nan_to_num(mean), (3, 3)))
    usable = ~(cv2.dilate(np.isnan(mean).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0)
    steep = usable & (np.hypot(across, down) > STEEP_M)
    if steep.sum() < LEAST_STEEP_PX:
        return None
    difference = (before - after)[steep].astype(np.float64)
    slopes = np.column_stack([-across[steep], -down[steep], np.ones(int(steep.sum()))]).astype(np.float64)
    solution = np.zeros(3)
    normal = np.eye(3)
    scale = 1.0
    for _round in range(8):
        rest = difference - slopes @ solution
        scale = max(_nmad(rest), 0.03)
        weight = np.clip(1 - (rest / (4 * scale)) ** 2, 0, None) ** 2  # Tukey: what changed has no vote
        weighted = slopes * weight[:, None]
        normal = weighted.T @ slopes
        solution = np.linalg.lstsq(normal, weighted.T @ difference, rcond=None)[0]
    pinned = float(np.linalg.eigvalsh(normal[:2, :2])[0]) / scale**2
    return float(solution[0]), float(solution[1]), pinned / (pinned + PINNED)


def _nmad(values: NDArray[np.float64]) -> float:
    return float(1.4826 * np.median(np.abs(values - np.median(values))))


def _weighted_median(values: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    order = np.argsort(values)
    running = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(running, running[-1] / 2)])


def _agreed(found: Iterable[Measured | None], *, near_m: float) -> Shift:
    """The median of the windows that agree, weighed by their responses; none where none said anything."""
    measured = np.array([m for m in found if m is not None and m[2] >= LEAST_RESPONSE], np.float64)
    if len(measured) == 0:
        return Shift()
    agreeing = measured
    middle = np.zeros(2)
    for _round in range(6):
        middle = np.array([_weighted_median(agreeing[:, i], agreeing[:, 2]) for i in (0, 1)])
        close = np.hypot(*(measured[:, :2] - middle).T) <= near_m
        if not close.any():
            return Shift()
        agreeing = measured[close]
    spread = max(_nmad(agreeing[:, 0]), _nmad(agreeing[:, 1])) if len(agreeing) > 2 else near_m / 4
    share = float(agreeing[:, 2].sum() / measured[:, 2].sum())
    certain = share * (1 - math.exp(-float(agreeing[:, 2].sum()) * 2)) * max(0.0, 1 - spread / near_m)
    return Shift(float(middle[0]), float(middle[1]), spread, len(agreeing), certain)


def estimate_shift(
    before: Path, after: Path, *, kind: Kind, grid: Grid, run: Runner, known: Shift | None = None
) -> Shift:
    """How far `before` must be moved (metres, in the grid's CRS) to lie upon `after`.

    `known` is the shift of the same flights' other product, from which to start. Confidence 0 and no shift
    when the windows do not agree: better an unmoved comparison, told as such, than one moved by a guess.
    """
    offset = (0.0, 0.0)
    if known is not None and known.confidence > 0:
        offset = (-known.east_m, -known.north_m)
    else:
        coarse = grid.coarser(max(1, round(COARSE_M / grid.pixel_m)))
        first = _agreed(_measured(measure, (before, after), kind, coarse, offset, run), near_m=NEAR_M)
        if first.windows == 0:
            return Shift()
        offset = (first.east_m, first.north_m)
    how = [measure] if kind == "colours" else [refine] if known is not None else [measure, refine]
    total = Shift()
    for each in how:
        total = _agreed(_measured(each, (before, after), kind, grid, offset, run), near_m=AGREEING_M)
        if total.confidence < LEAST_CONFIDENCE:
            return Shift()
        offset = (offset[0] + total.east_m, offset[1] + total.north_m)
    return replace(total, east_m=-offset[0], north_m=-offset[1])


def _measured(
    how: Callable[[Comparison], Measured | None],
    files: tuple[Path, Path],
    kind: Kind,
    grid: Grid,
    offset: Offset,
    run: Runner,
) -> list[Measured | None]:
    windows = grid.lattice(WINDOW_PX, WINDOWS)
    return list(run(how, [Comparison(*files, kind, grid, window, offset) for window in windows]))
