"""What stands on a flat roof that people use: stair heads, walls, tanks, heaters, dishes, laundry, steel."""

from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from gis_data.demo_flights.objects import (
    ON_ROOF,
    Colour,
    Solid,
    angle_of,
    oriented_box,
    point_within,
    varied,
)

TANKS: tuple[Colour, ...] = ((58, 96, 150), (44, 46, 50), (226, 226, 224), (60, 92, 140), (206, 204, 196))
CLOTHES: tuple[Colour, ...] = (
    (228, 226, 222),
    (196, 60, 56),
    (60, 88, 150),
    (220, 196, 120),
    (84, 132, 104),
    (150, 92, 130),
    (60, 60, 70),
)


@dataclass
class Rooftop:
    """A roof being furnished: `free` is what is left of it, `top` its height above the sea."""

    roof: BaseGeometry
    top: float
    rng: np.random.Generator
    before: bool = True
    after: bool = True
    order: int = ON_ROOF
    solids: list[Solid] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.free: BaseGeometry = self.roof.buffer(-0.45)
        self.angle = angle_of(self.roof)

    def put(
        self,
        shape: BaseGeometry,
        height: float,
        colour: Colour,
        material: str = "plain",
        *,
        above: int = 0,
        tilt: tuple[float, float] = (0.0, 0.0),
    ) -> None:
        """Add a solid; what comes after it keeps clear of it."""
        self.solids.append(
            Solid(
                shape, self.top + height, colour, material, self.order + above, tilt, self.before, self.after
            )
        )
        if not above:
            self.free = self.free.difference(shape.buffer(0.3))

    def furnish(self, slab: Colour) -> list[Solid]:
        """A roof's usual things, as they fall; `slab` is the colour of the roof itself."""
        rng = self.rng
        if rng.random() < 0.8:
            self.stair_head(slab)
        if rng.random() < 0.3 and self.roof.area > 90:
            self.partition()
        for _tank in range(int(rng.poisson(0.8))):
            self.tank()
        if rng.random() < 0.3:
            self.solar_heater()
        for _dish in range(int(rng.poisson(1.2))):
            self.dish()
        if rng.random() < 0.28:
            self.laundry()
        if rng.random() < 0.3:
            self.steel()
        for _crate in range(int(rng.poisson(1.8))):
            self.crate()
        return self.solids

    def stair_head(self, slab: Colour) -> None:
        """The room over the stairs, at the roof's edge, with its door in the shade."""
        head = self._at_edge(self.rng.uniform(3.0, 4.4), self.rng.uniform(2.2, 2.9))
        if head is not None:
            self.put(head, 2.4, varied(slab, self.rng, 12), "roof")
            self.put(head.buffer(-0.16, join_style="mitre"), 2.32, varied(slab, self.rng, 9), "roof", above=1)

    def partition(self) -> None:
        """A low wall across the roof, between two owners or round a terrace."""
        point = point_within(self.roof.buffer(-2.5), self.rng)
        if point is None:
            return
        reach = np.array([np.cos(self.angle + np.pi / 2), np.sin(self.angle + np.pi / 2)]) * 60
        wall = LineString([np.array(point) - reach, np.array(point) + reach]).buffer(0.09, cap_style="flat")
        self.put(wall.intersection(self.roof), 0.9, (206, 196, 178), "wall")

    def tank(self) -> None:
        """A round water tank with its lid."""
        point = point_within(self.free, self.rng)
        if point is None:
            return
        radius, height = self.rng.uniform(0.45, 0.75), self.rng.uniform(1.1, 1.7)
        colour = TANKS[self.rng.integers(len(TANKS))]
        self.put(shapely.Point(point).buffer(radius, quad_segs=6), height, colour)
        lid = shapely.Point(point).buffer(radius * 0.4, quad_segs=4)
        self.put(lid, height + 0.08, varied(colour, self.rng, 25), above=1)

    def solar_heater(self) -> None:
        """A tilted dark panel that looks south, with its white drum at the upper edge."""
        point = point_within(self.free, self.rng)
        if point is None:
            return
        x, y = point
        panel, drum = oriented_box(x, y, 0.0, 1.9, 1.6), oriented_box(x, y + 1.0, 0.0, 1.7, 0.5)
        if self.free.contains(panel):
            self.put(panel, 0.8, (44, 52, 74), "glass", tilt=(0.0, 0.6))
            self.put(drum, 1.6, (226, 226, 224), above=1)

    def dish(self) -> None:
        point = point_within(self.free, self.rng)
        if point is not None:
            shape = shapely.Point(point).buffer(self.rng.uniform(0.28, 0.48), quad_segs=4)
            grey = float(self.rng.uniform(150, 222))
            self.put(shape, 0.9, (grey, grey, grey - 3), tilt=(0.0, 0.5))

    def laundry(self) -> None:
        """Two lines of washing in all colours."""
        start = point_within(self.free, self.rng)
        if start is None:
            return
        along = np.array([np.cos(self.angle), np.sin(self.angle)])
        for number in range(int(self.rng.integers(5, 15))):
            x, y = np.array(start) + along * number * 0.72
            cloth = oriented_box(x, y, self.angle, self.rng.uniform(0.4, 0.68), self.rng.uniform(0.14, 0.3))
            colour = varied(CLOTHES[self.rng.integers(len(CLOTHES))], self.rng, 12)
            if self.free.contains(cloth):
                self.put(cloth, 1.2, colour, above=1)

    def steel(self) -> None:
        """Columns with their steel left standing for the next floor."""
        ring = self.roof.buffer(-0.5).boundary
        for along in np.arange(0, ring.length, 4.2) if not ring.is_empty else ():
            spot = ring.interpolate(along)
            self.put(oriented_box(spot.x, spot.y, self.angle, 0.32, 0.32), 0.55, (128, 108, 92), above=1)

    def crate(self) -> None:
        length, width = self.rng.uniform(0.4, 1.8), self.rng.uniform(0.3, 0.9)
        shape = self._at_edge(length, width)
        if shape is not None:
            self.put(shape, self.rng.uniform(0.2, 0.8), varied((140, 126, 112), self.rng, 30))

    def _at_edge(self, length: float, width: float) -> Polygon | None:
        """A rectangle inside `free`, near to its edge when possible."""
        best: Polygon | None = None
        nearest = np.inf
        for _try in range(8):
            point = point_within(self.free, self.rng, 6)
            if point is None:
                continue
            turn = self.angle + float(self.rng.integers(2)) * np.pi / 2
            made = oriented_box(*point, turn, length, width)
            gap = float(made.distance(self.free.boundary))
            if gap < nearest and self.free.contains(made):
                best, nearest = made, gap
        return best
