"""What was permitted on the ground of a survey: the footprints that its findings are held against.

They are read by the same statements as for a verdict, so that what is drawn over the imagery is what was
judged by; and then narrowed to the dossiers that the person handles.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.utils import timezone
from shapely.geometry.base import BaseGeometry

from kharita.permits.models import Document, Permit, PlanReading
from kharita.surveys.models import Survey
from kharita.surveys.verdict.judging import allowed_height
from kharita.surveys.verdict.limits import load_limits
from kharita.surveys.verdict.loading import permissions_in
from kharita.surveys.verdict.things import Permission

PERMITTED_MAX = 1_000
"""So many permits are told at once, the latest first."""

Standing = Literal["in_force", "completed", "ended", "later"]


@dataclass(frozen=True)
class Permitted:
    """A permit as it stood on the day of the flight. `height_m`: what it allows; `plans`: as drawn (DXF)."""

    permission: Permission
    permit: Permit
    standing: Standing
    height_m: float | None
    plans: tuple[PlanReading, ...]


def permitted_at(survey: Survey, area: BaseGeometry, user: Any) -> tuple[list[Permitted], bool]:
    """The permits on `area` (official CRS) of the dossiers that `user` handles; whether these are all."""
    limits, day = load_limits(), timezone.localdate(survey.flown_at)
    found = permissions_in(survey.commune_id, area, on=survey.flown_at, limits=limits)
    handled = Permit.objects.handled_by(user).filter(pk__in=[one.id for one in found])
    known = set(handled.values_list("pk", flat=True))
    mine = sorted(
        (one for one in found if one.id in known), key=lambda one: (one.issued_on, one.id), reverse=True
    )
    latest = mine[:PERMITTED_MAX]
    permits = handled.defer("web_geometry", "answers").in_bulk([one.id for one in latest])
    plans = _drawn(permits.keys(), user)
    told = [
        Permitted(
            one, permits[one.id], standing_on(one, day), allowed_height(one, limits),
            tuple(plans.get(one.id, ())),
        )
        for one in latest
    ]  # fmt: skip
    return told, len(latest) == len(mine)


def standing_on(permit: Permission, day: date) -> Standing:
    """How a permit stood on a day: what it allowed may have been built by then, or never may have been."""
    if permit.issued_on > day:
        return "later"
    if permit.ended_on is not None and permit.ended_on < day:
        return "ended"
    return "completed" if permit.completed_on is not None and permit.completed_on < day else "in_force"


def _drawn(permits: Iterable[int], user: Any) -> dict[int, Sequence[PlanReading]]:
    """By permit, the last reading of each of its plans that says where it lies."""
    rows = (
        PlanReading.objects.visible_to(user)
        .filter(permit_id__in=list(permits))
        .exclude(told__plan=None)
        .exclude(told__footprint=None)
        .exclude(document__state=Document.State.REPLACED)
        .order_by("-read_at", "-pk")
    )
    last: dict[tuple[int, int | None], PlanReading] = {}
    for row in rows:
        last.setdefault((row.permit_id, row.document_id), row)
    found: dict[int, list[PlanReading]] = {}
    for (permit_id, _document), row in last.items():
        found.setdefault(permit_id, []).append(row)
    return dict(found)
