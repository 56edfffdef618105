"""What changes between the two flights and matters: building works with and without permits."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from gis_data.demo_flights.building import STOREY_M, building
from gis_data.demo_flights.district import District
from gis_data.demo_flights.objects import Dome, Patch, Solid, angle_of, box_within
from gis_data.demo_town.geometry import long_axis_frame, polygons_of

EDGE_M = 9.0  # nothing to be judged lies nearer to the flight's ragged edge


@dataclass(frozen=True)
class Case:
    """One thing that differs between the flights, with what is true of it. Heights over bare ground, metres.

    `verdict` is what a comparison with the permits should say, "none" where it should stay silent.
    """

    kind: str
    verdict: str
    legal: bool
    reference: str
    before: BaseGeometry | None
    after: BaseGeometry | None
    height_before: float = 0.0
    height_after: float = 0.0
    permitted: BaseGeometry | None = None
    permitted_height: float | None = None
    permitted_floors: int | None = None

    @property
    def outline(self) -> BaseGeometry:
        """Where the change is to be seen, or would be."""
        shapes = [shape for shape in (self.after, self.before, self.permitted) if shape is not None]
        return shapes[0]


@dataclass
class Changes:
    """The cases and what is drawn for them. `replaced`: rows of the town's buildings that are drawn here."""

    cases: list[Case] = field(default_factory=list)
    solids: list[Solid] = field(default_factory=list)
    domes: list[Dome] = field(default_factory=list)
    patches: list[Patch] = field(default_factory=list)
    replaced: set[int] = field(default_factory=set)


class Sites:
    """The parcels that works can take place on, each given out once, in a seeded order; on those whose
    references are in `taken` none do."""

    def __init__(
        self, district: District, rng: np.random.Generator, taken: Collection[str] = frozenset()
    ) -> None:
        self.district, self.rng = district, rng
        self.in_streets: list[Case] = []  # what already stands in the streets
        self.inner = district.window.buffer(
            -min(EDGE_M, district.window.length / 4 * 0.08), join_style="mitre"
        )
        parcels = district.parcels[district.parcels.within(self.inner)]
        town = parcels["kind"].isin(["plot", "housing", "mixed", "villa", "annex"])
        self.shape = dict(zip(parcels.index, parcels.geometry, strict=True))
        self.reference = dict(zip(parcels.index, parcels["reference"], strict=True))
        self.buildings: dict[int, list[int]] = {}
        for row, parcel in zip(district.buildings.index, district.buildings["parcel"], strict=True):
            self.buildings.setdefault(parcel, []).append(row)
        area = parcels.geometry.area
        barred = shapely.union_all(district.protected.geometry.to_numpy())
        clear = ~parcels.intersects(barred) & ~parcels["reference"].isin(list(taken))
        self.taken = district.parcels[district.parcels["reference"].isin(list(taken))]
        fitting = parcels.index[town & (area > 55) & (area < 1600) & clear]
        mixed = rng.permutation(fitting.to_numpy())
        self.empty = [int(row) for row in mixed if row not in self.buildings]
        self.built = [int(row) for row in mixed if row in self.buildings]
        if len(self.empty) < len(self.built) // 4:
            self.empty += self._to_be_built(len(self.built) // 4 - len(self.empty))

    def _to_be_built(self, count: int) -> list[int]:
        """Parcels whose building is taken away, so that it can be built between the flights."""
        single = [row for row in self.built if len(self.buildings[row]) == 1][:count]
        chosen = set(single)
        self.built = [row for row in self.built if row not in chosen]
        return single

    def main_building(self, parcel: int) -> int:
        """The row of the largest building on a parcel."""
        shapes = self.district.buildings.geometry
        return max(self.buildings[parcel], key=lambda row: float(shapes[row].area))

    def yard(self, parcel: int, gap: float = 0.4) -> BaseGeometry:
        """What of a parcel is not built on."""
        rows = self.buildings.get(parcel, [])
        built = shapely.union_all(self.district.buildings.geometry[rows].to_numpy()) if rows else Polygon()
        inner: BaseGeometry = self.shape[parcel].buffer(-gap, join_style="mitre")
        return inner.difference(built.buffer(gap, join_style="mitre"))


Maker = Callable[[Sites, Changes], Case | None]


def plan_changes(district: District, sites: Sites, count: int) -> Changes:
    """About `count` cases, of every kind in turn, as far as the district has room."""
    changes = Changes()
    failed: set[str] = set()
    turn = 0
    kinds = {name for name, _maker in MAKERS}
    while len(changes.cases) < count and failed < kinds:
        name, maker = MAKERS[turn % len(MAKERS)]
        turn += 1
        case = maker(sites, changes) if name not in failed else None
        if case is None:
            failed.add(name)
        else:
            changes.cases.append(case)
    return changes


def _new_footprint(sites: Sites, parcel: int, share: float) -> Polygon | None:
    """A building's outline on an empty parcel: the plot, `share` of its depth."""
    plot = sites.shape[parcel]
    return _largest(_cut(_largest(plot.buffer(-0.25, join_style="mitre")), share))


def _largest(shape: BaseGeometry | None) -> Polygon | None:
    parts = polygons_of(shape, 1.0) if shape is not None else []
    return max(parts, key=lambda part: part.area) if parts else None


def _cut(shape: Polygon | None, share: float) -> BaseGeometry | None:
    """The first `share` of a shape along its long axis."""
    if shape is None:
        return None
    frame, length, width = long_axis_frame(shape)
    corners = np.array([[-1, -1], [length * share, -1], [length * share, width + 1], [-1, width + 1]])
    return shape.intersection(Polygon(frame.to_world(corners)))


def _take_empty(sites: Sites, changes: Changes) -> int | None:
    if not sites.empty:
        return None
    parcel = sites.empty.pop()
    changes.replaced.update(sites.buildings.get(parcel, []))
    return parcel


def _draw_new(
    sites: Sites, changes: Changes, shape: BaseGeometry, height: float, parcel: int, number: int = 0
) -> None:
    base = sites.district.ground_at(shape)
    seed = [sites.district.seed, 21, parcel, number]
    changes.solids += building(shape, base, height, seed, before=False)


def _height(floors: int, rng: np.random.Generator) -> float:
    return round(float((floors + 1) * STOREY_M + rng.uniform(0.1, 0.5)), 2)


def _new(
    sites: Sites, changes: Changes, *, built: float, permit: float | None, floors: int, more: int = 0
) -> Case | None:
    """A new building of `floors` + `more` on `built` of a plot; the permit says `permit` and `floors`."""
    parcel = _take_empty(sites, changes)
    shape = _new_footprint(sites, parcel, built) if parcel is not None else None
    if parcel is None or shape is None:
        return None
    height = _height(floors + more, sites.rng)
    _draw_new(sites, changes, shape, height, parcel)
    permitted = _new_footprint(sites, parcel, permit) if permit is not None else None
    verdict, kind = "authorised", "new_authorised"
    if permitted is None:
        verdict, kind = "no_permit", "new_illegal"
    elif more:
        verdict, kind = "height_exceeds", "height_exceeds"
    elif permit is not None and built > permit:
        verdict, kind = "footprint_exceeds", "footprint_exceeds"
    limit = None if permitted is None else round(_height(floors, sites.rng) + 1.0, 2)
    return Case(
        kind, verdict, verdict == "authorised", sites.reference[parcel], None, shape, 0.0, height,
        permitted, limit, None if permitted is None else floors,
    )  # fmt: skip


def _new_authorised(sites: Sites, changes: Changes) -> Case | None:
    share = float(sites.rng.uniform(0.65, 0.95))
    return _new(sites, changes, built=share, permit=share, floors=int(sites.rng.integers(0, 4)))


def _new_illegal(sites: Sites, changes: Changes) -> Case | None:
    return _new(
        sites,
        changes,
        built=float(sites.rng.uniform(0.3, 0.95)),
        permit=None,
        floors=int(sites.rng.integers(0, 3)),
    )


def _footprint_exceeds(sites: Sites, changes: Changes) -> Case | None:
    share = float(sites.rng.uniform(0.5, 0.65))
    return _new(
        sites,
        changes,
        built=share + float(sites.rng.uniform(0.22, 0.32)),
        permit=share,
        floors=int(sites.rng.integers(1, 3)),
    )


def _height_exceeds(sites: Sites, changes: Changes) -> Case | None:
    share = float(sites.rng.uniform(0.7, 0.95))
    return _new(sites, changes, built=share, permit=share, floors=int(sites.rng.integers(1, 3)), more=1)


def _permit_unused(sites: Sites, changes: Changes) -> Case | None:
    parcel = _take_empty(sites, changes)
    shape = _new_footprint(sites, parcel, 0.8) if parcel is not None else None
    if parcel is None or shape is None:
        return None
    floors = int(sites.rng.integers(1, 3))
    return Case(
        "permit_unused", "none", True, sites.reference[parcel], None, None, 0.0, 0.0,
        shape, _height(floors, sites.rng), floors,
    )  # fmt: skip


def _raised(sites: Sites, changes: Changes, allowed: bool) -> Case | None:
    """One more floor on a house."""
    for parcel in list(sites.built):
        row = sites.main_building(parcel)
        house = sites.district.buildings.loc[row]
        if house["use"] not in ("housing", "mixed") or house.geometry.area < 45 or house["floors"] > 3:
            continue
        sites.built.remove(parcel)
        changes.replaced.add(row)
        base, seed = sites.district.ground_at(house.geometry), [sites.district.seed, 20, int(row)]
        low, high = float(house["height_m"]), round(float(house["height_m"]) + STOREY_M, 2)
        changes.solids += building(house.geometry, base, low, seed, after=False)
        changes.solids += building(house.geometry, base, high, seed, before=False)
        return Case(
            "extra_floor_authorised" if allowed else "extra_floor",
            "authorised" if allowed else "no_permit",
            allowed, sites.reference[parcel], house.geometry, house.geometry, low, high,
            house.geometry if allowed else None, high + 0.8 if allowed else None,
            int(house["floors"]) + 1 if allowed else None,
        )  # fmt: skip
    return None


def _extra_floor(sites: Sites, changes: Changes) -> Case | None:
    return _raised(sites, changes, allowed=False)


def _extra_floor_authorised(sites: Sites, changes: Changes) -> Case | None:
    return _raised(sites, changes, allowed=True)


def _demolished(sites: Sites, changes: Changes) -> Case | None:
    for parcel in list(sites.built):
        row = sites.main_building(parcel)
        house = sites.district.buildings.loc[row]
        if house["use"] not in ("housing", "mixed") or house.geometry.area < 40:
            continue
        sites.built.remove(parcel)
        changes.replaced.add(row)
        base = sites.district.ground_at(house.geometry)
        changes.solids += building(
            house.geometry, base, float(house["height_m"]), [sites.district.seed, 20, int(row)], after=False
        )
        changes.patches.append(Patch(house.geometry, (172, 158, 140), "rubble", 0.12, before=False))
        return Case(
            "demolished",
            "demolished",
            True,
            sites.reference[parcel],
            house.geometry,
            None,
            float(house["height_m"]),
            0.0,
        )
    return None


def _extension(sites: Sites, changes: Changes) -> Case | None:
    """A room in a yard, from six square metres, no permit."""
    for parcel in list(sites.built):
        yard = sites.yard(parcel, 0.15)
        if yard.area < 12:
            continue
        angle = angle_of(sites.shape[parcel])
        area = min(float(np.exp(sites.rng.uniform(np.log(6), np.log(60)))), yard.area * 0.7)
        slim = float(np.sqrt(sites.rng.uniform(1.0, 1.9)))
        shape = box_within(yard, sites.rng, angle, np.sqrt(area) * slim, np.sqrt(area) / slim)
        if shape is None:
            continue
        sites.built.remove(parcel)
        height = round(float(sites.rng.uniform(2.7, 3.6)), 2)
        _draw_new(sites, changes, shape, height, parcel, 1)
        return Case("extension", "no_permit", False, sites.reference[parcel], None, shape, 0.0, height)
    return None


def _roof_room(sites: Sites, changes: Changes) -> Case | None:
    """A room on a roof, from six square metres, no permit: heights count from the ground."""
    for parcel in list(sites.built):
        row = sites.main_building(parcel)
        house = sites.district.buildings.loc[row]
        if house["use"] not in ("housing", "mixed") or house.geometry.area < 60:
            continue
        area = min(float(sites.rng.uniform(6, 45)), house.geometry.area * 0.4)
        shape = box_within(
            house.geometry.buffer(-0.3),
            sites.rng,
            angle_of(house.geometry),
            np.sqrt(area * 1.4),
            np.sqrt(area / 1.4),
        )
        if shape is None:
            continue
        sites.built.remove(parcel)
        changes.replaced.add(row)
        base, low = sites.district.ground_at(house.geometry), float(house["height_m"])
        seed = [sites.district.seed, 20, int(row)]
        # The terrace is cleared in both flights, so that the room is all that differs.
        kept = [
            s
            for s in building(house.geometry, base, low, seed)
            if not s.outline.intersects(shape) or s.order < 3
        ]
        changes.solids += kept
        high = round(low + float(sites.rng.uniform(2.6, 3.0)), 2)
        changes.solids += _on_roof(building(shape, base, high, [*seed, 1], before=False))
        return Case(
            "roof_room", "no_permit", False, sites.reference[parcel], house.geometry, shape, low, high
        )
    return None


def _on_roof(solids: list[Solid]) -> list[Solid]:
    return [
        Solid(s.outline, s.top, s.colour, s.material, s.order + 2, s.tilt, s.before, s.after) for s in solids
    ]


def _in_servitude(sites: Sites, changes: Changes) -> Case | None:
    """A building where none may stand: in a green zone, a flood area, under a power line."""
    district = sites.district
    ground = shapely.union_all(district.protected.geometry.to_numpy()).intersection(sites.inner)
    roads = shapely.union_all(
        shapely.buffer(district.streets.geometry.to_numpy(), district.streets["width_m"].to_numpy() / 2 + 1)
    )
    taken = [
        *district.buildings.geometry.buffer(1.5),
        *sites.taken.geometry,
        *(case.outline.buffer(2) for case in changes.cases),
    ]
    free = ground.difference(roads).difference(shapely.union_all(taken)).buffer(-0.5)
    area, angle = float(sites.rng.uniform(16, 120)), float(sites.rng.uniform(0, np.pi))
    shape = None
    for size in (area, area / 2, 20.0):  # smaller where there is little room
        if shape is None:
            shape = box_within(free, sites.rng, angle, np.sqrt(size * 1.5), np.sqrt(size / 1.5), 60)
    if shape is None:
        return None
    inside = district.parcels[district.parcels.contains(shape.centroid)]
    height = _height(int(sites.rng.integers(0, 2)), sites.rng)
    _draw_new(sites, changes, shape, height, -1 % 2**31, len(changes.cases) + 2)
    reference = str(inside["reference"].iloc[0]) if len(inside) else ""
    return Case("in_servitude", "in_servitude", False, reference, None, shape, 0.0, height)


MAKERS: tuple[tuple[str, Maker], ...] = (
    ("new_illegal", _new_illegal),
    ("extension", _extension),
    ("extra_floor", _extra_floor),
    ("new_authorised", _new_authorised),
    ("roof_room", _roof_room),
    ("in_servitude", _in_servitude),
    ("height_exceeds", _height_exceeds),
    ("footprint_exceeds", _footprint_exceeds),
    ("extension", _extension),
    ("demolished", _demolished),
    ("permit_unused", _permit_unused),
    ("extra_floor_authorised", _extra_floor_authorised),
)
