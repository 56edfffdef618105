"""The town's bones: the oued, the main roads, the rings, and the collectors that divide what lies between."""

from dataclasses import dataclass, field, replace

import numpy as np
import shapely
from shapely import LineString, Point, Polygon

from gis_data.demo_town.geometry import (
    Points,
    as_polygon,
    chord,
    cut_in_two,
    faces,
    halves,
    long_axis_frame,
    on_grid,
    smooth_line,
    stretched,
)

CENTRE = np.array([781_261.0, 484_099.0])  # Berkane in EPSG:26191: longitude -2.32, latitude 34.92
PARCELS_PER_HECTARE = 30.0  # gross, measured on what this generator builds
URBAN_SHARE = 0.94  # of the parcels; the others are fields and orchards
OPEN_COUNTRY = 2.5  # area of the whole over that of the built town
WIDTH_M = {
    "primary": 24.0,
    "secondary": 18.0,
    "tertiary": 14.0,
    "residential": 11.0,
    "alley": 3.5,
    "track": 6.0,
}


@dataclass(frozen=True)
class Road:
    """A centreline. `hint` says what kind of name it takes, `way` gathers the pieces of one named street."""

    line: LineString
    grade: str
    width: float
    hint: str
    one_way: bool = False
    way: str = ""


@dataclass
class Skeleton:
    """What the rest of the town is filled into. Radii in metres around `CENTRE`."""

    radius: float
    urban_radius: float
    domain: Polygon
    oued: LineString
    oued_width: float
    banks: Polygon
    roads: list[Road] = field(default_factory=list)
    islands: list[Polygon] = field(default_factory=list)

    def width(self, grade: str) -> float:
        """The width of a road of `grade`, pavements included: a small town has narrower ones."""
        narrow = float(np.clip(0.62 + self.urban_radius / 2_600, 0.62, 1.0))
        return WIDTH_M[grade] * (narrow if grade in ("primary", "secondary", "tertiary") else 1.0)


def plan_skeleton(parcels: int, rng: np.random.Generator) -> Skeleton:
    """The oued and the main roads for a town of about `parcels` parcels."""
    urban_area = parcels * URBAN_SHARE / PARCELS_PER_HECTARE * 10_000
    urban_radius = float(np.sqrt(urban_area / np.pi))
    radius = urban_radius * float(np.sqrt(OPEN_COUNTRY))
    oued_width = float(np.clip(9 + radius / 130, 9, 40))
    oued = _meander(radius, rng)
    half = oued_width / 2 + float(np.clip(radius / 70, 9, 26))
    banks = as_polygon(oued.buffer(half, quad_segs=6).simplify(0.6))
    # Few, uneven corners: the limit of a commune runs from landmark to landmark.
    outline = _ring(radius, rng, 0.16)
    corners = np.unique(np.sort(rng.choice(len(outline), min(19, len(outline)), replace=False)))
    domain = as_polygon(on_grid(Polygon(outline[corners])))
    skeleton = Skeleton(radius, urban_radius, domain, oued, oued_width, banks)
    quays = shapely.get_parts(shapely.line_merge(banks.boundary.intersection(domain)))
    small = parcels < 2_500
    for quay in quays:
        reach = float(Point(CENTRE).distance(quay))
        grade = "tertiary" if reach < urban_radius else "track"
        skeleton.roads.append(Road(quay, grade, skeleton.width(grade) - 2, "quay", way="quay"))
    main = _radials(skeleton, rng, small) + _rings(skeleton, rng, small)
    _with_roundabouts(skeleton, main, small)
    return skeleton


def _meander(radius: float, rng: np.random.Generator) -> LineString:
    """A sine-generated curve (Langbein and Leopold 1966) from the mountains in the south to the plain."""
    step = 10.0
    wave = float(np.clip(radius * 0.55, 260, 1500))
    s = np.arange(0, radius * 4.2, step)
    swing = (
        np.radians(50)
        * np.sin(2 * np.pi * s / wave + rng.uniform(0, 6))
        * (0.75 + 0.25 * np.sin(2 * np.pi * s / (wave * 3.7) + rng.uniform(0, 6)))
    )
    heading = np.radians(80) + swing + 0.12 * np.sin(2 * np.pi * s / (wave * 2.3) + rng.uniform(0, 6))
    points = np.cumsum(np.column_stack([np.cos(heading), np.sin(heading)]) * step, axis=0)
    points[:, 1] -= radius * 1.5
    at_centre = int(np.argmin(np.abs(points[:, 1])))
    points[:, 0] -= points[at_centre, 0] - radius * 0.2
    near = points[np.abs(points[:, 1]) < radius * 1.25] + CENTRE
    return LineString(shapely.get_coordinates(LineString(near).simplify(0.3)))


def _ring(radius: float, rng: np.random.Generator, wobble: float, stretch: float = 1.12) -> Points:
    """A closed, slightly irregular oval, longer from west to east, as one that grew along the N2."""
    angle = np.linspace(0, 2 * np.pi, max(24, int(2 * np.pi * radius / 45)), endpoint=False)
    shape = np.ones_like(angle)
    for k in (2, 3, 5):
        shape += wobble / k * np.sin(k * angle + rng.uniform(0, 2 * np.pi))
    oval = np.column_stack([np.cos(angle) * stretch, np.sin(angle) / stretch]) * (radius * shape)[:, None]
    return np.asarray(oval + CENTRE, dtype=float)


def _radials(skeleton: Skeleton, rng: np.random.Generator, small: bool) -> list[Road]:
    """The roads that leave the centre: the N2 west and east, the roads to the sea and to the mountains."""
    plan = [
        (2, "primary", "n2"),
        (178, "primary", "n2"),
        (97, "secondary", "north"),
        (248, "secondary", "south"),
    ]
    if not small:
        plan += [(48, "secondary", "avenue"), (140, "secondary", "avenue"), (312, "secondary", "avenue")]
    roads = []
    for degrees, grade, hint in plan:
        reach = skeleton.radius * 1.3
        distance = np.concatenate([[0.0], np.arange(0.18, 1.01, 0.164) * reach])
        angle = np.radians(degrees) + np.cumsum(rng.normal(0, 0.045, len(distance)))
        angle[:2] = angle[1]
        points = np.column_stack([np.cos(angle), np.sin(angle)]) * distance[:, None] + CENTRE
        line = LineString(shapely.get_coordinates(smooth_line(points, 40).intersection(skeleton.domain)))
        roads.append(Road(line, grade, skeleton.width(grade), hint, way=f"{hint}-{degrees}"))
    return roads


def _rings(skeleton: Skeleton, rng: np.random.Generator, small: bool) -> list[Road]:
    """Boulevards around the centre, and the bypass that keeps the N2's lorries out."""
    radii, radius = [], min(330.0, skeleton.urban_radius * 0.42)
    while radius < skeleton.urban_radius * 0.9:
        radii.append(radius)
        radius *= 2.15 if radius < 900 else 1.55
    wide = skeleton.width("secondary")
    roads = [
        Road(LineString(_closed(_ring(r, rng, 0.13))), "secondary", wide, "boulevard", way=f"boulevard-{i}")
        for i, r in enumerate(radii)
    ]
    if not small:
        bypass = LineString(_closed(_ring(skeleton.urban_radius * 1.16, rng, 0.09)))
        roads.append(Road(bypass, "primary", skeleton.width("primary"), "bypass", way="bypass"))
    return roads


def _closed(points: Points) -> Points:
    return np.vstack([points, points[:1]])


def _with_roundabouts(skeleton: Skeleton, roads: list[Road], small: bool) -> None:
    """Add `roads`, each crossing of two of them away from the oued made a roundabout around an island."""
    circles = [(Point(CENTRE), 20.0 if small else 42.0)]
    for i, first in enumerate(roads):
        for second in roads[i + 1 :]:
            for point in shapely.get_parts(first.line.intersection(second.line)):
                clear = not any(point.distance(other) < radius + 60 for other, radius in circles)
                if clear and isinstance(point, Point) and point.distance(skeleton.banks) > 45:
                    circles.append((point, 13.0 if small else 19.0))
    discs = [point.buffer(radius, quad_segs=6) for point, radius in circles]
    holes = shapely.union_all(discs)
    for road in roads:
        for piece in shapely.get_parts(shapely.line_merge(road.line.difference(holes))):
            if piece.length > 20:
                skeleton.roads.append(replace(road, line=stretched(piece)))
    for disc in discs:
        # Traffic drives on the right, so around an island counter-clockwise.
        circle = LineString(shapely.get_coordinates(shapely.orient_polygons(disc).exterior))
        skeleton.roads.append(
            Road(circle, "secondary", 12.0, "roundabout", True, f"roundabout-{len(skeleton.islands)}")
        )
        skeleton.islands.append(disc.buffer(-6.5, quad_segs=6))


def divide(skeleton: Skeleton, rng: np.random.Generator) -> list[Polygon]:
    """Add the collectors to `skeleton.roads` and return the superblocks between all its roads."""
    outline = skeleton.domain.boundary
    coarse = faces([road.line for road in skeleton.roads] + [outline])
    middle = skeleton.banks
    shapely.prepare(middle)
    queue = [face for face in coarse if not middle.contains(face.point_on_surface())]
    while queue:
        face = queue.pop()
        target = _target_area(skeleton, face) * rng.uniform(0.75, 1.3)
        if face.area < target * 1.3:
            continue
        pieces, line = cut_in_two(face, rng, share=rng.uniform(0.42, 0.58), turn=0.13, bend=0.03)
        if line is None or len(pieces) < 2 or pieces[-1].area < target * 0.12:
            pieces, line = cut_in_two(face, rng, share=0.5)
        if line is None or len(pieces) < 2:
            continue
        grade = _collector_grade(skeleton, face)
        skeleton.roads.append(Road(line, grade, skeleton.width(grade), "collector"))
        queue.extend(pieces)
    return blocks_between(skeleton)


def blocks_between(skeleton: Skeleton) -> list[Polygon]:
    """The faces of the road network within the domain, edge to edge."""
    return list(faces([road.line for road in skeleton.roads] + [skeleton.domain.boundary]))


def carve(face: Polygon, area: float, skeleton: Skeleton) -> Polygon | None:
    """Cut a piece of about `area` m² off `face` by a new street; the piece, or None where it cannot be."""
    frame, length, width = long_axis_frame(face)
    share = float(np.clip(area / face.area, 0.25, 0.5))
    line = chord(face, frame.to_world(np.array([[length * share, width / 2]]))[0], frame.matrix[1])
    if line is None:
        return None
    pieces = halves(face, line)
    if len(pieces) != 2:
        return None
    skeleton.roads.append(Road(line, "residential", WIDTH_M["residential"], "collector"))
    return pieces[1]


def _target_area(skeleton: Skeleton, face: Polygon) -> float:
    """How large a superblock may be, in m²: small in the centre, large in the fields."""
    out = float(np.hypot(*(shapely.get_coordinates(face.centroid)[0] - CENTRE))) / skeleton.urban_radius
    whole = np.pi * skeleton.urban_radius**2
    centre, edge = np.clip(whole / 90, 9_000, 45_000), np.clip(whole / 45, 16_000, 90_000)
    if out > 1.1:
        return float(edge * 2.2)
    return float(centre + (edge - centre) * min(out, 1.0))


def _collector_grade(skeleton: Skeleton, face: Polygon) -> str:
    out = float(np.hypot(*(shapely.get_coordinates(face.centroid)[0] - CENTRE))) / skeleton.urban_radius
    if out > 1.12:
        return "tertiary" if face.area > 900_000 else "track"
    return "tertiary" if face.area > 110_000 else "residential"
