"""The common grid on which two flights are compared, and its division into blocks."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import rasterio
from affine import Affine
from django.utils.translation import gettext as _
from rasterio.warp import transform_bounds
from shapely import MultiPolygon

from kharita.rasters.change.results import UnusableFlights


@dataclass(frozen=True)
class Window:
    """Rows `top` to `bottom`, columns `left` to `right` (exclusive) of a grid; may reach past its edges."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def shape(self) -> tuple[int, int]:
        return self.bottom - self.top, self.right - self.left

    def grown(self, margin: int) -> "Window":
        return Window(self.top - margin, self.left - margin, self.bottom + margin, self.right + margin)

    def within(self, outer: "Window") -> tuple[slice, slice]:
        """This window as slices of an array that covers `outer`."""
        return (
            slice(self.top - outer.top, self.bottom - outer.top),
            slice(self.left - outer.left, self.right - outer.left),
        )


@dataclass(frozen=True)
class Grid:
    """North-up square pixels of `pixel_m` in `crs_wkt`; (`west`, `north`) is the corner of pixel 0, 0."""

    crs_wkt: str
    west: float
    north: float
    pixel_m: float
    width: int
    height: int

    def transform(self, window: Window) -> Affine:
        x, y = self.west + window.left * self.pixel_m, self.north - window.top * self.pixel_m
        return Affine(self.pixel_m, 0, x, 0, -self.pixel_m, y)

    def pixels(self, metres: float) -> int:
        return max(1, round(metres / self.pixel_m))

    def blocks(self, size: int) -> Iterator[Window]:
        for top in range(0, self.height, size):
            for left in range(0, self.width, size):
                yield Window(top, left, min(top + size, self.height), min(left + size, self.width))

    def coarser(self, times: int) -> "Grid":
        """The same area in pixels `times` as large."""
        return Grid(
            self.crs_wkt,
            self.west,
            self.north,
            self.pixel_m * times,
            max(1, self.width // times),
            max(1, self.height // times),
        )

    def lattice(self, size: int, most: int) -> list[Window]:
        """At most `most` windows of `size` pixels, spread evenly, overlapping by half where room is scarce.

        They depend on the grid alone, not on the blocks it is read in.
        """
        size_y, size_x = min(size, self.height), min(size, self.width)
        room_x, room_y = 2 * self.width // size_x - 1, 2 * self.height // size_y - 1
        across = max(1, min(room_x, round(math.sqrt(most * self.width / self.height)), most))
        down = max(1, min(room_y, most // across))
        tops = _spread(self.height - size_y, down)
        lefts = _spread(self.width - size_x, across)
        return [Window(top, left, top + size_y, left + size_x) for top in tops for left in lefts]


def _spread(room: int, count: int) -> list[int]:
    return [room // 2] if count == 1 else [round(i * room / (count - 1)) for i in range(count)]


def common_grid(
    references: Iterable[Path], others: Iterable[Path], *, area: MultiPolygon | None, resolution_m: float
) -> Grid:
    """The grid of what all files cover (and `area`, if given) in the CRS of the first reference.

    Pixels are `resolution_m` or as large as the coarsest file's, and lie on whole multiples of their size, so
    that the same ground always falls into the same pixels. Raises `UnusableFlights` without common ground.
    """
    paths = [*references, *others]
    with rasterio.open(paths[0]) as first:
        crs = first.crs
    if crs is None or not crs.is_projected or abs(crs.linear_units_factor[1] - 1) > 1e-6:
        raise UnusableFlights(_("The later flight must be in a projected coordinate system in metres."))
    west, south, east, north = area.bounds if area is not None else (-math.inf, -math.inf, math.inf, math.inf)
    pixel = resolution_m
    for path in paths:
        with rasterio.open(path) as source:
            if source.crs is None:
                raise UnusableFlights(_("The file %(name)s has no coordinate system.") % {"name": path.name})
            bounds = transform_bounds(source.crs, crs, *source.bounds)
            pixel = max(pixel, (bounds[2] - bounds[0]) / source.width * 0.99)
        west, south = max(west, bounds[0]), max(south, bounds[1])
        east, north = min(east, bounds[2]), min(north, bounds[3])
    left, right = math.floor(west / pixel), math.ceil(east / pixel)
    bottom, top = math.floor(south / pixel), math.ceil(north / pixel)
    if right - left < 8 or top - bottom < 8:
        raise UnusableFlights(_("The two flights do not cover the same ground."), code="no-overlap")
    return Grid(crs.to_wkt(), left * pixel, top * pixel, pixel, right - left, top - bottom)
