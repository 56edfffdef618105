"""Measures on a survey's heights: points, profiles along a line, statistics and volumes of an area.

Shapes come in `crs` (None: the raster's own); lengths, areas and volumes are in metres of the ground (see
`ground`). Web processes import this at their first measure.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import shapely
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from kharita.core.errors import BadInput
from kharita.rasters.cells import (
    Cells,
    NotCovered,
    cells_under,
    grid_over,
    in_cells,
    opened,
    own_crs,
    read_onto,
    read_values,
    sampled,
)
from kharita.rasters.ground import brought, metres_per_unit, points_brought

POINTS_MAX = 1_000
SAMPLES_MAX = 2_000
VERTICES_MAX = 10_000
_NOWHERE = 1e30
"""A place outside of every raster, for what a CRS has no place for."""

BaseKind = Literal["lowest", "average", "plane", "fixed"]
BASE_KINDS: tuple[BaseKind, ...] = ("lowest", "average", "plane", "fixed")


@dataclass(frozen=True)
class Base:
    """What a volume stands on: the lowest or the average height of the shape's edge, the plane that fits the
    edge best (least squares), or a `height_m` that is given."""

    kind: BaseKind
    height_m: float | None = None


@dataclass(frozen=True)
class Profile:
    """Heights along a line: `distances_m` from its start, `places` (x, y) in the line's CRS, None where
    unknown.

    `step_m` lies between two samples, `cell_m` is the size of the cells that they are read from.
    """

    distances_m: tuple[float, ...]
    places: tuple[tuple[float, float], ...]
    heights_m: tuple[float | None, ...]
    step_m: float
    cell_m: float


@dataclass(frozen=True)
class AreaStatistics:
    """Weighed by how much of each cell lies inside; `known_share` of the area has data."""

    minimum: float
    maximum: float
    mean: float
    standard_deviation: float
    area_m2: float
    known_share: float
    cell_m: float


@dataclass(frozen=True)
class Volume:
    """`above_m3` stands over the base, `below_m3` is missing under it; unknown cells count for neither.

    `base_m` is the base's height at the middle of the shape, `slope` how much a plane rises per metre to the
    east and to the north.
    """

    above_m3: float
    below_m3: float
    area_m2: float
    known_share: float
    base_m: float
    slope: tuple[float, float]
    cell_m: float

    @property
    def net_m3(self) -> float:
        return self.above_m3 - self.below_m3


@dataclass(frozen=True)
class DifferenceVolume:
    """Between two dates: `fill_m3` was added, `cut_m3` taken away; only where both are known."""

    fill_m3: float
    cut_m3: float
    fill_area_m2: float
    cut_area_m2: float
    mean_change_m: float
    area_m2: float
    known_share: float
    cell_m: float

    @property
    def net_m3(self) -> float:
        return self.fill_m3 - self.cut_m3


def value_at(
    path: Path, points: Sequence[tuple[float, float]], *, crs: str | None = None
) -> list[tuple[float | None, ...]]:
    """The bands' values (without opacity) of the cell that each point lies in; None where there is none."""
    if len(points) > POINTS_MAX:
        raise BadInput(_("At most %(most)s points at once.") % {"most": POINTS_MAX})
    places = np.array(points, dtype=np.float64).reshape(-1, 2)
    with opened(path) as dataset:
        wanted = [number for number, colour in enumerate(dataset.colorinterp, 1) if colour.name != "alpha"]
        if crs:
            places = points_brought(places, crs, dataset.crs.to_wkt())
        places = np.where(np.isfinite(places), places, _NOWHERE)
        return [_values(read) for read in dataset.sample(places.tolist(), indexes=wanted, masked=True)]


def _values(read: Any) -> tuple[float | None, ...]:
    told = zip(np.ma.getdata(read).tolist(), np.ma.getmaskarray(read).tolist(), strict=True)
    return tuple(None if hidden or not math.isfinite(value) else float(value) for value, hidden in told)


def profile(path: Path, line: Any, step_m: float | None = None, *, crs: str | None = None) -> Profile:
    """Heights along a line every `step_m` metres (None: every cell), at most `SAMPLES_MAX` of them.

    The samples depend on the line alone: two dates asked with one step can be laid over each other. Raises
    `NotCovered`, `BadInput`.
    """
    _check(line, ("LineString",), _("A profile needs a line of at least two points."))
    wkt = own_crs(path)
    distances, places, step = _along(line, crs or wkt, step_m or _cell_m(path, line, crs, wkt))
    with opened(path) as dataset:
        points = points_brought(places, crs, wkt) if crs else places
        shape = shapely.LineString(points) if np.isfinite(points).all() else brought(line, crs or wkt, wkt)
        grid, window = grid_over(dataset, shape, wkt, margin=2)
        heights = sampled(read_values(dataset, 1, window, grid), in_cells(grid.transform, points))
    if not np.isfinite(heights).any():
        raise NotCovered(_("The survey shows nothing along this line."))
    return Profile(
        distances_m=tuple(distances.tolist()),
        places=tuple((float(x), float(y)) for x, y in places),
        heights_m=tuple(float(height) if math.isfinite(height) else None for height in heights),
        step_m=step,
        cell_m=max(grid.cell_m),
    )


def area_statistics(path: Path, polygon: Any, *, crs: str | None = None, band: int = 1) -> AreaStatistics:
    """Minimum, maximum, mean and spread of a band inside a polygon. Raises `NotCovered`, `BadInput`."""
    cells = _cells(path, polygon, crs, band)
    values, weights = _known(cells.values, cells.weights)
    mean = float(np.average(values, weights=weights))
    return AreaStatistics(
        minimum=float(values.min()),
        maximum=float(values.max()),
        mean=mean,
        standard_deviation=math.sqrt(float(np.average((values - mean) ** 2, weights=weights))),
        area_m2=cells.area_m2,
        known_share=_share(weights, cells),
        cell_m=max(cells.grid.cell_m),
    )


def volume(path: Path, polygon: Any, base: Base, *, crs: str | None = None) -> Volume:
    """What stands over `base` inside a polygon, and what is missing under it.

    Raises `NotCovered` (also where the edge, which the base is made of, is not known), `BadInput`.
    """
    cells = _cells(path, polygon, crs, 1)
    constant, slope, middle = _base(cells, base)
    rows, columns = np.nonzero((cells.weights > 0) & np.isfinite(cells.values))
    values = cells.values[rows, columns].astype(np.float64)
    weights = cells.weights[rows, columns].astype(np.float64)
    across, along = cells.grid.cell_m
    under = constant + slope[0] * (columns + 0.5 - middle[0]) + slope[1] * (rows + 0.5 - middle[1])
    heights = (values - under) * weights
    area = cells.grid.cell_area_m2
    return Volume(
        above_m3=float(heights[heights > 0].sum()) * area,
        below_m3=-float(heights[heights < 0].sum()) * area,
        area_m2=cells.area_m2,
        known_share=_share(weights, cells),
        base_m=constant,
        slope=(slope[0] / across, -slope[1] / along),
        cell_m=max(cells.grid.cell_m),
    )


def difference_volume(
    before: Path, after: Path, polygon: Any, *, crs: str | None = None, least_m: float = 0.0
) -> DifferenceVolume:
    """Cut and fill between two dates inside a polygon; changes smaller than `least_m` are taken for noise.

    `polygon` without `crs` is in that of `after`, onto whose cells `before` is brought.
    """
    cells = _cells(after, polygon, crs, 1)
    change = cells.values - read_onto(before, cells.grid)
    if not np.isfinite(change[cells.weights > 0]).any():
        raise NotCovered(_("The two surveys do not both show what is inside this shape."))
    values, weights = _known(change, cells.weights)
    areas = weights * cells.grid.cell_area_m2
    fill, cut = (values > 0) & (values >= least_m), (values < 0) & (values <= -least_m)
    return DifferenceVolume(
        fill_m3=float((values[fill] * areas[fill]).sum()),
        cut_m3=-float((values[cut] * areas[cut]).sum()),
        fill_area_m2=float(areas[fill].sum()),
        cut_area_m2=float(areas[cut].sum()),
        mean_change_m=float(np.average(values, weights=weights)),
        area_m2=cells.area_m2,
        known_share=_share(weights, cells),
        cell_m=max(cells.grid.cell_m),
    )


def _check(shape: Any, kinds: tuple[str, ...], told: str) -> None:
    if shape.is_empty or shape.geom_type not in kinds or shape.length == 0:
        raise BadInput(told)
    if shapely.get_num_coordinates(shape) > VERTICES_MAX:
        raise BadInput(_("The shape has more than %(most)s points.") % {"most": VERTICES_MAX})
    if not np.isfinite(shapely.get_coordinates(shape)).all():
        raise BadInput(told)


def _cells(path: Path, polygon: Any, crs: str | None, band: int) -> Cells:
    told = _("The shape must be an area whose outline does not cross itself.")
    _check(polygon, ("Polygon", "MultiPolygon"), told)
    if not polygon.is_valid or polygon.area == 0:
        raise BadInput(told)
    return cells_under(path, polygon, crs=crs, band=band)


def _known(
    values: NDArray[np.float32], weights: NDArray[np.float32]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    inside = (weights > 0) & np.isfinite(values)
    return values[inside].astype(np.float64), weights[inside].astype(np.float64)


def _share(weights: NDArray[np.float64], cells: Cells) -> float:
    return min(1.0, float(weights.sum()) * cells.grid.cell_area_m2 / cells.area_m2)


def _cell_m(path: Path, line: Any, crs: str | None, wkt: str) -> float:
    shape = brought(line, crs, wkt) if crs else line
    with opened(path) as dataset:
        grid, _window = grid_over(dataset, shape, wkt, margin=2)
    return max(grid.cell_m)


def _along(line: Any, crs: str, step_m: float) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
    """Distances in metres, places (n, 2) in `crs`, and the step that they are apart (the last one may be
    nearer).
    """
    corners = shapely.get_coordinates(line)
    across, along = metres_per_unit(crs, *corners.mean(axis=0))
    lengths = np.hypot(np.diff(corners[:, 0]) * across, np.diff(corners[:, 1]) * along)
    reached = np.concatenate([[0.0], np.cumsum(lengths)])
    total = float(reached[-1])
    if not (math.isfinite(total) and total > 0):
        raise BadInput(_("A profile needs a line of at least two points."))
    step = max(step_m, total / (SAMPLES_MAX - 1))
    distances = np.append(np.arange(0, total - step * 1e-6, step), total)
    places = np.column_stack([np.interp(distances, reached, corners[:, axis]) for axis in (0, 1)])
    return distances, places, step


def _base(cells: Cells, base: Base) -> tuple[float, tuple[float, float], tuple[float, float]]:
    """The base's height at the middle (column, row), and how much it rises per column and per row."""
    middle = (cells.grid.shape[1] / 2, cells.grid.shape[0] / 2)
    if base.kind == "fixed":
        if base.height_m is None or not math.isfinite(base.height_m):
            raise BadInput(_("Say the height that the volume stands on."))
        return base.height_m, (0.0, 0.0), middle
    places, heights = _edge(cells)
    if base.kind == "lowest":
        return float(heights.min()), (0.0, 0.0), middle
    if base.kind == "average":
        return float(heights.mean()), (0.0, 0.0), middle
    design = np.column_stack([np.ones(len(places)), places - np.array(middle)])
    constant, across, down = np.linalg.lstsq(design, heights, rcond=None)[0]
    return float(constant), (float(across), float(down)), middle


def _edge(cells: Cells) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Places (column, row) on the shape's outer edge, evenly spaced, and their heights, where they are
    known.
    """
    outer = shapely.get_exterior_ring(shapely.get_parts(cells.shape))
    cell = math.sqrt(abs(cells.grid.transform.determinant))
    places = []
    for ring in outer:
        count = max(16, min(SAMPLES_MAX, math.ceil(ring.length / cell)))
        along = np.arange(count) * (ring.length / count)
        places.append(shapely.get_coordinates(shapely.line_interpolate_point(ring, along)))
    spots = in_cells(cells.grid.transform, np.concatenate(places))
    heights = sampled(cells.values, spots)
    known = np.isfinite(heights)
    if known.sum() < 3:
        raise NotCovered(_("The heights along the edge of the shape are not known: choose a fixed height."))
    return spots[known], heights[known]
