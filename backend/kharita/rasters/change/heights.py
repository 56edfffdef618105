"""Which pixels rose or fell by more than the noise explains and are not plants, window by window.

Every step looks a bounded distance around its pixel and works on exact sums, minima or medians; with a halo
of that distance a pixel gets the same answer in whatever window it is computed.
"""

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from kharita.rasters.change.grids import Grid, Window
from kharita.rasters.change.joining import Labelled, label
from kharita.rasters.change.levelling import Level, local_range
from kharita.rasters.change.reading import Colours, Heights, Mask, Offset, read_colours, read_heights
from kharita.rasters.change.results import ChangeSettings, Direction, FlightFiles
from kharita.rasters.change.searching import Block
from kharita.rasters.change.vegetation import greenness, is_green, roughness

CLOSING_M = 0.6
LEAFY_M = 1.0
"""Green pixels standing alone are moss, a plant pot or paint: a plant covers a disc of this diameter."""

ROUGH_PX = 7
PLANE_M, PLANE_SIGMAS = 0.08, 0.8
"""Scatter about a plane up to which a surface is one: roofs have about 0.6 of the ground's noise."""

ROOF_EDGE_M = 1.8
"""Across: as far from its edge as a blurred wall disturbs a roof."""

REACH_M = 4.0
"""How far around a pixel all steps together look; the halo of a window."""


@dataclass(frozen=True)
class Pair:
    """Two flights with heights, brought together: all that a window's computation needs, and picklable."""

    files: tuple[FlightFiles, FlightFiles]
    grid: Grid
    offset: Offset
    colour_offset: Offset
    level: Level
    edge_m: float
    """Uncertainty (m) of the place of an edge: what remains of the shift, and half a pixel's mixing."""

    settings: ChangeSettings


def disc(diameter_px: int) -> NDArray[np.uint8]:
    size = max(1, diameter_px) | 1
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)).astype(np.uint8)


def opened(mask: Mask, diameter_px: int) -> Mask:
    return cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, disc(diameter_px)) > 0


class View:
    """The two flights over one window (its halo included), each figure computed when first asked for."""

    def __init__(self, pair: Pair, window: Window) -> None:
        self.pair, self.window = pair, window

    @cached_property
    def before(self) -> Heights:
        path = self.pair.files[0].dsm
        assert path is not None  # noqa: S101 - a Pair has heights
        return read_heights(path, self.pair.grid, self.window, self.pair.offset)

    @cached_property
    def after(self) -> Heights:
        path = self.pair.files[1].dsm
        assert path is not None  # noqa: S101 - a Pair has heights
        return read_heights(path, self.pair.grid, self.window)

    @cached_property
    def colours(self) -> tuple[tuple[Colours, Mask] | None, tuple[Colours, Mask] | None]:
        pair = self.pair
        found = [
            None if flight.ortho is None else read_colours(flight.ortho, pair.grid, self.window, offset)
            for flight, offset in zip(pair.files, (pair.colour_offset, (0.0, 0.0)), strict=True)
        ]
        return found[0], found[1]

    @cached_property
    def _levelled(self) -> tuple[Heights, Heights]:
        return self.pair.level.over(self.pair.grid, self.window)

    @cached_property
    def gained(self) -> Heights:
        """Metres gained per pixel, single outliers removed; NaN where either flight knows nothing."""
        gained = self.after - self.before - self._levelled[0]
        unknown = np.isnan(gained)
        gained = np.asarray(cv2.medianBlur(np.where(unknown, np.float32(0), gained), 3), np.float32)
        gained[unknown] = np.nan
        return gained

    @cached_property
    def threshold(self) -> Heights:
        """max(least height, k σ), where σ grows on edges that both flights have, by their slope."""
        settings, noise = self.pair.settings, self._levelled[1]
        rise = np.minimum(local_range(self.before), local_range(self.after))
        slope = np.maximum(rise - 3 * noise, 0) / np.float32(2 * self.pair.grid.pixel_m)
        sigma = np.sqrt(noise**2 + (slope * np.float32(self.pair.edge_m)) ** 2)
        return np.maximum(np.float32(settings.min_height_m), np.float32(settings.sigmas) * sigma)

    def green(self, sense: Direction) -> Mask:
        """Plants in the later flight for what rose, in the earlier one for what fell."""
        seen = self.colours[1 if sense == "up" else 0]
        if seen is None:
            return np.zeros(self.window.shape, np.bool_)
        return is_green(greenness(seen[0]), *seen)

    def leafy(self, sense: Direction, risen: Mask) -> Mask:
        """Green pixels of what rose (or fell) that belong to no plane: leaves, not a roof painted green.

        A roof's edge is as rough as a crown; it is a plane where one is near, among what rose with it.
        """
        green = self.green(sense)
        if not green.any():
            return green
        rough = np.where(risen, self.rough(sense), np.float32(1e3))
        nearest = cv2.erode(rough, disc(self.pair.grid.pixels(ROOF_EDGE_M)))
        return green & (nearest > max(PLANE_M, PLANE_SIGMAS * self.pair.level.sigma_m))

    @cached_property
    def _rough(self) -> tuple[Heights, Heights]:
        return roughness(self.before, ROUGH_PX), roughness(self.after, ROUGH_PX)

    def rough(self, sense: Direction) -> Heights:
        return self._rough[1 if sense == "up" else 0]

    def changed(self, sense: Direction) -> Mask:
        """Pixels of changes as wide as the opening, plants left out."""
        grid, settings = self.pair.grid, self.pair.settings
        gained = self.gained if sense == "up" else -self.gained
        with np.errstate(invalid="ignore"):
            mask: Mask = gained > self.threshold
        if not mask.any():
            return mask
        mask &= ~opened(self.leafy(sense, mask), grid.pixels(LEAFY_M))
        closing = disc(grid.pixels(CLOSING_M))
        mask = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_CLOSE, closing) > 0
        return opened(mask, grid.pixels(settings.opening_m))


def halo(grid: Grid) -> int:
    return grid.pixels(REACH_M)


def find_pieces(block: Block[Pair]) -> dict[Direction, Labelled]:
    """The connected pieces of what rose and what fell in one block."""
    outer = block.window.grown(halo(block.pair.grid))
    view = View(block.pair, outer)
    core = block.window.within(outer)
    senses: tuple[Direction, ...] = ("up", "down")
    return {sense: label(view.changed(sense)[core], block.window) for sense in senses}
