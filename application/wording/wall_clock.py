"""Instants as the owner's wall clock and calendar show them, in the language in which they read dates."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

WEEKDAYS = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "uk": ("пн", "вт", "ср", "чт", "пт", "сб", "нд"),
    "ru": ("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
    "de": ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"),
    "es": ("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
}
MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "uk": ("січ", "лют", "бер", "кві", "тра", "чер", "лип", "сер", "вер", "жов", "лис", "гру"),
    "ru": ("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"),
    "de": ("Jan", "Feb", "März", "Apr", "Mai", "Juni", "Juli", "Aug", "Sep", "Okt", "Nov", "Dez"),
    "es": ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"),
}


@dataclass(frozen=True, slots=True)
class WallClock:
    """``language`` is an ISO 639 code; an unknown one means English. ``is_confirmed``: by the owner."""

    zone: ZoneInfo
    language: str = "en"
    is_confirmed: bool = True

    def shows(self, at: datetime) -> str:
        """``Mon 23 Nov 2026, 09:30``."""
        local = at.astimezone(self.zone)
        return f"{self.day(local.date())}, {local:%H:%M}"

    def briefly(self, at: datetime) -> str:
        """``Mon 23 Nov, 09:30``: for buttons, and for times less than a year away."""
        local = at.astimezone(self.zone)
        return f"{self._day_of_year(local.date())}, {local:%H:%M}"

    def day(self, day: date) -> str:
        """``Mon 23 Nov 2026``, of the owner's calendar."""
        return f"{self._day_of_year(day)} {day.year}"

    def _day_of_year(self, day: date) -> str:
        weekdays, months = (names.get(self.language, names["en"]) for names in (WEEKDAYS, MONTHS))
        return f"{weekdays[day.weekday()]} {day.day:02} {months[day.month - 1]}"
