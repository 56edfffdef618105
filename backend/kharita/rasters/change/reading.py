"""Windows of files on the common grid, whatever the files' own CRS, pixels and extent."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import rasterio
from affine import Affine
from numpy.typing import NDArray
from rasterio.enums import ColorInterp, Resampling
from rasterio.vrt import WarpedVRT

from kharita.rasters.change.grids import Grid, Window

CACHE_MB = 64
"""GDAL's block cache: windows are read once, a larger one only holds memory (measured on COG creation)."""

Heights = NDArray[np.float32]
Colours = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Offset = tuple[float, float]

STEPS_PER_METRE = 1024
"""Heights are kept in whole steps of 1/1024 m, so that sums over them are exact in any order: a pixel has the
same value in whatever block it is computed."""

ABSURD_M = 9000.0
TILE_PX = 256
KEPT_TILES = 192
"""Tiles of each kind kept in a process, 256 KB each: a halo is mostly what the neighbours have read."""


@dataclass(frozen=True)
class _Tile:
    """One tile of the grid as a file shows it; the stamp tells a file from its successor of the same name."""

    path: Path
    stamp: tuple[int, int]
    grid: Grid
    row: int
    column: int
    offset: Offset

    @property
    def transform(self) -> Affine:
        top, left = self.row * TILE_PX, self.column * TILE_PX
        moved = Affine.translation(*self.offset)
        return moved @ self.grid.transform(Window(top, left, top + TILE_PX, left + TILE_PX))


def _vrt(source: rasterio.DatasetReader, tile: _Tile, **options: object) -> WarpedVRT:
    finer = abs(source.transform.a) < 0.75 * tile.grid.pixel_m
    return WarpedVRT(
        source,
        crs=tile.grid.crs_wkt,
        transform=tile.transform,
        width=TILE_PX,
        height=TILE_PX,
        resampling=Resampling.average if finer else Resampling.bilinear,
        tolerance=0.01,
        **options,
    )


@lru_cache(maxsize=KEPT_TILES)
def _heights_tile(tile: _Tile) -> Heights:
    with (
        rasterio.Env(GDAL_CACHEMAX=CACHE_MB),
        rasterio.open(tile.path) as source,
        _vrt(source, tile, src_nodata=source.nodata, nodata=np.nan, dtype="float32") as vrt,
    ):
        heights: Heights = vrt.read(1)
    heights[~(np.abs(heights) < ABSURD_M)] = np.nan
    steps = np.float32(STEPS_PER_METRE)
    return np.asarray(np.rint(heights * steps) / steps, np.float32)


@lru_cache(maxsize=KEPT_TILES)
def _colours_tile(tile: _Tile) -> Colours:
    with rasterio.Env(GDAL_CACHEMAX=CACHE_MB), rasterio.open(tile.path) as source:
        alpha = [i for i, what in enumerate(source.colorinterp, 1) if what == ColorInterp.alpha]
        bands = [i for i in source.indexes if i not in alpha][:4]
        with _vrt(source, tile, add_alpha=not alpha) as vrt:
            values = vrt.read([*bands, alpha[0] if alpha else vrt.count])
    known = values[-1] >= (128 if values.dtype == np.uint8 else 1)
    colours = values[:-1]
    if colours.dtype == np.uint16:
        colours = colours >> 8
    elif colours.dtype != np.uint8:
        colours = np.clip(np.nan_to_num(colours), 0, 255)
    if len(colours) < 3:
        colours = np.repeat(colours[:1], 3, axis=0)
    return np.concatenate([colours.astype(np.uint8), known[None].astype(np.uint8)])


def _mosaic(
    read: Callable[[_Tile], NDArray[np.generic]], path: Path, grid: Grid, window: Window, offset: Offset
) -> NDArray[np.generic]:
    """`window` put together from whole tiles of the grid.

    A tile is always read alike, wherever the window lies: resampling a window by itself would round a pixel
    differently here and there, and a region found in two blocks would not be the same.
    """
    stat = os.stat(path)
    stamp = (stat.st_mtime_ns, stat.st_size)
    joined: NDArray[np.generic] | None = None
    for row in range(window.top // TILE_PX, (window.bottom - 1) // TILE_PX + 1):
        for column in range(window.left // TILE_PX, (window.right - 1) // TILE_PX + 1):
            part = read(_Tile(path, stamp, grid, row, column, offset))
            top, left = row * TILE_PX, column * TILE_PX
            common = Window(
                max(top, window.top),
                max(left, window.left),
                min(top + TILE_PX, window.bottom),
                min(left + TILE_PX, window.right),
            )
            if joined is None:
                joined = np.empty((*part.shape[:-2], *window.shape), part.dtype)
            here = Window(top, left, top + TILE_PX, left + TILE_PX)
            joined[(..., *common.within(window))] = part[(..., *common.within(here))]
    assert joined is not None  # noqa: S101 - a window has pixels
    return joined


def read_heights(path: Path, grid: Grid, window: Window, offset: Offset = (0.0, 0.0)) -> Heights:
    """Heights in metres over `window`, NaN where unknown, each pixel read `offset` (east, north) away."""
    heights: Heights = _mosaic(_heights_tile, path, grid, window, offset).astype(np.float32)
    return heights


def read_colours(path: Path, grid: Grid, window: Window, offset: Offset = (0.0, 0.0)) -> tuple[Colours, Mask]:
    """(bands, height, width) as uint8, red, green, blue and perhaps near infrared, and what is known.

    One band is given thrice. Sixteen-bit values are taken by their upper byte.
    """
    values = _mosaic(_colours_tile, path, grid, window, offset).astype(np.uint8)
    return values[:-1], values[-1] > 0


def forget_tiles() -> None:
    """Gives back the memory of the tiles kept in this process."""
    _heights_tile.cache_clear()
    _colours_tile.cache_clear()
