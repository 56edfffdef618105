"""Sun and sky: which pixels the sun reaches, how steeply it falls on them, how much sky they see."""

from dataclasses import dataclass

import cv2
import numpy as np

from gis_data.demo_flights.grid import Grid
from gis_data.demo_flights.noise import Singles, smoothstep
from gis_data.demo_flights.stage import Stage

TALLEST_M = 24.0
FINEST_M = 0.1  # shadows are computed no finer than this; their edges are sharpened by the finer surface


@dataclass(frozen=True)
class Sun:
    """Azimuth clockwise from north and elevation, degrees."""

    azimuth: float
    elevation: float

    @property
    def towards(self) -> tuple[float, float]:
        """The way to the sun on the ground: east, north."""
        bearing = np.radians(self.azimuth)
        return float(np.sin(bearing)), float(np.cos(bearing))

    @property
    def rise(self) -> float:
        """Metres that a ray to the sun gains in each metre over the ground."""
        return float(np.tan(np.radians(self.elevation)))


@dataclass(frozen=True)
class Light:
    """`sun`: 0 in shadow to 1; `slant`: light on the slope, 1 where flat; `sky`: share of the sky seen."""

    sun: Singles
    slant: Singles
    sky: Singles


def light(stage: Stage, grid: Grid, height: Singles, sun: Sun) -> Light:
    """The light on a block with the surface `height`. The block's corner is at a multiple of four pixels."""
    factor = 1 if grid.gsd >= FINEST_M else 2 if grid.gsd * 2 >= FINEST_M / 2 else 4
    reach = int(np.ceil(TALLEST_M / sun.rise / (grid.gsd * factor))) + 2
    margin = max(reach, int(np.ceil(4.0 / (grid.gsd * factor))))
    coarse = Grid(
        grid.west, grid.north, grid.gsd * factor, grid.col // factor, grid.row // factor,
        -(-grid.width // factor), -(-grid.height // factor),
    ).grown(margin)  # fmt: skip
    surface = stage.surface(coarse, masts=True).height
    roof = _shadow_roof(surface, coarse.gsd, sun, reach)
    around = np.asarray(
        cv2.GaussianBlur(surface, (0, 0), 1.3 / coarse.gsd, borderType=cv2.BORDER_REPLICATE), dtype=np.float32
    )
    roof, around = (_finer(values, factor, margin, grid) for values in (roof, around))
    lit = np.float32(1) - smoothstep(0.05, 0.3, roof - height)
    sky = np.float32(1) - np.clip((around - height) * np.float32(0.13), 0, np.float32(0.5))
    return Light(lit, _slant(height, grid.gsd, sun), np.asarray(sky, dtype=np.float32))


def _shadow_roof(surface: Singles, cell: float, sun: Sun, reach: int) -> Singles:
    """The height under which a pixel lies in shadow: what stands towards the sun, less the ray's rise.

    Found by doubling: after n rounds everything up to 2ⁿ cells away has been looked at.
    """
    east, north = sun.towards
    fall = np.float32(sun.rise * cell)
    scale = max(abs(east), abs(north))  # one step goes one cell along the longer axis
    step = 1.0 / scale
    roof = _moved(surface, east * step, north * step, fall * np.float32(step))
    done = 1
    while done * step < reach:
        further = _moved(roof, east * step * done, north * step * done, fall * np.float32(step * done))
        roof = np.maximum(roof, further)
        done *= 2
    return roof


def _moved(values: Singles, east: float, north: float, fall: np.float32) -> Singles:
    """`values` seen `east`, `north` cells further on, less `fall`."""
    column, row = round(east), round(-north)
    moved = np.full_like(values, -1e4)
    height, width = values.shape
    target = (
        slice(max(0, -row), min(height, height - row)),
        slice(max(0, -column), min(width, width - column)),
    )
    source = (
        slice(max(0, row), min(height, height + row)),
        slice(max(0, column), min(width, width + column)),
    )
    moved[target] = values[source] - fall
    return moved


def _finer(values: Singles, factor: int, margin: int, grid: Grid) -> Singles:
    """A coarse block's values on the finer pixels inside it."""
    if factor == 1:
        return values[margin : margin + grid.height, margin : margin + grid.width]
    near = values[margin - 1 : -(margin - 1), margin - 1 : -(margin - 1)]
    size = (near.shape[1] * factor, near.shape[0] * factor)
    fine = cv2.resize(near, size, interpolation=cv2.INTER_LINEAR)
    return np.asarray(fine[factor : factor + grid.height, factor : factor + grid.width], dtype=np.float32)


def _slant(height: Singles, gsd: float, sun: Sun) -> Singles:
    """The sun's light on each pixel's slope, against that on flat ground; steep faces count as 60 degrees."""
    scale = np.float32(1 / (8 * gsd))
    east = cv2.Sobel(height, cv2.CV_32F, 1, 0, ksize=3) * scale
    north = cv2.Sobel(height, cv2.CV_32F, 0, 1, ksize=3) * -scale
    np.clip(east, -1.7, 1.7, out=east)
    np.clip(north, -1.7, 1.7, out=north)
    x, y = sun.towards
    facing = np.float32(sun.rise) - east * np.float32(x) - north * np.float32(y)
    facing /= np.sqrt(1 + east * east + north * north)
    return np.asarray(np.clip(facing * np.float32(1 / sun.rise), 0, 1.9), dtype=np.float32)
