"""How times, quiet hours and working days are written and read."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.account.preference_words import (
    read_quiet_hours,
    read_time,
    read_working_days,
    write_quiet_hours,
    write_time,
    write_working_days,
)
from domain.worktime import NIGHT, QuietHours

MINUTES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
QUIET_HOURS = st.none() | st.builds(QuietHours, MINUTES, MINUTES).filter(lambda quiet: quiet.start != quiet.end)
DAYS = st.frozensets(st.integers(0, 6), min_size=1)
EVERY_DAY = frozenset(range(7))


@given(MINUTES)
def test_a_time_that_was_written_is_read_as_it_was(wall_time: time) -> None:
    assert read_time(write_time(wall_time)) == wall_time


@given(QUIET_HOURS)
def test_quiet_hours_that_were_written_are_read_as_they_were(quiet: QuietHours | None) -> None:
    assert read_quiet_hours(write_quiet_hours(quiet)) == quiet


@given(DAYS)
def test_working_days_that_were_written_are_read_as_they_were(days: frozenset[int]) -> None:
    assert read_working_days(write_working_days(days)) == days


@given(st.text(max_size=40))
def test_any_other_words_are_refused_with_what_to_write(text: str) -> None:
    for read in (read_time, read_quiet_hours, read_working_days):
        try:
            read(text)
        except ValueError as refusal:
            assert " as " in str(refusal)  # noqa: PT017 - most words raise, and a few are read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9", time(9)),
        ("09", time(9)),
        ("9:30", time(9, 30)),
        (" 09.30 ", time(9, 30)),
        ("9h30", time(9, 30)),
        ("0:00", time(0)),
        ("23:59", time(23, 59)),
    ],
)
def test_a_time_is_read(text: str, expected: time) -> None:
    assert read_time(text) == expected


@pytest.mark.parametrize(
    "text", ["", "25:00", "24:00", "9:60", "9:5", "9am", "-1", "09:30:00", "nine", "٩:٣٠", "9:30 10"]
)
def test_a_time_that_no_clock_shows_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="write hours and minutes on a 24-hour clock, as 09:30"):
        read_time(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20:00-08:00", NIGHT),
        ("20-8", NIGHT),
        (" 20:00 – 8:00 ", NIGHT),
        ("12:00-13:30", QuietHours(time(12), time(13, 30))),
        ("none", None),
        (" None ", None),
    ],
)
def test_quiet_hours_are_read(text: str, expected: QuietHours | None) -> None:
    assert read_quiet_hours(text) == expected


@pytest.mark.parametrize(
    "text", ["", "20:00", "20:00-", "-", "-08:00", "25:00-08:00", "8-9-10", "no", "20:00 to 08:00"]
)
def test_quiet_hours_without_two_times_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="write two times of day, as 20:00-08:00, or none"):
        read_quiet_hours(text)


def test_quiet_hours_that_end_when_they_start_are_refused() -> None:
    with pytest.raises(ValueError, match="write two different times of day, as 20:00-08:00, or none"):
        read_quiet_hours("08:00-8")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mon-fri", {0, 1, 2, 3, 4}),
        ("sun-thu", {6, 0, 1, 2, 3}),
        ("sat-mon", {5, 6, 0}),
        ("fri", {4}),
        ("mon, wed,fri", {0, 2, 4}),
        ("Monday – Friday", {0, 1, 2, 3, 4}),
        ("TUE;thu", {1, 3}),
        ("mon-wed,sat", {0, 1, 2, 5}),
        ("mon-sun", set(range(7))),
        ("mon-mon", {0}),
        ("fri,fri", {4}),
    ],
)
def test_working_days_are_read(text: str, expected: set[int]) -> None:
    assert read_working_days(text) == expected


@pytest.mark.parametrize("text", ["xyz", "mon-", "-fri", "mon fri", "mon-fri-sun", "none", "1-5", "mon–ffi", "пн-пт"])
def test_days_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="name days of the week, as mon-fri or mon,wed,fri"):
        read_working_days(text)


@pytest.mark.parametrize("text", ["", "  ", ",", " ; ,"])
def test_no_days_at_all_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"name .*days? .*, as mon-fri or mon,wed,fri"):
        read_working_days(text)


@pytest.mark.parametrize(
    ("days", "written"),
    [
        ({0, 1, 2, 3, 4}, "mon-fri"),
        ({6, 0, 1, 2, 3}, "sun-thu"),
        ({5, 6, 0}, "sat-mon"),
        (set(EVERY_DAY), "mon-sun"),
        ({4}, "fri"),
        ({0, 1}, "mon,tue"),
        ({6, 0}, "mon,sun"),
        ({0, 2, 4}, "mon,wed,fri"),
        ({0, 1, 2, 4}, "mon,tue,wed,fri"),
    ],
)
def test_working_days_are_written_in_the_shortest_way(days: set[int], written: str) -> None:
    assert write_working_days(frozenset(days)) == written


@given(DAYS)
def test_written_working_days_fit_their_column(days: frozenset[int]) -> None:
    assert len(write_working_days(days)) <= 30
