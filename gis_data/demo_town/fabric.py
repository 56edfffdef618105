"""The town's ground as plots: quarters opened from the centre outwards until the parcels are used up."""

from dataclasses import dataclass, field

import numpy as np
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from gis_data.demo_town.geometry import Geometries, on_grid, polygons_of
from gis_data.demo_town.layout import RoadSpace, lay_out
from gis_data.demo_town.plots import divide_into, subdivide
from gis_data.demo_town.quarters import BUILT, Superblock
from gis_data.demo_town.skeleton import Road, Skeleton

RURAL_SHARE = 0.05
# Public plots inside a quarter: use, chance per quarter, smallest and largest block that it takes whole.
FACILITIES = (
    ("mosque", 0.55, 350, 3_000),
    ("school", 0.3, 1_300, 6_500),
    ("park", 0.3, 500, 4_500),
    ("police", 0.05, 400, 2_500),
    ("post_office", 0.05, 300, 2_000),
)
WITH_FACILITIES = BUILT - {"industry", "apartments"}


@dataclass
class Fabric:
    """All plots, with the superblock and the use of each, and all streets."""

    superblocks: list[Superblock]
    roads: list[Road]
    plots: list[Polygon] = field(default_factory=list)
    superblock: list[int] = field(default_factory=list)
    use: list[str] = field(default_factory=list)
    greens: list[Polygon] = field(default_factory=list)

    def add(self, plots: Geometries | list[Polygon], superblock: int, use: str) -> None:
        self.plots += list(plots)
        self.superblock += [superblock] * len(plots)
        self.use += [use] * len(plots)


def weave(skeleton: Skeleton, superblocks: list[Superblock], parcels: int, seed: int) -> Fabric:
    """Exactly `parcels` plots: the quarters first, the open country takes what is left."""
    fabric = Fabric(superblocks, list(skeleton.roads))
    space = RoadSpace(skeleton.roads)
    budget = parcels - max(int(RURAL_SHARE * parcels), len(superblocks) // 2)
    country: list[tuple[int, Polygon]] = []
    for index, superblock in enumerate(superblocks):
        if superblock.kind in ("oued", "island"):
            continue
        rng = np.random.default_rng([seed, 7, index])
        if superblock.kind not in BUILT:
            ground = _largest(space.clear(superblock.polygon))
            if ground is not None:
                fabric.add([ground], index, superblock.kind)
            continue
        if superblock.built and not _open(fabric, superblock, index, space, budget, rng):
            for later in superblocks[index:]:
                later.built = False
        if not superblock.built:
            superblock.kind = "country" if superblock.kind in BUILT else superblock.kind
            ground = _largest(space.clear(superblock.polygon))
            if ground is not None:
                country.append((index, ground))
    _divide_country(fabric, country, parcels - len(fabric.plots), seed)
    return fabric


def _open(
    fabric: Fabric,
    superblock: Superblock,
    index: int,
    space: RoadSpace,
    budget: int,
    rng: np.random.Generator,
) -> bool:
    """Lay out and divide one quarter; False (and nothing done) when the parcels do not reach for it."""
    pattern = superblock.pattern
    if pattern is None:
        return True
    roads, blocks = lay_out(superblock, space, rng)
    public = _facilities(superblock, blocks, rng)
    plots = subdivide([block for i, block in enumerate(blocks) if i not in public], pattern, rng)
    if len(fabric.plots) + len(plots) + len(public) > budget:
        return False
    fabric.roads += roads
    fabric.add(plots, index, superblock.kind)
    for block, use in public.items():
        fabric.add([blocks[block]], index, use)
    return True


def _facilities(superblock: Superblock, blocks: list[Polygon], rng: np.random.Generator) -> dict[int, str]:
    """Blocks that become public plots whole, nearest to the middle of the quarter first."""
    if superblock.kind not in WITH_FACILITIES or len(blocks) < 6:
        return {}
    middle = superblock.polygon.centroid
    order = sorted(range(len(blocks)), key=lambda i: (blocks[i].distance(middle), i))
    taken: dict[int, str] = {}
    for use, chance, smallest, largest in FACILITIES:
        if rng.random() < chance:
            fitting = [i for i in order if i not in taken and smallest < blocks[i].area < largest]
            if fitting:
                taken[fitting[0]] = use
    return taken


def _divide_country(fabric: Fabric, country: list[tuple[int, Polygon]], count: int, seed: int) -> None:
    """Divide the open country into exactly `count` fields, by area."""
    if count <= 0:
        return
    country = sorted(country, key=lambda item: (-item[1].area, item[0]))[:count]
    area = np.array([ground.area for _index, ground in country])
    exact = 1 + area / area.sum() * (count - len(country))
    shares = np.floor(exact).astype(int)
    shares[np.argsort(-(exact - shares), kind="stable")[: count - shares.sum()]] += 1
    for (index, ground), share in zip(country, shares.tolist(), strict=True):
        rng = np.random.default_rng([seed, 8, index])
        orchard = rng.random() < 0.62
        fabric.add(divide_into(ground, share, rng), index, "orchard" if orchard else "field")


def _largest(ground: BaseGeometry) -> Polygon | None:
    """The largest piece of what the roads leave of a superblock."""
    pieces = polygons_of(on_grid(ground), 120.0)
    return max(pieces, key=lambda piece: piece.area) if pieces else None
