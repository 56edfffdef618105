"""Drawings to check by eye: a plot of 20 m × 30 m, a house of 12 m × 20 m on it, in any unit and place."""

import math
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import ezdxf
import shapely
from ezdxf import units
from ezdxf.document import Drawing
from shapely import MultiPolygon, box
from shapely.affinity import rotate, scale, translate
from shapely.geometry.base import BaseGeometry

EAST, NORTH = 781_000.0, 484_000.0
PLOT = box(0, 0, 20, 30)
HOUSE = box(4, 4, 16, 24)
CADASTRE = MultiPolygon([translate(PLOT, EAST, NORTH)])

Place = Callable[[BaseGeometry], BaseGeometry]


def official(shape: BaseGeometry) -> BaseGeometry:
    return translate(shape, EAST, NORTH)


def local(shape: BaseGeometry, degrees: float = 25) -> BaseGeometry:
    """In coordinates of the drawing's own, turned."""
    return translate(rotate(shape, degrees, origin=(0, 0)), 100, -50)


def in_millimetres(shape: BaseGeometry) -> BaseGeometry:
    return scale(shape, 1000, 1000, origin=(0, 0))


def corners(shape: BaseGeometry) -> list[tuple[float, float]]:
    return [(x, y) for x, y in shapely.get_coordinates(shape).tolist()]


def new(insunits: int = units.M) -> tuple[Drawing, Any]:
    document = ezdxf.new("R2010")
    document.header["$INSUNITS"] = insunits
    return document, document.modelspace()


def outline(space: Any, shape: BaseGeometry, layer: str) -> None:
    """A closed polyline."""
    space.add_lwpolyline(corners(shape)[:-1], close=True, dxfattribs={"layer": layer})


def lines(space: Any, shape: BaseGeometry, layer: str) -> None:
    """One line for each edge, as drawings often have them."""
    points = corners(shape)
    for start, end in zip(points[:-1], points[1:], strict=True):
        space.add_line(start, end, dxfattribs={"layer": layer})


def saved(document: Drawing, folder: Path, name: str = "plan.dxf") -> Path:
    path = folder / name
    document.saveas(path)
    return path


def house(
    folder: Path, place: Place = official, *, insunits: int = units.M,
    layers: Iterable[str] = ("PARCELLE", "EMPRISE"),
) -> Path:  # fmt: skip
    """The plot and the house upon layers of these names."""
    document, space = new(insunits)
    plot, footprint = layers
    outline(space, place(PLOT), plot)
    outline(space, place(HOUSE), footprint)
    return saved(document, folder)


def turned_about(shape: BaseGeometry, degrees: float) -> BaseGeometry:
    return rotate(official(shape), degrees, origin=(EAST + 10, NORTH + 15))


def far_from(one: BaseGeometry, other: BaseGeometry) -> float:
    """The greatest distance between two outlines (Hausdorff), in metres."""
    distance = shapely.hausdorff_distance(one.boundary, other.boundary)
    assert not math.isnan(distance)
    return float(distance)
