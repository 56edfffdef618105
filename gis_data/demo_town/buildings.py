"""Buildings: on the street line with courts behind in town, villas set back, sheds, schools round a court."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from gis_data.demo_town.cadastre import Fronts
from gis_data.demo_town.geometry import GRID_M, Geometries
from gis_data.demo_town.streets import CRS

Floats = NDArray[np.float64]
SMALLEST_M2 = 12.0
STOREY_M = 3.15
YEAR = 2026


@dataclass(frozen=True)
class Style:
    """How plots of one use are built on. `ready` and `edge`: share of built plots in the centre and at the
    town's edge; `setback` from all sides; `depth`: least and greatest share of the plot's depth that is
    built; `court`: chance of a courtyard; floors above the ground floor.
    """

    purpose: str
    ready: float
    edge: float
    setback: float
    depth: tuple[float, float]
    court: float
    floors: tuple[int, int]
    since: int


STYLES = {
    "medina": Style("housing", 0.97, 0.95, 0.0, (0.9, 1.6), 0.4, (0, 2), 1932),
    "centre": Style("mixed", 0.96, 0.9, 0.0, (0.7, 1.3), 0.35, (2, 4), 1950),
    "dense": Style("housing", 0.96, 0.78, 0.0, (0.8, 1.6), 0.12, (1, 3), 1972),
    "planned": Style("housing", 0.96, 0.68, 0.0, (0.66, 1.3), 0.15, (1, 3), 1976),
    "recent": Style("housing", 0.85, 0.34, 0.0, (0.66, 1.1), 0.05, (2, 3), 1990),
    "apartments": Style("housing", 0.92, 0.8, 4.5, (0.6, 1.0), 0.25, (3, 4), 1998),
    "villas": Style("housing", 0.92, 0.6, 3.6, (0.55, 0.75), 0.0, (0, 1), 1975),
    "industry": Style("industry", 0.85, 0.62, 5.0, (0.5, 0.8), 0.0, (0, 1), 1980),
    "mosque": Style("religious", 1.0, 0.95, 2.5, (0.75, 1.0), 0.5, (0, 1), 1940),
    "school": Style("facility", 1.0, 0.9, 5.0, (0.7, 1.0), 1.0, (1, 2), 1960),
    "hospital": Style("facility", 1.0, 1.0, 9.0, (0.7, 0.9), 1.0, (1, 3), 1975),
    "town_hall": Style("facility", 1.0, 1.0, 6.0, (0.7, 0.9), 1.0, (1, 2), 1958),
    "market": Style("facility", 1.0, 1.0, 4.0, (0.9, 1.0), 0.4, (0, 1), 1962),
    "bus_station": Style("facility", 1.0, 1.0, 9.0, (0.3, 0.45), 0.0, (0, 1), 1984),
    "stadium": Style("facility", 1.0, 1.0, 6.0, (0.1, 0.14), 0.0, (0, 1), 1978),
    "police": Style("facility", 1.0, 1.0, 2.5, (0.6, 0.9), 0.3, (1, 2), 1970),
    "post_office": Style("facility", 1.0, 1.0, 2.0, (0.6, 0.9), 0.2, (1, 2), 1956),
    "orchard": Style("farm", 0.26, 0.2, 0.0, (0, 0), 0.0, (0, 1), 1955),
    "field": Style("farm", 0.14, 0.1, 0.0, (0, 0), 0.0, (0, 1), 1955),
}


@dataclass(frozen=True)
class _Sites:
    """The plots to build on, with a frame each: from the middle of the street front inwards."""

    plot: NDArray[np.int64]
    shape: Geometries
    front: Floats
    inward: Floats
    near: Floats
    depth: Floats
    breadth: Floats

    @property
    def middle(self) -> Floats:
        return self.front + self.inward * (self.near + self.depth / 2)[:, None]

    @property
    def across(self) -> Floats:
        return np.column_stack([-self.inward[:, 1], self.inward[:, 0]])


def build_buildings(
    plots: Geometries, uses: list[str], out: Floats, communes: list[int], fronts: Fronts, seed: int
) -> gpd.GeoDataFrame:
    """Buildings, each `parcel` the row of the plot it stands on, in the order of the plots."""
    rng = np.random.default_rng([seed, 30])
    use = np.array(uses)
    parts = []
    for kind, style in STYLES.items():
        of_kind = np.flatnonzero(use == kind)
        chance = style.ready + (style.edge - style.ready) * np.clip(out[of_kind], 0, 1)
        chosen = of_kind[rng.random(len(of_kind)) < chance]
        if len(chosen):
            sites = _sites(plots, chosen, fronts)
            shapes = _farmhouses(sites, rng) if style.purpose == "farm" else _footprints(sites, style, rng)
            parts.append(_described(shapes, sites.plot, style, out, rng))
            if kind in ("villas", "orchard", "field"):
                parts.append(_annexes(sites, shapes, out, rng))
    built = [part for part in parts if len(part)]
    frame = gpd.GeoDataFrame(
        {key: np.concatenate([part[key].to_numpy() for part in built]) for key in built[0].columns}, crs=CRS
    )
    frame = frame.sort_values(["parcel", "use"], kind="stable", ignore_index=True)
    frame["commune"] = np.array(communes)[frame["parcel"]]
    frame["parcel_relation"] = "within"
    frame["parcel_distance_m"] = 0.0
    return frame


def _sites(plots: Geometries, chosen: NDArray[np.int64], fronts: Fronts) -> _Sites:
    shape, front = plots[chosen], fronts.point[chosen]
    inward = shapely.get_coordinates(shapely.centroid(shape)) - front
    inward /= np.maximum(np.hypot(*inward.T), 1e-6)[:, None]
    points, owner = shapely.get_coordinates(shape, return_index=True)
    offset = points - front[owner]
    depth = (offset * inward[owner]).sum(axis=1)
    side = offset[:, 0] * -inward[owner, 1] + offset[:, 1] * inward[owner, 0]
    starts = np.searchsorted(owner, np.arange(len(shape)))
    near, far = np.minimum.reduceat(depth, starts), np.maximum.reduceat(depth, starts)
    breadth = np.maximum.reduceat(side, starts) - np.minimum.reduceat(side, starts)
    return _Sites(chosen, shape, front, inward, near, far - near, breadth)


def _boxes(centre: Floats, along: Floats, half_depth: Floats, half_breadth: Floats) -> Geometries:
    """Rectangles, `along` being the direction of their depth."""
    across = np.column_stack([-along[:, 1], along[:, 0]])
    deep, broad = along * half_depth[:, None], across * half_breadth[:, None]
    corners = np.stack(
        [centre - deep - broad, centre + deep - broad, centre + deep + broad, centre - deep + broad]
    )
    return np.asarray(shapely.polygons(corners.transpose(1, 0, 2)))


def _footprints(sites: _Sites, style: Style, rng: np.random.Generator) -> Geometries:
    """Main buildings: the plot less its setbacks, as deep as the style builds, less courts and corners."""
    count = len(sites.plot)
    ground = sites.shape
    if style.setback:
        room = np.minimum(style.setback, np.minimum(sites.breadth, sites.depth) * 0.2)
        ground = shapely.buffer(sites.shape, -room, join_style="mitre", mitre_limit=4.0)
    share = np.minimum(rng.uniform(*style.depth, count), 1.0)
    built_depth = np.where(share > 0.97, sites.depth + 2, sites.depth * share)
    start = sites.front + sites.inward * (sites.near - 1.0)[:, None]
    reach = (built_depth + 1.0) / 2
    strip = _boxes(start + sites.inward * reach[:, None], sites.inward, reach, sites.breadth + 50)
    shapes = shapely.intersection(ground, strip)
    has_court = (rng.random(count) < style.court) & (shapely.area(shapes) > 85)
    shapes[has_court] = _with_courts(shapes[has_court], sites.inward[has_court], style, rng)
    if style.purpose == "housing" and style.setback:
        shapes = _with_notches(shapes, sites, rng)
    return np.asarray(shapely.set_precision(shapes, GRID_M))


def _with_courts(shapes: Geometries, inward: Floats, style: Style, rng: np.random.Generator) -> Geometries:
    """A court in the middle: small in houses, large in schools."""
    size = np.sqrt(shapely.area(shapes)) * (
        rng.uniform(0.25, 0.33, len(shapes)) if style.setback > 3 else 0.13
    )
    middle = shapely.get_coordinates(shapely.centroid(shapes))
    slim = rng.uniform(0.8, 1.5, len(shapes))
    return np.asarray(shapely.difference(shapes, _boxes(middle, inward, size * slim, size / slim)))


def _with_notches(shapes: Geometries, sites: _Sites, rng: np.random.Generator) -> Geometries:
    """A corner left out of two houses in three: terraces and gardens."""
    notch = rng.random(len(shapes)) < 0.65
    middle = shapely.get_coordinates(shapely.centroid(shapes))
    empty = shapely.is_empty(shapes)
    middle = middle if len(middle) == len(shapes) else sites.middle
    sign = rng.choice([-1.0, 1.0], len(shapes))[:, None]
    size = np.sqrt(np.maximum(shapely.area(shapes), 1.0)) * 0.5
    corner = middle + sites.inward * size[:, None] + sites.across * size[:, None] * sign
    cut = _boxes(
        corner,
        sites.inward,
        size * rng.uniform(0.55, 0.9, len(size)),
        size * rng.uniform(0.5, 0.9, len(size)),
    )
    result = shapes.copy()
    use = notch & ~empty
    result[use] = shapely.difference(shapes[use], cut[use])
    return result


def _farmhouses(sites: _Sites, rng: np.random.Generator) -> Geometries:
    """A house some way in from the track."""
    count = len(sites.plot)
    way_in = sites.near + np.minimum(sites.depth * 0.4, rng.uniform(14, 45, count))
    shift = (rng.random(count) - 0.5) * np.minimum(sites.breadth * 0.3, 30)
    centre = sites.front + sites.inward * way_in[:, None] + sites.across * shift[:, None]
    half = np.minimum(1.0, np.minimum(sites.breadth, sites.depth) / 60)
    boxes = _boxes(centre, sites.inward, rng.uniform(4, 7, count) * half, rng.uniform(5, 10, count) * half)
    inside = shapely.buffer(sites.shape, -1.0)
    return np.asarray(shapely.set_precision(shapely.intersection(inside, boxes), GRID_M))


def _annexes(sites: _Sites, shapes: Geometries, out: Floats, rng: np.random.Generator) -> gpd.GeoDataFrame:
    """Garages and sheds at the back, clear of the house."""
    some = rng.random(len(sites.plot)) < 0.4
    back = sites.near + sites.depth - 4.0
    shift = (sites.breadth / 2 - 4.5) * rng.choice([-1.0, 1.0], len(some)) * 0.8
    centre = sites.front + sites.inward * back[:, None] + sites.across * shift[:, None]
    size = np.full(len(some), 1.0)
    boxes = _boxes(centre, sites.inward, size * 2.4, size * 3.0)[some]
    ground = shapely.difference(shapely.buffer(sites.shape[some], -0.4), shapely.buffer(shapes[some], 1.2))
    sheds = shapely.set_precision(shapely.intersection(ground, boxes), GRID_M)
    style = Style("annex", 1, 1, 0, (0, 0), 0, (0, 0), 1985)
    return _described(np.asarray(sheds), sites.plot[some], style, out, rng)


def _described(
    shapes: Geometries, plot: NDArray[np.int64], style: Style, out: Floats, rng: np.random.Generator
) -> gpd.GeoDataFrame:
    """One row for each polygon worth it, with floors, height and year."""
    parts, owner = shapely.get_parts(shapes, return_index=True)
    good = (shapely.get_type_id(parts) == 3) & (shapely.area(parts) >= SMALLEST_M2)
    good &= 2 * shapely.area(parts) / np.maximum(shapely.length(parts), 1e-6) > 1.3
    parts, parcel = parts[good], plot[owner[good]]
    count = len(parts)
    floors = rng.integers(style.floors[0], style.floors[1] + 1, count)
    storey = {"industry": 5.2, "religious": 5.0, "annex": 2.4}.get(style.purpose, STOREY_M)
    height = np.round((floors + 1) * storey + rng.uniform(0.2, 1.1, count), 1)
    youth = np.clip(out[parcel], 0, 1)
    year = style.since + youth * (YEAR - 4 - style.since) * 0.8 + rng.normal(6, 6, count)
    return gpd.GeoDataFrame(
        {
            "parcel": parcel,
            "use": [style.purpose] * count,
            "floors": floors,
            "height_m": height,
            "built_year": np.clip(np.rint(year), 1912, YEAR - 1).astype(int),
        },
        geometry=parts,
        crs=CRS,
    )
