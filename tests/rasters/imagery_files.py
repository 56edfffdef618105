"""Rasters for tests: small ones, written by GDAL."""

from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from affine import Affine
from rasterio.shutil import copy
from rasterio.transform import from_origin
from rasterio.warp import transform

from kharita.rasters.stored_tiles import TILE_SIZE
from kharita.rasters.tile_grid import HALF_WORLD, tile_span

REAL = Path(__file__).parents[3] / "shared" / "data"
BRIGHTON = REAL / "odm-brighton-beach"
DSM = BRIGHTON / "brighton_dsm_10cm.tif"
ORTHO = BRIGHTON / "brighton_ortho_rgba_10cm.tif"
NAIP = REAL / "naip" / "m_4709963_se_14_1_20160816.tif"
BERKANE = (735_000.0, 470_000.0)
"""A place in EPSG:26191."""


def write(
    path: Path,
    values: Any,
    *,
    crs: str = "EPSG:26191",
    at: tuple[float, float] = BERKANE,
    pixel: float = 0.1,
    affine: Affine | None = None,
    **options: Any,
) -> Path:
    """A GeoTIFF of (bands, rows, columns); four bands of bytes are colours with opacity."""
    values = np.atleast_3d(values) if values.ndim == 3 else values[None]
    bands, rows, columns = values.shape
    if bands == 4 and values.dtype == np.uint8:
        options = {"photometric": "RGB", "alpha": "YES", **options}
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=columns,
        height=rows,
        count=bands,
        dtype=values.dtype,
        crs=crs,
        transform=affine or from_origin(*at, pixel, pixel),
        **options,
    ) as made:
        made.write(values)
    return path


def display_file(source: Path, target: Path, *, levels: int = 2, **options: Any) -> Path:
    copy(
        source,
        target,
        driver="COG",
        TILING_SCHEME="GoogleMapsCompatible",
        COMPRESS="WEBP",
        BLOCKSIZE=TILE_SIZE,
        ADD_ALPHA="YES",
        ALIGNED_LEVELS=levels,
        SPARSE_OK="YES",
        RESAMPLING="NEAREST",
        OVERVIEW_RESAMPLING="NEAREST",
        **options,
    )
    return target


def tile_of(path: Path, z: int) -> tuple[int, int, int]:
    """The tile in which the middle of the raster lies."""
    with rasterio.open(path) as raster:
        middle = raster.xy((raster.height - 1) / 2, (raster.width - 1) / 2)
        (east,), (north,) = transform(raster.crs, "EPSG:3857", [middle[0]], [middle[1]])
    span = tile_span(z)
    return z, int((east + HALF_WORLD) // span), int((HALF_WORLD - north) // span)


def texture(rows: int, columns: int, bands: int = 3, seed: int = 1) -> Any:
    """A smooth picture in bytes."""
    noise = np.random.default_rng(seed).random((bands, rows // 16 + 2, columns // 16 + 2))
    wide = noise.repeat(16, 1).repeat(16, 2)
    for axis in (1, 2):
        wide = np.apply_along_axis(lambda line: np.convolve(line, np.ones(17) / 17, "same"), axis, wide)
    return (wide[:, 8 : rows + 8, 8 : columns + 8] * 255).astype(np.uint8)
