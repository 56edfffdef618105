"""Changes between two orthophotos without heights: seen, not measured, and therefore less certain.

The earlier picture is given the later one's light (a robust gain and offset per band), then a change is where
the colour differs by several times the scatter of what did not change, and the pattern of light and dark no
longer correlates. Shadows, which move with the sun, and plants, which grow, are left out.
"""

import math
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from shapely import MultiPolygon

from kharita.rasters.change.coregistration import estimate_shift
from kharita.rasters.change.grids import Grid, Window, common_grid
from kharita.rasters.change.heights import disc, opened
from kharita.rasters.change.joining import Labelled, label
from kharita.rasters.change.outlines import regularised, traced
from kharita.rasters.change.reading import Mask, Offset, read_colours
from kharita.rasters.change.results import ChangeReport, Changes, ChangeSettings, Direction, Region
from kharita.rasters.change.runners import Runner
from kharita.rasters.change.searching import Block, Candidate, Search, Told, search
from kharita.rasters.change.vegetation import greenness, is_green

Bands = NDArray[np.float32]

SAMPLING_PX, SAMPLING_WINDOWS, STRIDE_PX = 192, 64, 5
SMOOTHING_M = 0.8
PATTERN_M = 2.6
DIFFERENT = 3.0
"""Colour difference, in scatters of the unchanged, that counts where the pattern changed too."""

VERY_DIFFERENT = 4.5
UNCORRELATED = 0.35
SHADE = 0.45
"""Of the picture's median brightness: darker is shadow."""

REACH_M = 6.0
MARGIN_M = 3.0
HIGHEST = 0.6
"""The most that a change seen in images alone can be certain: a painted roof looks like a new one."""


@dataclass(frozen=True)
class Light:
    """Earlier values times `gain` plus `bias` are the later light; `scatter` is what remains."""

    gain: tuple[float, ...]
    bias: tuple[float, ...]
    scatter: tuple[float, ...]
    shade: float


@dataclass(frozen=True)
class Pictures:
    before: Path
    after: Path
    grid: Grid
    offset: Offset
    light: Light
    settings: ChangeSettings


@dataclass(frozen=True)
class _Sampling:
    before: Path
    after: Path
    grid: Grid
    window: Window
    offset: Offset


def _smooth(colours: NDArray[np.uint8], size: int) -> Bands:
    return np.stack([cv2.blur(band.astype(np.float32), (size, size)) for band in colours])


def sample(job: _Sampling) -> NDArray[np.float32]:
    """(n, 2, 3) earlier and later colours on an even lattice of the window."""
    size = job.grid.pixels(SMOOTHING_M) | 1
    before, known = read_colours(job.before, job.grid, job.window, job.offset)
    after, also = read_colours(job.after, job.grid, job.window)
    both = np.stack([_smooth(before[:3], size), _smooth(after[:3], size)])[:, :, ::STRIDE_PX, ::STRIDE_PX]
    chosen: NDArray[np.float32] = both[:, :, (known & also)[::STRIDE_PX, ::STRIDE_PX]].transpose(2, 0, 1)
    return chosen


def match_light(samples: NDArray[np.float32]) -> Light:
    """Gain and offset of each band by repeated least squares without the outliers, which are the changes."""
    gains, biases, scatters = [], [], []
    for band in range(3):
        x, y = samples[:, 0, band].astype(np.float64), samples[:, 1, band].astype(np.float64)
        gain, bias = 1.0, float(np.median(y - x))
        scatter = 1.0
        for _round in range(10):
            rest = y - gain * x - bias
            scatter = max(float(1.4826 * np.median(np.abs(rest - np.median(rest)))), 1.5)
            kept = np.abs(rest - np.median(rest)) < 2.5 * scatter
            centre = x[kept].mean(), y[kept].mean()
            slope = ((x[kept] - centre[0]) * (y[kept] - centre[1])).sum()
            gain = float(np.clip(slope / max(((x[kept] - centre[0]) ** 2).sum(), 1e-9), 0.4, 2.5))
            bias = float(centre[1] - gain * centre[0])
        gains.append(round(gain, 4))
        biases.append(round(bias, 3))
        scatters.append(round(scatter, 3))
    shade = SHADE * float(np.median(samples[:, 1].mean(axis=1)))
    return Light(tuple(gains), tuple(biases), tuple(scatters), round(shade, 2))


class Scene:
    """The two pictures over one window, halo included."""

    def __init__(self, pair: Pictures, window: Window) -> None:
        self.pair, self.window = pair, window
        grid = pair.grid
        self.before, known = read_colours(pair.before, grid, window, pair.offset)
        self.after, also = read_colours(pair.after, grid, window)
        self.known: Mask = known & also
        earlier, later = self._alike(grid.pixels(SMOOTHING_M) | 1)
        self.distance = self._distance(earlier, later)
        self.dark: Mask = (later.mean(axis=0) < pair.light.shade) | (earlier.mean(axis=0) < pair.light.shade)
        self.green: Mask = is_green(greenness(self.before), self.before, known) | is_green(
            greenness(self.after), self.after, also
        )

    def _alike(self, size: int) -> tuple[Bands, Bands]:
        light = self.pair.light
        gain, bias = (np.array(v, np.float32)[:, None, None] for v in (light.gain, light.bias))
        return _smooth(self.before[:3], size) * gain + bias, _smooth(self.after[:3], size)

    def _distance(self, earlier: Bands, later: Bands) -> Bands:
        scatter = np.array(self.pair.light.scatter, np.float32)[:, None, None]
        distance: Bands = np.sqrt((((later - earlier) / scatter) ** 2).mean(axis=0))
        return distance

    def compared(self, size: int) -> Bands:
        """Difference of colour in scatters of the unchanged, after smoothing over `size` pixels."""
        return self._distance(*self._alike(size))

    def pattern_change(self) -> NDArray[np.float64]:
        """One minus the correlation of light and dark around each pixel: 0 unchanged, 1 nothing in common."""
        size = (self.pair.grid.pixels(PATTERN_M) | 1,) * 2
        before, after = (
            c[:3].sum(axis=0, dtype=np.int32).astype(np.float64) for c in (self.before, self.after)
        )
        count = float(size[0] * size[1])

        def mean(values: NDArray[np.float64]) -> NDArray[np.float64]:
            return np.asarray(cv2.boxFilter(values, cv2.CV_64F, size, normalize=False), np.float64) / count

        middle = mean(before), mean(after)
        noise = 9.0 * 8.0  # of a sum of three bands: flat surfaces correlate by noise alone and say nothing
        spread = [
            np.maximum(mean(v * v) - m * m, 0) + noise for v, m in zip((before, after), middle, strict=True)
        ]
        common = mean(before * after) - middle[0] * middle[1] + noise
        return 1 - common / np.sqrt(spread[0] * spread[1])

    def changed(self) -> Mask:
        grid = self.pair.grid
        pattern = self.pattern_change() > UNCORRELATED
        mask = (self.distance > VERY_DIFFERENT) | ((self.distance > DIFFERENT) & pattern)
        plants = opened(self.green, grid.pixels(1.0))
        mask &= self.known & ~self.dark & ~plants
        mask = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_CLOSE, disc(grid.pixels(0.8))) > 0
        return opened(mask, grid.pixels(1.3 * self.pair.settings.opening_m))


def find_pieces(block: Block[Pictures]) -> dict[Direction, Labelled]:
    outer = block.window.grown(block.pair.grid.pixels(REACH_M))
    changed = Scene(block.pair, outer).changed()
    return {"surface": label(changed[block.window.within(outer)], block.window)}


def outline_regions(candidate: Candidate[Pictures]) -> tuple[Region, ...]:
    """The region of a candidate with what speaks for it; nothing when it is too small."""
    pair, piece = candidate.pair, candidate.piece
    window = piece.window.grown(pair.grid.pixels(MARGIN_M) + pair.grid.pixels(REACH_M))
    scene = Scene(pair, window)
    _count, labels = cv2.connectedComponents(scene.changed().astype(np.uint8), connectivity=8)
    mask: Mask = labels == labels[piece.seed[0] - window.top, piece.seed[1] - window.left]
    mask = _refined(scene, mask)
    outline = traced(mask, pair.grid.transform(window))
    if outline.area < pair.settings.min_area_m2:
        return ()
    drawn = regularised(outline)
    rectangle = drawn.minimum_rotated_rectangle.area
    near = cv2.dilate(mask.astype(np.uint8), disc(pair.grid.pixels(2.0))) > 0
    facts = {
        "colour_change_sigmas": float(np.median(scene.distance[mask])),
        "pattern_change": float(np.median(scene.pattern_change()[mask])),
        "rectangularity": float(drawn.area / rectangle) if rectangle else 0.0,
        "green_share": float(scene.green[near].mean()),
        "shade_share": float(scene.dark[near].mean()),
        "area_m2": float(drawn.area),
    }
    region = Region(
        geometry=drawn,
        direction="surface",
        area_m2=round(float(drawn.area), 2),
        height_m=0.0,
        height_p90_m=0.0,
        volume_m3=0.0,
        confidence=round(confidence_of_images(facts), 4),
        facts={name: round(value, 4) for name, value in facts.items()},
    )
    return (region,)


def _refined(scene: Scene, found: Mask) -> Mask:
    """The region up to where half of its own difference is reached: smoothing had spread it."""
    grid = scene.pair.grid
    sharp = scene.compared(3 if grid.pixel_m < SMOOTHING_M / 2 else 1)
    near = cv2.dilate(found.astype(np.uint8), disc(grid.pixels(1.0))) > 0
    level = cv2.medianBlur(np.where(found, sharp, 0).astype(np.float32), 5)
    edge = cv2.dilate(level, disc(grid.pixels(2.4))) / 2
    mask = (near & (sharp > np.maximum(edge, DIFFERENT / 2))).astype(np.uint8)
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, disc(grid.pixels(0.8)))
    return cv2.morphologyEx(closed, cv2.MORPH_OPEN, disc(grid.pixels(1.0))) > 0


def confidence_of_images(facts: dict[str, float]) -> float:
    """Never above `HIGHEST`; a clear change of colour and pattern in a building's shape comes near it."""
    total = (
        -2.0
        + 0.5 * min(facts["colour_change_sigmas"] - DIFFERENT, 5.0)
        + 5.0 * (facts["rectangularity"] - 0.6)
        + 1.5 * min(facts["pattern_change"], 1.0)
        - 4.0 * facts["green_share"]
    )
    return HIGHEST / (1 + math.exp(-total))


def find_image_changes(
    before: Path,
    after: Path,
    *,
    area: MultiPolygon | None,
    settings: ChangeSettings,
    told: Told,
    run: Runner,
) -> Changes:
    """Changes of surface between two orthophotos; see `finder.find_changes`."""
    told(0.0, "place")
    grid = common_grid([after], [before], area=area, resolution_m=settings.resolution_m)
    shift = estimate_shift(before, after, kind="colours", grid=grid, run=run)
    offset = (-shift.east_m, -shift.north_m)
    told(0.1, "level")
    windows = grid.lattice(SAMPLING_PX, SAMPLING_WINDOWS)
    jobs = [_Sampling(before, after, grid, window, offset) for window in windows]
    samples = np.concatenate(list(run(sample, jobs)))
    notices = ["heights_missing"] + (["shift_unknown"] if shift.confidence == 0 else [])
    report = ChangeReport(
        method="images",
        shift=shift,
        resolution_m=grid.pixel_m,
        compared_m2=round(grid.width * grid.height * grid.pixel_m**2, 1),
        confidence=round(HIGHEST * (0.5 + 0.5 * shift.confidence), 3),
        notices=tuple(notices),
    )
    if len(samples) < 100:
        return Changes(report, grid.crs_wkt, [])
    pair = Pictures(before, after, grid, offset, match_light(samples), settings)
    regions = search(
        Search(pair, grid, settings, ("surface",), find_pieces, outline_regions),
        area=area,
        least_confidence=settings.min_image_confidence,
        told=told,
        run=run,
    )
    told(1.0, "outline")
    return Changes(report, grid.crs_wkt, regions)
