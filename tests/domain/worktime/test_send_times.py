"""The owner's send time, over days off, holidays, pauses and changes of the clocks."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.worktime import WorkTime
from tests.domain.worktime.owners import (
    APIA,
    EVERY_DAY,
    HALF_PAST_NINE,
    IN_KYIV,
    KYIV,
    LORD_HOWE,
    NEW_YORK,
    RIYADH,
    SYDNEY,
    clock,
    on,
)

DAILY = replace(IN_KYIV, working_days=EVERY_DAY)
IN_THE_GAP = replace(DAILY, send_time=time(3, 30))
"""Kyiv: on 29 March 2026 03:00 becomes 04:00, on 25 October 2026 04:00 becomes 03:00."""
NEW_YEAR = {
    date(2026, 12, 24): "Christmas Eve",
    date(2026, 12, 25): "Christmas",
    date(2026, 12, 31): "New Year's Eve",
    date(2027, 1, 1): "New Year",
    date(2027, 1, 4): "Day after",
}


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (on("2026-11-02 09:29"), "Mon 2026-11-02 09:30"),
        (on("2026-11-02 09:30"), "Tue 2026-11-03 09:30"),
        (on("2026-11-02 23:00"), "Tue 2026-11-03 09:30"),
        (datetime(2026, 11, 2, 22, 30, tzinfo=UTC), "Tue 2026-11-03 09:30"),
        (datetime(2026, 12, 31, 12, 0, tzinfo=UTC), "Fri 2027-01-01 09:30"),
        (on("2028-02-28 12:00"), "Tue 2028-02-29 09:30"),
    ],
)
def test_the_next_send_time_is_strictly_after_the_moment(after: datetime, expected: str) -> None:
    assert clock(IN_KYIV.next_send_at(after)) == expected


@pytest.mark.parametrize(
    ("zone", "send_time", "after", "expected"),
    [
        (KYIV, time(3, 30), "2026-03-29 01:00", "Sun 2026-03-29 04:00"),
        (NEW_YORK, time(2, 30), "2026-03-08 01:00", "Sun 2026-03-08 03:00"),
        (SYDNEY, time(2, 1), "2026-10-04 01:00", "Sun 2026-10-04 03:00"),
        (LORD_HOWE, time(2, 15), "2026-10-04 01:00", "Sun 2026-10-04 02:30"),
    ],
    ids=["Kyiv", "New York", "Sydney", "Lord Howe"],
)
def test_a_send_time_that_is_left_out_is_the_first_instant_after_the_gap(
    zone: ZoneInfo, send_time: time, after: str, expected: str
) -> None:
    owner = WorkTime(zone, send_time, working_days=EVERY_DAY)

    sent_at = owner.next_send_at(on(after, zone))

    assert clock(sent_at, zone) == expected
    assert owner.is_allowed(sent_at)
    assert owner.next_send_at(sent_at) - sent_at > timedelta(hours=20)


def test_the_second_of_the_two_is_not_used_the_same_day() -> None:
    between = datetime(2026, 10, 25, 3, 45, tzinfo=KYIV)

    assert IN_THE_GAP.next_send_at(between) == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)


def test_send_times_follow_one_another_all_year_without_a_day_left_out() -> None:
    at = datetime(2025, 12, 31, 12, 0, tzinfo=UTC)
    days = []

    for _ in range(365):
        at = DAILY.next_send_at(at)
        days.append(at.astimezone(KYIV))

    assert [day.date() for day in days] == [date(2026, 1, 1) + timedelta(days=day) for day in range(365)]
    assert {day.time() for day in days} == {HALF_PAST_NINE}


def test_a_day_that_the_calendar_leaves_out_has_no_send_time() -> None:
    owner = WorkTime(APIA, HALF_PAST_NINE, quiet=None, working_days=EVERY_DAY)

    assert clock(owner.next_send_at(on("2011-12-29 09:30", APIA)), APIA) == "Sat 2011-12-31 09:30"


@pytest.mark.parametrize(
    ("working_days", "after", "expected"),
    [
        pytest.param({0, 1, 2, 3, 4}, "2026-11-06 09:30", "Mon 2026-11-09 09:30", id="Monday to Friday"),
        pytest.param({6, 0, 1, 2, 3}, "2026-11-05 09:30", "Sun 2026-11-08 09:30", id="Friday and Saturday off"),
        pytest.param({0, 1, 2, 3, 4, 5}, "2026-11-06 09:30", "Sat 2026-11-07 09:30", id="six days: Saturday"),
        pytest.param({0, 1, 2, 3, 4, 5}, "2026-11-07 09:30", "Mon 2026-11-09 09:30", id="six days: Sunday off"),
        pytest.param({6}, "2026-11-08 09:30", "Sun 2026-11-15 09:30", id="only Sunday"),
        pytest.param({2}, "2026-11-05 00:00", "Wed 2026-11-11 09:30", id="only Wednesday"),
    ],
)
def test_it_comes_on_working_days(working_days: set[int], after: str, expected: str) -> None:
    owner = WorkTime(RIYADH, HALF_PAST_NINE, working_days=frozenset(working_days))

    assert clock(owner.next_send_at(on(after, RIYADH)), RIYADH) == expected


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("2026-12-23 09:30", "Mon 2026-12-28 09:30"),
        ("2026-12-30 09:30", "Tue 2027-01-05 09:30"),
        ("2026-12-29 09:30", "Wed 2026-12-30 09:30"),
    ],
    ids=["two holidays and a weekend", "holidays on both sides of a weekend and a year", "none in between"],
)
def test_it_does_not_come_on_holidays(after: str, expected: str) -> None:
    owner = replace(IN_KYIV, holidays=NEW_YEAR)

    assert clock(owner.next_send_at(on(after))) == expected


@pytest.mark.parametrize(
    ("paused_until", "expected"),
    [
        (date(2026, 11, 1), "Mon 2026-11-02 09:30"),
        (date(2026, 11, 2), "Mon 2026-11-02 09:30"),
        (date(2026, 11, 5), "Thu 2026-11-05 09:30"),
        (date(2026, 11, 7), "Mon 2026-11-09 09:30"),
        (date(2046, 11, 5), "Mon 2046-11-05 09:30"),
    ],
    ids=["over", "to this day", "for days", "to a day off", "for twenty years"],
)
def test_it_does_not_come_during_a_pause(paused_until: date, expected: str) -> None:
    owner = replace(IN_KYIV, paused_until=paused_until)

    assert clock(owner.next_send_at(on("2026-11-02 09:00"))) == expected


@pytest.mark.parametrize(
    "owner",
    [
        replace(IN_KYIV, working_days=frozenset()),
        replace(IN_KYIV, holidays={date(2026, 11, 1) + timedelta(days=day): "Eternal feast" for day in range(500)}),
    ],
    ids=["no working days", "nothing but holidays"],
)
def test_where_no_day_is_allowed_the_next_day_has_a_send_time(owner: WorkTime) -> None:
    assert clock(owner.next_send_at(on("2026-11-06 12:00"))) == "Sat 2026-11-07 09:30"


@pytest.mark.parametrize("edge", [date.min, date.max])
@pytest.mark.parametrize("zone", [KYIV, NEW_YORK, ZoneInfo("UTC")])
def test_the_ends_of_the_calendar_do_not_raise(edge: date, zone: ZoneInfo) -> None:
    owner = WorkTime(zone, HALF_PAST_NINE, paused_until=edge)

    for there in (zone, UTC):
        for wall_time in (time.min, time.max):
            assert owner.next_send_at(datetime.combine(edge, wall_time, there)).tzinfo is UTC


def test_holidays_cannot_be_changed_from_outside() -> None:
    holidays = {date(2026, 11, 3): "Feast"}
    owner = replace(IN_KYIV, holidays=holidays)

    holidays.clear()

    assert not owner.is_working_day(date(2026, 11, 3))
    assert owner == replace(IN_KYIV, holidays={date(2026, 11, 3): "Feast"})
    assert len({owner, replace(owner), IN_KYIV}) == 2
