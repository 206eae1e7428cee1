from datetime import timedelta

import pytest

from entrypoints.durations import parse_duration


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("90s", timedelta(seconds=90)),
        ("15m", timedelta(minutes=15)),
        ("2h", timedelta(hours=2)),
        ("30d", timedelta(days=30)),
        ("0s", timedelta(0)),
        (" 15M ", timedelta(minutes=15)),
    ],
)
def test_a_duration_is_a_whole_number_and_a_unit(text: str, duration: timedelta) -> None:
    assert parse_duration(text) == duration


@pytest.mark.parametrize("text", ["", "15", "m", "-15m", "1.5h", "15 m", "15w", "1h30m", "9999999s", "soon"])
def test_anything_else_is_refused_with_what_is_allowed(text: str) -> None:
    with pytest.raises(ValueError, match="a whole number and a unit: s, m, h or d"):
        parse_duration(text)
