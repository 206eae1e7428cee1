"""Days are civil and hours pass, over a change of the clocks."""

from datetime import UTC, datetime

import pytest

from domain.timing import parse_timing
from tests.domain.timing.bases import BERLIN, KYIV, LAST_MOMENT, NEW_YORK


def utc(moment: datetime | None) -> datetime:
    assert moment is not None
    return moment.astimezone(UTC)


SATURDAY_BEFORE_SPRING = datetime(2026, 3, 28, 12, 0, tzinfo=KYIV)


def test_a_day_over_the_change_keeps_the_wall_clock() -> None:
    timing = parse_timing("in 1 day", SATURDAY_BEFORE_SPRING)

    assert timing.at == datetime(2026, 3, 29, 12, 0, tzinfo=KYIV)
    assert (utc(timing.at) - utc(SATURDAY_BEFORE_SPRING)).total_seconds() == 23 * 3600


def test_twenty_four_hours_over_the_change_pass_in_full() -> None:
    timing = parse_timing("in 24 hours", SATURDAY_BEFORE_SPRING)

    assert timing.at == datetime(2026, 3, 29, 13, 0, tzinfo=KYIV)
    assert (utc(timing.at) - utc(SATURDAY_BEFORE_SPRING)).total_seconds() == 24 * 3600


def test_days_and_hours_together_are_days_on_the_clock_and_then_hours_that_pass() -> None:
    timing = parse_timing("1 day and 2 hours", datetime(2026, 3, 28, 2, 0, tzinfo=BERLIN))

    assert utc(timing.at) == datetime(2026, 3, 29, 3, 0, tzinfo=UTC)


def test_an_hour_in_the_hour_that_comes_twice_is_the_second_of_the_two() -> None:
    timing = parse_timing("in an hour", datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN))

    assert timing.at is not None
    assert (timing.at.replace(tzinfo=None), timing.at.fold) == (datetime(2026, 10, 25, 2, 30), 1)  # noqa: DTZ001


def test_today_is_the_base_itself_in_the_second_of_two_equal_hours() -> None:
    base = datetime(2026, 11, 1, 1, 30, tzinfo=NEW_YORK, fold=1)

    assert utc(parse_timing("today", base).at) == utc(base)


def test_a_time_in_the_hour_that_comes_twice_is_the_one_still_ahead() -> None:
    base = datetime(2026, 11, 1, 1, 30, tzinfo=NEW_YORK, fold=1)

    assert utc(parse_timing("today at 1:45 am", base).at) == datetime(2026, 11, 1, 6, 45, tzinfo=UTC)


@pytest.mark.parametrize("zone", [KYIV, BERLIN, NEW_YORK, UTC, None])
def test_the_zone_is_that_of_the_base(zone: object) -> None:
    base = datetime(2026, 3, 28, 12, 0, tzinfo=zone)  # type: ignore[arg-type]

    for text in ("in 3 days", "in 3 hours", "by Friday 5pm", "2-3 days", "within 24 hours"):
        timing = parse_timing(text, base)
        assert timing.at is not None
        assert timing.at.tzinfo is zone
        assert timing.until is None or timing.until.tzinfo is zone


@pytest.mark.parametrize("text", ["in 3 days", "in 3 hours", "next month", "14:00", "3 business days", "Q2"])
def test_a_time_behind_the_end_of_the_calendar_is_rejected(text: str) -> None:
    assert parse_timing(text, LAST_MOMENT).status == "rejected"
