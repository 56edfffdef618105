"""How plans are read and compared: `gis_data/permits/plan_layers.yaml`, validated."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

import gis_data
from kharita.core.text import search_text

FILE = Path(gis_data.__file__).parent / "permits" / "plan_layers.yaml"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PlanLimits(_Frozen):
    """The most that a drawing may hold."""

    bytes_max: int
    entities_max: int
    points_max: int
    depth_max: int
    texts_max: int
    listed_max: int


class Reading(_Frozen):
    flattening_m: float
    snap_m: float
    smallest_m2: float
    factors: Mapping[str, float]
    factor_slack: float


class Placing(_Frozen):
    """How far the plot drawn may lie from the cadastre's: metres, degrees, parts of the area."""

    shift_pass_m: float
    shift_warn_m: float
    rotation_pass_deg: float
    area_pass_ratio: float
    area_fail_ratio: float
    difference_pass_ratio: float
    difference_fail_ratio: float


class PlanSettings(_Frozen):
    roles: Mapping[str, tuple[str, ...]]
    limits: PlanLimits
    reading: Reading
    placing: Placing


@cache
def load_plan_settings() -> PlanSettings:
    """What is delivered; a wrong file is refused when it is read."""
    return PlanSettings.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))


@cache
def _names() -> tuple[tuple[frozenset[str], str], ...]:
    """Every name as its words with its role, those of most words first."""
    roles = load_plan_settings().roles
    names = [(frozenset(search_text(name).split()), role) for role, known in roles.items() for name in known]
    return tuple(sorted(names, key=lambda each: -len(each[0])))


def role_of(layer: str) -> str:
    """What is drawn on the layer of this name: a role, or "" when its name says nothing."""
    words = set(search_text(layer).split())
    singular = words | {word[:-1] for word in words if word.endswith("s")}
    return next((role for name, role in _names() if name and name <= singular), "")
