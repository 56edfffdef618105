"""The part of a town that is flown over."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from shapely import Polygon, box
from shapely.geometry.base import BaseGeometry

from gis_data.demo_flights.terrain import Terrain, make_terrain
from gis_data.demo_town import Town

PROTECTED_COVER = ("park", "cemetery")
PROTECTED_EASEMENTS = ("flood", "cemetery", "no_build", "power_line")


@dataclass(frozen=True)
class District:
    """A square window of a town: its tables cut to the window, all EPSG:26191, metres.

    `parcels` has `reference`, `kind` (the use of the ground) and the row of the town as index; `buildings`
    has `parcel` in that index; `protected` is where nothing may be built, with its reason as `kind`.
    """

    window: Polygon
    parcels: gpd.GeoDataFrame
    buildings: gpd.GeoDataFrame
    streets: gpd.GeoDataFrame
    land_cover: gpd.GeoDataFrame
    protected: gpd.GeoDataFrame
    terrain: Terrain
    seed: int

    @property
    def centre(self) -> tuple[float, float]:
        point = self.window.centroid
        return point.x, point.y

    def ground_at(self, shape: BaseGeometry) -> float:
        """The height of bare ground under the middle of a shape, metres above the sea."""
        point = shape.centroid
        return float(self.terrain.at(np.array([point.x]), np.array([point.y]))[0])


def cut_district(town: Town, *, seed: int, side_m: float, centre: tuple[float, float] | None) -> District:
    """The district of `side_m` metres about `centre`, or about the place that has the most to tell."""
    current = town.parcels[town.parcels["valid_to"].isna()]
    x, y = centre or _liveliest(current, town.buildings, side_m)
    window = box(x - side_m / 2, y - side_m / 2, x + side_m / 2, y + side_m / 2)
    buildings = town.buildings[town.buildings.intersects(window)]
    land_cover = town.land_cover[town.land_cover.intersects(window)]
    return District(
        window=window,
        parcels=_parcels(current[current.intersects(window)], town, land_cover),
        buildings=buildings,
        streets=town.streets[town.streets.intersects(window.buffer(20))],
        land_cover=land_cover,
        protected=_protected(town, window),
        terrain=make_terrain(seed, (x, y)),
        seed=seed,
    )


def _liveliest(parcels: gpd.GeoDataFrame, buildings: gpd.GeoDataFrame, side_m: float) -> tuple[float, float]:
    """A centre where both built and empty plots of a town's size are many."""
    points = shapely.get_coordinates(parcels.geometry.centroid.to_numpy())
    small = parcels.geometry.area.to_numpy() < 900
    built = np.isin(parcels.index.to_numpy(), buildings["parcel"].unique())
    best, score = points[0], -1.0
    for candidate in points[:: max(1, len(points) // 400)]:
        near = (np.abs(points - candidate) < side_m / 2).all(axis=1) & small
        found = float(np.minimum((near & ~built).sum() * 2.5, (near & built).sum()))
        if found > score:
            best, score = candidate, found
    return float(np.round(best[0])), float(np.round(best[1]))


def _parcels(parcels: gpd.GeoDataFrame, town: Town, land_cover: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Each parcel with the kind of its ground: a land cover, the use of its building, or `plot`."""
    inside = parcels.geometry.representative_point()
    kind = np.full(len(parcels), "plot", dtype=object)
    use = town.buildings.drop_duplicates("parcel").set_index("parcel")["use"].to_dict()
    for number, row in enumerate(parcels.index):
        kind[number] = use.get(row, "plot")
    for cover, shape in zip(land_cover["kind"], land_cover.geometry, strict=True):
        kind[shapely.contains(shape, inside.to_numpy())] = cover
    zones = town.zones[town.zones["category"].isin(["villa", "facility"])]
    for category, shape in zip(zones["category"], zones.geometry, strict=True):
        within = shapely.contains(shape, inside.to_numpy()) & np.isin(kind, ["plot", "housing", "annex"])
        kind[within] = category
    return gpd.GeoDataFrame(
        {"reference": parcels["reference"].to_numpy(), "kind": kind},
        geometry=parcels.geometry.to_numpy(),
        index=parcels.index,
        crs=parcels.crs,
    )


def _protected(town: Town, window: Polygon) -> gpd.GeoDataFrame:
    """Where the plan lets nothing be built, cut to the window."""
    cover = town.land_cover[town.land_cover["kind"].isin(PROTECTED_COVER)]
    easements = town.easements[town.easements["kind"].isin(PROTECTED_EASEMENTS)]
    kinds = [*cover["kind"], *easements["kind"]]
    shapes = np.array([*cover.geometry, *easements.geometry], dtype=object)
    cut = shapely.intersection(shapes, window) if len(shapes) else shapes
    keep = [i for i, shape in enumerate(cut) if shape.area > 60]
    return gpd.GeoDataFrame(
        {"kind": [kinds[i] for i in keep]}, geometry=[cut[i] for i in keep], crs=town.parcels.crs
    )
