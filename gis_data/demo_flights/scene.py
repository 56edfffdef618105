"""A district on two dates, with everything in it and what is true of every difference."""

from collections.abc import Collection
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from shapely import Polygon

from gis_data.demo_flights.cases import Case, Sites, plan_changes
from gis_data.demo_flights.decoys import add_decoys
from gis_data.demo_flights.district import District, cut_district
from gis_data.demo_flights.ground import Ground, lay_ground
from gis_data.demo_flights.objects import Dome, Solid
from gis_data.demo_flights.surroundings import cars, houses, lamps, trees
from gis_data.demo_town import Town

# One case for so many parcels, and as many decoys: enough to judge by, few enough to look like a town.
PARCELS_PER_CASE = 12
FEWEST_CASES = 14


@dataclass(frozen=True)
class Scene:
    """What two flights over a district would see. Solids are in painter's order."""

    seed: int
    district: District
    cases: list[Case]
    solids: list[Solid]
    domes: list[Dome]
    ground: Ground

    @property
    def window(self) -> Polygon:
        """The ground that is flown over: a square, EPSG:26191."""
        return self.district.window


def make_scene(
    town: Town,
    *,
    seed: int,
    side_m: float,
    centre: tuple[float, float] | None = None,
    taken: Collection[str] = frozenset(),
) -> Scene:
    """A scene of `side_m` × `side_m` metres about `centre` (EPSG:26191), or where the town has most to show.

    Nothing is built on the parcels whose references are in `taken`. The same town, seed and `taken` always
    make the same scene. ValueError where no parcel lies in the window.
    """
    district = cut_district(town, seed=seed, side_m=side_m, centre=centre)
    if not len(district.parcels):
        raise ValueError("no parcel lies in this window")
    sites = Sites(district, np.random.default_rng([seed, 3]), taken)
    count = max(FEWEST_CASES, len(sites.shape) // PARCELS_PER_CASE)
    changes = plan_changes(district, sites, count)
    add_decoys(sites, changes, count)
    solids = [*houses(district, changes.replaced), *changes.solids, *cars(district), *lamps(district)]
    solids.sort(key=lambda solid: solid.order)
    occupied = [*district.buildings.geometry, *(case.outline.buffer(1.0) for case in changes.cases)]
    return Scene(
        seed=seed,
        district=district,
        cases=changes.cases,
        solids=solids,
        domes=[*trees(district, shapely.union_all(occupied)), *changes.domes],
        ground=lay_ground(district, changes.patches),
    )


def parcels(scene: Scene) -> gpd.GeoDataFrame:
    """The parcels in the window: `reference` and geometry, EPSG:26191."""
    frame: gpd.GeoDataFrame = scene.district.parcels[["reference", "geometry"]].reset_index(drop=True)
    return frame
