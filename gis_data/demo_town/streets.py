"""The street graph: all centrelines noded where they meet, named, and fit for routing."""

from collections import Counter

import geopandas as gpd
import numpy as np
import shapely

from gis_data.demo_town.geometry import OVERSHOOT_M, Geometries, node, stable_order
from gis_data.demo_town.names import Name, columns, name, names, street_name
from gis_data.demo_town.skeleton import Road

CRS = "EPSG:26191"
SAME_PLACE_M = 2.5  # junctions nearer to each other than this are one


def street_graph(roads: list[Road]) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Edges and nodes. An edge runs from row `source` to row `target` of the nodes, in the direction of
    traffic where it is one-way; `way` gathers the edges of one named street.
    """
    lines = np.array([road.line for road in roads], dtype=object)
    pieces = stable_order(node(lines))
    origin = _origins(pieces, lines)
    pieces = _along(pieces, lines[origin])
    pieces, origin = _without_overshoots(pieces, origin)
    pieces, origin, ends, places = _as_graph(pieces, origin)
    titles, way = name_ways(roads)
    edges = gpd.GeoDataFrame(
        {
            "source": ends[:, 0],
            "target": ends[:, 1],
            "grade": [roads[i].grade for i in origin],
            "width_m": [round(roads[i].width, 1) for i in origin],
            "one_way": [roads[i].one_way for i in origin],
            "way": [way[i] for i in origin],
            **columns([titles[way[i]] for i in origin]),
            "attributes": [{"ref": "N2"} if roads[i].way.startswith("n2") else {} for i in origin],
        },
        geometry=pieces,
        crs=CRS,
    )
    return edges, gpd.GeoDataFrame(geometry=shapely.points(places), crs=CRS)


def _origins(pieces: Geometries, lines: Geometries) -> np.ndarray:
    """The line that each piece was cut from."""
    middles = shapely.line_interpolate_point(pieces, 0.5, normalized=True)
    found = shapely.STRtree(lines).query_nearest(middles)
    origin = np.full(len(pieces), len(lines), dtype=np.int64)
    np.minimum.at(origin, found[0], found[1])  # of lines that lie on each other, always the first
    return origin


def _along(pieces: Geometries, lines: Geometries) -> Geometries:
    """The pieces turned into the direction of their lines."""
    before = shapely.line_locate_point(lines, shapely.line_interpolate_point(pieces, 0.4, normalized=True))
    after = shapely.line_locate_point(lines, shapely.line_interpolate_point(pieces, 0.6, normalized=True))
    run = after - before
    whole = shapely.length(lines)
    run = np.where(shapely.is_closed(lines), (run + whole / 2) % whole - whole / 2, run)
    turned = pieces.copy()
    turned[run < 0] = shapely.reverse(pieces[run < 0])
    return turned


def _end_points(pieces: Geometries) -> tuple[np.ndarray, np.ndarray]:
    """The distinct end points (metres), and each piece's first and last among them."""
    ends = np.vstack(
        [
            shapely.get_coordinates(shapely.get_point(pieces, 0)),
            shapely.get_coordinates(shapely.get_point(pieces, -1)),
        ]
    )
    whole, inverse = np.unique(np.rint(ends * 100).astype(np.int64), axis=0, return_inverse=True)
    return whole / 100, inverse.ravel().reshape(2, -1).T


def _without_overshoots(pieces: Geometries, origin: np.ndarray) -> tuple[Geometries, np.ndarray]:
    """Drop the short ends by which lines were drawn too long."""
    places, ends = _end_points(pieces)
    degree = np.bincount(ends.ravel(), minlength=len(places))
    loose = (degree[ends] == 1).any(axis=1) & (shapely.length(pieces) < OVERSHOOT_M * 2)
    return pieces[~loose], origin[~loose]


def _as_graph(
    pieces: Geometries, origin: np.ndarray
) -> tuple[Geometries, np.ndarray, np.ndarray, np.ndarray]:
    """Junctions a step apart made one; the pieces that remain, their origin, their ends, the places."""
    places, ends = _end_points(pieces)
    leader = np.arange(len(places))

    def lead(index: int) -> int:
        while leader[index] != index:
            index = int(leader[index])
        return index

    short = shapely.length(pieces) < SAME_PLACE_M
    for a, b in ends[short].tolist():
        first, second = sorted((lead(a), lead(b)))
        leader[second] = first
    home = np.array([lead(i) for i in range(len(places))])
    keep = ~short & ((home[ends[:, 0]] != home[ends[:, 1]]) | (shapely.length(pieces) > 25))
    pieces, origin, ends = pieces[keep], origin[keep], home[ends[keep]]
    used, ends = np.unique(ends, return_inverse=True)
    ends = ends.reshape(-1, 2)
    return _moved(pieces, places[used][ends]), origin, ends, places[used]


def _moved(pieces: Geometries, ends: np.ndarray) -> Geometries:
    """The pieces with their first and last vertex at `ends` (n, 2, 2)."""
    points, owner = shapely.get_coordinates(pieces, return_index=True)
    first = np.searchsorted(owner, np.arange(len(pieces)), side="left")
    last = np.searchsorted(owner, np.arange(len(pieces)), side="right") - 1
    points[first], points[last] = ends[:, 0], ends[:, 1]
    return np.asarray(shapely.linestrings(points, indices=owner))


def name_ways(roads: list[Road]) -> tuple[dict[int, Name], list[int]]:
    """A name for each way, and each road's way. The well-known names go to the ways nearest the centre."""
    keys = [road.way or f"road-{i}" for i, road in enumerate(roads)]
    rank: dict[str, int] = {}
    way = [rank.setdefault(key, len(rank)) for key in keys]
    lists = {kind: names(kind) for kind in ("boulevards", "avenues", "streets", "alleys", "squares")}
    taken: Counter[str] = Counter()
    titles: dict[int, Name] = {}
    for road, number in zip(roads, way, strict=True):
        if number not in titles:
            titles[number] = _title(road, lists, taken)
    return titles, way


FIXED = {
    "n2-178": "n2-west",
    "n2-2": "n2-east",
    "north-97": "north",
    "south-248": "south",
    "bypass": "bypass",
    "quay": "quay",
}


def _title(road: Road, lists: dict[str, list[Name]], taken: Counter[str]) -> Name:
    if road.way in FIXED:
        return name("roads", FIXED[road.way])
    kind = _kind_of_name(road)
    if kind == "square":
        taken[kind] += 1
        known = lists["squares"]
        if taken[kind] <= len(known):
            return known[taken[kind] - 1]
        return (f"مدار {taken[kind]}", f"Rond-point {taken[kind]}", f"Roundabout {taken[kind]}")
    pool = "alleys" if kind == "blind" else f"{kind}s"
    taken[pool] += 1
    known = lists.get(pool, [])
    if taken[pool] <= len(known):
        return street_name(kind, known[taken[pool] - 1])
    number = str(taken[pool])
    return _numbered(kind, number)


def _numbered(kind: str, number: str) -> Name:
    arabic, french, english = name("kinds", kind)
    return (f"{arabic} {number}", f"{french} {number}", f"{english} {number}")


def _kind_of_name(road: Road) -> str:
    if road.hint == "roundabout":
        return "square"
    if road.grade == "alley":
        return "blind" if road.hint == "blind" else "alley"
    if road.grade == "track":
        return "track"
    if road.hint == "boulevard":
        return "boulevard"
    return "avenue" if road.grade in ("secondary", "tertiary") else "street"
