"""Choosing what is flown over: a district that shows every kind of case, building on protected ground too."""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from gis_data.demo_flights.district import PROTECTED_EASEMENTS
from gis_data.demo_town import Town

CANDIDATES, LOOKED_AT = 900, 150
ROOM_M = 7.0
"""Protected ground counts where a circle of this radius, in metres, lies on it beside streets and houses."""
SMALL_M2 = 900.0


def telling_centre(town: Town, *, side_m: float, commune: int) -> tuple[float, float]:
    """The centre (EPSG:26191) of the window of `side_m` metres that has the most to tell.

    Its parcels are the commune's (its row of the town), with many plots, built and empty, and it has room for
    a building where none may stand. Where no window has both: the one with the most plots.
    """
    current = town.parcels[town.parcels["valid_to"].isna()]
    parcels = current[current["commune"] == commune]
    points = shapely.get_coordinates(shapely.centroid(parcels.geometry.to_numpy()))
    built = np.isin(parcels.index.to_numpy(), town.buildings["parcel"].unique())
    small = parcels.geometry.area.to_numpy() < SMALL_M2
    foreign = shapely.union_all(current[current["commune"] != commune].geometry.to_numpy())
    candidates = np.round(points[:: max(1, len(points) // CANDIDATES)])
    windows = _windows(candidates, side_m)
    worth = np.array([_worth(point, points, built, small, side_m) for point in candidates])
    worth[shapely.intersects(windows, foreign)] = -1.0
    barred = town.easements[town.easements["kind"].isin(PROTECTED_EASEMENTS)]
    ground = shapely.union_all(barred.geometry.to_numpy())
    ranked = np.argsort(-worth, kind="stable")
    inner = _windows(candidates, side_m * 0.8)
    for place in ranked[shapely.intersects(inner, ground)[ranked]][:LOOKED_AT]:
        if _has_room(town, inner[place], ground):
            return tuple(candidates[place].tolist())
    return tuple(candidates[ranked[0]].tolist())


def _worth(
    point: NDArray[np.float64],
    points: NDArray[np.float64],
    built: NDArray[np.bool_],
    small: NDArray[np.bool_],
    side_m: float,
) -> float:
    near = (np.abs(points - point) < side_m / 2).all(axis=1) & small
    return float(np.minimum((near & ~built).sum() * 2.5, (near & built).sum()))


def _windows(centres: NDArray[np.float64], side_m: float) -> NDArray[np.object_]:
    low, high = (centres - side_m / 2).T, (centres + side_m / 2).T
    return np.asarray(shapely.box(*low, *high), dtype=object)


def _has_room(town: Town, window: BaseGeometry, barred: BaseGeometry) -> bool:
    streets = town.streets[town.streets.intersects(window)]
    roads = shapely.buffer(streets.geometry.to_numpy(), streets["width_m"].to_numpy() / 2 + 1)
    houses = town.buildings[town.buildings.intersects(window)].geometry.buffer(1.5)
    free = barred.intersection(window).difference(shapely.union_all([*roads, *houses]))
    return not bool(free.buffer(-ROOM_M).is_empty)
