"""A time of day that there is not makes a phrase unknown: never the rest of its words without the time."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.timing import TimingStatus, parse_timing

BASE = datetime(2026, 12, 1, 9, tzinfo=UTC)
DAYS = ["tomorrow", "Friday", "next Monday", "in 3 days", "7 December", "morgen", "завтра", "у п'ятницю", "mañana"]


@pytest.mark.parametrize(
    "words",
    [
        "tomorrow at 24:00",
        "at 25:00",
        "tomorrow at 9:75",
        "tomorrow at 13pm",
        "tomorrow at 0pm",
        "tomorrow at 99",
        "morgen um 24 Uhr",
        "heute um 25 Uhr",
        "morgen um 9.75 Uhr",
        "завтра в 24:00",
        "завтра в 24 часа",
        "завтра о 25 годині",
        "mañana a las 25",
        "viernes 9:60",
        "Day 3 at 24:00",
        "tomorrow at 14:00:75",
        "tomorrow at 100:00",
        "tomorrow at 9.75pm",
    ],
)
def test_the_rest_of_the_words_does_not_count(words: str) -> None:
    assert parse_timing(words, BASE).status is TimingStatus.UNKNOWN


@given(
    day=st.sampled_from(DAYS),
    hour=st.integers(0, 99),
    minute=st.integers(0, 99),
    between=st.sampled_from([" ", ", ", " at ", " um ", " в ", " о ", " a las "]),
)
def test_a_clock_is_read_to_the_minute_or_not_at_all(day: str, hour: int, minute: int, between: str) -> None:
    read = parse_timing(f"{day}{between}{hour}:{minute:02}", BASE)

    if hour > 23 or minute > 59:
        assert read.status is TimingStatus.UNKNOWN
    elif read.at is not None:
        assert (read.at.hour, read.at.minute) == (hour, minute)


@pytest.mark.parametrize(("words", "hour"), [("morgen um 9.30 Uhr", 9), ("Day 13 PM", 14), ("tomorrow at 0:00", 0)])
def test_what_only_looks_so_is_read(words: str, hour: int) -> None:
    read = parse_timing(words, BASE)

    assert read.at is not None
    assert read.at.hour == hour


@pytest.mark.parametrize(
    "words",
    [
        "tomorrow at 2500",
        "tomorrow between 25 and 26",
        "morgen um halb 25",
        "tomorrow at half past 25",
        "tomorrow 930pm",
        "tomorrow at 9:5",
        "tomorrow @25",
        "завтра в половине 25",
        "Friday the 27th of last year",
        "tomorrow quarter to 30",
    ],
)
def test_a_number_that_is_left_unread_beside_a_day_is_not_left_out(words: str) -> None:
    assert parse_timing(words, BASE).status is not TimingStatus.OK or parse_timing(words, BASE).warnings


@pytest.mark.parametrize("words", ["Send 2 case studies tomorrow", "Call #2 tomorrow", "second touch tomorrow"])
def test_a_number_that_counts_things_is_no_time(words: str) -> None:
    assert parse_timing(words, BASE).at == datetime(2026, 12, 2, 9, tzinfo=UTC)
