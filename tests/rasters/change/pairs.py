"""Small pairs of flights whose every change is known: boxes, crowns of leaves, a shift, a tilt and noise."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import rasterio
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter
from scipy.ndimage import shift as moved
from shapely import Polygon, box
from shapely.affinity import rotate

from kharita.rasters.change.results import FlightFiles

WEST, NORTH = 731_000.0, 473_200.0


@dataclass(frozen=True)
class Box:
    """A building `height` metres high; `east`, `south` from the scene's corner to its middle, metres."""

    east: float
    south: float
    width: float
    depth: float
    height: float
    turned: float = 0.0

    @property
    def outline(self) -> Polygon:
        x, y = WEST + self.east, NORTH - self.south
        plain = box(x - self.width / 2, y - self.depth / 2, x + self.width / 2, y + self.depth / 2)
        return rotate(plain, self.turned)


@dataclass(frozen=True)
class Tree:
    east: float
    south: float
    radius: float
    height: float


@dataclass(frozen=True)
class Place:
    """What stands on the ground at one date."""

    boxes: tuple[Box, ...] = ()
    trees: tuple[Tree, ...] = ()


@dataclass(frozen=True)
class Flaws:
    """What is wrong with a flight: metres of shift (east, south), height and noise, tilt over the scene."""

    shift: tuple[float, float] = (0.0, 0.0)
    lift: float = 0.0
    tilt: float = 0.0
    noise: float = 0.04
    seed: int = 0
    light: float = 1.0


@dataclass
class Canvas:
    side_m: float
    pixel_m: float
    heights: NDArray[np.float32] = field(init=False)
    colours: NDArray[np.float32] = field(init=False)

    def __post_init__(self) -> None:
        count = round(self.side_m / self.pixel_m)
        self.y, self.x = np.mgrid[0:count, 0:count] * self.pixel_m + self.pixel_m / 2
        random = np.random.default_rng(1234)  # the ground is the same at both dates
        soil = gaussian_filter(random.normal(size=(count, count)), 3) * 60
        soil += gaussian_filter(random.normal(size=(count, count)), 0.8) * 25
        self.heights = (120 + 0.02 * self.x + 0.4 * np.sin(self.y / 17)).astype(np.float32)
        self.colours = np.stack([170 + soil, 150 + soil, 125 + soil]).astype(np.float32)

    def build(self, one: Box) -> None:
        turn = np.radians(one.turned)
        dx, dy = self.x - one.east, -(self.y - one.south)
        along, across = dx * np.cos(turn) + dy * np.sin(turn), -dx * np.sin(turn) + dy * np.cos(turn)
        inside = (np.abs(along) <= one.width / 2) & (np.abs(across) <= one.depth / 2)
        self.heights[inside] = self.heights[inside].mean() + one.height
        self.colours[:, inside] = np.array([205, 200, 192])[:, None] + (self.colours[:1, inside] - 170) * 0.2

    def plant(self, one: Tree, random: np.random.Generator) -> None:
        distance = np.hypot(self.x - one.east, self.y - one.south) / one.radius
        inside = distance < 1
        leaves = gaussian_filter(random.normal(size=self.x.shape), 2) * 3
        crown = one.height * (1 - 0.6 * distance**2) + leaves
        self.heights[inside] += crown[inside].astype(np.float32)
        self.colours[:, inside] = np.array([70, 105, 55])[:, None] + leaves[inside] * 10


def fly(
    folder: Path, name: str, place: Place, flaws: Flaws, *, side_m: float = 100, pixel_m: float = 0.1
) -> FlightFiles:
    """The orthophoto and DSM of `place`, `flaws` included."""
    random = np.random.default_rng(flaws.seed)
    canvas = Canvas(side_m, pixel_m)
    for one in place.boxes:
        canvas.build(one)
    for tree in place.trees:
        canvas.plant(tree, random)
    rows, columns = flaws.shift[1] / pixel_m, flaws.shift[0] / pixel_m
    heights = gaussian_filter(canvas.heights, 0.25 / pixel_m)
    heights = moved(heights, (rows, columns), order=1, mode="nearest")
    heights = heights + flaws.lift + flaws.tilt * (canvas.x / side_m - 0.5)
    heights += gaussian_filter(random.normal(size=heights.shape), 1) * flaws.noise * 3.5
    colours = [moved(band, (rows, columns), order=1, mode="nearest") for band in canvas.colours]
    seen = np.stack(colours) * flaws.light + random.normal(size=heights.shape) * 4
    opaque = np.full(heights.shape, 255)
    ortho, dsm = folder / f"{name}_ortho.tif", folder / f"{name}_dsm.tif"
    write(ortho, np.concatenate([np.clip(seen, 0, 255), opaque[None]]).astype(np.uint8), pixel_m)
    write(dsm, heights[None].astype(np.float32), pixel_m)
    return FlightFiles(ortho=ortho, dsm=dsm)


def write(path: Path, values: NDArray[np.generic], pixel_m: float, *, crs: str = "EPSG:26191") -> None:
    bands, height, width = values.shape
    options = {"nodata": -9999.0} if values.dtype == np.float32 else {}
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=width,
        height=height,
        count=bands,
        dtype=values.dtype,
        crs=crs,
        transform=rasterio.Affine(pixel_m, 0, WEST, 0, -pixel_m, NORTH),
        tiled=True,
        compress="deflate",
        **options,
    ) as target:
        target.write(values)
        if bands == 4:
            target.colorinterp = [*target.colorinterp[:3], rasterio.enums.ColorInterp.alpha]
