"""Wall clocks and instants, around changes of the clocks and of the date line."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.worktime import instant_of
from domain.worktime.civil_time import FIRST_INSTANT, LAST_INSTANT, days_after, instant, wall_clock
from tests.domain.worktime.owners import APIA, BERLIN, HONOLULU, KYIV, LORD_HOWE, NEW_YORK, SYDNEY


@pytest.mark.parametrize(
    ("zone", "wall", "expected", "expected_gap"),
    [
        pytest.param(KYIV, "2026-03-29 02:59", "2026-03-29 00:59", False, id="Kyiv: before the gap of 2026"),
        pytest.param(KYIV, "2026-03-29 03:00", "2026-03-29 01:00", True, id="Kyiv: its start"),
        pytest.param(KYIV, "2026-03-29 03:59", "2026-03-29 01:00", True, id="Kyiv: its last minute"),
        pytest.param(KYIV, "2026-03-29 04:00", "2026-03-29 01:00", False, id="Kyiv: after it"),
        pytest.param(KYIV, "2027-03-28 03:30", "2027-03-28 01:00", True, id="Kyiv: the gap of 2027"),
        pytest.param(KYIV, "2026-10-25 02:59", "2026-10-24 23:59", False, id="Kyiv: before the hour that comes twice"),
        pytest.param(KYIV, "2026-10-25 03:00", "2026-10-25 00:00", False, id="Kyiv: twice, its start"),
        pytest.param(KYIV, "2026-10-25 03:30", "2026-10-25 00:30", False, id="Kyiv: twice, the first"),
        pytest.param(KYIV, "2026-10-25 04:00", "2026-10-25 02:00", False, id="Kyiv: after it"),
        pytest.param(KYIV, "2027-10-31 03:30", "2027-10-31 00:30", False, id="Kyiv: twice in 2027"),
        pytest.param(BERLIN, "2026-03-29 02:30", "2026-03-29 01:00", True, id="Berlin: gap of 2026"),
        pytest.param(BERLIN, "2027-03-28 02:30", "2027-03-28 01:00", True, id="Berlin: gap of 2027"),
        pytest.param(BERLIN, "2026-10-25 02:30", "2026-10-25 00:30", False, id="Berlin: twice in 2026"),
        pytest.param(BERLIN, "2027-10-31 02:30", "2027-10-31 00:30", False, id="Berlin: twice in 2027"),
        pytest.param(NEW_YORK, "2026-03-08 02:30", "2026-03-08 07:00", True, id="New York: gap of 2026"),
        pytest.param(NEW_YORK, "2027-03-14 02:30", "2027-03-14 07:00", True, id="New York: gap of 2027"),
        pytest.param(NEW_YORK, "2026-11-01 01:30", "2026-11-01 05:30", False, id="New York: twice in 2026"),
        pytest.param(NEW_YORK, "2027-11-07 01:30", "2027-11-07 05:30", False, id="New York: twice in 2027"),
        pytest.param(SYDNEY, "2026-10-04 02:30", "2026-10-03 16:00", True, id="Sydney: gap of 2026"),
        pytest.param(SYDNEY, "2027-10-03 02:30", "2027-10-02 16:00", True, id="Sydney: gap of 2027"),
        pytest.param(SYDNEY, "2026-04-05 02:30", "2026-04-04 15:30", False, id="Sydney: twice in 2026"),
        pytest.param(SYDNEY, "2027-04-04 02:30", "2027-04-03 15:30", False, id="Sydney: twice in 2027"),
        pytest.param(LORD_HOWE, "2026-10-04 02:15", "2026-10-03 15:30", True, id="Lord Howe: half an hour's gap"),
        pytest.param(LORD_HOWE, "2026-10-04 02:30", "2026-10-03 15:30", False, id="Lord Howe: after it"),
        pytest.param(LORD_HOWE, "2026-04-05 01:45", "2026-04-04 14:45", False, id="Lord Howe: half an hour twice"),
        pytest.param(LORD_HOWE, "2027-10-03 02:00", "2027-10-02 15:30", True, id="Lord Howe: gap of 2027"),
        pytest.param(APIA, "2011-12-29 23:59", "2011-12-30 09:59", False, id="Apia: before the day left out"),
        pytest.param(APIA, "2011-12-30 00:00", "2011-12-30 10:00", True, id="Apia: its midnight"),
        pytest.param(APIA, "2011-12-30 23:59", "2011-12-30 10:00", True, id="Apia: its evening"),
        pytest.param(APIA, "2011-12-31 00:00", "2011-12-30 10:00", False, id="Apia: after it"),
        pytest.param(ZoneInfo("UTC"), "2026-03-29 02:30", "2026-03-29 02:30", False, id="UTC"),
    ],
)
def test_a_wall_time_is_an_instant(zone: ZoneInfo, wall: str, expected: str, expected_gap: bool) -> None:
    there = datetime.fromisoformat(wall)

    at, is_gap = instant_of(there.date(), there.time(), zone)

    assert f"{at:%Y-%m-%d %H:%M}" == expected
    assert at.tzinfo is UTC
    assert is_gap is expected_gap


def test_fold_and_fractions_change_nothing() -> None:
    second_half_past_three = time(3, 30, 15, 250_000, fold=1)

    assert instant_of(date(2026, 10, 25), second_half_past_three, KYIV) == (
        datetime(2026, 10, 25, 0, 30, 15, 250_000, tzinfo=UTC),
        False,
    )
    assert instant_of(date(2026, 3, 29), second_half_past_three, KYIV) == (
        datetime(2026, 3, 29, 1, tzinfo=UTC),
        True,
    )


@pytest.mark.parametrize("zone", [KYIV, HONOLULU, ZoneInfo("Pacific/Kiritimati")])
@pytest.mark.parametrize(("day", "border"), [(date.min, FIRST_INSTANT), (date.max, LAST_INSTANT)])
def test_the_calendar_has_borders(zone: ZoneInfo, day: date, border: datetime) -> None:
    assert instant_of(day, time(23, 59), zone) == (border, False)
    assert wall_clock(border, zone).tzinfo is None
    assert days_after(day, 10**9 if day == date.max else -(10**9)) == day


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(1, 1, 1, tzinfo=KYIV), FIRST_INSTANT),
        (datetime.max.replace(tzinfo=HONOLULU), LAST_INSTANT),
        (datetime.max.replace(tzinfo=UTC), LAST_INSTANT),
    ],
)
def test_instants_beyond_are_taken_to_the_border(at: datetime, expected: datetime) -> None:
    assert instant(at) == expected


ZONES = st.sampled_from([KYIV, BERLIN, NEW_YORK, SYDNEY, LORD_HOWE, APIA, HONOLULU, ZoneInfo("America/Scoresbysund")])
WALLS = st.builds(datetime.combine, st.dates(date(2011, 1, 1), date(2030, 1, 1)), st.times())


@given(WALLS, ZONES)
def test_there_the_clock_shows_that_time_unless_it_is_left_out(wall: datetime, zone: ZoneInfo) -> None:
    at, is_gap = instant_of(wall.date(), wall.time(), zone)

    assert (wall_clock(at, zone) == wall) is not is_gap
    assert wall_clock(at, zone) >= wall
    assert wall_clock(at - timedelta.resolution, zone) < wall


@given(WALLS, st.timedeltas(timedelta(0), timedelta(days=2)), ZONES)
def test_a_later_wall_time_is_no_earlier_instant(wall: datetime, ahead: timedelta, zone: ZoneInfo) -> None:
    later = wall + ahead

    assert instant_of(wall.date(), wall.time(), zone)[0] <= instant_of(later.date(), later.time(), zone)[0]
