"""A commune's calendar, and the legal dates of all its open dossiers after the calendar has changed."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction

from kharita.permits.clock import Calendar, Delay, Paused, due_at
from kharita.permits.models import UNDECIDED, Holiday, Pause, Permit

DAY = timedelta(days=1)
BATCH = 5_000
_MOVE = """
    UPDATE permits_permit p SET due_at = moved.due_at
    FROM unnest(%s::bigint[], %s::timestamptz[]) AS moved (id, due_at) WHERE p.id = moved.id"""


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
    """Work out the legal dates of all open dossiers again (a commune's, or everyone's); how many moved.

    Read and written in sets: a desk of 50,000 dossiers takes seconds, and no object is made for any of them.
    """
    open_ones = Permit.objects.filter(state__in=UNDECIDED, submitted_at__isnull=False)
    if commune_id is not None:
        open_ones = open_ones.filter(commune_id=commune_id)
    locked = list(open_ones.select_for_update().order_by("pk").values_list("pk", flat=True))
    calendar = cache(calendar_of)
    moved: list[tuple[int, datetime | None]] = []
    for start in range(0, len(locked), BATCH):
        moved += _moved(locked[start : start + BATCH], calendar)
    with connection.cursor() as cursor:
        for start in range(0, len(moved), BATCH):
            ids, dates = zip(*moved[start : start + BATCH], strict=True)
            cursor.execute(_MOVE, [list(ids), list(dates)])
    return len(moved)


def _moved(ids: list[int], calendar: Callable[[int], Calendar]) -> Iterator[tuple[int, datetime | None]]:
    """Of these open dossiers those whose legal date is another one than is kept, with it."""
    pauses: dict[int, list[Paused]] = {}
    for pk, begun, ended in Pause.objects.filter(permit__in=ids).values_list(
        "permit", "begun_at", "ended_at"
    ):
        pauses.setdefault(pk, []).append(Paused(begun, ended))
    dossiers = Permit.objects.filter(pk__in=ids).values_list(
        "pk", "commune_id", "submitted_at", "due_at", "rules__delay", "rules__delay_unit"
    )
    for pk, commune, submitted, kept, amount, unit in dossiers:
        due = None
        if amount is not None:
            due = due_at(submitted, Delay(amount, unit), calendar(commune), pauses.get(pk, ()))
        if due != kept:
            yield pk, due
