"""Holidays that a test has chosen."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

NAMES = {"DE": "Germany", "UA": "Ukraine", "US": "United States"}
OTHER_NAMES = {"deutschland": "DE", "usa": "US", "україна": "UA"}
HOLIDAYS = {
    "DE": {date(2027, 1, 1): "New Year's Day", date(2027, 3, 26): "Good Friday", date(2027, 12, 25): "Christmas Day"},
    "US": {date(2026, 12, 25): "Christmas Day", date(2027, 1, 1): "New Year's Day"},
}


class MemoryHolidayCalendar:
    """Of the countries in ``NAMES``; ``holidays`` by country code."""

    def __init__(self, holidays: Mapping[str, Mapping[date, str]] = HOLIDAYS) -> None:
        self._holidays = holidays

    def countries(self) -> Sequence[tuple[str, str]]:
        return sorted(NAMES.items(), key=lambda country: country[1])

    def country_named(self, text: str) -> str | None:
        asked = " ".join(text.split()).casefold()
        by_name = {name.casefold(): code for code, name in NAMES.items()} | OTHER_NAMES
        return asked.upper() if asked.upper() in NAMES else by_name.get(asked)

    def days(self, country: str, years: Collection[int]) -> Mapping[date, str]:
        return {day: name for day, name in sorted(self._holidays.get(country, {}).items()) if day.year in years}
