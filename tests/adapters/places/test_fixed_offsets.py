"""Offsets as people write them, and the keys of Etc, whose signs are the other way round."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from adapters.places.fixed_offsets import etc_label, fixed_offset
from application.ports.zone_finder import ZoneChoice

WINTER, SUMMER = datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked", "minutes"),
    [
        ("UTC+2", 120),
        ("utc +02:00", 120),
        ("GMT+0200", 120),
        ("+2", 120),
        ("+14", 840),
        ("GMT-3", -180),
        ("UTC−3", -180),
        ("utc-12", -720),
        ("UTC+5:30", 330),
        ("UTC-9:30", -570),
        ("UTC-0", 0),
        ("gmt", 0),
    ],
)
def test_the_zone_has_that_offset_the_year_round(asked: str, minutes: int) -> None:
    choice = fixed_offset(asked)

    assert choice is not None
    for at in (WINTER, SUMMER):
        assert at.astimezone(ZoneInfo(choice.zone)).utcoffset() == timedelta(minutes=minutes)


@pytest.mark.parametrize("asked", ["UTC+15", "UTC-13", "UTC+2:17", "UTC+2:75", "+380671234567", "2", "UTC+", "++2"])
def test_an_offset_of_no_zone_is_none(asked: str) -> None:
    assert fixed_offset(asked) is None


def test_half_hours_name_the_zone_that_they_borrow() -> None:
    assert fixed_offset("UTC+5:30") == ZoneChoice("Asia/Kolkata", "UTC+5:30, no daylight saving (Asia/Kolkata)")


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("Etc/GMT-2", "UTC+2, no daylight saving"),
        ("Etc/GMT+11", "UTC-11, no daylight saving"),
        ("Etc/GMT", "UTC"),
        ("Etc/GMT+0", "UTC"),
        ("Etc/Zulu", "UTC"),
    ],
)
def test_a_key_of_etc_is_written_with_the_sign_that_people_use(key: str, label: str) -> None:
    assert etc_label(key) == label
