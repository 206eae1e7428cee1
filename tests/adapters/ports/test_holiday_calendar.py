"""Holidays by country, on every adapter."""

from datetime import date

import pytest

from adapters.holiday_calendar import VacanzaHolidayCalendar
from adapters.memory.holiday_calendar import MemoryHolidayCalendar
from application.ports.holiday_calendar import HolidayCalendar

CALENDARS: dict[str, HolidayCalendar] = {"memory": MemoryHolidayCalendar(), "vacanza": VacanzaHolidayCalendar()}


@pytest.fixture(params=CALENDARS)
def calendar(request: pytest.FixtureRequest) -> HolidayCalendar:
    return CALENDARS[request.param]


def test_countries_are_sorted_by_name_and_have_codes_of_two_letters(calendar: HolidayCalendar) -> None:
    countries = calendar.countries()

    assert {("DE", "Germany"), ("UA", "Ukraine"), ("US", "United States")} <= set(countries)
    assert list(countries) == sorted(countries, key=lambda country: country[1])
    assert all(len(code) == 2 and code.isupper() for code, _ in countries)


def test_every_country_is_known_by_its_code_and_by_its_name(calendar: HolidayCalendar) -> None:
    for code, name in calendar.countries():
        assert calendar.country_named(code.lower()) == code
        assert calendar.country_named(name.upper()) == code


@pytest.mark.parametrize(
    ("text", "code"), [(" ukraine ", "UA"), ("Україна", "UA"), ("Deutschland", "DE"), ("usa", "US")]
)
def test_a_country_has_other_names_too(calendar: HolidayCalendar, text: str, code: str) -> None:
    assert calendar.country_named(text) == code


@pytest.mark.parametrize("text", ["", " ", "XX", "Atlantis", "🎉", "\x00", "\ud800", "../../etc/passwd", "a" * 10_000])
def test_what_names_no_country_gives_none(calendar: HolidayCalendar, text: str) -> None:
    assert calendar.country_named(text) is None


def test_a_country_s_holidays_have_english_names(calendar: HolidayCalendar) -> None:
    days = calendar.days("DE", [2027])

    assert days[date(2027, 3, 26)] == "Good Friday"
    assert date(2027, 3, 25) not in days


def test_several_years_are_given_in_order_of_date(calendar: HolidayCalendar) -> None:
    days = calendar.days("US", {2027, 2026})

    assert {day: days[day] for day in (date(2026, 12, 25), date(2027, 1, 1))} == {
        date(2026, 12, 25): "Christmas Day",
        date(2027, 1, 1): "New Year's Day",
    }
    assert list(days) == sorted(days)


@pytest.mark.parametrize("country", ["", "XX", "us", "Germany", "__class__", "HolidayBase", "a" * 10_000])
def test_an_unknown_country_has_no_holidays(calendar: HolidayCalendar, country: str) -> None:
    assert calendar.days(country, [2027]) == {}


@pytest.mark.parametrize("years", [[], [0], [-1], [10_000], [10**12]])
def test_years_that_no_calendar_has_are_empty(calendar: HolidayCalendar, years: list[int]) -> None:
    assert calendar.days("DE", years) == {}
