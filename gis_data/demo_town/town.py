"""The demo town as tables, in the columns of the product's models."""

from dataclasses import dataclass, fields

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from gis_data.demo_town.buildings import build_buildings
from gis_data.demo_town.cadastre import add_history, build_parcels, plot_fronts
from gis_data.demo_town.fabric import weave
from gis_data.demo_town.landscape import (
    build_communes,
    build_districts,
    build_land_cover,
    build_places,
    name_quarters,
    quarter_titles,
)
from gis_data.demo_town.owners import build_owners
from gis_data.demo_town.planning import (
    build_easements,
    build_plans,
    build_reservations,
    build_rules,
    build_zones,
)
from gis_data.demo_town.quarters import plan_quarters
from gis_data.demo_town.skeleton import plan_skeleton
from gis_data.demo_town.streets import street_graph

SMALLEST = 300


@dataclass(frozen=True)
class Town:
    """Tables of a town in EPSG:26191, metres. Columns are the fields of the models in `territory`.

    A foreign key (`commune`, `plan`, `parcel`, `parent`, `child`, `source`, `target`) is the row number in
    the table it points to. Parcels with `valid_to` are retired parents of the `parcel_lineage`.
    """

    communes: gpd.GeoDataFrame
    districts: gpd.GeoDataFrame
    zoning_plans: pd.DataFrame
    zone_rules: pd.DataFrame
    zones: gpd.GeoDataFrame
    easements: gpd.GeoDataFrame
    reservations: gpd.GeoDataFrame
    street_nodes: gpd.GeoDataFrame
    streets: gpd.GeoDataFrame
    parcels: gpd.GeoDataFrame
    parcel_lineage: pd.DataFrame
    parcel_owners: pd.DataFrame
    buildings: gpd.GeoDataFrame
    places: gpd.GeoDataFrame
    land_cover: gpd.GeoDataFrame

    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables by name, those that others point to first."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def generate(parcels: int = 12_000, seed: int = 20261122) -> Town:
    """A town of exactly `parcels` current parcels: the same for the same `parcels` and `seed`.

    Raises ValueError for fewer than 300 parcels, too few for a town.
    """
    if parcels < SMALLEST:
        raise ValueError(f"a town has at least {SMALLEST} parcels, not {parcels}")
    skeleton = plan_skeleton(parcels, np.random.default_rng([seed, 1]))
    superblocks = plan_quarters(skeleton, parcels, np.random.default_rng([seed, 2]))
    fabric = weave(skeleton, superblocks, parcels, seed)
    streets, nodes = street_graph(fabric.roads)
    communes = build_communes(superblocks)
    quarter = name_quarters(superblocks)
    titles = quarter_titles(superblocks, quarter)

    plots = np.array(fabric.plots, dtype=object)
    fronts = plot_fronts(plots, streets)
    out = np.array([superblocks[i].out for i in fabric.superblock])
    commune = [superblocks[i].commune for i in fabric.superblock]
    current = build_parcels(fabric, streets, fronts, [titles[q][:2] for q in quarter], seed)
    all_parcels, lineage = add_history(current, seed)
    owners = build_owners(all_parcels["tenure"].tolist(), all_parcels["use"].tolist(), seed)
    plans = build_plans()
    return Town(
        communes=communes,
        districts=build_districts(superblocks, quarter, titles),
        zoning_plans=plans,
        zone_rules=build_rules(plans),
        zones=build_zones(fabric),
        easements=build_easements(skeleton, fabric, communes),
        reservations=build_reservations(skeleton, fabric, communes),
        street_nodes=_in_communes(nodes, communes),
        streets=_in_communes(streets.drop(columns="way"), communes),
        parcels=_as_multipolygons(all_parcels.drop(columns=["use", "superblock"])),
        parcel_lineage=lineage,
        parcel_owners=owners,
        buildings=build_buildings(plots, fabric.use, out, commune, fronts, seed),
        places=build_places(fabric),
        land_cover=build_land_cover(skeleton, fabric, communes, seed),
    )


def _in_communes(frame: gpd.GeoDataFrame, communes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """`frame` with the commune of each row, by a point of it; what lies on a border is the first one's."""
    points = shapely.point_on_surface(frame.geometry.to_numpy())
    within = shapely.STRtree(points).query(communes["boundary"].to_numpy()[1], predicate="contains")
    commune = np.zeros(len(frame), dtype=np.int64)
    commune[within] = 1
    return frame.assign(commune=commune)


def _as_multipolygons(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The model's geometry type."""
    shapes = frame.geometry.to_numpy()
    return frame.set_geometry(
        gpd.GeoSeries(shapely.multipolygons(shapes, indices=np.arange(len(shapes))), crs=frame.crs)
    )
