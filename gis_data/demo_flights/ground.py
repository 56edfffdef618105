"""The ground between the houses: yards, gardens, fields, carriageways with their markings."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely import LineString
from shapely.geometry.base import BaseGeometry

from gis_data.demo_flights.district import District
from gis_data.demo_flights.objects import Colour, Patch
from gis_data.demo_flights.surroundings import pavement_m

CARRIAGEWAY_M = -0.12  # lower than the kerbs
COVERS: dict[str, tuple[Colour, str]] = {
    "park": ((112, 122, 74), "grass"),
    "cemetery": ((168, 150, 118), "soil"),
    "square": ((196, 178, 156), "paving"),
    "orchard": ((164, 128, 96), "tilled"),
    "oued": ((178, 162, 134), "gravel"),
    "water": ((62, 92, 84), "water"),
}
CROPS: tuple[tuple[Colour, str], ...] = (
    ((96, 124, 58), "crop"),
    ((158, 122, 88), "tilled"),
    ((190, 168, 116), "stubble"),
    ((118, 136, 70), "crop"),
)
YARDS: tuple[tuple[Colour, str], ...] = (
    ((176, 168, 156), "paving"),
    ((162, 152, 138), "cement"),
    ((172, 146, 116), "soil"),
    ((186, 142, 116), "paving"),
)
PAVEMENTS: tuple[Colour, ...] = ((176, 166, 154), (184, 160, 140), (166, 162, 156))


@dataclass(frozen=True)
class Ground:
    """Patches in painter's order; what none covers is pavement."""

    patches: list[Patch]


def lay_ground(district: District, extra: list[Patch]) -> Ground:
    """The ground of a district, with the patches that the cases add on top."""
    return Ground(
        [*_plots(district), *_covers(district), *_carriageways(district), *_markings(district), *extra]
    )


def _plots(district: District) -> list[Patch]:
    found = []
    for row, kind, shape in zip(
        district.parcels.index, district.parcels["kind"], district.parcels.geometry, strict=True
    ):
        rng = np.random.default_rng([district.seed, 8, int(row)])
        colour, material = _plot(kind, rng)
        shift = rng.normal(0, 6) + rng.normal(0, 2, 3)
        red, green, blue = np.clip(np.array(colour) + shift, 20, 240)
        found.append(Patch(shape, (float(red), float(green), float(blue)), material))
    return found


def _plot(kind: str, rng: np.random.Generator) -> tuple[Colour, str]:
    if kind == "field":
        return CROPS[rng.integers(len(CROPS))]
    if kind in COVERS:
        return COVERS[kind]
    if kind == "villa":
        return ((104, 120, 66), "grass") if rng.random() < 0.6 else YARDS[rng.integers(len(YARDS))]
    if kind == "plot":
        return ((178, 152, 120), "waste") if rng.random() < 0.8 else ((160, 146, 124), "soil")
    if kind == "farm":
        return (164, 128, 96), "tilled"
    if kind in ("industry", "facility"):
        return ((158, 154, 148), "cement") if rng.random() < 0.7 else ((172, 150, 122), "soil")
    return YARDS[rng.integers(len(YARDS))]


def _covers(district: District) -> list[Patch]:
    """Land cover that is not a parcel's own: water, banks, squares, islands of roundabouts."""
    return [
        Patch(shape, *COVERS[kind], raised=-0.6 if kind == "oued" else 0.0)
        for kind, shape in zip(district.land_cover["kind"], district.land_cover.geometry, strict=True)
        if kind in ("oued", "water", "square", "park")
    ]


def _carriageways(district: District) -> list[Patch]:
    """Tracks, then paved alleys, then asphalt, so that the larger road wins where they meet."""
    found: list[Patch] = []
    ground = shapely.union_all(district.parcels.geometry.to_numpy())
    islands = shapely.union_all(
        district.land_cover.geometry[district.land_cover["kind"].isin(["square", "park", "water"])].to_numpy()
    )
    groups: dict[str, list[BaseGeometry]] = {"soil": [], "alley": [], "asphalt": []}
    for line, width, grade in zip(
        district.streets.geometry, district.streets["width_m"], district.streets["grade"], strict=True
    ):
        material = "soil" if grade == "track" else "alley" if width < 6 else "asphalt"
        half = max(width / 2 - pavement_m(width), 1.2)
        groups[material].append(line.buffer(half, cap_style="round", join_style="round"))
    colours: dict[str, Colour] = {
        "soil": (186, 160, 128),
        "alley": (164, 156, 146),
        "asphalt": (104, 103, 104),
    }
    for material, shapes in groups.items():
        if shapes:
            shape = shapely.union_all(shapes).difference(ground).difference(islands)
            # Corners are rounded where streets meet, as kerbs are.
            shape = shape.buffer(2.0).buffer(-2.0).difference(ground) if material == "asphalt" else shape
            found += [Patch(p, colours[material], material, CARRIAGEWAY_M) for p in shapely.get_parts(shape)]
    return found


def _markings(district: District) -> list[Patch]:
    """Dashes along the middle and zebras at the ends of the wider streets."""
    found = []
    for line, width in zip(district.streets.geometry, district.streets["width_m"], strict=True):
        if width < 10.5 or line.length < 30:
            continue
        for along in np.arange(12.0, line.length - 12, 6.0):
            found.append(_stripe(line, along, along + 3.0, 0.0, 0.14))
        half = width / 2 - pavement_m(width)
        for start in (8.0, line.length - 11.0):
            for offset in np.arange(-half + 0.6, half - 0.3, 1.0):
                found.append(_stripe(line, start, start + 3.0, float(offset), 0.5))
    return [Patch(shape, (208, 206, 200), "marking", CARRIAGEWAY_M) for shape in found if not shape.is_empty]


def _stripe(line: LineString, start: float, end: float, offset: float, width: float) -> BaseGeometry:
    a, b = line.interpolate(start), line.interpolate(end)
    along = np.array([b.x - a.x, b.y - a.y])
    aside = np.array([-along[1], along[0]]) / max(float(np.hypot(*along)), 0.1) * offset
    return LineString([np.array(a.coords[0]) + aside, np.array(b.coords[0]) + aside]).buffer(
        width / 2, cap_style="flat"
    )
