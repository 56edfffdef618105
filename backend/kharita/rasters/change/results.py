"""What goes into a comparison of two flights and what comes out; light, for any process to import."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from shapely import Polygon

from kharita.core.errors import DomainError

Direction = Literal["up", "down", "surface"]
Method = Literal["heights", "images"]


class UnusableFlights(DomainError):
    """The two flights cannot be compared; the detail says what is missing."""

    code = "unusable-flights"


@dataclass(frozen=True)
class FlightFiles:
    """One flight's products, each in any projected CRS, GSD and extent; None where the flight lacks it."""

    ortho: Path | None = None
    dsm: Path | None = None
    dtm: Path | None = None


@dataclass(frozen=True)
class ChangeSettings:
    """What is sought. Lengths in metres, areas in square metres.

    `resolution_m` is the grid on which flights are compared, never finer than their own files: at 0.2 m a
    5 cm pair is read from its overviews, and edges are found between pixels.
    `opening_m` is the narrowest thing that counts; `min_confidence` drops what is probably a tree or a tent,
    `min_image_confidence` what images alone give too little ground for.
    """

    min_height_m: float = 2.0
    min_area_m2: float = 15.0
    sigmas: float = 3.0
    resolution_m: float = 0.2
    opening_m: float = 1.4
    min_confidence: float = 0.5
    min_image_confidence: float = 0.3
    block_px: int = 1024
    workers: int = 0
    """Parallel workers on this host; 0: one per core."""


@dataclass(frozen=True)
class Region:
    """One thing that changed. Heights are gained (up) or lost (down), positive, in metres; `volume_m3` too.

    `geometry` is in the CRS of the later flight. `confidence` is the estimated probability that a building
    was built, raised or demolished here, from `facts`, the figures that it was computed from. Direction
    "surface" is a change seen in images alone: its heights and volume are 0.
    """

    geometry: Polygon
    direction: Direction
    area_m2: float
    height_m: float
    height_p90_m: float
    volume_m3: float
    confidence: float
    facts: dict[str, float]


@dataclass(frozen=True)
class Shift:
    """How far the earlier flight was moved (east, north; metres) to lie upon the later one.

    `spread_m` is the scatter (NMAD) of the windows that agreed, `confidence` 0..1 their agreement; 0 when the
    shift could not be estimated and none was applied.
    """

    east_m: float = 0.0
    north_m: float = 0.0
    spread_m: float = 0.0
    windows: int = 0
    confidence: float = 0.0


@dataclass(frozen=True)
class ChangeReport:
    """How the comparison was made: what was corrected, what noise was left, what is worth telling.

    `offset_m` is the vertical offset removed at the centre, `tilt_m` the range of the plane or dome removed
    over the area. `sigma_m` is the NMAD of stable ground, `threshold_m` what a height change had to exceed.
    `notices` are codes: `shift_unknown`, `no_stable_ground`, `no_colours`, `no_overlap`, `heights_missing`.
    """

    method: Method
    shift: Shift
    resolution_m: float
    compared_m2: float
    offset_m: float = 0.0
    tilt_m: float = 0.0
    surface: Literal["none", "offset", "plane", "dome"] = "none"
    sigma_m: float = 0.0
    threshold_m: float = 0.0
    confidence: float = 0.0
    notices: tuple[str, ...] = ()

    @property
    def shift_m(self) -> tuple[float, float]:
        return self.shift.east_m, self.shift.north_m


@dataclass(frozen=True)
class Changes:
    report: ChangeReport
    crs_wkt: str
    regions: list[Region] = field(default_factory=list)
