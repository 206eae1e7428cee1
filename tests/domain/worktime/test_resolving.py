"""From the meaning to the moment in the owner's day, with its shifts."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.due_time import AfterWorkingDays, AtInstant, Meant, OnDay
from domain.worktime import WorkTime
from tests.domain.worktime.owners import (
    APIA,
    EVERY_DAY,
    HALF_PAST_NINE,
    HONOLULU,
    IN_KYIV,
    KYIV,
    RIYADH,
    clock,
    on,
    story,
)

NOON = time(12)
MONDAY_NOON = on("2026-11-02 12:00")
HOLIDAYS = {
    date(2026, 11, 9): "Feast",
    date(2026, 12, 31): "New Year's Eve",
    date(2027, 1, 1): "New Year",
    date(2027, 1, 4): "Day after",
}


def at(moment: str) -> AtInstant:
    return AtInstant(on(moment))


@pytest.mark.parametrize(
    ("meant", "expected"),
    [
        pytest.param(OnDay(date(2026, 11, 5)), "Thu 2026-11-05 09:30", id="a day: its send time"),
        pytest.param(OnDay(date(2026, 11, 5), NOON), "Thu 2026-11-05 12:00", id="a wall time"),
        pytest.param(OnDay(date(2028, 2, 29)), "Tue 2028-02-29 09:30", id="leap day"),
        pytest.param(OnDay(date(2027, 5, 31)), "Mon 2027-05-31 09:30", id="end of a month"),
        pytest.param(AfterWorkingDays(1, date(2026, 11, 2)), "Tue 2026-11-03 09:30", id="the next working day"),
        pytest.param(AfterWorkingDays(5, date(2026, 11, 2)), "Mon 2026-11-09 09:30", id="over a weekend"),
        pytest.param(AfterWorkingDays(1, date(2026, 11, 6), NOON), "Mon 2026-11-09 12:00", id="Friday and a wall time"),
        pytest.param(AfterWorkingDays(1, date(2026, 11, 7)), "Mon 2026-11-09 09:30", id="counted from a Saturday"),
        pytest.param(AfterWorkingDays(2, date(2027, 2, 26)), "Tue 2027-03-02 09:30", id="over the end of February"),
        pytest.param(AfterWorkingDays(300, date(2026, 11, 2)), "Mon 2027-12-27 09:30", id="more than a year"),
        pytest.param(at("2026-11-02 14:17"), "Mon 2026-11-02 14:17", id="an instant"),
        pytest.param(at("2026-11-02 12:00"), "Mon 2026-11-02 12:00", id="now"),
    ],
)
def test_an_allowed_moment_is_the_one_that_was_meant(meant: Meant, expected: str) -> None:
    resolved = IN_KYIV.resolve(meant, now=MONDAY_NOON)

    assert clock(resolved.at) == expected
    assert resolved.at.tzinfo is UTC
    assert resolved.shifts == ()


@pytest.mark.parametrize(
    ("meant", "expected"),
    [
        pytest.param(at("2026-11-04 07:59"), ["quiet_hours: Wed 2026-11-04 09:30"], id="too early"),
        pytest.param(at("2026-11-04 20:00"), ["quiet_hours: Thu 2026-11-05 09:30"], id="too late"),
        pytest.param(OnDay(date(2026, 11, 4), time(7)), ["quiet_hours: Wed 2026-11-04 09:30"], id="early wall time"),
        pytest.param(
            at("2026-11-06 21:00"),
            [
                "quiet_hours: Sat 2026-11-07 09:30",
                "day_off: Mon 2026-11-09 09:30",
                "holiday Feast: Tue 2026-11-10 09:30",
            ],
            id="Friday evening before a long weekend",
        ),
        pytest.param(
            OnDay(date(2026, 11, 7)),
            ["day_off: Mon 2026-11-09 09:30", "holiday Feast: Tue 2026-11-10 09:30"],
            id="Saturday, then a holiday on Monday",
        ),
        pytest.param(OnDay(date(2026, 11, 15), NOON), ["day_off: Mon 2026-11-16 09:30"], id="Sunday noon"),
        pytest.param(OnDay(date(2026, 11, 14), time(23)), ["day_off: Mon 2026-11-16 09:30"], id="Saturday night"),
        pytest.param(
            OnDay(date(2026, 12, 31)),
            [
                "holiday New Year's Eve: Fri 2027-01-01 09:30",
                "holiday New Year: Sat 2027-01-02 09:30",
                "day_off: Mon 2027-01-04 09:30",
                "holiday Day after: Tue 2027-01-05 09:30",
            ],
            id="a chain across New Year",
        ),
    ],
)
def test_others_move_forward_from_one_objection_to_the_next(meant: Meant, expected: list[str]) -> None:
    resolved = replace(IN_KYIV, holidays=HOLIDAYS).resolve(meant, now=MONDAY_NOON)

    assert story(resolved.shifts) == expected
    assert resolved.at == resolved.shifts[-1].to


def test_a_moment_in_a_pause_moves_to_its_end() -> None:
    owner = replace(IN_KYIV, holidays=HOLIDAYS, paused_until=date(2026, 11, 8))

    resolved = owner.resolve(OnDay(date(2026, 11, 4)), now=MONDAY_NOON)

    assert story(resolved.shifts) == [
        "paused: Sun 2026-11-08 09:30",
        "day_off: Mon 2026-11-09 09:30",
        "holiday Feast: Tue 2026-11-10 09:30",
    ]


def test_holidays_are_no_working_days_to_count() -> None:
    owner = replace(IN_KYIV, holidays=HOLIDAYS)

    resolved = owner.resolve(AfterWorkingDays(3, date(2026, 12, 29)), now=MONDAY_NOON)

    assert clock(resolved.at) == "Wed 2027-01-06 09:30"


@pytest.mark.parametrize(
    ("working_days", "meant", "expected"),
    [
        pytest.param({6, 0, 1, 2, 3}, OnDay(date(2026, 11, 6)), "Sun 2026-11-08 09:30", id="Friday and Saturday off"),
        ({6, 0, 1, 2, 3}, AfterWorkingDays(2, date(2026, 11, 5)), "Mon 2026-11-09 09:30"),  # the count too
        pytest.param({0, 1, 2, 3, 4, 5}, OnDay(date(2026, 11, 7)), "Sat 2026-11-07 09:30", id="six days"),
        pytest.param({6}, OnDay(date(2026, 11, 9)), "Sun 2026-11-15 09:30", id="only Sunday"),
        pytest.param({2}, AfterWorkingDays(3, date(2026, 11, 4)), "Wed 2026-11-25 09:30", id="a working day a week"),
    ],
)
def test_working_days_are_the_owners(working_days: set[int], meant: Meant, expected: str) -> None:
    owner = WorkTime(RIYADH, HALF_PAST_NINE, working_days=frozenset(working_days))

    assert clock(owner.resolve(meant, now=on("2026-11-02 12:00", RIYADH)).at, RIYADH) == expected


def test_a_day_that_is_left_out_moves_on_like_any_other() -> None:
    owner = WorkTime(APIA, HALF_PAST_NINE)

    resolved = owner.resolve(OnDay(date(2011, 12, 30)), now=on("2011-12-28 12:00", APIA))

    assert story(resolved.shifts, APIA) == [
        "clock_change: Sat 2011-12-31 00:00",
        "day_off: Mon 2012-01-02 09:30",
    ]


def test_hours_are_absolute_over_a_change_of_clocks() -> None:
    owner = replace(IN_KYIV, quiet=None, working_days=EVERY_DAY)
    saturday = on("2026-03-28 12:00")

    resolved = owner.resolve(AtInstant(saturday + timedelta(hours=24)), now=saturday)

    assert clock(resolved.at) == "Sun 2026-03-29 13:00"


@pytest.mark.parametrize(
    ("now", "meant", "expected_at", "expected_shifts"),
    [
        pytest.param("2026-11-03 14:00", OnDay(date(2026, 11, 3)), "Tue 2026-11-03 14:00", [], id="today: now"),
        ("2026-11-03 14:00", OnDay(date(2026, 11, 3), NOON), "Tue 2026-11-03 14:00", []),  # today at noon
        pytest.param("2026-11-03 14:00", at("2026-11-03 13:59"), "Tue 2026-11-03 14:00", [], id="a minute ago"),
        pytest.param(
            "2026-11-03 23:59",
            OnDay(date(2026, 11, 3)),
            "Wed 2026-11-04 09:30",
            ["quiet_hours: Wed 2026-11-04 09:30"],
            id="today, at 23:59",
        ),
        pytest.param(
            "2026-11-03 00:01",
            OnDay(date(2026, 11, 2)),
            "Tue 2026-11-03 09:30",
            ["late: Tue 2026-11-03 09:30"],
            id="yesterday, at 00:01",
        ),
        pytest.param(
            "2026-11-03 14:00",
            at("2026-11-02 13:00"),
            "Wed 2026-11-04 09:30",
            ["late: Wed 2026-11-04 09:30"],
            id="an instant of yesterday",
        ),
        pytest.param(
            "2026-11-06 14:00",
            OnDay(date(2026, 10, 1)),
            "Mon 2026-11-09 09:30",
            ["late: Mon 2026-11-09 09:30"],
            id="last month, on a Friday",
        ),
        pytest.param(
            "2026-11-08 14:00",
            OnDay(date(2026, 11, 7)),
            "Mon 2026-11-09 09:30",
            ["day_off: Mon 2026-11-09 09:30"],
            id="a Saturday, made on Sunday, is not late on Monday",
        ),
        pytest.param(
            "2026-11-09 14:00",
            OnDay(date(2026, 11, 7)),
            "Tue 2026-11-10 09:30",
            ["day_off: Mon 2026-11-09 09:30", "late: Tue 2026-11-10 09:30"],
            id="a Saturday, made on Monday afternoon, is late",
        ),
    ],
)
def test_a_moment_that_has_passed_comes_now_or_at_the_next_send_time(
    now: str, meant: Meant, expected_at: str, expected_shifts: list[str]
) -> None:
    resolved = IN_KYIV.resolve(meant, now=on(now))

    assert clock(resolved.at) == expected_at
    assert story(resolved.shifts) == expected_shifts


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-03 14:00", "Tue 2026-11-03 14:00"),
        ("2026-11-03 08:00", "Tue 2026-11-03 08:00"),
        ("2026-11-03 07:00", "Tue 2026-11-03 09:30"),
        ("2026-11-03 23:59", "Wed 2026-11-04 09:30"),
        ("2026-11-03 00:01", "Tue 2026-11-03 09:30"),
        ("2026-11-07 14:00", "Mon 2026-11-09 09:30"),
    ],
)
def test_at_once_is_now_if_now_is_allowed(now: str, expected: str) -> None:
    assert clock(IN_KYIV.resolve(at(now), now=on(now)).at) == expected


@pytest.mark.parametrize(
    ("meant", "expected"),
    [
        (OnDay(date(2026, 11, 7)), "Sat 2026-11-07 09:30"),
        (at("2026-11-07 14:00"), "Sun 2026-11-08 09:30"),
        (AfterWorkingDays(3, date(2026, 11, 5)), "Sun 2026-11-08 09:30"),
        (AfterWorkingDays(-3, date(2026, 11, 5)), "Thu 2026-11-05 09:30"),
    ],
)
def test_where_no_day_is_allowed_it_is_the_plain_send_time(meant: Meant, expected: str) -> None:
    owner = replace(IN_KYIV, working_days=frozenset())

    assert clock(owner.resolve(meant, now=MONDAY_NOON).at) == expected


@pytest.mark.parametrize("zone", [KYIV, HONOLULU, ZoneInfo("Pacific/Kiritimati")])
@pytest.mark.parametrize(
    "meant",
    [
        OnDay(date.max),
        OnDay(date.min),
        AfterWorkingDays(10**12, date(2026, 11, 2)),
        AfterWorkingDays(1, date.max),
        AtInstant(datetime.max.replace(tzinfo=UTC)),
        AtInstant(datetime.min.replace(tzinfo=UTC)),
    ],
)
@pytest.mark.parametrize("working_days", [frozenset(range(5)), frozenset()])
def test_the_ends_of_the_calendar_do_not_raise(zone: ZoneInfo, meant: Meant, working_days: frozenset[int]) -> None:
    owner = WorkTime(zone, HALF_PAST_NINE, working_days=working_days)

    for until in (None, meant):
        assert owner.resolve(meant, now=MONDAY_NOON, until=until).at >= MONDAY_NOON
