"""The thresholds of a commune: what its judged findings say of them, and setting them, in versions.

Nothing tunes itself: figures are shown, a person decides, and the version keeps both.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kharita.accounts.models import User
from kharita.accounts.rights import check_right
from kharita.core.errors import BadInput, Text
from kharita.surveys.models import DetectionSettings, Finding
from kharita.surveys.models.comparison import TUNE
from kharita.surveys.services.comparisons import thresholds_in_force
from kharita.territory.models import Commune

ACCEPTED_MIN, REJECTED_MIN = 5, 3
"""Fewer judged findings than this say nothing."""
R = Finding.Reason
WRONG = (R.VEGETATION, R.VEHICLE, R.TEMPORARY, R.ROOF_OBJECT, R.SHADOW, R.MISPLACED)
"""The reasons that say the detection saw what is no building; the others are buildings that are in order."""
_MARGIN = 0.95


@dataclass(frozen=True)
class Tunable:
    """A threshold that a commune may set: its default, its span, the steps it is set in, and the column of a
    finding that it is held against ("" where judged findings cannot tell)."""

    name: str
    title: Text
    unit: str
    default: float
    least: float
    most: float
    step: float
    column: str = ""


TUNABLES: Mapping[str, Tunable] = {
    one.name: one
    for one in (
        Tunable("min_height_m", gettext_lazy("Least height"), "m", 2.0, 0.5, 10, 0.1, "height_m"),
        Tunable("min_area_m2", gettext_lazy("Least area"), "m²", 15.0, 4, 500, 1, "area_m2"),
        Tunable("min_confidence", gettext_lazy("Least confidence"), "", 0.5, 0, 0.99, 0.01, "confidence"),
        Tunable("min_image_confidence", gettext_lazy("Least confidence of pictures alone"), "", 0.3, 0, 0.99,
                0.01, "confidence"),
        Tunable("sigmas", gettext_lazy("Height in multiples of the noise"), "σ", 3.0, 2, 10, 0.1),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Step:
    """A threshold and what it would have done to the judged findings."""

    value: float
    accepted_lost: int
    rejected_dropped: int


@dataclass(frozen=True)
class Advice:
    """What the judged findings say of one threshold. `suggested` None: nothing to gain, or too few."""

    name: str
    value: float
    accepted: int
    rejected: int
    suggested: float | None
    would_drop: int
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Suggestion:
    """`accepted` and `rejected` count what was judged (rejected: as wrongly seen). Only findings that passed
    the thresholds of their day were ever judged: the figures can advise to raise one, never to lower it."""

    accepted: int
    rejected: int
    other: int
    is_enough: bool
    advice: tuple[Advice, ...] = field(default_factory=tuple)

    @property
    def values(self) -> dict[str, float]:
        """The suggested thresholds by name."""
        return {one.name: one.suggested for one in self.advice if one.suggested is not None}

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def values_in_force(commune_id: int) -> dict[str, float]:
    """Every threshold as it holds for the commune now."""
    stored = thresholds_in_force(commune_id)
    own = {} if stored is None else stored.values
    return {name: float(own.get(name, one.default)) for name, one in TUNABLES.items()}


def suggest(commune_id: int) -> Suggestion:
    """What the judged findings of a commune say of its thresholds."""
    columns = ("state", "reason", "height_m", "area_m2", "confidence", "facts__direction", "facts__measured")
    judged = Finding.objects.filter(
        commune_id=commune_id, state__in=(Finding.State.ACCEPTED, Finding.State.REJECTED)
    ).values(*columns)
    accepted, rejected, other = [], [], 0
    for row in judged:
        if row["state"] == Finding.State.ACCEPTED:
            accepted.append(row)
        elif row["reason"] in WRONG:
            rejected.append(row)
        else:
            other += 1
    is_enough = len(accepted) >= ACCEPTED_MIN and len(rejected) >= REJECTED_MIN
    now = values_in_force(commune_id)
    advice = tuple(
        _advice(one, now[name], accepted, rejected) for name, one in TUNABLES.items() if one.column
    )
    return Suggestion(len(accepted), len(rejected), other, is_enough, advice)


def _advice(
    one: Tunable, value: float, accepted: Sequence[Mapping[str, Any]], rejected: Sequence[Mapping[str, Any]]
) -> Advice:
    kept = sorted(_measures(one, accepted))
    wrong = sorted(_measures(one, rejected))
    suggested, would_drop = None, 0
    if len(kept) >= ACCEPTED_MIN and len(wrong) >= REJECTED_MIN:
        # A little below the least of what was right: the next one may be a little smaller.
        best = min(math.floor(kept[0] * _MARGIN / one.step + 1e-9) * one.step, one.most)
        would_drop = sum(measure < best for measure in wrong)
        if best > value and would_drop:
            suggested = round(best, 4)
        else:
            would_drop = 0
    return Advice(
        one.name, value, len(kept), len(wrong), suggested, would_drop, _steps(one, value, kept, wrong)
    )


def _steps(one: Tunable, value: float, kept: list[float], wrong: list[float]) -> tuple[Step, ...]:
    """What raising the threshold in ten even steps would cost and bring."""
    top = max([*wrong, *kept[: len(kept) // 2 + 1]], default=value)
    if top <= value:
        return ()
    values = [round(value + (top - value) * part / 10, 4) for part in range(11)]
    return tuple(
        Step(each, sum(measure < each for measure in kept), sum(measure < each for measure in wrong))
        for each in values
    )


def _measures(one: Tunable, rows: Sequence[Mapping[str, Any]]) -> list[float]:
    """What the threshold is held against: the confidence of the detection, before the verdict weakened it."""
    found = []
    for row in rows:
        by_images = row["facts__direction"] == "surface"
        if one.name in ("min_confidence", "min_image_confidence") and by_images != (
            one.name == "min_image_confidence"
        ):
            continue
        measured = row["facts__measured"] or {}
        value = measured.get(one.column, row[one.column])
        if value is not None:
            found.append(float(value))
    return found


@transaction.atomic
def set_thresholds(
    *, commune: Commune, values: Mapping[str, float], reason: str, basis: Mapping[str, Any], actor: User,
    now: datetime,
) -> DetectionSettings:  # fmt: skip
    """Set a commune's thresholds: a new version; those not named have their defaults.

    `basis` are the figures that were shown (empty: a person's own choice). Comparisons asked for from now on
    use it. Raises `NotAllowed`, `BadInput` without a reason or for a value outside its span.
    """
    check_right(actor, TUNE, commune.pk)
    if not reason.strip():
        raise BadInput(_("Say why the thresholds change."), field="reason")
    Commune.objects.select_for_update(of=("self",)).get(pk=commune.pk)  # one version after the other
    last = thresholds_in_force(commune.pk)
    made: DetectionSettings = DetectionSettings.objects.create(
        commune=commune, version=1 if last is None else last.version + 1, values=_checked(values),
        reason=reason.strip(), basis=dict(basis), set_by=actor, set_at=now,
    )  # fmt: skip
    return made


def _checked(values: Mapping[str, float]) -> dict[str, float]:
    """The values that differ from the defaults. Raises `BadInput` for one that there is not or outside its
    span."""
    found = {}
    for name, value in values.items():
        one = TUNABLES.get(name)
        if one is None:
            raise BadInput(_("There is no such threshold."), field=name)
        if not math.isfinite(value) or not one.least <= value <= one.most:
            raise BadInput(
                _("Between %(least)s and %(most)s.") % {"least": one.least, "most": one.most}, field=name
            )
        if value != one.default:
            found[name] = float(value)
    return found
