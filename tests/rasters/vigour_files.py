"""A multispectral file with known zones of vigour, to check by eye."""

from pathlib import Path

import numpy as np
import rasterio
from rasterio.transform import from_origin

from tests.factories import CENTRE, SRID

SIDE_M, CELL_M, EMPTY_M = 200.0, 0.5, 20.0
WEAK, FAIR, STRONG = 0.2, 0.5, 0.8
BREAKS = (0.35, 0.65)
AREAS_M2 = (60 * 180.0, 80 * 180.0, 60 * 180.0)
BANDS = {"green": 1, "red": 2, "nir": 4}


def write_vigour(path: Path) -> Path:
    """200 m by 200 m at CENTRE: 60 m weak, 80 m fair, 60 m strong from west to east, without data in the
    northern 20 m; a lawn of 10 m by 10 m in the weak part, and noise."""
    pixels = round(SIDE_M / CELL_M)
    x = (np.arange(pixels) + 0.5) * CELL_M
    y = SIDE_M - x
    ndvi = np.tile(np.select([x < 60, x < 140], [WEAK, FAIR], STRONG), (pixels, 1))
    ndvi[np.ix_((y > 20) & (y < 30), (x > 20) & (x < 30))] = STRONG
    ndvi += np.random.default_rng(5).normal(0, 0.02, ndvi.shape)
    red = np.full(ndvi.shape, 1000.0)
    nir = red * (1 + ndvi) / (1 - ndvi)
    bands = np.stack([red, red, red, nir]).round().astype("uint16")
    bands[:, y > SIDE_M - EMPTY_M] = 0
    profile = {
        "driver": "GTiff", "count": 4, "height": pixels, "width": pixels, "dtype": "uint16", "nodata": 0,
        "crs": f"EPSG:{SRID}", "tiled": True, "compress": "deflate",
        "transform": from_origin(CENTRE[0], CENTRE[1] + SIDE_M, CELL_M, CELL_M),
    }  # fmt: skip
    with rasterio.open(path, "w", **profile) as raster:
        raster.write(bands)
    return path
