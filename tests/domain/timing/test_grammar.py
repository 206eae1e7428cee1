"""What the timing words mean: surely right, or unknown."""

from datetime import timedelta

import pytest

from domain.timing import Timing, TimingStatus, parse_timing
from tests.leads import MONDAY_9AM

UNKNOWN = Timing(TimingStatus.UNKNOWN)


@pytest.mark.parametrize(
    ("text", "days", "rule"),
    [
        ("immediately", 0, "immediately"),
        ("Right away", 0, "immediately"),
        ("NOW", 0, "immediately"),
        ("asap", 0, "immediately"),
        ("As soon as possible", 0, "immediately"),
        ("today", 0, "immediately"),
        ("same day", 0, "immediately"),
        ("Day 0", 0, "day-n"),
        ("Day 5", 5, "day-n"),
        ("day5", 5, "day-n"),
        ("1 day", 1, "n-units"),
        ("3 days", 3, "n-units"),
        ("in 3 days", 3, "n-units"),
        ("after 2 weeks", 14, "n-units"),
        ("2 weeks later", 14, "n-units"),
        ("1 month from now", 30, "n-units"),
        ("12 months", 360, "n-units"),
        ("365 days", 365, "n-units"),
        ("Day 365", 365, "day-n"),
    ],
)
def test_words_that_are_understood(text: str, days: int, rule: str) -> None:
    timing = parse_timing(text, MONDAY_9AM)

    assert timing == Timing(TimingStatus.OK, at=MONDAY_9AM + timedelta(days=days), rule=rule, matched=text.casefold())


@pytest.mark.parametrize(
    "text",
    [
        *("know", "snow", "now or never", "unknown", "I know", "nowadays", "todays"),
        *(
            "",
            " ",
            "TBD",
            "after the demo",
            "upon reply",
            "before Christmas",
            "3",
            "days",
            "Day",
            "Day five",
            "a day ago",
        ),
        *("-3 days", "3 days ago", "Day -1", "3.5 days", "1e3 days", "in 3", "3 years", "Monday 5", "birthday 5"),
    ],
)
def test_words_that_are_not_are_unknown(text: str) -> None:
    assert parse_timing(text, MONDAY_9AM) == UNKNOWN


@pytest.mark.parametrize("thing", [None, True, 3, 2.5, ["now"], {"now": 1}, b"now", object()])
def test_what_is_no_text_is_unknown(thing: object) -> None:
    assert parse_timing(thing, MONDAY_9AM) == UNKNOWN


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("366 days", "n-units"),
        ("53 weeks", "n-units"),
        ("13 months", "n-units"),
        ("Day 366", "day-n"),
        ("day 999999", "day-n"),
    ],
)
def test_more_than_a_year_is_rejected(text: str, rule: str) -> None:
    assert parse_timing(text, MONDAY_9AM) == Timing(TimingStatus.REJECTED, rule=rule, matched=text.casefold())


@pytest.mark.parametrize("piece", ["now ", "day 5 ", "9", " ", "in 1 day ", "\x00", "🦄"])
def test_fifty_thousand_characters_are_no_timing(piece: str) -> None:
    text = (piece * 50_000)[:50_000]

    assert parse_timing(text, MONDAY_9AM) == UNKNOWN


def test_the_longest_timing_is_two_hundred_characters() -> None:
    assert parse_timing("day 5".rjust(200), MONDAY_9AM).at == MONDAY_9AM + timedelta(days=5)
    assert parse_timing("day 5".rjust(201), MONDAY_9AM) == UNKNOWN
