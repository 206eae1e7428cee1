"""What the real library adds to the port's suite."""

from datetime import date

import pytest

from adapters.holiday_calendar import VacanzaHolidayCalendar

CALENDAR = VacanzaHolidayCalendar()


def test_most_countries_of_the_world_are_known() -> None:
    assert len(CALENDAR.countries()) > 200


def test_every_country_gives_days_of_the_asked_year_only() -> None:
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
def test_countries_are_found_by_what_people_call_them(text: str, code: str) -> None:
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
