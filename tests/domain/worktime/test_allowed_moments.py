"""The moments that an owner allows, and the send times for others."""

from dataclasses import replace
from datetime import date, time

import pytest

from domain.worktime import QuietHours, WorkTime
from tests.domain.worktime.owners import EVERY_DAY, IN_KYIV, KYIV, clock, on

OVER_MIDNIGHT = QuietHours(time(20), time(8))
AT_NOON = QuietHours(time(12), time(14))


@pytest.mark.parametrize(
    ("quiet", "wall_time", "expected"),
    [
        pytest.param(OVER_MIDNIGHT, "19:59", True, id="night: just before"),
        pytest.param(OVER_MIDNIGHT, "20:00", False, id="night: its start belongs to it"),
        pytest.param(OVER_MIDNIGHT, "23:59", False, id="night: before midnight"),
        pytest.param(OVER_MIDNIGHT, "00:00", False, id="night: midnight"),
        pytest.param(OVER_MIDNIGHT, "07:59", False, id="night: its last minute"),
        pytest.param(OVER_MIDNIGHT, "08:00", True, id="night: its end does not belong to it"),
        pytest.param(AT_NOON, "11:59", True, id="noon: just before"),
        pytest.param(AT_NOON, "12:00", False, id="noon: its start"),
        pytest.param(AT_NOON, "13:59", False, id="noon: its last minute"),
        pytest.param(AT_NOON, "14:00", True, id="noon: its end"),
        pytest.param(AT_NOON, "03:00", True, id="noon: at night"),
        pytest.param(QuietHours(time(8), time(8)), "08:00", True, id="empty"),
        pytest.param(QuietHours(time(0), time(0)), "03:00", True, id="empty at midnight"),
        pytest.param(QuietHours(time(20), time(0)), "00:00", True, id="to midnight"),
        pytest.param(None, "03:00", True, id="none"),
    ],
)
def test_quiet_hours_have_a_start_and_an_end(quiet: QuietHours | None, wall_time: str, expected: bool) -> None:
    owner = replace(IN_KYIV, quiet=quiet)

    assert owner.is_allowed(on(f"2026-11-03 {wall_time}")) is expected


def test_quiet_hours_go_by_the_wall_clock() -> None:
    owner = WorkTime(KYIV, time(9, 30), working_days=EVERY_DAY)

    assert not owner.is_allowed(on("2026-03-29 07:59"))
    assert owner.is_allowed(on("2026-03-29 08:00"))


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param("2026-11-03 14:17", "Tue 2026-11-03 14:17", id="allowed: itself"),
        pytest.param("2026-11-03 07:00", "Tue 2026-11-03 09:30", id="morning: the same day"),
        pytest.param("2026-11-03 20:00", "Wed 2026-11-04 09:30", id="evening: the next day"),
        pytest.param("2026-11-06 20:00", "Mon 2026-11-09 09:30", id="Friday evening: Monday"),
        pytest.param("2026-11-07 14:00", "Mon 2026-11-09 09:30", id="Saturday: Monday"),
        pytest.param("2026-11-10 14:00", "Thu 2026-11-12 09:30", id="holiday: the next working day"),
        pytest.param("2026-11-12 09:00", "Thu 2026-11-12 09:00", id="allowed before the send time"),
    ],
)
def test_a_moment_that_is_not_allowed_becomes_the_next_send_time(at: str, expected: str) -> None:
    holidays = {date(2026, 11, 10): "Feast", date(2026, 11, 11): "Second feast"}
    owner = replace(IN_KYIV, holidays=holidays)

    assert clock(owner.first_allowed(on(at))) == expected


@pytest.mark.parametrize("at", ["2026-11-16 14:00", "2026-11-18 09:00", "2026-11-18 09:29"])
def test_a_pause_lasts_to_the_send_time_of_its_last_day(at: str) -> None:
    owner = replace(IN_KYIV, paused_until=date(2026, 11, 18))

    assert not owner.is_allowed(on(at))
    assert clock(owner.first_allowed(on(at))) == "Wed 2026-11-18 09:30"
    assert owner.is_allowed(on("2026-11-18 09:31"))


@pytest.mark.parametrize("send_time", [time(6), time(22), time(0), time(23, 59, 59)])
def test_a_send_time_in_quiet_hours_is_the_owners_word(send_time: time) -> None:
    owner = replace(IN_KYIV, send_time=send_time)

    sent_at = owner.next_send_at(on("2026-11-02 12:00"))

    assert sent_at.astimezone(KYIV).time() == send_time
    assert owner.is_allowed(sent_at)
    assert not owner.is_allowed(on("2026-11-03 07:00"))


def test_days_are_working_days_by_weekday_and_holidays() -> None:
    owner = replace(IN_KYIV, holidays={date(2026, 11, 3): "Feast"}, paused_until=date(2026, 12, 1))

    working = [day for day in range(1, 9) if owner.is_working_day(date(2026, 11, day))]

    assert working == [2, 4, 5, 6]
