"""A block of a raster: where its pixels lie in the world."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rasterio.transform import Affine, from_origin
from shapely import Polygon, box

from gis_data.demo_flights.noise import Floats


@dataclass(frozen=True)
class Grid:
    """`width` × `height` pixels from (`col`, `row`) of a raster whose corner is (`west`, `north`).

    Centres are computed from the whole raster's corner, so that any block gives a pixel the same coordinates.
    """

    west: float
    north: float
    gsd: float
    col: int
    row: int
    width: int
    height: int

    @property
    def columns(self) -> NDArray[np.int64]:
        return np.arange(self.col, self.col + self.width, dtype=np.int64)

    @property
    def rows(self) -> NDArray[np.int64]:
        return np.arange(self.row, self.row + self.height, dtype=np.int64)

    @property
    def xs(self) -> Floats:
        return np.asarray(self.west + (self.columns + 0.5) * self.gsd, dtype=np.float64)

    @property
    def ys(self) -> Floats:
        return np.asarray(self.north - (self.rows + 0.5) * self.gsd, dtype=np.float64)

    @property
    def transform(self) -> Affine:
        return from_origin(
            self.west + self.col * self.gsd, self.north - self.row * self.gsd, self.gsd, self.gsd
        )

    @property
    def shape(self) -> tuple[int, int]:
        return self.height, self.width

    @property
    def area(self) -> Polygon:
        left, top = self.west + self.col * self.gsd, self.north - self.row * self.gsd
        return box(left, top - self.height * self.gsd, left + self.width * self.gsd, top)

    def grown(self, pixels: int) -> "Grid":
        """The block with a margin on all sides."""
        return Grid(
            self.west,
            self.north,
            self.gsd,
            self.col - pixels,
            self.row - pixels,
            self.width + 2 * pixels,
            self.height + 2 * pixels,
        )
