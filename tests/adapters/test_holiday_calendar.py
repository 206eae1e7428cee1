"""Holidays by country, from a library."""

from datetime import date

import pytest

from adapters.holiday_calendar import VacanzaHolidayCalendar

CALENDAR = VacanzaHolidayCalendar()


def test_most_countries_of_the_world_are_known() -> None:
    assert len(CALENDAR.countries()) > 200


def test_days_of_every_country_are_of_the_asked_year_only() -> None:
    for code, _ in CALENDAR.countries():
        days = CALENDAR.days(code, [2026])

        assert {day.year for day in days} <= {2026}, code
        assert all(days.values()), code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("UKR", "UA"),
        ("uk", "GB"),
        ("england", "GB"),
        ("Czech Republic", "CZ"),
        ("Czechia", "CZ"),
        ("holland", "NL"),
        ("The Netherlands", "NL"),
        ("OSTERREICH", "AT"),
        ("türkiye", "TR"),
        ("Польща", "PL"),
        ("Cote d'Ivoire", "CI"),
        ("South Korea", "KR"),
    ],
)
def test_countries_are_found_by_their_everyday_names(text: str, code: str) -> None:
    assert CALENDAR.country_named(text) == code


def test_names_are_in_english_where_the_country_s_own_are_not() -> None:
    assert CALENDAR.days("UA", [2021])[date(2021, 8, 24)] == "Independence Day"
    assert CALENDAR.days("NZ", [2027])[date(2027, 2, 6)] == "Waitangi Day"


def test_names_do_not_follow_the_language_of_the_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "uk")

    assert CALENDAR.days("DE", [2033])[date(2033, 12, 26)] == "Second Day of Christmas"


def test_martial_law_has_suspended_ukraine_s_holidays() -> None:
    """Labour Code and law 2136-IX: no public holidays from March 15, 2022 on."""
    assert CALENDAR.days("UA", [2026]) == {}


def test_countries_are_sorted_by_name_and_have_codes_of_two_letters() -> None:
    countries = CALENDAR.countries()

    assert {("DE", "Germany"), ("UA", "Ukraine"), ("US", "United States")} <= set(countries)
    assert list(countries) == sorted(countries, key=lambda country: country[1])
    assert all(len(code) == 2 and code.isupper() for code, _ in countries)


def test_every_country_is_known_by_its_code_and_by_its_name() -> None:
    for code, name in CALENDAR.countries():
        assert CALENDAR.country_named(code.lower()) == code
        assert CALENDAR.country_named(name.upper()) == code


@pytest.mark.parametrize(
    ("text", "code"), [(" ukraine ", "UA"), ("Україна", "UA"), ("Deutschland", "DE"), ("usa", "US")]
)
def test_a_country_has_other_names_too(text: str, code: str) -> None:
    assert CALENDAR.country_named(text) == code


@pytest.mark.parametrize("text", ["", " ", "XX", "Atlantis", "🎉", "\x00", "\ud800", "../../etc/passwd", "a" * 10_000])
def test_other_text_is_no_country(text: str) -> None:
    assert CALENDAR.country_named(text) is None


def test_a_country_s_holidays_have_english_names() -> None:
    days = CALENDAR.days("DE", [2027])

    assert days[date(2027, 3, 26)] == "Good Friday"
    assert date(2027, 3, 25) not in days


def test_several_years_are_given_in_order_of_date() -> None:
    days = CALENDAR.days("US", {2027, 2026})

    assert {day: days[day] for day in (date(2026, 12, 25), date(2027, 1, 1))} == {
        date(2026, 12, 25): "Christmas Day",
        date(2027, 1, 1): "New Year's Day",
    }
    assert list(days) == sorted(days)


@pytest.mark.parametrize("country", ["", "XX", "us", "Germany", "__class__", "HolidayBase", "a" * 10_000])
def test_an_unknown_country_has_no_holidays(country: str) -> None:
    assert CALENDAR.days(country, [2027]) == {}


@pytest.mark.parametrize("years", [[], [0], [-1], [10_000], [10**12]])
def test_years_that_no_calendar_has_are_empty(years: list[int]) -> None:
    assert CALENDAR.days("DE", years) == {}
