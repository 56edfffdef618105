"""All that stands in a district beside the cases: houses, trees, parked and moving cars, street lamps."""

import numpy as np
import shapely
from shapely import LineString
from shapely.geometry.base import BaseGeometry

from gis_data.demo_flights.building import building
from gis_data.demo_flights.district import District
from gis_data.demo_flights.noise import Floats
from gis_data.demo_flights.objects import ON_GROUND, ON_TOP, ROOF, WALL, Colour, Dome, Solid, oriented_box

LEAVES: dict[str, Colour] = {
    "tree": (72, 94, 50),
    "olive": (112, 122, 88),
    "orange": (54, 86, 40),
    "palm": (88, 104, 56),
    "bush": (84, 104, 58),
}
PAINTS: tuple[Colour, ...] = (
    (232, 232, 230), (226, 226, 224), (196, 198, 200), (148, 150, 152), (60, 62, 66), (34, 36, 40),
    (120, 34, 34), (40, 62, 110), (196, 178, 150), (212, 182, 90),
)  # fmt: skip


def houses(district: District, replaced: set[int]) -> list[Solid]:
    """Every building of the town that no case draws itself."""
    found: list[Solid] = []
    table = district.buildings
    centres = table.geometry.centroid
    bases = district.terrain.at(centres.x.to_numpy(), centres.y.to_numpy())
    for row, shape, height, use, base in zip(
        table.index, table.geometry, table["height_m"], table["use"], bases, strict=True
    ):
        if row not in replaced:
            found += building(shape, float(base), float(height), [district.seed, 20, int(row)], use=use)
    return found


def pavement_m(width: float) -> float:
    """How wide the pavement is on each side of a street of that width, metres."""
    return 1.9 if width >= 9 else 0.9 if width >= 6 else 0.0


def cars(district: District) -> list[Solid]:
    """Cars at the kerbs and on the road; most are elsewhere on the other date."""
    rng = np.random.default_rng([district.seed, 6])
    found: list[Solid] = []
    for line, width, grade in zip(
        district.streets.geometry, district.streets["width_m"], district.streets["grade"], strict=True
    ):
        if width < 6 or line.length < 14 or grade == "track":
            continue
        busy = {"primary": 0.42, "secondary": 0.36, "tertiary": 0.3}.get(grade, 0.22)
        half = width / 2 - pavement_m(width)
        for side in (-1.0, 1.0):
            for along in np.arange(8.0, line.length - 8, 6.2):
                spot, angle = _beside(line, along + rng.uniform(-0.4, 0.4), side * (half - 1.05))
                for before, after in ((True, False), (False, True)):
                    draw = rng.random()
                    if draw < busy:
                        found += _car(district, spot, angle + rng.normal(0, 0.03), rng, before, after)
            for along in np.arange(rng.uniform(5, 50), line.length - 5, rng.uniform(35, 120)):
                if width < 9:
                    continue
                spot, angle = _beside(line, along, side * half * 0.35)
                first = bool(rng.integers(2))
                found += _car(district, spot, angle + rng.normal(0, 0.02), rng, first, not first)
    return found


def _beside(line: LineString, along: float, offset: float) -> tuple[Floats, float]:
    """A point `offset` metres to the left of a line, and the line's direction there."""
    a, b = line.interpolate(max(along - 0.6, 0)), line.interpolate(min(along + 0.6, line.length))
    angle = float(np.arctan2(b.y - a.y, b.x - a.x))
    middle = np.array([(a.x + b.x) / 2, (a.y + b.y) / 2])
    return middle + np.array([-np.sin(angle), np.cos(angle)]) * offset, angle


def _car(
    district: District, spot: Floats, angle: float, rng: np.random.Generator, before: bool, after: bool
) -> list[Solid]:
    """Body, windows and roof of one car."""
    paint = PAINTS[rng.choice(len(PAINTS), p=[0.24, 0.14, 0.14, 0.12, 0.08, 0.08, 0.06, 0.06, 0.05, 0.03])]
    length, width = rng.uniform(3.8, 4.7), rng.uniform(1.65, 1.85)
    x, y = float(spot[0]), float(spot[1])
    heading = angle + (np.pi if rng.random() < 0.5 else 0.0)
    base = float(district.terrain.at(np.array([x]), np.array([y]))[0])
    back = np.array([np.cos(heading), np.sin(heading)]) * -length * 0.06
    body = oriented_box(x, y, heading, length - 0.5, width - 0.5).buffer(0.25, quad_segs=3)
    cabin = oriented_box(x + back[0], y + back[1], heading, length * 0.52, width - 0.22)
    roof = oriented_box(x + back[0] * 1.3, y + back[1] * 1.3, heading, length * 0.32, width - 0.34)
    return [
        Solid(body, base + 0.85, paint, "paint", ON_GROUND, before=before, after=after),
        Solid(cabin, base + 1.2, (38, 44, 52), "glass", WALL, before=before, after=after),
        Solid(roof, base + 1.45, paint, "paint", ROOF, before=before, after=after),
    ]


def lamps(district: District) -> list[Solid]:
    """Lamp posts along the wider streets: thin masts that a surface model seldom keeps whole."""
    found = []
    wide = district.streets[district.streets["width_m"] >= 11]
    for line, width in zip(wide.geometry, wide["width_m"], strict=True):
        for number, along in enumerate(np.arange(12.0, line.length - 6, 28.0)):
            spot, _angle = _beside(line, float(along), (1 if number % 2 else -1) * (width / 2 - 1.4))
            mast = shapely.Point(spot).buffer(0.14, quad_segs=2)
            base = float(district.terrain.at(spot[:1], spot[1:])[0])
            found.append(Solid(mast, base + 6.5, (150, 152, 154), "mast", ON_TOP))
    return found


def trees(district: District, taken: BaseGeometry) -> list[Dome]:
    """Trees of orchards, parks, gardens, cemeteries and streets, clear of what is in `taken`."""
    rng = np.random.default_rng([district.seed, 7])
    spots: list[tuple[Floats, str, float]] = []
    for number, (kind, shape) in enumerate(
        zip(district.land_cover["kind"], district.land_cover.geometry, strict=True)
    ):
        ground = shape.intersection(district.window)
        if kind == "orchard":
            spots += _orchard(ground, district.seed + number, rng)
        elif kind in ("park", "cemetery"):
            density = 0.011 if kind == "park" else 0.002
            spots += [(p, "tree", rng.uniform(1.2, 3.6)) for p in _scattered(ground, density, rng)]
            spots += [(p, "bush", rng.uniform(0.4, 1.0)) for p in _scattered(ground, density * 1.5, rng)]
    for kind, shape in zip(district.parcels["kind"], district.parcels.geometry, strict=True):
        density = {
            "villa": 0.018,
            "facility": 0.006,
            "religious": 0.006,
            "housing": 0.004,
            "plot": 0.002,
        }.get(kind, 0.0)
        if density:
            spots += [(p, "tree", rng.uniform(0.9, 2.4)) for p in _scattered(shape, density, rng)]
            spots += [(p, "bush", rng.uniform(0.3, 0.9)) for p in _scattered(shape, density * 1.6, rng)]
    spots += _avenues(district, rng)
    return _planted(district, spots, taken, rng)


def _scattered(shape: BaseGeometry, density: float, rng: np.random.Generator) -> Floats:
    west, south, east, north = shape.bounds if not shape.is_empty else (0, 0, 0, 0)
    count = int(rng.poisson(density * (east - west) * (north - south)))
    points = rng.uniform((west, south), (east, north), (count, 2))
    inner = shape.buffer(-0.8)
    return points[shapely.contains_xy(inner, points[:, 0], points[:, 1])] if count else points


def _orchard(ground: BaseGeometry, number: int, rng: np.random.Generator) -> list[tuple[Floats, str, float]]:
    """Rows of orange or olive trees."""
    if ground.is_empty:
        return []
    kind = ("orange", "orange", "olive")[number % 3]
    step = 4.6 if kind == "orange" else 7.0
    angle = (number * 0.73) % np.pi
    middle = np.array(ground.centroid.coords[0])
    reach = np.arange(-ground.length / 2, ground.length / 2, step)
    u, v = np.meshgrid(reach[np.abs(reach) < 720], reach[np.abs(reach) < 720])
    points = np.column_stack([u.ravel(), v.ravel()]) @ np.array(
        [[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]]
    )
    points = points + middle + rng.normal(0, 0.18, points.shape)
    inside = shapely.contains_xy(ground.buffer(-2.5), points[:, 0], points[:, 1]) & (
        rng.random(len(points)) > 0.04
    )
    size = 1.55 if kind == "orange" else 2.1
    return [(p, kind, float(np.clip(rng.normal(size, 0.25), 0.5, 2.6))) for p in points[inside]]


def _avenues(district: District, rng: np.random.Generator) -> list[tuple[Floats, str, float]]:
    """Rows of trees along the wider streets, palms along the widest."""
    found: list[tuple[Floats, str, float]] = []
    for line, width in zip(district.streets.geometry, district.streets["width_m"], strict=True):
        planted = rng.random() < 0.55
        if width < 9.5 or not planted:
            continue
        kind = "palm" if width > 14 and rng.random() < 0.6 else "tree"
        for side in (-1.0, 1.0):
            for along in np.arange(7.0, line.length - 7, 8.5):
                if rng.random() < 0.7:
                    spot, _angle = _beside(line, along + rng.uniform(-0.5, 0.5), side * (width / 2 - 0.9))
                    found.append((spot, kind, rng.uniform(1.0, 1.9)))
    return found


def _planted(
    district: District, spots: list[tuple[Floats, str, float]], taken: BaseGeometry, rng: np.random.Generator
) -> list[Dome]:
    """The trees whose trunk stands free; a season's growth between the flights."""
    if not spots:
        return []
    points = np.array([spot for spot, _kind, _radius in spots])
    shapely.prepare(taken)
    bases = district.terrain.at(points[:, 0], points[:, 1])
    found = []
    radii = np.array([min(radius, 1.2) for _spot, _kind, radius in spots])
    free = ~shapely.intersects(taken, shapely.buffer(shapely.points(points), radii, quad_segs=3))
    for (spot, kind, radius), base, clear in zip(spots, bases, free, strict=True):
        tint, number = rng.normal(0, 9, 3), int(rng.integers(2**30))
        tall = radius * rng.uniform(1.5, 2.2) + {"palm": 4.0, "bush": 0.0}.get(kind, 0.8)
        if not clear:
            continue
        red, green, blue = np.clip(np.array(LEAVES[kind]) + tint * 0.6 + tint[0], 20, 200)
        growth = rng.uniform(0.99, 1.05)
        found.append(
            Dome(
                float(spot[0]),
                float(spot[1]),
                float(base),
                kind,
                (radius, radius * growth),
                (tall, tall * growth),
                (float(red), float(green), float(blue)),
                number,
            )  # fmt: skip
        )
    return found
