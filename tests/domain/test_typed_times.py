"""Times that an owner chooses or types, and moments that they saw and agreed to."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.due_time import DueTime, GivenBy, OnDay, ShiftCause
from domain.errors import TimingRefused
from domain.typed_times import OFFERED_TIMES, due_as_shown, due_by_words
from domain.worktime import WorkTime
from tests.domain.worktime.owners import IN_KYIV, KYIV, clock, on

NOW = on("2026-11-02 12:00")


def said(words: str, *, work_time: WorkTime = IN_KYIV) -> DueTime:
    return due_by_words(words, GivenBy.SNOOZE, work_time=work_time, now=NOW)


def test_the_grammar_reads_the_words_of_the_buttons() -> None:
    assert [clock(said(words).at) for words in OFFERED_TIMES] == [
        "Tue 2026-11-03 12:00",
        "Mon 2026-11-02 15:00",
        "Tue 2026-11-03 09:30",
        "Thu 2026-11-05 09:30",
        "Mon 2026-11-09 09:30",
    ]


def test_a_time_on_a_day_off_goes_on_to_the_next_working_day_and_says_so() -> None:
    due = said("on Saturday")

    assert clock(due.at) == "Mon 2026-11-09 09:30"
    assert [shift.cause for shift in due.shifts] == [ShiftCause.DAY_OFF]


@pytest.mark.parametrize(
    "words", ["whenever", "after the demo", "", "Met Anna, call on Monday", "Met Anna, she wants a demo next Tuesday"]
)
def test_other_words_and_a_note_that_names_a_time_are_refused(words: str) -> None:
    with pytest.raises(TimingRefused) as refused:
        said(words)

    assert not refused.value.is_time


@pytest.mark.parametrize("words", ["remind me next Tuesday", "on Friday at 9:00, thank you", "in 2 hours"])
def test_polite_words_around_a_time_do_no_harm(words: str) -> None:
    assert said(words).at > NOW


def test_a_moment_that_was_agreed_to_is_that_very_moment_on_the_owners_clock() -> None:
    saturday_night = on("2026-11-07 23:15")

    due = due_as_shown(saturday_night, GivenBy.MOVE, work_time=IN_KYIV, now=NOW)

    assert due == DueTime(
        saturday_night, GivenBy.MOVE, meant=OnDay(date(2026, 11, 7), time(23, 15)), base=NOW, zone=KYIV.key
    )


def test_the_send_time_of_a_day_is_meant_as_the_send_time_of_then() -> None:
    due = due_as_shown(on("2026-11-05 09:30"), GivenBy.MOVE, work_time=IN_KYIV, now=NOW)

    assert due.meant == OnDay(date(2026, 11, 5))


def test_a_moment_over_a_year_ahead_is_refused() -> None:
    with pytest.raises(TimingRefused) as refused:
        due_as_shown(NOW + timedelta(days=500), GivenBy.MOVE, work_time=IN_KYIV, now=NOW)

    assert refused.value.is_time


def test_the_words_are_read_in_the_owners_zone() -> None:
    in_tokyo = WorkTime(ZoneInfo("Asia/Tokyo"), time(9, 30))

    assert said("tomorrow", work_time=in_tokyo).meant == OnDay(date(2026, 11, 3))
    assert said("tomorrow", work_time=in_tokyo).at < said("tomorrow").at
