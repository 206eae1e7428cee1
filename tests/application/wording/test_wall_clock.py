"""Instants on the owner's wall clock, in the language in which they read dates."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from application.wording.wall_clock import MONTHS, WEEKDAYS, WallClock
from domain.account.preferences import LANGUAGES
from tests.domain.worktime.owners import APIA, KYIV, LORD_HOWE, NEW_YORK
from tests.support.leads import MONDAY_9AM

WEEK = [date(2026, 11, 2) + timedelta(days=ahead) for ahead in range(7)]
YEAR = [date(2026, month, 1) for month in range(1, 13)]


@pytest.mark.parametrize("language", ["", "fr", "EN", "xx"])
def test_a_language_that_we_do_not_write_is_shown_in_english(language: str) -> None:
    assert WallClock(KYIV, language).shows(MONDAY_9AM) == "Mon 02 Nov 2026, 11:00"


def test_every_language_that_can_be_chosen_has_its_names() -> None:
    assert set(WEEKDAYS) == set(MONTHS) == set(LANGUAGES)


@pytest.mark.parametrize(
    ("language", "week", "year"),
    [
        ("en", "Mon Tue Wed Thu Fri Sat Sun", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
        ("uk", "пн вт ср чт пт сб нд", "січ лют бер кві тра чер лип сер вер жов лис гру"),
        ("ru", "пн вт ср чт пт сб вс", "янв фев мар апр мая июн июл авг сен окт ноя дек"),
        ("de", "Mo Di Mi Do Fr Sa So", "Jan Feb März Apr Mai Juni Juli Aug Sep Okt Nov Dez"),
        ("es", "lun mar mié jue vie sáb dom", "ene feb mar abr may jun jul ago sep oct nov dic"),
    ],
)
def test_days_and_months_have_the_names_of_the_language(language: str, week: str, year: str) -> None:
    clock = WallClock(KYIV, language)

    assert [clock.day(day).split()[0] for day in WEEK] == week.split()
    assert [clock.day(day).split()[2] for day in YEAR] == year.split()


@pytest.mark.parametrize(
    ("zone", "moment", "expected"),
    [
        (NEW_YORK, "2026-11-02T03:00+00:00", "Sun 01 Nov 2026, 22:00"),
        (LORD_HOWE, "2026-11-02T09:00+00:00", "Mon 02 Nov 2026, 20:00"),
        (APIA, "2011-12-30T09:59+00:00", "Thu 29 Dec 2011, 23:59"),
        (APIA, "2011-12-30T10:00+00:00", "Sat 31 Dec 2011, 00:00"),
        (KYIV, "2026-10-25T00:30+00:00", "Sun 25 Oct 2026, 03:30"),
        (KYIV, "2026-10-25T01:30+00:00", "Sun 25 Oct 2026, 03:30"),
    ],
)
def test_it_is_the_wall_clock_of_the_zone(zone: ZoneInfo, moment: str, expected: str) -> None:
    assert WallClock(zone).shows(datetime.fromisoformat(moment)) == expected
