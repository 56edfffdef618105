"""Communes, districts, the ground between the parcels, and the places that people look for."""

from collections import Counter

import geopandas as gpd
import numpy as np
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from gis_data.demo_town.fabric import Fabric
from gis_data.demo_town.geometry import GRID_M, long_axis_frame, on_grid, polygons_of
from gis_data.demo_town.names import Name, columns, full, load, name, names
from gis_data.demo_town.quarters import BUILT, Superblock
from gis_data.demo_town.skeleton import Skeleton
from gis_data.demo_town.streets import CRS

COUNTRY = ("orchard", "field")


def build_communes(superblocks: list[Superblock]) -> gpd.GeoDataFrame:
    """The two communes; their boundary follows roads. Geometry column: `boundary`."""
    known = load("names.yaml")["communes"]
    shapes = []
    for index in range(len(known)):
        own = [s.polygon for s in superblocks if s.commune == index]
        shapes.append(shapely.multipolygons(polygons_of(shapely.union_all(own, grid_size=GRID_M))))
    return gpd.GeoDataFrame(
        {
            key: [entry[key] for entry in known]
            for key in ("code", "name_ar", "name_fr", "name_en", "population")
        },
        geometry=shapes,
        crs=CRS,
    ).rename_geometry("boundary")


def name_quarters(superblocks: list[Superblock]) -> list[int]:
    """The quarter of each superblock: those of the centre by themselves, the others with their neighbours."""
    built = [i for i, s in enumerate(superblocks) if s.kind in BUILT]
    middles = shapely.get_coordinates([s.polygon.centroid for s in superblocks])
    count = int(np.clip(len(built) // 3, min(3, len(built)), 90))
    chosen = [built[0]]
    distance = np.hypot(*(middles[built] - middles[chosen[0]]).T)
    while len(chosen) < count:
        chosen.append(built[int(np.argmax(distance))])
        distance = np.minimum(distance, np.hypot(*(middles[built] - middles[chosen[-1]]).T))
    # From the centre outwards, so that the first names go to the oldest quarters.
    chosen.sort()
    gaps = np.hypot(*(middles[:, None, :] - middles[None, chosen, :]).transpose(2, 0, 1))
    other = np.array([[s.commune != superblocks[c].commune for c in chosen] for s in superblocks])
    foreign = np.logical_and(other, np.logical_not(other.all(axis=1, keepdims=True)))
    reachable = np.where(foreign, np.inf, gaps)
    return [int(i) for i in np.argmin(reachable, axis=1)]


def quarter_titles(superblocks: list[Superblock], quarter: list[int]) -> list[Name]:
    """A name for each quarter by its prevailing kind, unique."""
    known = names("quarters")
    kinds: dict[int, Counter[str]] = {}
    for superblock, number in zip(superblocks, quarter, strict=True):
        kinds.setdefault(number, Counter())[superblock.kind] += 1
    special = {
        "medina": known[0],
        "centre": known[1],
        "industry": full(load("names.yaml")["industrial_quarter"]),
    }
    free = iter(known[2:])
    used: Counter[Name] = Counter()
    titles = []
    for number in range(max(quarter) + 1):
        built = Counter({k: n for k, n in kinds.get(number, Counter()).items() if k in BUILT})
        kind = built.most_common(1)[0][0] if built else ""
        title = special.get(kind)
        if title is None or used[title]:
            title = next(free, None) or known[2 + number % (len(known) - 2)]
        used[title] += 1
        suffix = f" {used[title]}" if used[title] > 1 else ""
        titles.append((title[0] + suffix, title[1] + suffix, title[2] + suffix))
    return titles


def build_districts(
    superblocks: list[Superblock], quarter: list[int], titles: list[Name]
) -> gpd.GeoDataFrame:
    """Quarters, and the administrative annexes that gather them."""
    groups: dict[tuple[int, int], list[Polygon]] = {}
    for superblock, number in zip(superblocks, quarter, strict=True):
        if superblock.kind != "country" and superblock.kind != "oued":
            groups.setdefault((superblock.commune, number), []).append(superblock.polygon)
    rows: list[tuple[int, str, str, Name, BaseGeometry]] = [
        (commune, "neighbourhood", f"Q{number + 1:02d}", titles[number], _area(shapes))
        for (commune, number), shapes in sorted(groups.items())
    ]
    annexes: dict[tuple[int, int], list[Polygon]] = {}
    count = int(np.clip(len(titles) // 4, 2, 12))
    for superblock in superblocks:
        sector = int(superblock.bearing // (360 / count)) if superblock.out > 0.12 else 0
        annexes.setdefault((superblock.commune, sector), []).append(superblock.polygon)
    place: Counter[int] = Counter()
    for (commune, _sector), shapes in sorted(annexes.items()):
        place[commune] += 1
        code = f"AA{place[commune]:02d}"
        rows.append((commune, "admin_annex", code, _annex_title(place[commune]), _area(shapes)))
    return gpd.GeoDataFrame(
        {
            "commune": [row[0] for row in rows],
            "kind": [row[1] for row in rows],
            "code": [row[2] for row in rows],
            **columns([row[3] for row in rows]),
        },
        geometry=[row[4] for row in rows],
        crs=CRS,
    )


def _annex_title(number: int) -> Name:
    words, ordinals = full(load("names.yaml")["annex"]), load("names.yaml")["ordinals_ar"]
    return (f"{words[0]} {ordinals[number - 1]}", f"{words[1]} {number}", f"{words[2]} {number}")


def _area(shapes: list[Polygon]) -> BaseGeometry:
    joined: BaseGeometry = shapely.union_all(shapes, grid_size=GRID_M)
    return joined


def build_land_cover(
    skeleton: Skeleton, fabric: Fabric, communes: gpd.GeoDataFrame, seed: int
) -> gpd.GeoDataFrame:
    """Oued and banks, parks, cemeteries, squares, orchards and fields with their basins."""
    rng = np.random.default_rng([seed, 40])
    channel = skeleton.oued.buffer(skeleton.oued_width / 2, quad_segs=5)
    rows: list[tuple[int, str, Name, BaseGeometry]] = []
    nameless: Name = ("", "", "")
    for commune, boundary in enumerate(communes["boundary"]):
        water = on_grid(channel.intersection(boundary))
        banks = on_grid(skeleton.banks.difference(channel).intersection(boundary))
        rows += [
            (commune, "oued", full(load("names.yaml")["oued"]), shape) for shape in polygons_of(water, 30)
        ]
        rows += [(commune, "park", nameless, shape) for shape in polygons_of(banks, 30)]
    country: dict[tuple[int, str], list[Polygon]] = {}
    for plot, index, use in zip(fabric.plots, fabric.superblock, fabric.use, strict=True):
        commune = fabric.superblocks[index].commune
        if use in ("park", "cemetery"):
            rows.append((commune, use, nameless, plot))
        elif use == "souk":
            rows.append((commune, "square", nameless, plot))
        elif use in COUNTRY:
            country.setdefault((index, use), []).append(plot)
    for (index, use), plots in country.items():
        commune = fabric.superblocks[index].commune
        ground = _area(plots)
        rows.append((commune, use, nameless, ground))
        if use == "orchard" and rng.random() < 0.35:
            rows.append((commune, "water", nameless, _basin(max(plots, key=lambda plot: plot.area), rng)))
    squares = names("squares")
    for number, superblock in enumerate(s for s in fabric.superblocks if s.kind == "island"):
        island = next(i for i in skeleton.islands if i.distance(superblock.polygon) < 0.01)
        title = squares[number] if number < len(squares) else nameless
        rows.append((superblock.commune, "square" if number == 0 else "park", title, on_grid(island)))
    return gpd.GeoDataFrame(
        {
            "commune": [row[0] for row in rows],
            "kind": [row[1] for row in rows],
            **columns([row[2] for row in rows]),
        },
        geometry=[row[3] for row in rows],
        crs=CRS,
    )


def _basin(plot: Polygon, rng: np.random.Generator) -> BaseGeometry:
    """A farm's irrigation basin, within its plot."""
    frame, length, width = long_axis_frame(plot)
    half = np.array([min(length * 0.12, 22.0), min(width * 0.12, 15.0)])
    middle = np.array([length, width]) * rng.uniform(0.4, 0.6, 2)
    corners = middle + half * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])
    return on_grid(Polygon(frame.to_world(corners)).intersection(plot))


KINDS_OF_PLACE = {"souk": "market", "cemetery": "other"}
LISTS = {"mosque": "mosques", "school": "schools", "park": "parks"}


def build_places(fabric: Fabric) -> gpd.GeoDataFrame:
    """Mosques, schools, markets and the like, each on its parcel (row of the fabric)."""
    sites = load("names.yaml")["sites"]
    counts: Counter[tuple[int, str]] = Counter()
    rows: list[tuple[int, int, str, Name, BaseGeometry]] = []
    for row, (plot, index, use) in enumerate(zip(fabric.plots, fabric.superblock, fabric.use, strict=True)):
        if use not in LISTS and use not in sites:
            continue
        commune = fabric.superblocks[index].commune
        counts[commune, use] += 1
        known = names(LISTS[use]) if use in LISTS else [name("sites", use)]
        number = counts[commune, use]
        # The first of a list is told from the others by its name; only those come again, numbered.
        rest = known[1:] or known
        again = max(0, (number - 2) // len(rest)) if len(known) > 1 else number - 1
        title = known[0] if number == 1 else rest[(number - 2) % len(rest)]
        if again:
            title = (f"{title[0]} {again + 1}", f"{title[1]} {again + 1}", f"{title[2]} {again + 1}")
        rows.append((commune, row, KINDS_OF_PLACE.get(use, use), title, on_grid(plot.point_on_surface())))
    return gpd.GeoDataFrame(
        {
            "commune": [row[0] for row in rows],
            "parcel": [row[1] for row in rows],
            "parcel_relation": "within",
            "parcel_distance_m": 0.0,
            "kind": [row[2] for row in rows],
            **columns([row[3] for row in rows]),
        },
        geometry=[row[4] for row in rows],
        crs=CRS,
    )
