"""The files of two small flights over a place of 80 × 80 m, written by rasterio alone."""

from pathlib import Path

import numpy as np
import rasterio
from rasterio.transform import from_origin

from kharita.surveys.models import Product, Survey
from tests.factories import CENTRE, SRID

PIXEL = 0.25
SIDE_M = 80.0
Box = tuple[float, float, float, float]
"""West, south, east, north, in metres from CENTRE."""


def write_flight(
    survey: Survey, houses: dict[Box, float], *, seed: int, kinds: tuple[str, ...] = ("dsm", "ortho")
) -> None:
    """Ready products of `survey`: ground of some roughness with `houses` (metres high) on it."""
    random = np.random.default_rng(seed)
    size = int(SIDE_M / PIXEL)
    x = (np.arange(size) + 0.5) * PIXEL - SIDE_M / 2
    east, north = np.meshgrid(x, x[::-1])
    ground = np.random.default_rng(1)
    heights = 120 + 0.01 * east + random.normal(0, 0.03, (size, size))
    texture = np.kron(ground.integers(70, 170, (size // 4, size // 4)), np.ones((4, 4)))
    colours = np.stack([texture + 20, texture, texture - 20]) + random.normal(0, 3, (3, size, size))
    for (west, south, right, top), height in houses.items():
        inside = (east > west) & (east < right) & (north > south) & (north < top)
        heights[inside] += height
        colours[:, inside] = np.array([190, 120, 100])[:, None] + random.normal(0, 3, (3, inside.sum()))
    for kind in kinds:
        product = Product.objects.create(
            survey=survey, kind=kind, state="ready", created_at=survey.created_at,
            file_name=f"{kind}-{seed}.tif", sha256=f"{seed:x}{kind}".encode().hex().ljust(64, "0")[:64],
        )  # fmt: skip
        product.folder.mkdir(parents=True, exist_ok=True)
        if kind == "dsm":
            _write(product.analysis, heights[None].astype(np.float32), nodata=-9999.0)
        else:
            _write(product.analysis, np.clip(colours, 1, 255).astype(np.uint8), nodata=None)


def _write(path: Path, values: np.ndarray, *, nodata: float | None) -> None:
    bands, height, width = values.shape
    origin = from_origin(CENTRE[0] - SIDE_M / 2, CENTRE[1] + SIDE_M / 2, PIXEL, PIXEL)
    with rasterio.open(
        path, "w", driver="GTiff", width=width, height=height, count=bands, dtype=values.dtype, crs=SRID,
        transform=origin, nodata=nodata, tiled=True, blockxsize=256, blockysize=256, compress="deflate",
    ) as raster:  # fmt: skip
        raster.write(values)
