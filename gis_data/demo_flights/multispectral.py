"""What a multispectral camera sees: reflectance in five bands, plants bright in the near infrared."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.windows import Window

from gis_data.demo_flights.flight import Epoch, plan_flight
from gis_data.demo_flights.grid import Grid
from gis_data.demo_flights.noise import white
from gis_data.demo_flights.photogrammetry import covered
from gis_data.demo_flights.render import BLOCK, MARGIN, Camera, profile
from gis_data.demo_flights.scene import Scene
from gis_data.demo_flights.shadows import light
from gis_data.demo_flights.texture import paint, vigour

BANDS = ("red", "green", "blue", "nir", "rededge")
FULL = 10_000  # the stored number of a reflectance of 1
NODATA = 0
# Bare ground in the infrared against its red, and leaves at full vigour in each band: of the size usual for
# dry soil and dense crops, dark in red and blue, bright in the near infrared.
SOIL_NIR, SOIL_EDGE = 1.22, 1.1
LEAVES = (0.04, 0.09, 0.035, 0.48, 0.26)


def render_multispectral(
    folder: Path,
    *,
    scene: Scene,
    epoch: Epoch,
    gsd_m: float,
    told: Callable[[float], None] | None = None,
    block: int = BLOCK,
) -> Path:
    """Write `multispectral.tif`: red, green, blue, near infrared, red edge as uint16, 10 000 for 1, nodata 0.

    A plain tiled GeoTIFF in EPSG:26191. The same arguments make the same bytes.
    """
    camera = Camera(scene, plan_flight(scene, epoch, "low"), gsd_m)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "multispectral.tif"
    places = camera.places(block)
    with (
        rasterio.Env(GDAL_CACHEMAX=64),
        rasterio.open(
            path, "w", **profile(camera, len(BANDS), "uint16"), nodata=NODATA, photometric="MINISBLACK"
        ) as file,
    ):
        file.descriptions = BANDS
        for number, grid in enumerate(places, 1):
            file.write(_bands(camera, grid), window=Window(grid.col, grid.row, grid.width, grid.height))
            if told is not None:
                told(number / len(places))
    return path


def _bands(camera: Camera, grid: Grid) -> NDArray[np.uint16]:
    """Reflectances of a block: shape (5, rows, columns)."""
    wide = grid.grown(MARGIN)
    surface = camera.stage.surface(wide, masts=False)
    falling = light(camera.stage, wide, surface.height, camera.flight.sun)
    bare = paint(camera.stage, camera.palette, surface, wide) * np.float32(0.42 / 255)
    plants = vigour(camera.palette, surface, wide, bare)
    # Shadow takes the direct light only: in the infrared the sky gives less of it.
    lit = np.float32(0.22) + np.float32(0.78) * falling.sun * np.clip(falling.slant, 0, 1.2)
    there = covered(camera.scene.window, wide, camera.flight)
    soil = (bare[..., 0], bare[..., 1], bare[..., 2], bare[..., 0] * SOIL_NIR, bare[..., 0] * SOIL_EDGE)
    inner = slice(MARGIN, MARGIN + grid.height), slice(MARGIN, MARGIN + grid.width)
    found = np.zeros((len(BANDS), *grid.shape), dtype=np.uint16)
    for number, (ground, leaf) in enumerate(zip(soil, LEAVES, strict=True)):
        value = (ground + plants * (np.float32(leaf) - ground)) * lit
        value = np.asarray(cv2.GaussianBlur(value, (0, 0), 0.7), dtype=np.float32)
        value += white(wide.columns, wide.rows, camera.flight.seed + 40 + number) * np.float32(0.003)
        stored = np.clip(value * FULL, 1, 65_535)
        found[number] = np.where(there, stored, NODATA)[inner]
    return found
