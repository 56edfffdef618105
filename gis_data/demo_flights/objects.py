"""What stands on the ground: solids with flat or tilted tops, domes, and patches of the ground itself."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

Colour = tuple[float, float, float]

# Painter's order: what is drawn later hides what is drawn earlier.
ON_GROUND, WALL, ROOF, ON_ROOF, ON_TOP = range(5)


@dataclass(frozen=True)
class Solid:
    """A prism from above. `top`: metres above the sea at the outline's centroid; `tilt`: its gradient."""

    outline: BaseGeometry
    top: float
    colour: Colour
    material: str = "plain"
    order: int = ON_GROUND
    tilt: tuple[float, float] = (0.0, 0.0)
    before: bool = True
    after: bool = True

    def on(self, epoch: str) -> bool:
        return self.before if epoch == "before" else self.after


@dataclass(frozen=True)
class Dome:
    """A crown of leaves, or a heap: `radius` and `height` in metres on each date, 0 where it is not there."""

    x: float
    y: float
    base: float
    kind: str
    radius: tuple[float, float]
    height: tuple[float, float]
    colour: Colour
    seed: int

    def size(self, epoch: str) -> tuple[float, float]:
        index = 0 if epoch == "before" else 1
        return self.radius[index], self.height[index]


@dataclass(frozen=True)
class Patch:
    """A piece of ground of another material, `raised` by some centimetres (a kerb, a trench)."""

    outline: BaseGeometry
    colour: Colour
    material: str
    raised: float = 0.0
    before: bool = True
    after: bool = True

    def on(self, epoch: str) -> bool:
        return self.before if epoch == "before" else self.after


def oriented_box(x: float, y: float, angle: float, length: float, width: float) -> Polygon:
    """A rectangle about (x, y), its length along `angle` (radians from east)."""
    along = np.array([np.cos(angle), np.sin(angle)]) * length / 2
    across = np.array([-np.sin(angle), np.cos(angle)]) * width / 2
    middle = np.array([x, y])
    return Polygon(
        [middle - along - across, middle + along - across, middle + along + across, middle - along + across]
    )


def angle_of(shape: BaseGeometry) -> float:
    """The direction of the long side of a shape's smallest rectangle, radians from east."""
    corners = shapely.get_coordinates(shapely.minimum_rotated_rectangle(shape))
    sides = np.diff(corners[:3], axis=0)
    longest = sides[int(np.argmax(np.hypot(*sides.T)))]
    return float(np.arctan2(longest[1], longest[0]))


def point_within(
    shape: BaseGeometry, rng: np.random.Generator, tries: int = 24
) -> tuple[float, float] | None:
    """A random point of a shape; None where none was hit, as for slivers."""
    if shape.is_empty:
        return None
    west, south, east, north = shape.bounds
    points = rng.uniform((west, south), (east, north), (tries, 2))
    hits = np.flatnonzero(shapely.contains_xy(shape, points[:, 0], points[:, 1]))
    return (float(points[hits[0], 0]), float(points[hits[0], 1])) if len(hits) else None


def box_within(
    shape: BaseGeometry, rng: np.random.Generator, angle: float, length: float, width: float, tries: int = 30
) -> Polygon | None:
    """A rectangle of that size somewhere inside a shape, or None."""
    shapely.prepare(shape)
    for _try in range(tries):
        point = point_within(shape, rng)
        if point is None:
            return None
        made = oriented_box(*point, angle, length, width)
        if shape.contains(made):
            return made
    return None


def varied(colour: Colour, rng: np.random.Generator, by: float) -> Colour:
    """A colour somewhat lighter or darker, and a little of another hue."""
    shift = rng.normal(0, by) + rng.normal(0, by / 5, 3)
    red, green, blue = (float(np.clip(value, 20, 245)) for value in np.array(colour) + shift)
    return red, green, blue
