"""What each superblock is: medina, new town, estates, villas, industry, a public site, open country."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely import Polygon

from gis_data.demo_town.skeleton import CENTRE, Skeleton, blocks_between, carve, divide


@dataclass(frozen=True)
class Pattern:
    """How a kind of quarter is laid out. Metres; `grid` False means grown, not planned."""

    plot_width: float
    plot_depth: float
    street: float
    block: float
    irregularity: float = 0.1
    grid: bool = True


PATTERNS = {
    "medina": Pattern(8.5, 9.5, 3.5, 45, 0.3, grid=False),
    "centre": Pattern(13.5, 18, 13, 75, 0.2),
    "dense": Pattern(7.8, 10.5, 7, 62, 0.14),
    "planned": Pattern(10, 12.5, 10, 88, 0.08),
    "recent": Pattern(11, 14, 12, 96, 0.05),
    "apartments": Pattern(36, 34, 13, 130, 0.12),
    "villas": Pattern(17, 24, 12, 130, 0.09),
    "industry": Pattern(34, 52, 16, 230, 0.25),
}
BUILT = frozenset(PATTERNS)


@dataclass(frozen=True)
class Site:
    """A public site that takes a piece of a superblock. `out`: 0 the centre, 1 the edge of the town."""

    kind: str
    out: float
    area: float
    parcels_each: int


SITES = (
    Site("town_hall", 0.02, 4_500, 200_000),
    Site("market", 0.12, 8_000, 15_000),
    Site("park", 0.25, 13_000, 6_000),
    Site("bus_station", 0.3, 8_000, 40_000),
    Site("hospital", 0.42, 15_000, 30_000),
    Site("school", 0.5, 11_000, 6_000),
    Site("souk", 0.62, 14_000, 20_000),
    Site("stadium", 0.7, 19_000, 20_000),
    Site("cemetery", 0.82, 22_000, 12_000),
)


@dataclass
class Superblock:
    """A face of the main network. `out` is the share of the town's area that lies nearer to the centre."""

    polygon: Polygon
    kind: str
    out: float
    bearing: float
    commune: int = 0
    built: bool = True

    @property
    def pattern(self) -> Pattern | None:
        return PATTERNS.get(self.kind)


def plan_quarters(skeleton: Skeleton, parcels: int, rng: np.random.Generator) -> list[Superblock]:
    """Every superblock with its kind, from the centre outwards."""
    blocks = divide(skeleton, rng)
    marks = _reserve_sites(skeleton, blocks, parcels)
    faces = blocks_between(skeleton)
    order, out = _outwards(skeleton, faces)
    points = [(shapely.Point(xy), kind) for xy, kind in marks]
    dice = rng.random((len(faces), 2))
    planned = []
    for rank, index in enumerate(order):
        polygon = faces[index]
        offset = shapely.get_coordinates(polygon.centroid)[0] - CENTRE
        bearing = float(np.degrees(np.arctan2(offset[1], offset[0])) % 360)
        kind = next((kind for point, kind in points if polygon.contains(point)), "")
        kind = kind or _kind(skeleton, polygon, float(out[rank]), bearing, parcels, dice[index])
        block = Superblock(polygon, kind, float(out[rank]), bearing)
        block.commune = int(_in_neighbour(skeleton, polygon, offset))
        planned.append(block)
    return planned


def _outwards(skeleton: Skeleton, faces: list[Polygon]) -> tuple[np.ndarray, np.ndarray]:
    """The faces' order from the centre, and the share of the urban area reached with each."""
    middles = shapely.get_coordinates(shapely.centroid(np.array(faces))) - CENTRE
    distance = np.hypot(middles[:, 0] / 1.1, middles[:, 1] * 1.1)
    order = np.argsort(distance, kind="stable")
    dry = ~skeleton.banks.contains(shapely.point_on_surface(np.array(faces)[order]))
    area = np.cumsum(shapely.area(np.array(faces)[order]) * dry)
    return order, area / (np.pi * skeleton.urban_radius**2)


def _reserve_sites(
    skeleton: Skeleton, faces: list[Polygon], parcels: int
) -> list[tuple[tuple[float, float], str]]:
    """Carve the public sites; a point inside each with its kind."""
    order, out = _outwards(skeleton, faces)
    scale = float(np.clip(parcels / 9_000, 0.12, 1.0))
    inside = shapely.point_on_surface(np.array(faces))
    dry = ~skeleton.banks.contains(inside) & (
        shapely.distance(shapely.union_all(skeleton.islands), inside) > 1.0
    )
    free = {int(i): float(o) for i, o in zip(order, out, strict=True) if dry[i]}
    marks = []
    for site in SITES:
        count = max(1, round(parcels / site.parcels_each))
        for copy in range(count):
            goal = site.out if count == 1 else 0.15 + 0.8 * ((site.out + copy / count) % 1.0)
            area = site.area * scale
            ideal = np.log(2.6 * area)
            misfit = {i: abs(o - goal) + 0.25 * abs(np.log(faces[i].area) - ideal) for i, o in free.items()}
            chosen = min(misfit, key=lambda i: (misfit[i], i))
            del free[chosen]
            whole = faces[chosen].area < 1.7 * area
            piece = faces[chosen] if whole else carve(faces[chosen], area, skeleton) or faces[chosen]
            point = piece.point_on_surface()
            marks.append(((point.x, point.y), site.kind))
    return marks


def _kind(
    skeleton: Skeleton, polygon: Polygon, out: float, bearing: float, parcels: int, dice: np.ndarray
) -> str:
    """The kind of a superblock that is no public site."""
    inside = polygon.point_on_surface()
    if skeleton.banks.contains(inside):
        return "oued"
    if any(island.distance(inside) < 1.0 for island in skeleton.islands):
        return "island"
    medina = min(0.06, 620 / parcels)
    if out < medina * 2.0 and 90 < bearing < 275:
        return "medina"
    if out < max(0.1, medina * 2):
        return "centre"
    if out > 0.6 and (bearing < 32 or bearing > 338):
        return "industry"
    if out > 0.28 and 70 < bearing < 150 and dice[0] < 0.75:
        return "villas"
    if 0.2 < out < 0.95 and dice[0] > 0.93:
        return "apartments"
    if out > 0.2 and 195 < bearing < 320 and dice[0] < 0.6:
        return "dense"
    return "recent" if out > 0.55 + 0.25 * dice[1] else "planned"


def _in_neighbour(skeleton: Skeleton, polygon: Polygon, offset: np.ndarray) -> bool:
    """Whether a superblock belongs to the commune in the south-west, which begins within the town."""
    toward = np.array([np.cos(np.radians(217)), np.sin(np.radians(217))])
    across = abs(float(offset @ np.array([-toward[1], toward[0]])))
    inside = polygon.point_on_surface()
    dry = not skeleton.banks.contains(inside)
    return bool(dry and offset @ toward > 0.52 * skeleton.urban_radius + 0.25 * across)
