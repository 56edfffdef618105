"""A building as a drone sees it: walls, a parapet round a flat roof with its furniture, halls with ridges."""

import numpy as np
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from gis_data.demo_flights.objects import ROOF, WALL, Colour, Solid, angle_of, varied
from gis_data.demo_flights.rooftop import Rooftop

STOREY_M = 3.15
PARAPET_M = 0.24
SLABS: tuple[tuple[Colour, float], ...] = (
    ((176, 168, 156), 0.31),  # bare cement
    ((201, 193, 179), 0.22),  # light screed
    ((218, 212, 200), 0.12),  # whitewash
    ((172, 130, 106), 0.09),  # ochre waterproofing
    ((148, 148, 142), 0.12),  # old concrete
    ((134, 142, 122), 0.04),  # green waterproofing
    ((188, 154, 128), 0.10),  # terracotta tiles
)
WALLS: tuple[Colour, ...] = (
    (210, 192, 166),
    (222, 210, 190),
    (198, 164, 136),
    (204, 184, 150),
    (224, 218, 206),
)
SHEETS: tuple[Colour, ...] = ((186, 190, 194), (120, 140, 160), (168, 96, 78), (206, 204, 198))


def building(
    outline: BaseGeometry,
    base: float,
    height: float,
    seed: list[int],
    *,
    use: str = "housing",
    before: bool = True,
    after: bool = True,
) -> list[Solid]:
    """The solids of a building whose slab is `height` metres over `base`, the same for the same seed."""
    rng = np.random.default_rng(seed)
    top = base + height
    if use == "industry":
        return _hall(outline, top, rng, before, after)
    wall = varied(WALLS[rng.integers(len(WALLS))], rng, 7)
    slab = varied(SLABS[rng.choice(len(SLABS), p=[share for _colour, share in SLABS])][0], rng, 7)
    parapet = float(rng.choice([0.35, 0.7, 0.95], p=[0.2, 0.3, 0.5])) if outline.area > 25 else 0.12
    inner = outline.buffer(-PARAPET_M, join_style="mitre")
    if inner.is_empty:
        return [Solid(outline, top, slab, "roof", ROOF, before=before, after=after)]
    solids = [
        Solid(outline, top + parapet, wall, "wall", WALL, before=before, after=after),
        Solid(inner, top, slab, "roof", ROOF, before=before, after=after),
    ]
    if outline.area > 40:
        solids += Rooftop(inner, top, rng, before, after).furnish(slab)
    return solids


def _hall(
    outline: BaseGeometry, eaves: float, rng: np.random.Generator, before: bool, after: bool
) -> list[Solid]:
    """A hall with a shallow pitched roof of sheets: two halves that meet at the ridge."""
    colour = SHEETS[rng.integers(len(SHEETS))]
    angle = angle_of(outline)
    middle = np.array(outline.centroid.coords[0])
    along, across = np.array([np.cos(angle), np.sin(angle)]), np.array([-np.sin(angle), np.cos(angle)])
    pitch = rng.uniform(0.05, 0.12)
    found = []
    for side in (-1.0, 1.0):
        far = across * side * 300
        corners = [middle - along * 300, middle + along * 300, middle + along * 300 + far]
        half = outline.intersection(Polygon([*corners, middle - along * 300 + far]))
        if half.area < 1:
            continue
        # A half's middle lies half-way between eaves and ridge, so that the hall's median height is `eaves`.
        tilt = across * -side * pitch
        found.append(
            Solid(half, eaves, colour, "sheet", ROOF, (float(tilt[0]), float(tilt[1])), before, after)
        )
    return found
