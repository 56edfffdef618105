"""The zoning plan "DEMO" with its rules, what limits building, and what the plan reserves."""

from datetime import date
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from gis_data.demo_town.fabric import Fabric
from gis_data.demo_town.geometry import long_axis_frame, on_grid, polygons_of
from gis_data.demo_town.names import columns, full, load, name
from gis_data.demo_town.skeleton import CENTRE, Skeleton
from gis_data.demo_town.streets import CRS

CODES = {
    "medina": "M2",
    "centre": "C4",
    "dense": "H2",
    "planned": "H2",
    "recent": "H3",
    "apartments": "A4",
    "villas": "V1",
    "industry": "I1",
    "park": "EV",
    "cemetery": "EV",
    "oued": "EV",
    "island": "EV",
}
NEXT_TO_TOWN = 1.45  # open country up to here (area of the town = 1) is where the plan lets the town grow
RULE_FIELDS = (
    "min_plot_m2",
    "min_frontage_m",
    "max_cos",
    "max_ground_ratio",
    "max_floors",
    "max_height_m",
    "setback_front_m",
    "setback_side_m",
    "setback_rear_m",
    "min_court_m",
    "parking_ratio",
)
CURRENT, NEIGHBOUR, DRAFT = 0, 1, 2


def build_plans() -> pd.DataFrame:
    """Three plans: each commune's own in force, and a revision that is still a draft."""
    rows = [
        (0, "current", "in_force", date(2021, 3, 15), date(2031, 3, 15)),
        (1, "neighbour", "in_force", date(2019, 9, 2), date(2029, 9, 2)),
        (0, "draft", "draft", None, None),
    ]
    return pd.DataFrame(
        {
            "commune": [row[0] for row in rows],
            "kind": "development_plan",
            "state": [row[2] for row in rows],
            "approved_on": [row[3] for row in rows],
            "expires_on": [row[4] for row in rows],
            "legal_ref": load("zone_rules.yaml")["legal_ref"],
            "cos_means_ground_ratio": False,
            **columns([name("plans", row[1]) for row in rows]),
        }
    )


def build_rules(plans: pd.DataFrame) -> pd.DataFrame:
    """The rules of every zone code, once for each plan; what a plan is silent about is missing."""
    zones: dict[str, dict[str, Any]] = load("zone_rules.yaml")["zones"]
    rows = [
        {
            "plan": plan,
            "code": code,
            "category": rule["category"],
            "uses": list(rule["uses"]),
            "article_ref": rule["article_ref"],
            **{field: rule.get(field) for field in RULE_FIELDS},
            **dict(zip(("name_ar", "name_fr", "name_en"), full(rule["title"]), strict=True)),
        }
        for plan in plans.index
        for code, rule in zones.items()
    ]
    return pd.DataFrame(rows).astype({"max_floors": "Int64"})


def build_zones(fabric: Fabric) -> gpd.GeoDataFrame:
    """The zones of all plans, up to the middle of the roads; public plots inside a quarter are their own."""
    categories = {code: rule["category"] for code, rule in load("zone_rules.yaml")["zones"].items()}
    inner: dict[int, list[tuple[Polygon, str]]] = {}
    for plot, index, use in zip(fabric.plots, fabric.superblock, fabric.use, strict=True):
        if fabric.superblocks[index].pattern is not None and use != fabric.superblocks[index].kind:
            inner.setdefault(index, []).append((plot, CODES.get(use, "EQ")))
    rows: list[tuple[int, int, str, BaseGeometry]] = []
    for index, superblock in enumerate(fabric.superblocks):
        code = _code(superblock.kind, superblock.out)
        public = inner.get(index, [])
        ground: BaseGeometry = superblock.polygon
        if public:
            ground = on_grid(ground.difference(shapely.union_all([plot for plot, _code_of in public])))
        plan = NEIGHBOUR if superblock.commune else CURRENT
        found = [(ground, code), *public]
        rows += [(superblock.commune, plan, zone, shape) for shape, zone in found]
        if plan == CURRENT and superblock.out < NEXT_TO_TOWN * 1.3:
            revised = {"NU": "H3", "RA": "NU"}
            rows += [(superblock.commune, DRAFT, revised.get(zone, zone), shape) for shape, zone in found]
    return gpd.GeoDataFrame(
        {
            "commune": [row[0] for row in rows],
            "plan": [row[1] for row in rows],
            "code": [row[2] for row in rows],
            "category": [categories[row[2]] for row in rows],
        },
        geometry=[row[3] for row in rows],
        crs=CRS,
    )


def _code(kind: str, out: float) -> str:
    if kind == "country":
        return "NU" if out < NEXT_TO_TOWN else "RA"
    return CODES.get(kind, "EQ")


def build_easements(skeleton: Skeleton, fabric: Fabric, communes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Flood area, power line, cemetery belts, the bypass's no-build strip, a water main; cut by commune."""
    size = skeleton.urban_radius
    found: list[tuple[str, str, BaseGeometry]] = [
        ("flood", "loi 36-15", skeleton.banks.buffer(float(np.clip(size / 28, 8, 45)), quad_segs=4)),
        ("power_line", "DEMO", _power_line(size).buffer(float(np.clip(size / 80, 5, 15)), cap_style="flat")),
    ]
    for plot, use in zip(fabric.plots, fabric.use, strict=True):
        if use == "cemetery":
            belt = plot.buffer(float(np.clip(size / 40, 8, 30)), join_style="mitre").difference(plot)
            found.append(("cemetery", "dahir du 29 avril 1938", belt))
    bypass = [road.line for road in skeleton.roads if road.way == "bypass"]
    if bypass:
        strip = shapely.union_all(bypass).buffer(
            skeleton.width("primary") / 2 + 10, quad_segs=4, cap_style="flat"
        )
        found.append(("no_build", "DEMO", strip))
    south = [road.line for road in skeleton.roads if road.way.startswith("south")]
    if south:
        found.append(("water_main", "DEMO", shapely.union_all(south).buffer(5, cap_style="flat")))
    return _by_commune(found, communes, "easements").drop(columns="plan")


def _power_line(size: float) -> LineString:
    """A line on pylons past the industrial quarter, from north to south-east."""
    corners = np.array([[0.42, 1.6], [0.78, 0.5], [0.98, -0.25], [1.5, -1.1]]) * size * 1.05
    return LineString(corners + CENTRE)


def build_reservations(skeleton: Skeleton, fabric: Fabric, communes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Planned roads, facilities and green spaces, mostly where the town is to grow."""
    growth = [s for s in fabric.superblocks if s.kind == "country" and s.out < NEXT_TO_TOWN]
    found: list[tuple[str, str, BaseGeometry]] = []
    for number, superblock in enumerate(growth):
        frame, length, width = long_axis_frame(superblock.polygon)

        def box(u0: float, u1: float, v0: float, v1: float) -> BaseGeometry:
            corners = np.array([[u0, v0], [u1, v0], [u1, v1], [u0, v1]]) * [length, width]  # noqa: B023 - used at once
            return Polygon(frame.to_world(corners))  # noqa: B023 - used at once

        half = 8.0 / width
        shape = (
            box(0.0, 1.0, 0.5 - half, 0.5 + half),
            box(0.3, 0.55, 0.58, 0.85),
            box(0.55, 0.8, 0.15, 0.4),
        )[number % 3]
        kind = ("planned_road", "facility", "green_space")[number % 3]
        found.append((kind, "DEMO art. 13", shape.intersection(superblock.polygon)))
    bank = skeleton.banks.buffer(18).difference(skeleton.banks)
    near = shapely.Point(CENTRE + np.array([0.2, 0.75]) * skeleton.urban_radius).buffer(
        skeleton.urban_radius * 0.22
    )
    found.append(("green_space", "DEMO art. 12", bank.intersection(near)))
    return _by_commune(found, communes, "reservations")


def _by_commune(
    found: list[tuple[str, str, BaseGeometry]], communes: gpd.GeoDataFrame, group: str
) -> gpd.GeoDataFrame:
    """The parts of each area within each commune, named by their kind."""
    rows = []
    for kind, legal_ref, shape in found:
        for commune, boundary in enumerate(communes["boundary"]):
            parts = polygons_of(on_grid(shape.intersection(boundary)), 20.0)
            if parts:
                rows.append((commune, kind, legal_ref, shapely.multipolygons(parts)))
    return gpd.GeoDataFrame(
        {
            "commune": [row[0] for row in rows],
            "plan": [row[0] for row in rows],
            "kind": [row[1] for row in rows],
            "legal_ref": [row[2] for row in rows],
            **columns([name(group, row[1]) for row in rows]),
        },
        geometry=[row[3] for row in rows],
        crs=CRS,
    )
