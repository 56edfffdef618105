"""The vertical difference of two flights over ground that did not change, and the noise that remains.

Stable ground is flat in both flights, not green, and within three NMAD of the surface sought; an offset, a
plane (one flight is tilted) and a dome (its camera's distortion) are taken in that order, each only when it
leaves clearly less noise than the one before it.
"""

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from kharita.rasters.change.grids import Grid, Window
from kharita.rasters.change.reading import Offset, read_colours, read_heights
from kharita.rasters.change.results import FlightFiles
from kharita.rasters.change.runners import Runner
from kharita.rasters.change.vegetation import greenness, is_green

WINDOWS = 64
WINDOW_PX = 192
STRIDE_PX = 5
FLAT_RISE_M = 0.35
"""Range of heights among a pixel's neighbours, noise included, up to which ground counts as flat."""

LEAST_SIGMA_M = 0.02
LEAST_SAMPLES = 200
CLEARLY = 0.97
"""A richer surface is taken when it leaves at most this share of the noise."""

Surface = Literal["none", "offset", "plane", "dome"]
TERMS: dict[Surface, int] = {"none": 0, "offset": 1, "plane": 3, "dome": 6}


@dataclass(frozen=True)
class Sampling:
    files: tuple[FlightFiles, FlightFiles]
    grid: Grid
    window: Window
    offset: Offset


@dataclass(frozen=True)
class Level:
    """What is subtracted from later minus earlier heights, and the noise (m) around it."""

    surface: Surface
    coefficients: tuple[float, ...]
    sigma_m: float
    cells: tuple[tuple[float, ...], ...]
    """Noise per cell of an even division of the area, rows from the north."""

    @property
    def middle_m(self) -> float:
        """The vertical offset in the middle of the area."""
        return self.coefficients[0] if self.coefficients else 0.0

    @property
    def tilt_m(self) -> float:
        """Highest minus lowest of the surface over the area."""
        if len(self.coefficients) < 2:
            return 0.0
        rows, columns = np.meshgrid(np.linspace(0, 1, 9), np.linspace(0, 1, 9))
        return float(np.ptp(self.at(rows, columns)))

    def at(self, rows: NDArray[np.float64], columns: NDArray[np.float64]) -> NDArray[np.float64]:
        """The difference at positions given as shares (0..1) of the grid's height and width."""
        terms = _terms(rows, columns, len(self.coefficients))
        return sum((c * t for c, t in zip(self.coefficients, terms, strict=True)), np.zeros(()))

    def over(self, grid: Grid, window: Window) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The surface and the noise, metres, for each pixel of `window`."""
        rows = (np.arange(window.top, window.bottom)[:, None] + 0.5) / grid.height
        columns = (np.arange(window.left, window.right)[None, :] + 0.5) / grid.width
        surface = np.broadcast_to(self.at(rows, columns), window.shape).astype(np.float32)
        noise = np.array(self.cells, np.float32)
        down = np.clip((rows[:, 0] * noise.shape[0]).astype(int), 0, noise.shape[0] - 1)
        right = np.clip((columns[0] * noise.shape[1]).astype(int), 0, noise.shape[1] - 1)
        return surface, noise[np.ix_(down, right)]


def _terms(rows: NDArray[np.float64], columns: NDArray[np.float64], count: int) -> list[NDArray[np.float64]]:
    y, x = rows - 0.5, columns - 0.5
    return [np.ones(1), x, y, x * y, x * x, y * y][:count]


def local_range(heights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Highest minus lowest of each pixel and its eight neighbours; unknown neighbours are left out."""
    kernel = np.ones((3, 3), np.uint8)
    unknown = np.isnan(heights)
    highest = cv2.dilate(np.where(unknown, np.float32(-1e6), heights), kernel)
    lowest = cv2.erode(np.where(unknown, np.float32(1e6), heights), kernel)
    rise: NDArray[np.float32] = highest - lowest
    rise[unknown] = np.nan
    return rise


def sample(job: Sampling) -> NDArray[np.float64]:
    """(n, 3): row and column as shares of the grid, and later minus earlier height, on flat bare ground."""
    earlier, later = job.files
    assert earlier.dsm is not None and later.dsm is not None  # noqa: S101 - the caller chose the method by it
    before = read_heights(earlier.dsm, job.grid, job.window, job.offset)
    after = read_heights(later.dsm, job.grid, job.window)
    flat = (local_range(before) < FLAT_RISE_M) & (local_range(after) < FLAT_RISE_M)
    for flight, offset in ((earlier, job.offset), (later, (0.0, 0.0))):
        if flight.ortho is not None:
            colours, known = read_colours(flight.ortho, job.grid, job.window, offset)
            flat &= ~is_green(greenness(colours), colours, known)
    chosen = np.zeros_like(flat)
    chosen[::STRIDE_PX, ::STRIDE_PX] = True
    rows, columns = np.nonzero(flat & chosen)
    return np.column_stack(
        [
            (rows + job.window.top + 0.5) / job.grid.height,
            (columns + job.window.left + 0.5) / job.grid.width,
            (after - before)[rows, columns].astype(np.float64),
        ]
    )


def nmad(values: NDArray[np.float64]) -> float:
    """Normalised median absolute deviation: the standard deviation if the noise were normal (Höhle 2009)."""
    return float(1.4826 * np.median(np.abs(values - np.median(values))))


def _densest(values: NDArray[np.float64]) -> float:
    """The middle of the narrowest interval that holds 40 % of the values: where the unchanged ground lies."""
    ordered = np.sort(values)
    held = max(2, int(0.4 * len(ordered)))
    widths = ordered[held - 1 :] - ordered[: len(ordered) - held + 1]
    start = int(np.argmin(widths))
    return float(ordered[start + held // 2])


def _fit(samples: NDArray[np.float64], surface: Surface, start: float) -> tuple[NDArray[np.float64], float]:
    """Coefficients of the surface by repeated least squares without outliers, and the noise around it."""
    count = TERMS[surface]
    terms = np.column_stack(
        [np.broadcast_to(t, len(samples)) for t in _terms(samples[:, 0], samples[:, 1], count)]
    )
    found = np.zeros(count)
    found[0] = start
    for _round in range(12):
        rest = samples[:, 2] - terms @ found
        kept = np.abs(rest) < max(
            3 * nmad(rest[np.abs(rest) < 1.0]) if (np.abs(rest) < 1.0).any() else 1, 0.1
        )
        found = np.linalg.lstsq(terms[kept], samples[kept, 2], rcond=None)[0]
    rest = samples[:, 2] - terms @ found
    return found, max(nmad(rest[np.abs(rest) < 1.0]), LEAST_SIGMA_M)


def level(files: tuple[FlightFiles, FlightFiles], *, grid: Grid, offset: Offset, run: Runner) -> Level:
    """The vertical difference of the two flights; surface "none" where too little stable ground was found."""
    windows = grid.lattice(WINDOW_PX, WINDOWS)
    found = list(run(sample, [Sampling(files, grid, window, offset) for window in windows]))
    samples = np.concatenate(found)
    if len(samples) < LEAST_SAMPLES:
        return Level("none", (), 0.15, ((0.15,),))
    start = _densest(samples[:, 2])
    surface: Surface = "offset"
    coefficients, sigma = _fit(samples, surface, start)
    richer: tuple[Surface, ...] = ("plane", "dome")
    for candidate in richer:
        if len(windows) < 4:
            break
        better, left = _fit(samples, candidate, start)
        if left < CLEARLY * sigma:
            surface, coefficients, sigma = candidate, better, left
    plain = Level(surface, tuple(float(c) for c in coefficients), sigma, ((sigma,),))
    return Level(surface, plain.coefficients, sigma, _cells(samples, plain))


def _cells(samples: NDArray[np.float64], plain: Level) -> tuple[tuple[float, ...], ...]:
    """Noise on a 4 × 4 division: edges of a flight, seen by few photographs, are noisier than its middle."""
    rest = samples[:, 2] - plain.at(samples[:, 0], samples[:, 1])
    near = np.abs(rest) < 1.0
    cells = np.full((4, 4), plain.sigma_m)
    rows, columns = (np.minimum((samples[:, i] * 4).astype(int), 3) for i in (0, 1))
    for row in range(4):
        for column in range(4):
            here = rest[near & (rows == row) & (columns == column)]
            if len(here) >= LEAST_SAMPLES:
                cells[row, column] = max(nmad(here), 0.5 * plain.sigma_m)
    return tuple(tuple(float(v) for v in row) for row in cells)
