"""A timing beside its moment: end, kind, words, anchor, grain, warnings."""

from datetime import date, datetime, time, timedelta

import pytest

from domain.timing import Grain, Timing, TimingKind, TimingStatus, TimingWarning, parse_timing
from tests.domain.timing.bases import WEDNESDAY, read


def days(count: float) -> datetime:
    return WEDNESDAY + timedelta(days=count)


def test_a_point_says_its_rule_and_its_words() -> None:
    assert read("Follow up in 3 days") == Timing(TimingStatus.OK, at=days(3), rule="span", matched="in 3 days")


def test_the_words_include_the_time_of_day() -> None:
    assert read("Call them on Friday at 3pm, please").matched == "on friday at 3pm"


def test_a_range_is_from_its_lower_bound_until_its_upper_one() -> None:
    timing = read("2-3 days after the call")

    assert timing == Timing(
        TimingStatus.OK, days(2), days(3), TimingKind.RANGE, anchor="the call", rule="range", matched="2-3 days"
    )


def test_week_n_is_a_range_of_a_week() -> None:
    assert (read("Week 2").at, read("Week 2").until, read("Week 2").kind) == (days(7), days(14), TimingKind.RANGE)


@pytest.mark.parametrize(
    ("text", "at", "until"),
    [
        ("within 3 days", 2, 3),
        ("within 24 hours", 0.5, 1),
        ("by Friday", 1, 2),
        ("this week", 0, 2),
        ("by today", 0, 0),
    ],
)
def test_a_deadline_is_until_the_named_time_and_at_a_day_or_half_before(text: str, at: float, until: float) -> None:
    timing = read(text)

    assert (timing.kind, timing.at, timing.until) == (TimingKind.DEADLINE, days(at), days(until))


def test_of_recurring_times_the_first_is_taken_with_a_warning() -> None:
    timing = read("every 2 weeks")

    assert (timing.kind, timing.at, timing.warnings) == (
        TimingKind.RECURRING,
        days(14),
        (TimingWarning.ONLY_THE_FIRST,),
    )


@pytest.mark.parametrize(
    ("text", "warning"),
    [("Day 3, Day 7, Day 14", TimingWarning.SEVERAL_TIMES), ("in a few days", TimingWarning.VAGUE_NUMBER)],
)
def test_a_choice_made_for_the_reader_is_a_warning(text: str, warning: str) -> None:
    assert read(text).warnings == (warning,)


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("3 days after the call, if no reply", "the call"),
        ("immediately after the meeting", "the meeting"),
        ("через 2 дні після дзвінка", "дзвінка"),
        ("через 2 дня после звонка", "звонка"),
        ("2 Tage nach dem Gespräch", "dem gespräch"),
        ("2 días después de la llamada", "la llamada"),
        ("in 3 days", "plan"),
        ("3 days later", "plan"),
    ],
)
def test_the_anchor_is_the_event_in_its_own_words(text: str, anchor: str) -> None:
    assert read(text).anchor == anchor


@pytest.mark.parametrize(
    ("text", "grain", "elapsed", "wall_time"),
    [
        ("in 3 days", Grain.DAY, False, None),
        ("in 2 hours", Grain.HOUR, True, None),
        ("in 30 minutes", Grain.MINUTE, True, None),
        ("in half a day", Grain.HOUR, True, None),
        ("in 3 days at 14:30", Grain.MINUTE, False, time(14, 30)),
        ("tomorrow morning", Grain.MINUTE, False, time(9)),
        ("Day 7 (evening)", Grain.MINUTE, False, time(18)),
        ("by EOD", Grain.MINUTE, False, time(17)),
    ],
)
def test_hours_elapse_and_days_have_a_wall_time_when_it_is_named(
    text: str, grain: Grain, elapsed: bool, wall_time: time | None
) -> None:
    timing = read(text)

    assert (timing.grain, timing.elapsed, timing.wall_time) == (grain, elapsed, wall_time)


@pytest.mark.parametrize(
    ("text", "working_days"),
    [
        ("3 business days", 3),
        ("next working day", 1),
        ("3-5 business days", 3),
        ("within 3 business days", None),
        ("3 days", None),
    ],
)
def test_counted_working_days_are_kept(text: str, working_days: int | None) -> None:
    assert read(text).working_days == working_days


def test_working_days_are_the_owners() -> None:
    def sunday_to_thursday(day: date) -> bool:
        return day.weekday() not in (4, 5)

    timing = parse_timing("3 business days", WEDNESDAY, is_working_day=sunday_to_thursday)

    assert timing.at == days(5)  # Thursday, Sunday, Monday


def test_an_owner_who_never_works_has_no_working_days() -> None:
    assert parse_timing("3 business days", WEDNESDAY, is_working_day=lambda _: False).status is TimingStatus.REJECTED


@pytest.mark.parametrize("text", ["366 days", "53 weeks", "13 months", "8761 hours", "Day 999999", "within 366 days"])
def test_more_than_a_year_is_rejected(text: str) -> None:
    timing = read(text)

    assert (timing.status, timing.at, timing.until) == (TimingStatus.REJECTED, None, None)


@pytest.mark.parametrize("text", ["365 days", "52 weeks", "12 months", "a year", "Day 365", "8760 hours"])
def test_a_year_is_not_too_far(text: str) -> None:
    assert read(text).status is TimingStatus.OK
