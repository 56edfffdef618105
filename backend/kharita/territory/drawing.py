"""The plan of a parcel as SVG: a sheet in millimetres at a round scale, drawn from the official coordinates.

Pure: rows and shapes in, drawing elements out. The grid's north is up, as on the cadastre's own plans.
"""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

WIDTH_MM, HEIGHT_MM = 182.0, 112.0
SCALES = (100, 200, 250, 500, 1000, 2000, 2500, 5000, 10_000, 25_000, 50_000, 100_000)
FILL = 0.62  # the largest part of the sheet that the parcel itself may take
EDGE_LABEL_MIN_MM = 7.0
CORNERS_NUMBERED_MAX = 40
AREA_LABEL_MIN_MM2 = 60.0

Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Label:
    """A text at (x, y) in millimetres of the sheet, turned by `angle` degrees clockwise."""

    x: float
    y: float
    text: str
    angle: float = 0.0


@dataclass(frozen=True)
class Area:
    path: str
    color: str = ""


@dataclass(frozen=True)
class Road:
    path: str
    width_mm: float

    @property
    def casing_mm(self) -> float:
        """The width of the darker line under it, which shows as its two edges."""
        return self.width_mm + 0.4


@dataclass(frozen=True)
class Corner:
    """A corner of the parcel: its number, its place on the sheet and in the official CRS (metres)."""

    number: int
    x: float
    y: float
    east: float
    north: float


@dataclass(frozen=True)
class ScaleBar:
    metres: int
    width_mm: float

    @property
    def plate_mm(self) -> float:
        """The width of the plate that keeps it legible on the drawing."""
        return self.width_mm + 6


@dataclass(frozen=True)
class Sheet:
    """One millimetre of the sheet is `scale` millimetres of ground; `box` is what it shows (official CRS)."""

    scale: int
    box: Box

    @classmethod
    def around(cls, geometry: BaseGeometry) -> "Sheet":
        """The sheet at the largest round scale at which `geometry` leaves room for what is around it."""
        west, south, east, north = geometry.bounds
        needed = max((east - west) / (WIDTH_MM * FILL), (north - south) / (HEIGHT_MM * FILL)) * 1000
        scale = next((scale for scale in SCALES if scale >= needed), math.ceil(needed / 100_000) * 100_000)
        half_width, half_height = WIDTH_MM * scale / 2000, HEIGHT_MM * scale / 2000
        x, y = (west + east) / 2, (south + north) / 2
        return cls(scale, (x - half_width, y - half_height, x + half_width, y + half_height))

    def point(self, east: float, north: float) -> Point:
        factor = 1000 / self.scale
        return round((east - self.box[0]) * factor, 2), round((self.box[3] - north) * factor, 2)

    def millimetres(self, metres: float) -> float:
        return round(metres * 1000 / self.scale, 2)

    def path(self, geometry: BaseGeometry) -> str:
        """The SVG path of lines and rings."""
        parts: list[str] = []
        for line in _lines(geometry):
            points = [self.point(x, y) for x, y in shapely.get_coordinates(line)]
            closing = "Z" if line.is_ring else ""
            parts.append("M" + "L".join(f"{x:g} {y:g}" for x, y in points) + closing)
        return "".join(parts)

    def clipped(self, geometry: BaseGeometry) -> BaseGeometry:
        """What of `geometry` the sheet shows, with some margin so that its edges are not drawn."""
        margin = self.scale / 200
        west, south, east, north = self.box
        valid = geometry if geometry.is_valid else shapely.make_valid(geometry)
        return valid.intersection(shapely.box(west - margin, south - margin, east + margin, north + margin))

    @property
    def bar(self) -> ScaleBar:
        """The longest of 1, 2, 5, 10 … metres that is at most 45 mm."""
        most = 45 * self.scale / 1000
        magnitude = 10 ** math.floor(math.log10(most))
        metres = max(step * magnitude for step in (1, 2, 5) if step * magnitude <= most)
        return ScaleBar(int(metres), self.millimetres(metres))


def shape(row: Any) -> BaseGeometry:
    """A row's geometry for shapely."""
    return shapely.from_wkb(bytes(row.geometry.wkb))


def _lines(geometry: BaseGeometry) -> Iterator[BaseGeometry]:
    for part in shapely.get_parts(geometry):
        if part.geom_type == "Polygon":
            yield part.exterior
            yield from part.interiors
        elif part.geom_type in {"LineString", "LinearRing"} and not part.is_empty:
            yield part
        elif part.geom_type.startswith("Multi") or part.geom_type == "GeometryCollection":
            yield from _lines(part)


def areas(sheet: Sheet, rows: Iterable[Any], color: Callable[[Any], str] = lambda row: "") -> list[Area]:
    """The rows' polygons, each in its colour."""
    drawn = (Area(sheet.path(sheet.clipped(shape(row))), color(row)) for row in rows)
    return [area for area in drawn if area.path]


def roads(sheet: Sheet, rows: Iterable[Any]) -> list[Road]:
    """Streets at their true width, where it is known."""
    drawn = (
        Road(sheet.path(sheet.clipped(shape(row))), max(sheet.millimetres(row.width_m or 6.0), 0.5))
        for row in rows
    )
    return [road for road in drawn if road.path]


def road_names(sheet: Sheet, rows: Iterable[Any]) -> list[Label]:
    """Each street's name once, along its longest visible piece."""
    longest: dict[str, BaseGeometry] = {}
    for row in rows:
        piece = shape(row).intersection(shapely.box(*sheet.box))
        if row.name and piece.length > longest.get(row.name, shapely.Point()).length:
            longest[row.name] = piece
    labels = []
    for name, piece in longest.items():
        line = max(_lines(piece), key=lambda part: part.length, default=None)
        if line is None or sheet.millimetres(line.length) < min(len(name) * 0.8, 25):
            continue
        middle, beyond = line.interpolate(0.5, normalized=True), line.interpolate(0.55, normalized=True)
        x, y = sheet.point(middle.x, middle.y)
        labels.append(Label(x, y, name, _readable(middle.x - beyond.x, middle.y - beyond.y)))
    return labels


def area_names(sheet: Sheet, rows: Iterable[Any]) -> list[Label]:
    """References of the parcels that show enough of themselves."""
    labels = []
    for row in rows:
        seen = shape(row).intersection(shapely.box(*sheet.box))
        if seen.area * (1000 / sheet.scale) ** 2 < AREA_LABEL_MIN_MM2:
            continue
        inside = seen.representative_point()
        labels.append(Label(*sheet.point(inside.x, inside.y), row.reference))
    return labels


def corners(sheet: Sheet, geometry: BaseGeometry) -> list[Corner]:
    """The corners of every ring in turn, numbered from one, each once."""
    found: list[Corner] = []
    for ring in _lines(geometry):
        for east, north in shapely.get_coordinates(ring)[:-1]:
            found.append(Corner(len(found) + 1, *sheet.point(east, north), float(east), float(north)))
    return found


def edge_lengths(sheet: Sheet, geometry: BaseGeometry) -> list[Label]:
    """The length of each edge in metres, outside of it, where there is room to write it."""
    labels = []
    for ring in _lines(geometry):
        outward = 1.0 if shapely.is_ccw(ring) else -1.0
        points = shapely.get_coordinates(ring)
        for (x1, y1), (x2, y2) in zip(points[:-1], points[1:], strict=True):
            length = math.hypot(x2 - x1, y2 - y1)
            if sheet.millimetres(length) < EDGE_LABEL_MIN_MM:
                continue
            away = outward * 2.6 * sheet.scale / 1000 / length
            x, y = (x1 + x2) / 2 + (y2 - y1) * away, (y1 + y2) / 2 - (x2 - x1) * away
            labels.append(Label(*sheet.point(x, y), f"{length:.2f}", _readable(x1 - x2, y1 - y2)))
    return labels


def _readable(east: float, north: float) -> float:
    """The angle along a direction at which text is not upside down."""
    angle = -math.degrees(math.atan2(north, east))
    if angle > 90:
        angle -= 180
    elif angle <= -90:
        angle += 180
    return round(angle, 1)
