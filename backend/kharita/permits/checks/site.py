"""What a check is given: a project's figures, and the ground it stands on.

All geometries are shapely's, in the official CRS (metres), and may be as dirty as files are: `ground.Ground`
makes them fit for measuring.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from shapely.geometry.base import BaseGeometry


class Names(NamedTuple):
    """A name in each language; "" where there is none."""

    ar: str = ""
    fr: str = ""
    en: str = ""


@dataclass(frozen=True)
class Proposal:
    """What the applicant states and draws. None: not stated. Floors are those above the ground floor.

    `courts` are drawn apart from the footprint; without them the holes of the footprint are its courts.
    """

    use: str = ""
    floors: int | None = None
    height_m: float | None = None
    covered_area_m2: float | None = None
    floor_area_m2: float | None = None
    overhang_m2: float | None = None
    dwellings: int | None = None
    parking_places: int | None = None
    footprint: BaseGeometry | None = None
    courts: BaseGeometry | None = None


@dataclass(frozen=True)
class Plot:
    """A parcel of the project."""

    reference: str
    geometry: BaseGeometry | None
    declared_area_m2: float | None = None


@dataclass(frozen=True)
class Plan:
    """The planning document that a zone or a reservation belongs to (`territory.ZoningPlan`)."""

    kind: str = "development_plan"
    state: str = "in_force"
    names: Names = Names()
    approved_on: date | None = None
    expires_on: date | None = None
    legal_ref: str = ""
    cos_means_ground_ratio: bool = False


@dataclass(frozen=True)
class Rule:
    """What a plan says of a zone (`territory.ZoneRule`). None: the plan is silent."""

    uses: tuple[str, ...] = ()
    min_plot_m2: float | None = None
    min_frontage_m: float | None = None
    max_cos: float | None = None
    max_ground_ratio: float | None = None
    max_floors: int | None = None
    max_height_m: float | None = None
    setback_front_m: float | None = None
    setback_side_m: float | None = None
    setback_rear_m: float | None = None
    min_court_m: float | None = None
    parking_ratio: float | None = None
    article_ref: str = ""


@dataclass(frozen=True)
class Zone:
    """A polygon of a plan; `rule` is None where the plan states nothing for its code."""

    code: str
    plan: Plan
    rule: Rule | None
    geometry: BaseGeometry | None


@dataclass(frozen=True)
class Burden:
    """An easement or a reservation: `kind` is that of `territory.Easement` or `territory.Reservation`."""

    kind: str
    geometry: BaseGeometry | None
    names: Names = Names()
    legal_ref: str = ""
    plan: Plan | None = None


@dataclass(frozen=True)
class Road:
    """A street's centreline; without a width its grade tells one."""

    geometry: BaseGeometry | None
    width_m: float | None = None
    grade: str = "residential"
    names: Names = Names()


@dataclass(frozen=True)
class LivePermit:
    """Another permit that holds ground here. Its reference is told only where it `is_public`."""

    reference: str
    geometry: BaseGeometry | None
    is_public: bool = True


@dataclass(frozen=True)
class Site:
    """The plots of a project and what is around them.

    `roads_known` is False where the commune has no streets at all: that a plot has no access is then unknown,
    not found.
    """

    plots: tuple[Plot, ...] = ()
    zones: tuple[Zone, ...] = ()
    easements: tuple[Burden, ...] = ()
    reservations: tuple[Burden, ...] = ()
    roads: tuple[Road, ...] = ()
    neighbours: tuple[BaseGeometry | None, ...] = ()
    permits: tuple[LivePermit, ...] = ()
    roads_known: bool = True
