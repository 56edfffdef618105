"""The legal clock: weekends, holidays, pauses, months, Ramadan's offset, the end of the year."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kharita.permits.clock import Calendar, Delay, Paused, add_months, due_at, working_days_left

ZONE = ZoneInfo("Africa/Casablanca")
PLAIN = Calendar(ZONE)
MOROCCO = Calendar(
    ZONE,
    yearly=frozenset({(1, 1), (1, 11), (1, 14), (11, 6), (11, 18)}),
    once=frozenset({date(2026, 3, 20), date(2026, 3, 21)}),
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def due(
    start: str, amount: int, unit: str = "working_days", calendar: Calendar = PLAIN, *pauses: Paused
) -> str:
    found = due_at(at(start), Delay(amount, unit), calendar, pauses)
    return "paused" if found is None else found.astimezone(ZONE).strftime("%Y-%m-%d %H:%M:%S")


@pytest.mark.parametrize(
    ("start", "amount", "expected"),
    [
        ("2026-09-07 10:00", 1, "2026-09-08 23:59:59"),  # Monday: the day itself does not count
        ("2026-09-07 10:00", 5, "2026-09-14 23:59:59"),  # over a weekend
        ("2026-09-04 23:59", 1, "2026-09-07 23:59:59"),  # Friday night
        ("2026-09-05 10:00", 1, "2026-09-07 23:59:59"),  # a Saturday's first day is Monday
        ("2026-09-07 10:00", 15, "2026-09-28 23:59:59"),
    ],
)
def test_working_days_skip_weekends(start: str, amount: int, expected: str) -> None:
    assert due(start, amount) == expected


def test_holidays_are_skipped_also_across_the_year_s_end() -> None:
    # Wed 30 Dec 2026 → Thu 31; Fri 1 Jan closed; Mon 4 … Fri 8; Mon 11 closed; Tue 12
    assert due("2026-12-30 09:00", 7, "working_days", MOROCCO) == "2027-01-12 23:59:59"
    # Thu 5 Nov 2026: Fri 6 closed; Mon 9 is the first day
    assert due("2026-11-05 09:00", 1, "working_days", MOROCCO) == "2026-11-09 23:59:59"


def test_a_holiday_on_a_weekend_takes_nothing_twice() -> None:
    # 20 and 21 March 2026 are a Friday and a Saturday
    assert due("2026-03-19 09:00", 1, "working_days", MOROCCO) == "2026-03-23 23:59:59"


def test_the_day_of_a_moment_follows_ramadan_s_offset() -> None:
    # Morocco is at +01:00, and at +00:00 from 15 February to 22 March 2026.
    assert PLAIN.day_of(datetime(2026, 2, 13, 23, 30, tzinfo=UTC)) == date(2026, 2, 14)
    assert PLAIN.day_of(datetime(2026, 2, 16, 23, 30, tzinfo=UTC)) == date(2026, 2, 16)
    assert PLAIN.end_of(date(2026, 2, 13)).astimezone(UTC) == datetime(2026, 2, 13, 22, 59, 59, tzinfo=UTC)
    assert PLAIN.end_of(date(2026, 2, 16)).astimezone(UTC) == datetime(2026, 2, 16, 23, 59, 59, tzinfo=UTC)
    # Submitted before, due within: the last second is still that of the local day.
    found = due_at(at("2026-02-12 10:00"), Delay(3), PLAIN)
    assert found is not None
    assert found.astimezone(UTC) == datetime(2026, 2, 17, 23, 59, 59, tzinfo=UTC)


def test_the_clock_stands_while_the_complement_is_awaited() -> None:
    asked = Paused(at("2026-09-09 09:00"))
    assert due("2026-09-07 10:00", 5, "working_days", PLAIN, asked) == "paused"
    # Tue 8 and Wed 9 are used; answered Mon 21; Tue 22, Wed 23, Thu 24 remain.
    answered = Paused(at("2026-09-09 09:00"), at("2026-09-21 16:00"))
    assert due("2026-09-07 10:00", 5, "working_days", PLAIN, answered) == "2026-09-24 23:59:59"


def test_a_pause_of_an_hour_takes_no_day() -> None:
    short = Paused(at("2026-09-09 09:00"), at("2026-09-09 10:00"))
    assert due("2026-09-07 10:00", 5, "working_days", PLAIN, short) == "2026-09-14 23:59:59"


def test_months_end_on_the_same_day_or_the_next_working_one() -> None:
    assert due("2026-09-07 10:00", 1, "months") == "2026-10-07 23:59:59"
    assert due("2026-01-31 10:00", 1, "months") == "2026-03-02 23:59:59"  # 28 February is a Saturday
    paused = Paused(at("2026-09-10 09:00"), at("2026-09-20 09:00"))
    assert due("2026-09-07 10:00", 1, "months", PLAIN, paused) == "2026-10-19 23:59:59"  # 17th is a Saturday


def test_calendar_days() -> None:
    assert due("2026-12-30 09:00", 3, "calendar_days", MOROCCO) == "2027-01-04 23:59:59"


def test_months_are_added_without_overflow() -> None:
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert add_months(date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert add_months(date(2026, 11, 15), 1) == date(2026, 12, 15)


def test_days_left_count_down_and_below_nothing() -> None:
    end = at("2026-09-14 23:59:59")
    assert working_days_left(at("2026-09-07 10:00"), end, PLAIN) == 5
    assert working_days_left(at("2026-09-14 10:00"), end, PLAIN) == 0
    assert working_days_left(at("2026-09-16 10:00"), end, PLAIN) == -2


def test_a_calendar_without_an_open_day_is_refused_not_walked_for_ever() -> None:
    closed = Calendar(ZONE, weekend=frozenset(range(7)))
    with pytest.raises(ValueError, match="no working day"):
        due_at(at("2026-09-07 10:00"), Delay(1), closed)
    with pytest.raises(ValueError, match="no working day"):
        due_at(at("2026-09-07 10:00"), Delay(1, "months"), closed)


def test_a_request_after_the_end_lengthens_nothing() -> None:
    late = Paused(at("2026-11-02 09:00"), at("2026-11-20 09:00"))
    for unit, amount in (("working_days", 5), ("calendar_days", 7), ("months", 1)):
        assert due("2026-09-07 10:00", amount, unit, PLAIN, late) == due("2026-09-07 10:00", amount, unit)


def test_the_clock_goes_through_the_end_of_ramadan_with_its_pause_and_its_feast() -> None:
    # Back to +01:00 on Sunday 22 March 2026; the feast is Friday 20 and Saturday 21.
    asked = Paused(datetime(2026, 3, 18, 23, 30, tzinfo=UTC), datetime(2026, 3, 24, 23, 30, tzinfo=UTC))
    # At +00:00 the request is of Wednesday 18, at +01:00 the answer is already of Wednesday 25.
    # Tue 17 and Wed 18 are used; Thu 26, Fri 27, Mon 30 remain.
    found = due_at(at("2026-03-16 10:00"), Delay(5), MOROCCO, [asked])
    assert found is not None
    assert found.astimezone(UTC) == datetime(2026, 3, 30, 22, 59, 59, tzinfo=UTC)


def test_a_pause_over_the_year_s_end_gives_the_days_back() -> None:
    # Tue 29 and Wed 30 December are used; answered Tue 5 January: Wed 6, Thu 7, Fri 8 remain.
    asked = Paused(at("2026-12-30 09:00"), at("2027-01-05 16:00"))
    assert due("2026-12-28 10:00", 5, "working_days", MOROCCO, asked) == "2027-01-08 23:59:59"


DAYS = st.integers(0, 800).map(lambda days: date(2025, 1, 1) + timedelta(days=days))


@given(start=DAYS, amount=st.integers(1, 90), begun=st.integers(0, 60), stood=st.integers(0, 60))
def test_exactly_the_days_of_the_delay_lie_between_its_start_and_its_end(
    start: date, amount: int, begun: int, stood: int
) -> None:
    def moment(day: date) -> datetime:
        return datetime.combine(day, time(11), ZONE)

    asked = start + timedelta(days=begun)
    answered = asked + timedelta(days=stood)
    pause = Paused(moment(asked), moment(answered))
    found = due_at(moment(start), Delay(amount), MOROCCO, [pause])
    assert found is not None
    last = found.astimezone(ZONE).date()
    after = [start + timedelta(days=step) for step in range(1, (last - start).days + 1)]
    counted = [
        day
        for day in after
        if day.weekday() < 5
        and (day.month, day.day) not in MOROCCO.yearly
        and day not in MOROCCO.once
        and not asked < day <= answered
    ]
    assert len(counted) == amount
    assert counted[-1] == last
