"""Tiles of the web grid cut out of a raster in any CRS: one affine warp each, where that is exact enough."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from affine import Affine
from pyproj import Transformer
from rasterio.windows import Window

from kharita.rasters.display_source import Mask, Pixels
from kharita.rasters.stored_tiles import TILE_SIZE
from kharita.rasters.tile_grid import tile_span
from kharita.rasters.tile_ranges import TileRange

AFFINE_ERROR_PX = 0.05
MARGIN_PX = 4  # what cubic interpolation looks at beyond a tile
STEPS = 4  # pieces of a tile's side between which its true position is worked out
Points = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Piece:
    """A window of the source: colours, mask, and its offset in source pixels."""

    pixels: Pixels
    mask: Mask
    column: int
    row: int


class TileWarp:
    """From tiles to pixels of a raster of `size` (width, height) with `transform` in `crs`."""

    def __init__(self, crs: Any, transform: Affine, size: tuple[int, int]) -> None:
        self.to_source = Transformer.from_crs("EPSG:3857", crs, always_xy=True)
        self.inverse = ~transform
        self.size = size

    def source_pixels(self, xs: Points, ys: Points) -> tuple[Points, Points]:
        """EPSG:3857 as (column, row), where a pixel's corner is a whole number."""
        east, north = self.to_source.transform(xs, ys)
        inverse = self.inverse
        return (
            inverse.a * east + inverse.b * north + inverse.c,
            inverse.d * east + inverse.e * north + inverse.f,
        )

    def window(self, tiles: TileRange) -> Window | None:
        """What of the source `tiles` need, None for nothing."""
        xs, ys = self._grid(tiles.zoom, tiles.left, tiles.top, tiles.columns, tiles.rows)
        columns, rows = self.source_pixels(xs, ys)
        finite = np.isfinite(columns) & np.isfinite(rows)
        if not finite.any():
            return None
        left, right = columns[finite].min() - MARGIN_PX, columns[finite].max() + MARGIN_PX
        top, bottom = rows[finite].min() - MARGIN_PX, rows[finite].max() + MARGIN_PX
        left, top = max(0, int(np.floor(left))), max(0, int(np.floor(top)))
        right, bottom = min(self.size[0], int(np.ceil(right))), min(self.size[1], int(np.ceil(bottom)))
        return Window(left, top, right - left, bottom - top) if left < right and top < bottom else None

    def tile(self, zoom: int, x: int, y: int, piece: Piece) -> Pixels | None:
        """RGBA of (512, 512, 4), alpha 0 or 255; None where nothing is on it."""
        xs, ys = self._grid(zoom, x, y, 1, 1)
        columns, rows = self.source_pixels(xs, ys)
        along = np.linspace(0, TILE_SIZE, STEPS + 1)
        across, down = np.meshgrid(along, along)
        design = np.stack([across.ravel(), down.ravel(), np.ones(across.size)], axis=1)
        found = np.stack([columns.ravel(), rows.ravel()], axis=1)
        if not np.isfinite(found).all():
            return None
        fitted = np.linalg.lstsq(design, found, rcond=None)[0]
        if np.abs(design @ fitted - found).max() <= AFFINE_ERROR_PX:
            matrix = fitted.T.copy()
            # OpenCV counts from the middle of the first pixel.
            matrix[:, 2] += matrix[:, :2] @ (0.5, 0.5) - 0.5 - np.array([piece.column, piece.row])
            side = (TILE_SIZE, TILE_SIZE)
            return _painted(
                piece,
                lambda picture, how, edge: cv2.warpAffine(
                    picture, matrix, side, flags=how | cv2.WARP_INVERSE_MAP, borderMode=edge
                ),
            )
        at_x, at_y = self._every_pixel(zoom, x, y, piece)
        return _painted(
            piece, lambda picture, how, edge: cv2.remap(picture, at_x, at_y, how, borderMode=edge)
        )

    def _every_pixel(self, zoom: int, x: int, y: int, piece: Piece) -> tuple[Any, Any]:
        span, (west, north) = tile_span(zoom), TileRange(zoom, x, y, x + 1, y + 1).origin
        middles = (np.arange(TILE_SIZE) + 0.5) / TILE_SIZE * span
        xs, ys = np.meshgrid(west + middles, north - middles)
        columns, rows = self.source_pixels(xs, ys)
        return (
            (columns - 0.5 - piece.column).astype(np.float32),
            (rows - 0.5 - piece.row).astype(np.float32),
        )

    @staticmethod
    def _grid(zoom: int, x: int, y: int, columns: int, rows: int) -> tuple[Points, Points]:
        """Points over tiles, `STEPS` to each tile's side."""
        span, (west, north) = tile_span(zoom), TileRange(zoom, x, y, x + 1, y + 1).origin
        xs = west + np.linspace(0, columns * span, columns * STEPS + 1)
        ys = north - np.linspace(0, rows * span, rows * STEPS + 1)
        across, down = np.meshgrid(xs, ys)
        return across, down


def _painted(piece: Piece, warp: Any) -> Pixels | None:
    cover = warp(piece.mask, cv2.INTER_LINEAR, cv2.BORDER_CONSTANT)
    if not (cover >= 128).any():
        return None
    tile = np.empty((TILE_SIZE, TILE_SIZE, 4), np.uint8)
    if cover.min() == 255:
        tile[..., :3] = warp(piece.pixels, cv2.INTER_CUBIC, cv2.BORDER_REPLICATE)
        tile[..., 3] = 255
        return tile
    # Colours of empty pixels must not bleed in: each colour weighs as much as it is covered.
    bare = cv2.bitwise_and(piece.pixels, piece.pixels, mask=piece.mask)
    mixed = warp(bare, cv2.INTER_LINEAR, cv2.BORDER_CONSTANT).astype(np.float32)
    tile[..., :3] = np.minimum(mixed * (255.0 / np.maximum(cover, 1))[..., None] + 0.5, 255)
    tile[..., 3] = np.where(cover >= 128, 255, 0)
    tile[cover < 128] = 0
    return tile


def halved(four: Pixels) -> Pixels:
    """A tile of four: (1024, 1024, 4) to (512, 512, 4); a pixel is there where half of its four are."""
    alpha = four[..., 3]
    if alpha.min() == 255:
        return np.asarray(cv2.resize(four, (TILE_SIZE, TILE_SIZE), interpolation=cv2.INTER_AREA), np.uint8)
    # Where alpha is 0 the colours are 0 too, so that their mean only has to be weighed.
    mean = cv2.resize(four.astype(np.float32), (TILE_SIZE, TILE_SIZE), interpolation=cv2.INTER_AREA)
    cover = mean[..., 3:]
    tile = np.minimum(mean * (255.0 / np.maximum(cover, 1)) + 0.5, 255).astype(np.uint8)
    there = cover[..., 0] >= 127
    tile[..., 3] = np.where(there, 255, 0)
    tile[~there] = 0
    return tile
