"""The cadastre: titles, tenure, addresses, areas, and some divisions and mergers of the past."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely import Polygon

from gis_data.demo_town.fabric import Fabric
from gis_data.demo_town.geometry import bisect
from gis_data.demo_town.names import names
from gis_data.demo_town.plots import neighbours
from gis_data.demo_town.streets import CRS

OFFICE = 40  # the index of a land title: the conservation office, here as in the brief's example
OPENED = datetime(2016, 1, 4, 8, 0, tzinfo=UTC)  # the day from which this cadastre keeps its history
TENURES = ("titled", "requisition", "melk", "state", "habous", "collective", "guich")
PREFIX = {"melk": "MELK", "state": "DOM", "habous": "HAB", "collective": "COLL", "guich": "GUICH"}
# Chances of each tenure (in the order of TENURES) by the use of a plot.
CHANCES = {
    "medina": (0.52, 0.1, 0.3, 0.01, 0.07, 0, 0),
    "dense": (0.66, 0.13, 0.2, 0.01, 0, 0, 0),
    "industry": (0.86, 0.05, 0.02, 0.07, 0, 0, 0),
    "orchard": (0.5, 0.12, 0.26, 0.02, 0.01, 0.06, 0.03),
    "field": (0.33, 0.1, 0.31, 0.04, 0.01, 0.16, 0.05),
    "mosque": (0.1, 0, 0, 0, 0.9, 0, 0),
    "cemetery": (0, 0, 0, 0, 1, 0, 0),
    "town": (0.93, 0.05, 0.01, 0.01, 0, 0, 0),
    "public": (0.45, 0.05, 0, 0.5, 0, 0, 0),
}
PUBLIC = frozenset(
    (
        "school",
        "park",
        "police",
        "post_office",
        "town_hall",
        "market",
        "bus_station",
        "hospital",
        "souk",
        "stadium",
    )
)


@dataclass(frozen=True)
class Fronts:
    """What each plot faces: the row of its street edge, and the side of it (0 left, 1 right)."""

    edge: np.ndarray
    side: np.ndarray
    point: np.ndarray


def plot_fronts(plots: np.ndarray, streets: gpd.GeoDataFrame) -> Fronts:
    """The street that each plot faces: the nearest, of equally near ones the first."""
    lines = streets.geometry.to_numpy()
    found = shapely.STRtree(lines).query_nearest(plots)
    edge = np.full(len(plots), len(lines), dtype=np.int64)
    np.minimum.at(edge, found[0], found[1])
    middle = shapely.point_on_surface(plots)
    distance = shapely.line_locate_point(lines[edge], middle)
    point = shapely.get_coordinates(shapely.line_interpolate_point(lines[edge], distance))
    ahead = shapely.get_coordinates(shapely.line_interpolate_point(lines[edge], distance + 1.0))
    behind = shapely.get_coordinates(
        shapely.line_interpolate_point(lines[edge], np.maximum(distance - 1.0, 0))
    )
    run, off = ahead - behind, shapely.get_coordinates(middle) - point
    side = (run[:, 0] * off[:, 1] - run[:, 1] * off[:, 0] < 0).astype(np.int64)
    return Fronts(edge, side, point)


def build_parcels(
    fabric: Fabric, streets: gpd.GeoDataFrame, fronts: Fronts, quarter: list[tuple[str, str]], seed: int
) -> gpd.GeoDataFrame:
    """The current parcels, one for each plot of the fabric, in its order.

    `quarter` names the quarter of each superblock in Arabic and French. `use` and `superblock` stay on the
    rows for what is built on them.
    """
    rng = np.random.default_rng([seed, 20])
    plots = np.array(fabric.plots, dtype=object)
    owner = np.array(fabric.superblock)
    tenure = _tenures(fabric.use, rng)
    out = np.array([fabric.superblocks[i].out for i in fabric.superblock])
    area = shapely.area(plots)
    return gpd.GeoDataFrame(
        {
            "commune": [fabric.superblocks[i].commune for i in fabric.superblock],
            "reference": _references(tenure, rng),
            "tenure": tenure,
            "declared_area_m2": _declared(area, tenure, rng),
            **_addresses(fabric, streets, fronts, quarter, rng),
            "valid_from": _opened(out, rng),
            "valid_to": pd.Series([pd.NaT] * len(plots), dtype="datetime64[us, UTC]"),
            "use": fabric.use,
            "superblock": owner,
        },
        geometry=plots,
        crs=CRS,
    )


def _tenures(uses: list[str], rng: np.random.Generator) -> list[str]:
    dice = rng.random(len(uses))
    bounds = {use: np.cumsum(chances) for use, chances in CHANCES.items()}
    found = []
    for use, throw in zip(uses, dice, strict=True):
        chances = bounds.get(use, bounds["public" if use in PUBLIC else "town"])
        found.append(TENURES[min(int(np.searchsorted(chances, throw, side="right")), len(TENURES) - 1)])
    return found


def _references(tenure: list[str], rng: np.random.Generator) -> list[str]:
    """Titles count on from quarter to quarter, as mother titles are divided, with gaps between."""
    gaps = np.where(rng.random(len(tenure)) < 0.06, rng.integers(2, 30, len(tenure)), 1)
    titles = 1_480 + np.cumsum(gaps)
    counts = dict.fromkeys(TENURES, 0)
    found = []
    for kind, number in zip(tenure, titles.tolist(), strict=True):
        counts[kind] += 1
        if kind == "titled":
            found.append(f"{number}/{OFFICE}")
        elif kind == "requisition":
            found.append(f"R {3_200 + counts[kind] * 3}/{OFFICE}")
        else:
            found.append(f"{PREFIX[kind]}-{counts[kind]:05d}")
    return found


def _declared(area: np.ndarray, tenure: list[str], rng: np.random.Generator) -> np.ndarray:
    """What the titles say: mostly within 2 % of what was measured, a few well off, some silent."""
    error = np.clip(rng.normal(0, 0.005, len(area)), -0.019, 0.019)
    far = rng.random(len(area)) < 0.012
    error[far] = rng.choice([-1, 1], far.sum()) * rng.uniform(0.05, 0.18, far.sum())
    declared = np.maximum(np.rint(area * (1 + error)), 1.0)
    small = area < 60  # whole square metres would be off by more than they measure
    declared[small] = np.round(area[small] * (1 + error[small]), 1)
    silent = np.isin(np.array(tenure), ["melk", "collective", "guich"]) & (rng.random(len(area)) < 0.4)
    declared[silent] = np.nan
    return declared


def _opened(out: np.ndarray, rng: np.random.Generator) -> pd.DatetimeIndex:
    """Since when the cadastre knows each parcel: the old town from its first day, the new estates later."""
    days = np.where(
        out < 0.6, 0, np.rint((np.clip(out, 0.6, 1.0) - 0.6) * 4_000 + rng.integers(0, 300, len(out)))
    )
    return pd.DatetimeIndex([OPENED + timedelta(days=int(day)) for day in days]).as_unit("us")


def _addresses(
    fabric: Fabric,
    streets: gpd.GeoDataFrame,
    fronts: Fronts,
    quarter: list[tuple[str, str]],
    rng: np.random.Generator,
) -> dict[str, list[str]]:
    """House numbers rise along each street, odd on its left and even on its right."""
    number = _house_numbers(streets, fronts)
    arabic_names, french_names = streets["name_ar"].to_numpy(), streets["name_fr"].to_numpy()
    douars = names("douars")
    arabic, french = [], []
    for i, superblock in enumerate(fabric.superblock):
        if fabric.use[i] in ("field", "orchard"):
            douar = douars[superblock % len(douars)]
            arabic.append(douar[0])
            french.append(douar[1])
            continue
        edge = fronts.edge[i]
        quarter_ar, quarter_fr = quarter[superblock]
        arabic.append(f"{number[i]} {arabic_names[edge]}، {quarter_ar}")
        french.append(f"{number[i]}, {french_names[edge]}, {quarter_fr}")
    return {"address": french, "address_ar": arabic}


def _house_numbers(streets: gpd.GeoDataFrame, fronts: Fronts) -> np.ndarray:
    """Numbers by way and side in the order of the edges and of the places along them."""
    way = streets["way"].to_numpy()[fronts.edge]
    lines = streets.geometry.to_numpy()
    along = shapely.line_locate_point(lines[fronts.edge], shapely.points(fronts.point))
    order = np.lexsort((along, fronts.edge, fronts.side, way))
    key = way[order] * 2 + fronts.side[order]
    start = np.r_[True, key[1:] != key[:-1]]
    first = np.maximum.accumulate(np.where(start, np.arange(len(key)), 0))
    number = np.empty(len(key), dtype=np.int64)
    number[order] = (np.arange(len(key)) - first) * 2 + 1 + fronts.side[order]
    return number


def add_history(parcels: gpd.GeoDataFrame, seed: int) -> tuple[gpd.GeoDataFrame, pd.DataFrame]:
    """Append the retired parents of some parcels; the lineage names rows of the result.

    A division: two neighbours were one parcel. A merger: one parcel was two.
    """
    rng = np.random.default_rng([seed, 21])
    count = max(4, len(parcels) // 1_500)
    eligible = parcels["use"].isin(["planned", "dense", "centre", "recent"]) & (parcels["tenure"] == "titled")
    retired: list[dict[str, object]] = []
    links: list[dict[str, object]] = []
    touched: set[int] = set()
    shapes = parcels.geometry.to_numpy()
    pairs = neighbours(shapes, eligible.to_numpy())
    for index in rng.permutation(len(pairs))[: count * 4]:
        first, second = pairs[index]
        joined = shapely.union_all(shapes[[first, second]])
        if len(links) >= 2 * count or {first, second} & touched or not isinstance(joined, Polygon):
            continue
        touched |= {first, second}
        _retire(parcels, [joined], [first, second], "split", retired, links, rng)
    alone = np.setdiff1d(np.flatnonzero(eligible & (shapely.area(shapes) > 90)), list(touched))
    for child in rng.permutation(alone)[: max(2, count // 2)].tolist():
        pieces = bisect(shapes[child], rng, share=0.5, turn=0.05)
        if len(pieces) == 2:
            _retire(parcels, pieces, [child], "merge", retired, links, rng)
    lineage = pd.DataFrame(links, columns=["parent", "child", "kind", "at"])
    if not retired:
        return parcels, lineage
    past = gpd.GeoDataFrame(retired, geometry="geometry", crs=CRS).astype(
        {"valid_from": parcels["valid_from"].dtype, "valid_to": parcels["valid_to"].dtype}
    )
    return gpd.GeoDataFrame(pd.concat([parcels, past[parcels.columns]], ignore_index=True), crs=CRS), lineage


def _retire(
    parcels: gpd.GeoDataFrame,
    shapes: list[Polygon],
    children: list[int],
    kind: str,
    retired: list[dict[str, object]],
    links: list[dict[str, object]],
    rng: np.random.Generator,
) -> None:
    """Give `children` parents of the given shapes, retired on the day the children begin."""
    like = parcels.iloc[children[0]]
    at = OPENED + timedelta(days=int(rng.integers(900, 3_200)), hours=int(rng.integers(0, 8)))
    for child in children:
        parcels.loc[child, "valid_from"] = pd.Timestamp(at)
    for shape in shapes:
        parent = len(parcels) + len(retired)
        number = 600 + len(retired)
        retired.append(
            {
                **like.to_dict(),
                "reference": f"{number}/{OFFICE}",
                "declared_area_m2": float(round(shape.area)),
                "geometry": shape,
                "valid_from": pd.Timestamp(OPENED),
                "valid_to": pd.Timestamp(at),
            }
        )
        links += [
            {"parent": parent, "child": child, "kind": kind, "at": pd.Timestamp(at)} for child in children
        ]
