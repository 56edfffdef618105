"""What changes are held against: `gis_data/surveys/verdict.yaml`, validated.

Lengths in metres, areas in square metres, shares as fractions.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

import gis_data

FILE = Path(gis_data.__file__).parent / "surveys" / "verdict.yaml"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Certain(_Frozen):
    """`certain` is V (read in a published source) or M (practice, to be confirmed)."""

    certain: Literal["V", "M"]
    legal_ref: str = ""


class PermitLimits(Certain):
    """Which kinds of permit count for what, and when they do not any more."""

    building: tuple[str, ...]
    demolition: tuple[str, ...]
    occupation: tuple[str, ...]
    works_that_build_nothing: tuple[str, ...]
    ended: tuple[str, ...]
    lapsing: tuple[str, ...]
    completed: tuple[str, ...]
    past_years: int
    covers_share: float


class FootprintLimits(Certain):
    tolerance_m: float
    position_sigmas: float
    outside_min_m2: float
    sliver_m: float


class HeightLimits(Certain):
    tolerance_m: float
    sigmas: float
    storey_m: float
    parapet_m: float


class GroundLimits(Certain):
    least_m2: float
    zones: tuple[str, ...]
    reservations: tuple[str, ...]


class SplittingLimits(Certain):
    sliver_m: float


class ConfidenceFactors(Certain):
    footprint_unknown: float
    height_unknown: float
    heights_not_measured: float


class ScoreLimits(_Frozen):
    storey_m: float


class VerdictLimits(_Frozen):
    """The whole file."""

    effective_from: date
    permits: PermitLimits
    footprint: FootprintLimits
    height: HeightLimits
    ground: GroundLimits
    splitting: SplittingLimits
    confidence: ConfidenceFactors
    severity: Mapping[str, float]
    score: ScoreLimits


@cache
def load_limits() -> VerdictLimits:
    """The limits that are delivered; a wrong file is refused when it is read."""
    return VerdictLimits.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))
