"""What a check answers: outcome, article, numbers, a sentence and shapes; kept as codes and values.

A finding outlives the request that made it and is read by people of other languages: `wording` makes its
title and its sentence when it is shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from shapely.geometry.base import BaseGeometry


class Outcome(StrEnum):
    PASS = "pass"  # noqa: S105  # an outcome, not a password
    WARN = "warn"
    FAIL = "fail"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Measure:
    """A number of the project beside its limit. `sense`: the limit is the most or the least allowed."""

    given: float | None
    limit: float | None
    unit: str = ""
    sense: str = "at_most"  # at_most | at_least | equal


@dataclass(frozen=True)
class Shape:
    """Ground that shows a finding, in the official CRS. `role` says what it is: plot, zone, strip (where the
    rule forbids building), breach (what breaks it), edge, road, burden, residual, court, outside, permit."""

    role: str
    geometry: BaseGeometry
    label: str = ""


@dataclass(frozen=True)
class Finding:
    """The answer of the check `id`; several findings of one check are told apart by `part` (a zone, a kind).

    `message` and `values` are what `wording.detail_of` makes a sentence of. Values are plain JSON: texts,
    numbers, or names by language.
    """

    id: str
    outcome: Outcome
    message: str
    values: Mapping[str, Any] = field(default_factory=dict)
    article_ref: str = ""
    measure: Measure | None = None
    shapes: tuple[Shape, ...] = ()
    part: str = ""
