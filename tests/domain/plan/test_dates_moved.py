"""Due times derived again, from their meaning, when the owner changes zone or working hours."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from domain.due_time import AtInstant, DueTime, GivenBy, OnDay
from domain.plan.plan_dates import moved, plan_dates, rederived
from domain.timing import read_plan
from domain.worktime import QuietHours, WorkTime
from tests.domain.worktime.owners import (
    APIA,
    AUCKLAND,
    EVERY_DAY,
    HALF_PAST_NINE,
    HONOLULU,
    IN_KYIV,
    KYIV,
    NEW_YORK,
    clock,
    on,
    story,
)

MONDAY_NOON = on("2026-11-02 12:00")
IN_NEW_YORK = WorkTime(NEW_YORK, HALF_PAST_NINE)


def planned(*words: str, base: datetime = MONDAY_NOON, owner: WorkTime = IN_KYIV) -> tuple[DueTime, ...]:
    timings = read_plan([{"timing": timing} if timing else {} for timing in words], base.astimezone(owner.zone))
    return plan_dates(timings, base=base, now=base, work_time=owner, grammar=2)


def clocks(dues: Sequence[DueTime], zone: ZoneInfo) -> list[str]:
    return [clock(due.at, zone) for due in dues]


def test_another_zone_keeps_the_civil_date_and_its_wall_time() -> None:
    dues = planned("Day 2", "Day 3 at 14:00", "in 4 business days")

    elsewhere = rederived(dues, work_time=IN_NEW_YORK, now=MONDAY_NOON)

    assert clocks(elsewhere, NEW_YORK) == ["Wed 2026-11-04 09:30", "Thu 2026-11-05 14:00", "Fri 2026-11-06 09:30"]
    assert [due.zone for due in elsewhere] == ["America/New_York"] * 3
    assert [replace(due, at=old.at, zone=old.zone) for due, old in zip(elsewhere, dues, strict=True)] == list(dues)


def test_an_instant_stays_the_same_instant() -> None:
    [hours] = planned("in 6 hours")

    elsewhere = moved(hours, work_time=IN_NEW_YORK, now=MONDAY_NOON)

    assert elsewhere.at == hours.at == on("2026-11-02 18:00")
    assert elsewhere.zone == "America/New_York"


def test_an_instant_that_is_night_there_waits_for_the_morning() -> None:
    [hours] = planned("in 2 hours")

    elsewhere = moved(hours, work_time=IN_NEW_YORK, now=MONDAY_NOON)

    assert story(elsewhere.shifts, NEW_YORK) == ["quiet_hours: Mon 2026-11-02 09:30"]


@pytest.mark.parametrize(
    ("owner", "expected"),
    [
        pytest.param(replace(IN_KYIV, send_time=time(11)), "Thu 2026-11-05 11:00", id="send time"),
        pytest.param(replace(IN_KYIV, working_days=frozenset({0, 4})), "Fri 2026-11-06 09:30", id="working days"),
        pytest.param(replace(IN_KYIV, holidays={date(2026, 11, 5): "Feast"}), "Fri 2026-11-06 09:30", id="a country"),
        pytest.param(replace(IN_KYIV, paused_until=date(2026, 11, 10)), "Tue 2026-11-10 09:30", id="a pause"),
        pytest.param(replace(IN_KYIV, quiet=QuietHours(time(9), time(11))), "Thu 2026-11-05 09:30", id="quiet hours"),
    ],
)
def test_in_other_working_hours_it_is_another_moment(owner: WorkTime, expected: str) -> None:
    [due] = planned("Day 3")

    again = moved(due, work_time=owner, now=MONDAY_NOON)

    assert clock(again.at) == expected
    assert replace(again, at=due.at, shifts=due.shifts) == due


def test_when_a_day_off_is_none_any_more_the_step_comes_back() -> None:
    [due] = planned("Day 5")

    again = moved(due, work_time=replace(IN_KYIV, working_days=EVERY_DAY), now=MONDAY_NOON)

    assert (clock(due.at), clock(again.at)) == ("Mon 2026-11-09 09:30", "Sat 2026-11-07 09:30")
    assert again.shifts == ()


@pytest.mark.parametrize(
    ("home", "away", "expected"),
    [
        (AUCKLAND, HONOLULU, ["Tue 2026-11-03 09:30", "Wed 2026-11-04 16:00"]),
        (HONOLULU, AUCKLAND, ["Tue 2026-11-03 09:30", "Wed 2026-11-04 16:00"]),
    ],
    ids=["back by a day", "on by a day"],
)
def test_over_the_date_line_days_are_days_of_the_calendar(home: ZoneInfo, away: ZoneInfo, expected: list[str]) -> None:
    base = on("2026-11-02 08:30", home)
    dues = planned("Day 1", "Day 2 at 16:00", base=base, owner=WorkTime(home, HALF_PAST_NINE))

    elsewhere = rederived(dues, work_time=WorkTime(away, HALF_PAST_NINE), now=base)

    assert clocks(elsewhere, away) == expected


def test_a_day_that_has_gone_on_the_other_side_of_the_date_line_is_late() -> None:
    base = on("2026-11-02 20:00", HONOLULU)
    [due] = planned("today at 21:00", base=base, owner=WorkTime(HONOLULU, HALF_PAST_NINE, quiet=None))

    elsewhere = moved(due, work_time=WorkTime(AUCKLAND, HALF_PAST_NINE), now=base)

    assert clock(base, AUCKLAND) == "Tue 2026-11-03 19:00"
    assert clock(elsewhere.at, AUCKLAND) == "Wed 2026-11-04 09:30"
    assert elsewhere.is_late


def test_the_day_that_apia_left_out_becomes_the_next_send_time() -> None:
    base = on("2011-12-28 12:00", HONOLULU)
    [due] = planned("Day 2", base=base, owner=WorkTime(HONOLULU, HALF_PAST_NINE))

    there = moved(due, work_time=WorkTime(APIA, HALF_PAST_NINE, working_days=EVERY_DAY), now=base)

    assert due.meant == OnDay(date(2011, 12, 30))
    assert story(there.shifts, APIA) == ["clock_change: Sat 2011-12-31 00:00", "quiet_hours: Sat 2011-12-31 09:30"]


def test_order_and_spacing_hold_in_the_other_hours() -> None:
    dues = planned("Day 14", "Day 2", "")

    again = rederived(dues, work_time=replace(IN_KYIV, send_time=time(11)), now=MONDAY_NOON)

    assert clocks(again, KYIV) == ["Mon 2026-11-16 11:00", "Mon 2026-11-16 11:00", "Thu 2026-11-19 11:00"]
    assert [story(due.shifts)[-1:] for due in again] == [
        [],
        ["order: Mon 2026-11-16 11:00"],
        ["spacing: Thu 2026-11-19 11:00"],
    ]


def test_the_step_before_the_first_unsent_one_still_counts() -> None:
    sent, spaced = planned("Day 14", "")

    [again] = rederived((spaced,), work_time=replace(IN_KYIV, send_time=time(11)), now=sent.at, after=sent.at)

    assert (clock(sent.at), clock(again.at)) == ("Mon 2026-11-16 09:30", "Thu 2026-11-19 11:00")


def test_a_reminder_that_the_owner_put_off_neither_delays_others_nor_follows_them() -> None:
    first, second = planned("Day 1", "Day 2")
    snoozed = DueTime(on("2026-11-27 15:00"), GivenBy.SNOOZE, meant=AtInstant(on("2026-11-27 15:00")), zone=first.zone)
    brought_forward = replace(snoozed, at=on("2026-11-03 15:00"), meant=AtInstant(on("2026-11-03 15:00")))

    again = rederived((snoozed, second, brought_forward), work_time=IN_KYIV, now=MONDAY_NOON)

    assert again == (snoozed, second, brought_forward)


def test_a_due_time_that_keeps_its_moment_and_zone_is_the_same() -> None:
    late = plan_dates(
        read_plan([{"timing": "Day 1"}], MONDAY_NOON.astimezone(KYIV)),
        base=MONDAY_NOON,
        now=on("2026-11-04 21:00"),
        work_time=IN_KYIV,
        grammar=2,
    )

    again = rederived(late, work_time=replace(IN_KYIV, quiet=None), now=on("2026-11-04 23:00"))

    assert again[0] is late[0]
