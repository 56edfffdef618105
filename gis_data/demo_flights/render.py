"""A flight's products as files: the orthophoto and the surface model, drawn block by block."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.enums import ColorInterp
from rasterio.transform import from_origin
from rasterio.windows import Window

from gis_data.demo_flights.flight import Epoch, Flight, NoiseLevel, plan_flight
from gis_data.demo_flights.grid import Grid
from gis_data.demo_flights.noise import Singles
from gis_data.demo_flights.photogrammetry import covered, exposed, holes, illuminated, measured, wander
from gis_data.demo_flights.scene import Scene
from gis_data.demo_flights.shadows import light
from gis_data.demo_flights.stage import Stage
from gis_data.demo_flights.texture import Palette, paint
from gis_data.demo_town.streets import CRS

NODATA = -9999.0
BLOCK = 1024
TILE = 512
MARGIN = 24  # pixels round a block that its blurs and wandering edges reach into; a multiple of four
WORKERS = 2
EPOCHS: tuple[Epoch, ...] = ("before", "after")


@dataclass(frozen=True)
class Rendered:
    """The files of a flight."""

    ortho: Path
    dsm: Path


@dataclass(frozen=True)
class Block:
    """A block's pixels: `rgba` (4, rows, columns) and `dsm` (rows, columns)."""

    grid: Grid
    rgba: NDArray[np.uint8]
    dsm: Singles


class Camera:
    """Draws any block of a flight over a scene."""

    def __init__(self, scene: Scene, flight: Flight, gsd_m: float) -> None:
        self.scene, self.flight, self.gsd = scene, flight, gsd_m
        self.stage = Stage(scene, flight.epoch)
        self.palette = Palette(self.stage, flight.season)
        west, _south, _east, north = scene.window.bounds
        self.west, self.north = west + flight.phase[0] * gsd_m, north - flight.phase[1] * gsd_m
        self.pixels = round(float(np.sqrt(scene.window.area)) / gsd_m)

    def block(self, grid: Grid) -> Block:
        """Draw one of `places`."""
        wide = grid.grown(MARGIN)
        surface = self.stage.surface(wide, masts=False)
        falling = light(self.stage, wide, surface.height, self.flight.sun)
        colour = illuminated(paint(self.stage, self.palette, surface, wide), falling)
        model, image = wander(surface.height, colour, wide, self.flight)
        plants = self.palette.leafy[surface.crown].astype(np.float32)
        half = self.pixels * self.gsd / 2
        dsm = measured(model, falling, plants, wide, self.flight, self.scene.district.centre, half)
        rgb = exposed(image, wide, self.flight)
        there = covered(self.scene.window, wide, self.flight)
        dsm[~there | holes(falling, wide, self.flight)] = NODATA
        rgba = np.dstack([rgb, there.astype(np.uint8) * np.uint8(255)])
        rgba[~there] = 0
        inner = slice(MARGIN, MARGIN + grid.height), slice(MARGIN, MARGIN + grid.width)
        return Block(
            grid, np.ascontiguousarray(rgba[inner].transpose(2, 0, 1)), np.ascontiguousarray(dsm[inner])
        )

    def blocks(self, size: int) -> Iterator[Block]:
        """All blocks, row by row; as many are drawn at a time as there are workers."""
        places = self.places(size)
        workers = min(WORKERS, os.cpu_count() or 1)
        with ThreadPoolExecutor(workers) as pool:
            for start in range(0, len(places), workers):
                yield from pool.map(self.block, places[start : start + workers])

    def places(self, size: int) -> list[Grid]:
        """The blocks of `size` pixels (a multiple of four) that make up the raster, row by row."""
        return [
            Grid(
                self.west,
                self.north,
                self.gsd,
                col,
                row,
                min(size, self.pixels - col),
                min(size, self.pixels - row),
            )
            for row in range(0, self.pixels, size)
            for col in range(0, self.pixels, size)
        ]


def render(
    folder: Path,
    *,
    scene: Scene,
    epoch: Epoch,
    gsd_m: float,
    noise: NoiseLevel = "low",
    told: Callable[[float], None] | None = None,
    block: int = BLOCK,
) -> Rendered:
    """Write `ortho.tif` (RGB and alpha, uint8) and `dsm.tif` (metres above the sea, float32, nodata −9999).

    Plain tiled GeoTIFFs in EPSG:26191, `gsd_m` metres a pixel, without overviews, into `folder`. The same
    arguments make the same bytes. ValueError for an unknown epoch or noise level.

    `told` hears the share that is done; `block` is how many pixels are drawn at a time (a multiple of 512).
    """
    camera = Camera(scene, plan_flight(scene, epoch, noise), gsd_m)
    folder.mkdir(parents=True, exist_ok=True)
    made = Rendered(folder / "ortho.tif", folder / "dsm.tif")
    with (
        rasterio.Env(GDAL_CACHEMAX=64),
        rasterio.open(
            made.ortho, "w", **profile(camera, 4, "uint8"), photometric="RGB", predictor=2
        ) as ortho,
        rasterio.open(made.dsm, "w", **profile(camera, 1, "float32"), nodata=NODATA, predictor=3) as dsm,
    ):
        ortho.colorinterp = (ColorInterp.red, ColorInterp.green, ColorInterp.blue, ColorInterp.alpha)
        for drawn in camera.blocks(block):
            grid = drawn.grid
            window = Window(grid.col, grid.row, grid.width, grid.height)
            ortho.write(drawn.rgba, window=window)
            dsm.write(drawn.dsm, 1, window=window)
            if told is not None:
                told(
                    min(
                        1.0,
                        (grid.row * camera.pixels + (grid.col + grid.width) * grid.height) / camera.pixels**2,
                    )
                )
    return made


def profile(camera: Camera, bands: int, dtype: str) -> dict[str, object]:
    """Tiled and deflated, as photogrammetry software writes; the place declared is off by the shift."""
    east, north = camera.flight.shift_m
    return {
        "driver": "GTiff",
        "width": camera.pixels,
        "height": camera.pixels,
        "count": bands,
        "dtype": dtype,
        "crs": CRS,
        "transform": from_origin(camera.west + east, camera.north + north, camera.gsd, camera.gsd),
        "tiled": True,
        "blockxsize": TILE,
        "blockysize": TILE,
        "compress": "deflate",
        "zlevel": 4,
        "num_threads": 2,
        "bigtiff": "if_safer",
        "interleave": "pixel" if bands > 1 else "band",
    }
