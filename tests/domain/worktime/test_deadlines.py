"""A deadline that moving forward would miss moves back."""

from dataclasses import replace
from datetime import date, time

import pytest

from domain.due_time import AfterWorkingDays, AtInstant, Meant, OnDay
from tests.domain.worktime.owners import IN_KYIV, clock, on, story

FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 11, day) for day in (6, 7, 8, 9))


def at(moment: str) -> AtInstant:
    return AtInstant(on(moment))


@pytest.mark.parametrize(
    ("now", "meant", "until", "expected"),
    [
        pytest.param("2026-11-02 12:00", OnDay(FRIDAY), OnDay(SATURDAY), "Fri 2026-11-06 09:30", id="allowed: stays"),
        pytest.param("2026-11-02 12:00", OnDay(SATURDAY), OnDay(MONDAY), "Mon 2026-11-09 09:30", id="forward in time"),
        ("2026-11-02 12:00", OnDay(SATURDAY), OnDay(MONDAY, time(9)), "Fri 2026-11-06 09:30"),  # half an hour too late
        pytest.param("2026-11-02 12:00", OnDay(SATURDAY), OnDay(SUNDAY), "Fri 2026-11-06 09:30", id="by Sunday"),
        pytest.param("2026-11-06 11:00", OnDay(SATURDAY), OnDay(SUNDAY), "Fri 2026-11-06 11:00", id="never before now"),
        pytest.param("2026-11-06 07:00", OnDay(SATURDAY), OnDay(SUNDAY), "Fri 2026-11-06 09:30", id="after now"),
        ("2026-11-06 21:00", OnDay(SATURDAY), OnDay(SUNDAY), "Mon 2026-11-09 09:30"),  # nothing left: missed
        ("2026-11-05 18:00", at("2026-11-05 21:00"), at("2026-11-06 00:00"), "Thu 2026-11-05 18:00"),  # in six hours
        ("2026-11-05 21:00", at("2026-11-05 21:30"), at("2026-11-05 22:00"), "Fri 2026-11-06 09:30"),  # in the night
        ("2026-11-05 07:00", at("2026-11-05 07:40"), at("2026-11-05 08:20"), "Thu 2026-11-05 08:20"),  # at the limit
        pytest.param(
            "2026-11-02 12:00",
            OnDay(SATURDAY),
            AfterWorkingDays(4, date(2026, 11, 2)),
            "Fri 2026-11-06 09:30",
            id="counted",
        ),
        ("2026-11-05 14:00", OnDay(date(2026, 11, 4)), OnDay(date(2026, 11, 5)), "Thu 2026-11-05 14:00"),  # late
        ("2026-11-05 14:00", OnDay(date(2026, 11, 3)), OnDay(date(2026, 11, 4)), "Fri 2026-11-06 09:30"),  # too late
    ],
)
def test_it_is_kept_where_it_can_be(now: str, meant: Meant, until: Meant, expected: str) -> None:
    assert clock(IN_KYIV.resolve(meant, now=on(now), until=until).at) == expected


def test_its_shifts_say_the_causes() -> None:
    owner = replace(IN_KYIV, holidays={MONDAY: "Feast"})

    resolved = owner.resolve(OnDay(SATURDAY), now=on("2026-11-02 12:00"), until=OnDay(MONDAY))

    assert story(resolved.shifts) == [
        "day_off: Mon 2026-11-09 09:30",
        "holiday Feast: Tue 2026-11-10 09:30",
        "deadline: Fri 2026-11-06 09:30",
    ]
    assert resolved.at == resolved.shifts[-1].to


def test_it_goes_back_over_holidays_and_not_into_a_pause() -> None:
    owner = replace(IN_KYIV, holidays={FRIDAY: "Feast"})

    over_the_holiday = owner.resolve(OnDay(SATURDAY), now=on("2026-11-02 12:00"), until=OnDay(SUNDAY))
    paused = replace(owner, paused_until=FRIDAY)
    into_the_pause = paused.resolve(OnDay(SATURDAY), now=on("2026-11-02 12:00"), until=OnDay(SUNDAY))

    assert clock(over_the_holiday.at) == "Thu 2026-11-05 09:30"
    assert clock(into_the_pause.at) == "Mon 2026-11-09 09:30"
