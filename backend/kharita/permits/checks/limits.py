"""What the checks measure with: `gis_data/permits/checks.yaml`, validated.

Lengths in metres, areas in square metres, ratios as fractions, angles in degrees.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

import gis_data

FILE = Path(gis_data.__file__).parent / "permits" / "checks.yaml"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Tolerances(_Frozen):
    """How far a measure may be off its limit before it counts."""

    length_m: float
    area_m2: float
    ratio: float
    sliver_m2: float
    sliver_ratio: float


class Legal(_Frozen):
    """The text that a check rests on; `certain` is V (read in a published source) or M (to be confirmed)."""

    legal_ref: str
    certain: Literal["V", "M"]


class DeclaredArea(Legal):
    pass_ratio: float
    fail_ratio: float
    floor_m2: float


class Lapsing(Legal):
    effect_years: int


class Access(Legal):
    min_width_m: float


class OverlappingPermits(Legal):
    kinds_ignored: tuple[str, ...]
    states_ignored: tuple[str, ...]


class Servitude(Legal):
    effect: Literal["forbids", "asks"]
    consult: str


class EdgeLimits(_Frozen):
    """How the edges of a plot are told apart (see `edges.classify`)."""

    simplify_m: float
    step_m: float
    pieces_max: int
    touch_m: float
    street_gap_m: float
    run_min_m: float
    corner_deg: float
    bend_deg: float
    facing_deg: float
    road_share: float
    widths_m: Mapping[str, float]


class Limits(_Frozen):
    effective_from: date
    tolerances: Tolerances
    declared_area: DeclaredArea
    zoning: Legal
    planned_road: Lapsing
    reservation: Lapsing
    access: Access
    overlapping_permits: OverlappingPermits
    plan_order: tuple[str, ...]
    plan_years: Mapping[str, int]
    servitudes: Mapping[str, Servitude]
    uses: Mapping[str, tuple[tuple[str, ...], ...]]
    edges: EdgeLimits


@cache
def load_limits() -> Limits:
    """The limits that are delivered; a wrong file is refused when it is read."""
    return Limits.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))
