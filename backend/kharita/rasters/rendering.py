"""A map tile of a raster, or of several, in any look.

This is what web processes import at their first such tile: it loads cv2.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kharita.rasters.encoding import Encoded, Form, decode, encode
from kharita.rasters.looks import HeightDifference, Look, Terrain
from kharita.rasters.painting import paint
from kharita.rasters.stored_tiles import is_opaque
from kharita.rasters.terrain import to_rgb
from kharita.rasters.tile_grid import exists, ground_pixel_sizes
from kharita.rasters.windows import Patch, read_tile

SIZE = 256


def render_tile(
    path: Path, z: int, x: int, y: int, look: Look, size: int = SIZE, *, form: Form = "webp"
) -> Encoded | None:
    """The tile of the raster at `path`; None where it has no data.

    Raises `OSError` and `rasterio.errors.RasterioError` for a file that cannot be read, `IndexError` for a
    band that it does not have.
    """
    return render_mosaic([path], z, x, y, look, size, form=form)


def render_mosaic(
    paths: Sequence[Path], z: int, x: int, y: int, look: Look, size: int = SIZE, *, form: Form = "webp"
) -> Encoded | None:
    """The tile of several rasters, the first on top: the next ones show where it has no data."""
    if not exists(z, x, y):
        return None
    patch = _stacked(paths, z, x, y, look, size)
    if patch is None:
        return _nothing(look, size, form)
    metres = ground_pixel_sizes(z, y, size=size, collar=look.collar)
    rgb, alpha = paint(look, patch, metres)
    if not alpha.any():
        return None
    return encode(rgb, alpha, form, lossless=look.lossless)


def compose(tiles: Sequence[bytes]) -> bytes:
    """Stored tiles of one place, the first on top, as one WEBP."""
    if len(tiles) == 1 or is_opaque(tiles[0]):
        return tiles[0]
    patch: Patch | None = None
    for tile in tiles:
        rgb, alpha = decode(tile)
        below = Patch(np.moveaxis(rgb, -1, 0), alpha)
        patch = below if patch is None else stack(patch, below)
        if patch.is_full:
            break
    return encode(np.moveaxis(patch.values, 0, -1), patch.alpha, "webp").body if patch else b""


def stack(top: Patch, below: Patch) -> Patch:
    """`below` seen through where `top` is see-through; heights are taken from the one or the other."""
    if top.values.dtype != np.uint8 or below.values.dtype != np.uint8:
        known = top.alpha >= 128
        return Patch(np.where(known, top.values, below.values), np.where(known, top.alpha, below.alpha))
    share = top.alpha.astype(np.float32) / 255
    rest = (1 - share) * (below.alpha.astype(np.float32) / 255)
    opacity = share + rest
    mixed = (top.values * share + below.values * rest) / np.maximum(opacity, np.float32(1e-6))
    return Patch(np.rint(mixed).astype(np.uint8), np.rint(opacity * 255).astype(np.uint8))


def _stacked(paths: Sequence[Path], z: int, x: int, y: int, look: Look, size: int) -> Patch | None:
    patch: Patch | None = None
    for path in paths:
        below = _read(path, z, x, y, look, size)
        if below is None:
            continue
        patch = below if patch is None else stack(patch, below)
        if patch.is_full:
            break
    return patch


def _read(path: Path, z: int, x: int, y: int, look: Look, size: int) -> Patch | None:
    patch = read_tile(path, z, x, y, bands=look.bands, size=size, collar=look.collar)
    if patch is None or not isinstance(look, HeightDifference):
        return patch
    before = read_tile(look.before, z, x, y, bands=look.bands, size=size, collar=look.collar)
    if before is None:
        return None
    both: NDArray[np.uint8] = np.minimum(patch.alpha, before.alpha)
    return Patch(patch.values - before.values, both) if both.any() else None


def _nothing(look: Look, size: int, form: Form) -> Encoded | None:
    if not isinstance(look, Terrain):
        return None
    # A 3D view takes a missing tile for the level of the sea: the ground would end in a cliff.
    flat = to_rgb(np.full((1, 1), look.fill, np.float32), look.fill)
    return encode(np.repeat(np.repeat(flat, size, 0), size, 1), None, form, lossless=True)
