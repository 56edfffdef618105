"""The legal clock: working days, holidays, the one pause. Pure: the calendar is an argument.

A delay of N working days that starts on a day ends with the N-th working day after it; the day of the start
does not count. A pause begins with a request: its own day is still counted, those after it are not, up to and
including the day of the answer. Delays in days or months end on the same count of the calendar, lengthened by
the days of the pause, and are carried on to the next working day (domain.md section 1).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kharita.permits.models.law import PermitTypeVersion

Unit = PermitTypeVersion.Unit
SATURDAY, SUNDAY = 5, 6
HORIZON_DAYS = 3_660
"""A calendar without an open day in ten years is a mistake of whoever wrote it."""
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """The days on which a commune's offices are closed: each year's (month, day), and single dates."""

    zone: ZoneInfo
    yearly: frozenset[tuple[int, int]] = frozenset()
    once: frozenset[date] = frozenset()
    weekend: frozenset[int] = frozenset({SATURDAY, SUNDAY})

    def is_working(self, day: date) -> bool:
        return (
            day.weekday() not in self.weekend
            and (day.month, day.day) not in self.yearly
            and day not in self.once
        )

    def day_of(self, moment: datetime) -> date:
        """The local day of a moment, whichever offset Ramadan gives it."""
        return moment.astimezone(self.zone).date()

    def end_of(self, day: date) -> datetime:
        """The last second of a local day."""
        return datetime.combine(day, time(23, 59, 59), self.zone)

    def next_working(self, day: date) -> date:
        """`day`, or the first working day after it. Raises `ValueError` for a calendar without any."""
        for _ in range(HORIZON_DAYS):
            if self.is_working(day):
                return day
            day += _DAY
        raise ValueError("the calendar has no working day")


@dataclass(frozen=True)
class Delay:
    amount: int
    unit: str = Unit.WORKING_DAYS


@dataclass(frozen=True)
class Paused:
    """A time during which the clock stands; no end: it still does."""

    begun_at: datetime
    ended_at: datetime | None = None


def due_at(
    start: datetime, delay: Delay, calendar: Calendar, pauses: Iterable[Paused] = ()
) -> datetime | None:
    """The last moment of the delay; None while the clock stands."""
    taken: list[tuple[date, date]] = []
    for pause in pauses:
        if pause.ended_at is None:
            return None
        taken.append((calendar.day_of(pause.begun_at), calendar.day_of(pause.ended_at)))
    first = calendar.day_of(start)
    if delay.unit == Unit.WORKING_DAYS:
        return calendar.end_of(_after_working_days(first, delay.amount, calendar, taken))
    last = first + timedelta(days=delay.amount)
    if delay.unit == Unit.MONTHS:
        last = add_months(first, delay.amount)
    for begun, ended in sorted(taken):
        if begun < calendar.next_working(last):  # what had ended is not lengthened by a later request
            last += ended - begun
    return calendar.end_of(calendar.next_working(last))


def _after_working_days(day: date, amount: int, calendar: Calendar, taken: list[tuple[date, date]]) -> date:
    """The `amount`-th working day after `day` that lies in no pause."""
    latest = max([day, *(ended for _begun, ended in taken)])
    while amount > 0:
        day += _DAY
        if calendar.is_working(day) and not any(begun < day <= ended for begun, ended in taken):
            amount -= 1
        if (day - latest).days > HORIZON_DAYS:
            raise ValueError("the calendar has no working day")
    return day


def add_months(day: date, months: int) -> date:
    """The same day some months later, or the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day.day, (following - _DAY).day))


def working_days_left(now: datetime, due: datetime, calendar: Calendar) -> int:
    """Working days after today up to the due one; negative: working days since it passed."""
    today, last = calendar.day_of(now), calendar.day_of(due)
    early, late = min(today, last), max(today, last)
    days = (early + timedelta(days=step) for step in range(1, (late - early).days + 1))
    count = sum(1 for day in days if calendar.is_working(day))
    return count if last >= today else -count
