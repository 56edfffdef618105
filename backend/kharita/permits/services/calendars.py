"""A commune's calendar, and the legal dates of all its open dossiers after the calendar has changed."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from kharita.permits.clock import Calendar, Delay, Paused, due_at
from kharita.permits.models import UNDECIDED, Holiday, Permit

DAY = timedelta(days=1)


def calendar_of(commune_id: int) -> Calendar:
    """The holidays of the country and of the commune; its own row of a code takes the country's place."""
    yearly: set[tuple[int, int]] = set()
    once: set[date] = set()
    seen: set[str] = set()
    for holiday in Holiday.objects.for_commune(commune_id):
        if holiday.code in seen:
            continue
        seen.add(holiday.code)
        if holiday.is_cancelled:
            continue
        for step in range(holiday.days):
            if holiday.on is not None:
                once.add(holiday.on + step * DAY)
            else:
                # A year that has a 29 February, so that this day may be one too.
                day = date(2024, holiday.month, holiday.day) + step * DAY
                yearly.add((day.month, day.day))
    return Calendar(ZoneInfo(settings.TIME_ZONE), frozenset(yearly), frozenset(once))


def legal_due_at(permit: Permit, calendar: Calendar) -> datetime | None:
    """When the legal delay of a submitted dossier ends; None while it is paused, or where none runs."""
    if permit.submitted_at is None or permit.rules is None or permit.state not in UNDECIDED:
        return None
    delay = Delay(permit.rules.delay, permit.rules.delay_unit)
    pauses = [Paused(pause.begun_at, pause.ended_at) for pause in permit.pauses.all()]
    return due_at(permit.submitted_at, delay, calendar, pauses)


@transaction.atomic
def recompute_due(*, commune_id: int | None = None) -> int:
    """Work out the legal dates of all open dossiers again (a commune's, or everyone's); how many moved."""
    open_ones = Permit.objects.filter(state__in=UNDECIDED, submitted_at__isnull=False)
    if commune_id is not None:
        open_ones = open_ones.filter(commune_id=commune_id)
    calendars: dict[int, Calendar] = {}
    moved = []
    dossiers = (
        open_ones.select_related("rules")
        .prefetch_related("pauses")
        .defer("site", "footprint", "web_geometry")
    )
    for permit in dossiers.select_for_update(of=("self",)).order_by("pk"):
        calendar = calendars.setdefault(permit.commune_id, calendar_of(permit.commune_id))
        due = legal_due_at(permit, calendar)
        if due != permit.due_at:
            permit.due_at = due
            moved.append(permit)
    Permit.objects.bulk_update(moved, ["due_at"], batch_size=1_000)
    return len(moved)
