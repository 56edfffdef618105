"""What the verdict is made from and of. Geometries are shapely's, in the official CRS (metres)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

Direction = Literal["up", "down", "surface"]
Names = Mapping[str, str]


@dataclass(frozen=True)
class Change:
    """What changed, as it was measured. Heights in metres, None where the flights know none.

    `built_height_m` is what stands above the ground afterwards, `sigma_m` the noise of a height, `position_m`
    how far the two flights may still lie apart.
    """

    geometry: MultiPolygon
    direction: Direction
    area_m2: float
    height_m: float | None
    built_height_m: float | None
    volume_m3: float | None
    confidence: float
    sigma_m: float = 0.0
    position_m: float = 0.0
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Land:
    """A parcel of the present cadastre."""

    id: int
    reference: str
    geometry: BaseGeometry


@dataclass(frozen=True)
class Piece:
    """The part of a change that is told of one parcel (None: it stands on none). `share` of the whole."""

    change: Change
    parcel: Land | None
    share: float = 1.0


@dataclass(frozen=True)
class Permission:
    """A permit as it is in force at the later date: what it lets be built, and where.

    `footprint`, `height_m` and `floors` (above the ground floor) are None where the permit does not say.
    `ended_on`: it lapsed then; `completed_on`: what it allowed stood by then, and it allows no more.
    `purpose` says what it counts for.
    """

    id: int
    reference: str
    purpose: Literal["building", "demolition", "occupation"]
    issued_on: date
    parcels: frozenset[int] = frozenset()
    site: BaseGeometry | None = None
    footprint: BaseGeometry | None = None
    height_m: float | None = None
    floors: int | None = None
    ended_on: date | None = None
    completed_on: date | None = None


@dataclass(frozen=True)
class Between:
    """The days of the two flights."""

    before: date
    after: date


@dataclass(frozen=True)
class Burden:
    """Ground on which nothing may be built: `sort` is the table it stands in, `kind` its own kind or code."""

    sort: Literal["easement", "reservation", "zone"]
    kind: str
    geometry: BaseGeometry
    names: Names = field(default_factory=dict)
    legal_ref: str = ""


@dataclass(frozen=True)
class Surroundings:
    """What lies at a change: permits of any time, forbidden ground, the zone's code."""

    permissions: tuple[Permission, ...] = ()
    burdens: tuple[Burden, ...] = ()
    zone: str = ""


@dataclass(frozen=True)
class Fact:
    """One thing the reader must know; `code` is one of `surveys.explaining`."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Judged:
    """A verdict (`Finding.Verdict`) and what it rests on, the weightiest fact first."""

    verdict: str
    permit: Permission | None
    outside_m2: float
    permitted_height_m: float | None
    confidence: float
    score: float
    facts: tuple[Fact, ...]
