"""Checks of geometries, a batch at a time: arrays in, arrays out, nothing changed without being named."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from kharita.importing.targets import TargetGeometry

Geometries = NDArray[np.object_]
Transform = Callable[[Any, Any], tuple[Any, Any]]

SMALLEST_AREA_M2 = 0.01
_LINES = (1, 2)  # LineString, LinearRing
_TYPES: dict[str, tuple[int, ...]] = {
    "point": (0, 4),
    "line": (1, 5),
    "polygon": (3, 6),
    "place": (0, 4, 3, 6),
}
_PLACE = re.compile(r"^(?P<fault>[^\[]+)\[(?P<x>\S+) (?P<y>\S+)\]$")


@dataclass(frozen=True)
class Repair:
    """What was wrong with a geometry and what mending it did. Place in the official CRS, areas in m²."""

    fault: str
    x: float | None
    y: float | None
    area_before: float
    area_after: float


@dataclass
class Checked:
    """A batch after its checks. `reasons[i]` is "" where `geometries[i]` is fit for the cadastre."""

    geometries: Geometries
    reasons: Geometries
    repairs: dict[int, Repair] = field(default_factory=dict)
    lost_z: int = 0

    def refuse(self, where: NDArray[np.bool_], reason: str) -> None:
        """Give `reason` to the rows of `where` that have none yet: the first fault found is the one told."""
        self.reasons[where & (self.reasons == "")] = reason

    @property
    def fit(self) -> NDArray[np.bool_]:
        return np.asarray(self.reasons == "", dtype=bool)


def read_wkb(values: Geometries) -> Checked:
    """Geometries of a column of WKB; what is missing, unreadable or empty is told, never raised."""
    geometries = shapely.from_wkb(values, on_invalid="ignore")
    return started(geometries, absent=np.array([value is None for value in values], dtype=bool))


def started(geometries: Geometries, absent: NDArray[np.bool_] | None = None) -> Checked:
    """The first checks of `geometries` (None: could not be read, or `absent` from the file)."""
    checked = Checked(geometries, np.full(len(geometries), "", dtype=object))
    missing = shapely.is_missing(geometries)
    if absent is not None:
        checked.refuse(absent, "missing-geometry")
    checked.refuse(missing, "unreadable-geometry")
    checked.refuse(shapely.is_empty(geometries), "empty-geometry")
    coordinates, index = shapely.get_coordinates(geometries, return_index=True)
    strange = np.zeros(len(geometries), dtype=bool)
    strange[index[~np.isfinite(coordinates).all(axis=1)]] = True
    checked.refuse(strange, "non-finite-coordinates")
    has_z = shapely.has_z(geometries)
    if has_z.any():
        checked.lost_z = int(has_z.sum())
        checked.geometries = shapely.force_2d(geometries)
    return checked


def check(
    checked: Checked,
    *,
    kind: TargetGeometry,
    transform: Transform | None,
    region: shapely.Geometry,
    repair: bool,
) -> Checked:
    """Bring a batch to the official CRS and check it against `kind` and `region` (both changed in place).

    `transform` takes and gives arrays of x and y (None: the file is in the official CRS already). A geometry
    that is invalid in the file or became so is mended when `repair` is set, else refused.
    """
    _keep_kind(checked, kind)
    broken = _broken(checked)
    if transform is not None:
        _project(checked, transform)
        broken |= _broken(checked)
    if broken.any():
        _mend(checked, np.flatnonzero(broken), kind, repair)
    if kind == "polygon":
        area = shapely.area(checked.geometries)
        checked.refuse(checked.fit & (np.nan_to_num(area) < SMALLEST_AREA_M2), "zero-area")
    _keep_inside(checked, region)
    return checked


def _keep_kind(checked: Checked, kind: TargetGeometry) -> None:
    types = shapely.get_type_id(checked.geometries)
    if kind == "polygon":
        closed = np.isin(types, _LINES) & shapely.is_closed(checked.geometries) & checked.fit
        closed &= shapely.get_num_points(checked.geometries) > 3
        if closed.any():  # drawings have no polygons, only closed lines
            checked.geometries[closed] = [shapely.Polygon(line) for line in checked.geometries[closed]]
            types = shapely.get_type_id(checked.geometries)
    checked.refuse(checked.fit & ~np.isin(types, _TYPES[kind]), "wrong-geometry-type")


def _broken(checked: Checked) -> NDArray[np.bool_]:
    valid: NDArray[np.bool_] = shapely.is_valid(checked.geometries)
    return checked.fit & ~valid


def _project(checked: Checked, transform: Transform) -> None:
    fit = checked.fit
    projected = moved(checked.geometries[fit], transform)
    coordinates, index = shapely.get_coordinates(projected, return_index=True)
    lost = np.zeros(len(projected), dtype=bool)
    lost[index[~np.isfinite(coordinates).all(axis=1)]] = True
    checked.geometries[fit] = projected
    nowhere = np.zeros(len(fit), dtype=bool)
    nowhere[np.flatnonzero(fit)[lost]] = True
    checked.refuse(nowhere, "outside-crs")


def moved(geometries: Any, transform: Transform) -> Any:
    """Geometries (or one) with every coordinate passed through `transform`, in arrays of x and of y."""
    # the stub knows only functions of interleaved coordinates
    return shapely.transform(geometries, transform, interleaved=False)  # type: ignore[arg-type]  # stubs


def _mend(checked: Checked, rows: NDArray[np.intp], kind: TargetGeometry, repair: bool) -> None:
    """Mend the geometries of `rows` by their structure (an outer ring stays outer), polygons staying
    polygons."""
    for row in rows.tolist():
        geometry = checked.geometries[row]
        if checked.reasons[row] or geometry is None:
            continue
        mended = shapely.make_valid(geometry, method="structure", keep_collapsed=False)
        told = _PLACE.match(shapely.is_valid_reason(geometry))
        checked.repairs[row] = Repair(
            fault=(told["fault"] if told else "Self-intersection").lower().replace(" ", "-"),
            x=float(told["x"]) if told else None,
            y=float(told["y"]) if told else None,
            area_before=float(shapely.area(geometry)),
            area_after=float(shapely.area(mended)),
        )
        if not repair:
            checked.reasons[row] = "invalid-geometry"
        elif mended.is_empty or int(shapely.get_type_id(mended)) not in _TYPES[kind]:
            checked.reasons[row] = "zero-area" if kind == "polygon" else "invalid-geometry"
        else:
            checked.geometries[row] = mended


def _keep_inside(checked: Checked, region: shapely.Geometry) -> None:
    """Refuse what does not touch `region`. The middle of a box answers for nearly all of them, ten times
    faster."""
    shapely.prepare(region)
    fit = checked.fit
    west, south, east, north = shapely.bounds(checked.geometries).T
    with np.errstate(invalid="ignore"):
        inside = shapely.intersects_xy(region, (west + east) / 2, (south + north) / 2)
    doubtful = fit & ~inside
    if doubtful.any():
        inside[doubtful] = shapely.intersects(region, checked.geometries[doubtful])
        checked.refuse(fit & ~inside, "outside-commune")
