"""The due times of a plan: the meaning of its words, in the owner's days and in the plan's order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from domain.due_time import AfterWorkingDays, AtInstant, DueTime, GivenBy, Meant, OnDay, Shift, ShiftCause
from domain.plan.plan_dates import meant_by, plan_dates
from domain.timing import parse_timing, read_plan
from domain.worktime import WorkTime
from tests.domain.worktime.owners import (
    IN_KYIV,
    KYIV,
    clock,
    on,
    story,
)

GRAMMAR = 2
MONDAY_NOON = on("2026-11-02 12:00")
Step = dict[str, object]


def said(*words: str) -> list[Step]:
    return [{"timing": timing} for timing in words]


def planned(
    steps: Sequence[Step], *, base: datetime = MONDAY_NOON, now: datetime | None = None, owner: WorkTime = IN_KYIV
) -> tuple[DueTime, ...]:
    timings = read_plan(steps, base.astimezone(owner.zone))
    return plan_dates(timings, base=base, now=now or base, work_time=owner, grammar=GRAMMAR)


def clocks(dues: Sequence[DueTime], zone: ZoneInfo = KYIV) -> list[str]:
    return [clock(due.at, zone) for due in dues]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("immediately", AtInstant(MONDAY_NOON)),
        ("Day 0", AtInstant(MONDAY_NOON)),
        ("today", AtInstant(MONDAY_NOON)),
        ("in 2 hours", AtInstant(on("2026-11-02 14:00"))),
        ("today at 14:00", OnDay(date(2026, 11, 2), time(14))),
        ("Day 3", OnDay(date(2026, 11, 5))),
        ("2-3 days", OnDay(date(2026, 11, 4))),
        ("Friday at 10:30", OnDay(date(2026, 11, 6), time(10, 30))),
        ("in 5 business days", AfterWorkingDays(5, date(2026, 11, 2))),
        ("in 5 business days at 9am", AfterWorkingDays(5, date(2026, 11, 2), time(9))),
        ("within 3 days", OnDay(date(2026, 11, 4))),
        ("by 16:00", OnDay(date(2026, 11, 2), time(14))),
    ],
)
def test_words_mean_a_day_a_count_or_an_instant(words: str, expected: Meant) -> None:
    timing = parse_timing(words, MONDAY_NOON.astimezone(KYIV))

    assert meant_by(timing, MONDAY_NOON, KYIV) == expected


def test_days_are_the_owners_in_any_zone_of_the_base() -> None:
    half_past_midnight = on("2026-03-27 00:30")
    timing = parse_timing("3 days", half_past_midnight.astimezone(UTC))

    assert half_past_midnight.date() == date(2026, 3, 26)
    assert meant_by(timing, half_past_midnight, KYIV) == OnDay(date(2026, 3, 30))


def test_a_due_time_says_all_that_led_to_it() -> None:
    [due] = planned(said("within 6 days after the call"))

    assert due == DueTime(
        at=on("2026-11-06 09:30"),
        given_by=GivenBy.TIMING,
        rule="span",
        words=due.words,
        grammar=GRAMMAR,
        meant=OnDay(date(2026, 11, 7)),
        until=OnDay(date(2026, 11, 8)),
        base=MONDAY_NOON,
        zone="Europe/Kyiv",
        anchor="the call",
        shifts=(
            Shift(ShiftCause.DAY_OFF, on("2026-11-09 09:30")),
            Shift(ShiftCause.DEADLINE, on("2026-11-06 09:30")),
        ),
    )


def test_who_gave_it_and_warnings_are_kept() -> None:
    delayed, spaced = planned([{"delay_days": 1, "timing": "in 5 days"}, {}])

    assert (delayed.given_by, spaced.given_by) == (GivenBy.DELAY_DAYS, GivenBy.DEFAULT)
    assert delayed.warnings == ("delay-against-timing",)
    assert (delayed.anchor, delayed.until) == ("", None)


@pytest.mark.parametrize(
    ("steps", "base", "expected"),
    [
        pytest.param(
            said("immediately", "2 hours", "Day 1", "Week 2"),
            "2026-11-02 12:00",
            ["Mon 2026-11-02 12:00", "Mon 2026-11-02 14:00", "Tue 2026-11-03 09:30", "Mon 2026-11-09 09:30"],
            id="a common plan",
        ),
        pytest.param(
            said("immediately", "in 2 hours", "1 day", "3 days"),
            "2026-11-06 19:00",
            ["Fri 2026-11-06 19:00", "Mon 2026-11-09 09:30", "Mon 2026-11-09 09:30", "Mon 2026-11-09 09:30"],
            id="Friday evening: after the weekend all at once",
        ),
        pytest.param(
            said("immediately", "Day 1"),
            "2026-11-02 23:59",
            ["Tue 2026-11-03 09:30", "Tue 2026-11-03 09:30"],
            id="made at 23:59",
        ),
        pytest.param(
            said("immediately", "Day 1"),
            "2026-11-03 00:01",
            ["Tue 2026-11-03 09:30", "Wed 2026-11-04 09:30"],
            id="made at 00:01",
        ),
        pytest.param(
            said("1 day", "end of month", "30 days"),
            "2028-02-28 12:00",
            ["Tue 2028-02-29 09:30", "Tue 2028-02-29 09:30", "Wed 2028-03-29 09:30"],
            id="leap day and the end of a month",
        ),
    ],
)
def test_steps_fall_into_the_owners_days(steps: list[Step], base: str, expected: list[str]) -> None:
    assert clocks(planned(steps, base=on(base))) == expected


def test_a_step_that_would_come_before_its_predecessor_comes_with_it() -> None:
    first, second, third = planned(said("Day 4", "Day 2", "Day 7"))

    assert clocks([first, second, third]) == ["Fri 2026-11-06 09:30", "Fri 2026-11-06 09:30", "Mon 2026-11-09 09:30"]
    assert second.meant == OnDay(date(2026, 11, 4))
    assert story(second.shifts) == ["order: Fri 2026-11-06 09:30"]
    assert first.shifts == third.shifts == ()


def test_the_order_comes_on_top_of_other_shifts() -> None:
    _, second = planned(said("Day 14", "Day 5"))

    assert story(second.shifts) == ["day_off: Mon 2026-11-09 09:30", "order: Mon 2026-11-16 09:30"]


def test_a_step_without_a_date_keeps_its_distance() -> None:
    dues = planned([{"timing": "Day 9"}, {"timing": "after demo"}, {}, {"timing": "Day 20"}])

    assert clocks(dues) == [
        "Wed 2026-11-11 09:30",
        "Mon 2026-11-16 09:30",
        "Thu 2026-11-19 09:30",
        "Mon 2026-11-23 09:30",
    ]
    assert [story(due.shifts) for due in dues] == [
        [],
        ["day_off: Mon 2026-11-09 09:30", "spacing: Mon 2026-11-16 09:30"],
        ["spacing: Thu 2026-11-19 09:30"],
        ["day_off: Mon 2026-11-23 09:30"],
    ]


def test_a_step_without_a_date_stays_where_it_is_after_its_predecessor() -> None:
    dues = planned([{}, {}])

    assert clocks(dues) == ["Thu 2026-11-05 09:30", "Mon 2026-11-09 09:30"]
    assert [due.shifts for due in dues] == [(), (Shift(ShiftCause.DAY_OFF, on("2026-11-09 09:30")),)]


def test_a_step_without_a_date_may_be_due_with_its_predecessor() -> None:
    assert clocks(planned([{"timing": "Day 7"}, {}])) == ["Mon 2026-11-09 09:30", "Mon 2026-11-09 09:30"]


def test_of_a_late_plan_all_that_has_passed_comes_at_one_time() -> None:
    steps = said("immediately", "Day 1", "Day 2", "Week 3")

    dues = planned(steps, now=on("2026-11-06 14:00"))

    assert clocks(dues) == [*["Mon 2026-11-09 09:30"] * 3, "Mon 2026-11-16 09:30"]
    assert [due.is_late for due in dues] == [True, True, True, False]


def test_steps_without_a_date_are_late_together_too() -> None:
    dues = planned([{}, {}, {}, {}], now=on("2026-11-12 14:00"))

    assert clocks(dues) == [*["Fri 2026-11-13 09:30"] * 3, "Mon 2026-11-16 09:30"]
    assert [due.is_late for due in dues] == [True, True, True, False]


def test_a_late_step_that_was_spaced_says_so() -> None:
    _, spaced = planned([{"timing": "Day 9"}, {}], now=on("2026-11-17 14:00"))

    assert story(spaced.shifts) == [
        "day_off: Mon 2026-11-09 09:30",
        "spacing: Mon 2026-11-16 09:30",
        "late: Wed 2026-11-18 09:30",
    ]


def test_a_plan_made_a_few_hours_late_catches_up_at_once() -> None:
    dues = planned(said("immediately", "in 1 hour", "in 4 hours", "Day 1"), now=on("2026-11-02 15:00"))

    assert clocks(dues) == [
        "Mon 2026-11-02 15:00",
        "Mon 2026-11-02 15:00",
        "Mon 2026-11-02 16:00",
        "Tue 2026-11-03 09:30",
    ]
    assert not any(due.is_late for due in dues)


def test_a_late_deadline_that_is_still_ahead_is_kept() -> None:
    [due] = planned(said("within 3 days"), now=on("2026-11-05 14:00"))

    assert clock(due.at) == "Thu 2026-11-05 14:00"


def test_holidays_and_a_pause_are_the_owners() -> None:
    owner = replace(IN_KYIV, holidays={date(2026, 11, 5): "Feast"}, paused_until=date(2026, 11, 4))

    dues = planned(said("Day 1", "in 3 business days", "Day 3"), owner=owner)

    assert clocks(dues) == ["Wed 2026-11-04 09:30", "Fri 2026-11-06 09:30", "Fri 2026-11-06 09:30"]
