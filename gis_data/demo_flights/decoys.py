"""What changes between the two flights and does not matter: trees, vehicles, tents, tanks, sand, sheds."""

from collections.abc import Callable

import numpy as np
import shapely
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from gis_data.demo_flights.building import building
from gis_data.demo_flights.cases import Case, Changes, Sites
from gis_data.demo_flights.objects import (
    ON_GROUND,
    ON_ROOF,
    ON_TOP,
    Dome,
    Patch,
    Solid,
    angle_of,
    box_within,
    oriented_box,
)
from gis_data.demo_flights.rooftop import Rooftop

Maker = Callable[[Sites, Changes], bool]


def add_decoys(sites: Sites, changes: Changes, count: int) -> None:
    """About `count` decoys, of every kind in turn, on parcels that no case is on, and in the streets."""
    failed: set[int] = set()
    for turn in range(count * 3):
        kind = turn % len(MAKERS)
        if len(failed) == len(MAKERS) or sum(c.kind.startswith("decoy") for c in changes.cases) >= count:
            return
        if kind not in failed and not MAKERS[kind](sites, changes):
            failed.add(kind)


def _note(
    changes: Changes, kind: str, reference: str, before: BaseGeometry | None, after: BaseGeometry | None,
    heights: tuple[float, float],
) -> bool:  # fmt: skip
    changes.cases.append(Case(f"decoy_{kind}", "none", True, reference, before, after, *heights))
    return True


def _yard_of(sites: Sites, least: float) -> tuple[int, BaseGeometry] | None:
    """A parcel with that much open ground; it is given out once."""
    for pool in (sites.built, sites.empty):
        for parcel in list(pool):
            if pool is sites.empty and parcel in sites.buildings:
                continue
            yard = sites.yard(parcel, 0.5)
            if yard.area >= least:
                pool.remove(parcel)
                return parcel, yard
    return None


def _tree(
    sites: Sites, changes: Changes, kind: str, radius: tuple[float, float], height: tuple[float, float]
) -> bool:
    found = _yard_of(sites, 16)
    if found is None:
        return False
    parcel, yard = found
    spot = (
        yard.buffer(-1.0).representative_point()
        if not yard.buffer(-1.0).is_empty
        else yard.representative_point()
    )
    base = sites.district.ground_at(spot)
    changes.domes.append(
        Dome(spot.x, spot.y, base, "tree", radius, height, (74, 96, 52), int(sites.rng.integers(2**30)))
    )
    before, after = (spot.buffer(r) if r else None for r in radius)
    return _note(changes, kind, sites.reference[parcel], before, after, height)


def _tree_grown(sites: Sites, changes: Changes) -> bool:
    return _tree(sites, changes, "tree_grown", (1.3, 2.6), (2.6, 5.8))


def _tree_cut(sites: Sites, changes: Changes) -> bool:
    return _tree(sites, changes, "tree_cut", (2.6, 0.0), (6.2, 0.0))


def _tree_planted(sites: Sites, changes: Changes) -> bool:
    return _tree(sites, changes, "tree_planted", (0.0, 1.6), (0.0, 3.4))


def _kerb(sites: Sites, width: float, least: float = 9.0) -> tuple[float, float, float] | None:
    """A place at the side of a carriageway, and its direction."""
    streets = sites.district.streets
    wide = streets[(streets["width_m"] >= least) & streets.intersects(sites.inner)]
    if not len(wide):
        return None
    for _try in range(40):
        row = wide.iloc[int(sites.rng.integers(len(wide)))]
        line = row.geometry
        along = float(sites.rng.uniform(0.15, 0.85)) * line.length
        a, b = line.interpolate(max(along - 0.5, 0)), line.interpolate(min(along + 0.5, line.length))
        angle = float(np.arctan2(b.y - a.y, b.x - a.x))
        side = float(sites.rng.choice([-1.0, 1.0])) * (row["width_m"] / 2 - 1.8 - width / 2)
        x, y = (a.x + b.x) / 2 - np.sin(angle) * side, (a.y + b.y) / 2 + np.cos(angle) * side
        spot = shapely.Point(x, y).buffer(5)
        if sites.inner.contains(spot) and not any(c.outline.intersects(spot) for c in sites.in_streets):
            return float(x), float(y), angle
    return None


def _truck(sites: Sites, changes: Changes) -> bool:
    place = _kerb(sites, 2.5)
    if place is None:
        return False
    x, y, angle = place
    arrives = bool(sites.rng.integers(2))
    load, cab = (
        oriented_box(x, y, angle, 6.0, 2.45),
        oriented_box(x + np.cos(angle) * 4.0, y + np.sin(angle) * 4.0, angle, 1.8, 2.3),
    )
    outline = shapely.union(load, cab).convex_hull
    base = sites.district.ground_at(outline)
    tint = float(sites.rng.uniform(150, 235))
    changes.solids += [
        Solid(load, base + 3.2, (tint, tint, tint - 8), before=not arrives, after=arrives),
        Solid(cab, base + 2.6, (190, 60, 50), before=not arrives, after=arrives),
    ]
    _note(
        changes,
        "truck",
        "",
        None if arrives else outline,
        outline if arrives else None,
        (0 if arrives else 3.2, 3.2 if arrives else 0),
    )
    sites.in_streets.append(changes.cases[-1])
    return True


def _tent(sites: Sites, changes: Changes) -> bool:
    place = _kerb(sites, 3.0)
    if place is None:
        return False
    x, y, angle = place
    outline = oriented_box(x, y, angle, 3.0, 3.0)
    base = sites.district.ground_at(outline)
    across = np.array([-np.sin(angle), np.cos(angle)])
    tint = ((206, 60, 52), (232, 230, 222), (60, 110, 160), (214, 170, 70))[int(sites.rng.integers(4))]
    for side in (-1.0, 1.0):
        half = oriented_box(x + across[0] * side * 0.75, y + across[1] * side * 0.75, angle, 3.0, 1.5)
        tilt = -across * side * 0.4
        changes.solids.append(
            Solid(half, base + 2.2, tint, "plain", ON_GROUND, (float(tilt[0]), float(tilt[1])), before=False)
        )
    _note(changes, "tent", "", None, outline, (0.0, 2.2))
    sites.in_streets.append(changes.cases[-1])
    return True


def _awning(sites: Sites, changes: Changes) -> bool:
    """A shop's awning over the pavement: a thin cloth at two and a half metres."""
    for parcel in list(sites.built):
        house = sites.district.buildings.geometry[sites.main_building(parcel)]
        corners = shapely.get_coordinates(house.exterior)
        sides = np.diff(corners, axis=0)
        number = int(np.argmax(np.hypot(*sides.T)))
        middle = (corners[number] + corners[number + 1]) / 2
        angle = float(np.arctan2(sides[number][1], sides[number][0]))
        for sign in (-1.0, 1.0):
            x, y = middle + np.array([-np.sin(angle), np.cos(angle)]) * sign * 0.8
            cloth = oriented_box(x, y, angle, min(5.0, float(np.hypot(*sides[number])) * 0.7), 1.4)
            if not sites.district.parcels.intersects(cloth.buffer(-0.2)).any() and sites.inner.contains(
                cloth
            ):
                sites.built.remove(parcel)
                tint = ((176, 50, 46), (70, 120, 80), (214, 206, 190))[int(sites.rng.integers(3))]
                changes.solids.append(Solid(cloth, sites.district.ground_at(cloth) + 2.5, tint, before=False))
                return _note(changes, "awning", sites.reference[parcel], None, cloth, (0.0, 2.5))
    return False


def _on_roof(sites: Sites, changes: Changes, kind: str) -> bool:
    """A thing that comes onto a flat roof."""
    for parcel in list(sites.built):
        row = sites.main_building(parcel)
        house = sites.district.buildings.loc[row]
        if house["use"] not in ("housing", "mixed") or house.geometry.area < 60:
            continue
        sites.built.remove(parcel)
        base, low = sites.district.ground_at(house.geometry), float(house["height_m"])
        roof = Rooftop(house.geometry.buffer(-0.6), base + low, sites.rng, before=False, order=ON_TOP + 1)
        {"water_tank": roof.tank, "solar_heater": roof.solar_heater, "laundry": roof.laundry}[kind]()
        if not roof.solids:
            continue
        changes.solids += roof.solids
        outline = shapely.union_all([solid.outline for solid in roof.solids])
        return _note(changes, kind, sites.reference[parcel], None, outline, (low, roof.solids[0].top - base))
    return False


def _water_tank(sites: Sites, changes: Changes) -> bool:
    return _on_roof(sites, changes, "water_tank")


def _solar_heater(sites: Sites, changes: Changes) -> bool:
    return _on_roof(sites, changes, "solar_heater")


def _laundry(sites: Sites, changes: Changes) -> bool:
    return _on_roof(sites, changes, "laundry")


def _sand(sites: Sites, changes: Changes) -> bool:
    found = _yard_of(sites, 20)
    if found is None:
        return False
    parcel, yard = found
    spot = (
        yard.buffer(-1.2).representative_point()
        if not yard.buffer(-1.2).is_empty
        else yard.representative_point()
    )
    radius, height = float(sites.rng.uniform(1.4, 2.4)), float(sites.rng.uniform(0.9, 1.6))
    base = sites.district.ground_at(spot)
    changes.domes.append(
        Dome(
            spot.x,
            spot.y,
            base,
            "heap",
            (0.0, radius),
            (0.0, height),
            (204, 182, 140),
            int(sites.rng.integers(2**30)),
        )
    )
    return _note(changes, "sand_pile", sites.reference[parcel], None, spot.buffer(radius), (0.0, height))


def _shed(sites: Sites, changes: Changes) -> bool:
    """A hut of sheets of less than fifteen square metres and less than two metres and a half."""
    found = _yard_of(sites, 26)
    if found is None:
        return False
    parcel, yard = found
    shape = box_within(
        yard,
        sites.rng,
        angle_of(sites.shape[parcel]),
        float(sites.rng.uniform(2, 3.6)),
        float(sites.rng.uniform(1.8, 2.8)),
    )
    if shape is None:
        return True
    height = float(sites.rng.uniform(1.8, 2.3))
    base = sites.district.ground_at(shape)
    changes.solids.append(Solid(shape, base + height, (150, 152, 156), "sheet", ON_GROUND, before=False))
    return _note(changes, "shed", sites.reference[parcel], None, shape, (0.0, height))


def _scaffolding(sites: Sites, changes: Changes) -> bool:
    """Scaffolding along the façade of a house that is being painted."""
    for parcel in list(sites.built):
        row = sites.main_building(parcel)
        house = sites.district.buildings.loc[row]
        points = shapely.get_coordinates(house.geometry.exterior)
        sides = np.hypot(*np.diff(points, axis=0).T)
        number = int(np.argmax(sides))
        if not 5 < sides[number] < 25:
            continue
        band = (
            LineString(points[number : number + 2]).buffer(1.1, cap_style="flat").difference(house.geometry)
        )
        near = sites.district.buildings.geometry.intersects(band.buffer(-0.1))
        if near.any() or band.is_empty or not sites.inner.contains(band):
            continue
        sites.built.remove(parcel)
        height = float(house["height_m"]) * 0.95
        base = sites.district.ground_at(house.geometry)
        changes.solids.append(Solid(band, base + height, (150, 132, 104), "planks", ON_GROUND, before=False))
        return _note(changes, "scaffolding", sites.reference[parcel], None, band, (0.0, height))
    return False


def _road_works(sites: Sites, changes: Changes) -> bool:
    """A trench along a street, with what was dug out beside it."""
    place = _kerb(sites, 2.0)
    if place is None:
        return False
    x, y, angle = place
    trench = oriented_box(x, y, angle, float(sites.rng.uniform(6, 14)), 1.2)
    changes.patches.append(Patch(trench, (150, 116, 84), "soil", -0.9, before=False))
    side = np.array([np.sin(angle), -np.cos(angle)]) * 1.3
    for step in np.linspace(-2.5, 2.5, 4):
        spot = np.array([x, y]) + side + np.array([np.cos(angle), np.sin(angle)]) * step
        base = sites.district.ground_at(shapely.Point(spot))
        changes.domes.append(
            Dome(
                float(spot[0]),
                float(spot[1]),
                base,
                "heap",
                (0.0, 0.9),
                (0.0, 0.6),
                (162, 128, 94),
                int(sites.rng.integers(2**30)),
            )
        )
    _note(changes, "road_works", "", None, trench, (0.0, -0.9))
    sites.in_streets.append(changes.cases[-1])
    return True


def _repainted_roof(sites: Sites, changes: Changes) -> bool:
    """A roof that gets another colour, with nothing built."""
    for parcel in list(sites.built):
        row = sites.main_building(parcel)
        house = sites.district.buildings.loc[row]
        if house["use"] not in ("housing", "mixed") or not isinstance(house.geometry, Polygon):
            continue
        sites.built.remove(parcel)
        base, low = sites.district.ground_at(house.geometry), float(house["height_m"])
        inner = house.geometry.buffer(-0.24, join_style="mitre")
        changes.replaced.add(row)
        changes.solids += building(house.geometry, base, low, [sites.district.seed, 20, int(row)])
        changes.solids.append(Solid(inner, base + low, (176, 96, 76), "roof", ON_ROOF, before=False))
        return _note(
            changes, "roof_painted", sites.reference[parcel], house.geometry, house.geometry, (low, low)
        )
    return False


MAKERS: tuple[Maker, ...] = (
    _tree_grown,
    _truck,
    _water_tank,
    _tree_cut,
    _tent,
    _solar_heater,
    _shed,
    _sand,
    _awning,
    _laundry,
    _road_works,
    _scaffolding,
    _tree_planted,
    _repainted_roof,
)
