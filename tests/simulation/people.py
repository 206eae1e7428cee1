"""Owners with their zones, working times and preferences."""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from application.accounts.commands import AccountCommands
from application.accounts.owner import Owner
from domain.worktime import NIGHT, QuietHours

ZONES = (
    "Europe/Kyiv",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Pacific/Honolulu",
    "Asia/Kolkata",
    "Europe/London",
    "America/Santiago",
)
WEEKS = (frozenset(range(5)), frozenset({6, 0, 1, 2, 3}), frozenset(range(6)))
"""Monday to Friday, Sunday to Thursday, six days."""
DAYS: tuple[tuple[QuietHours | None, time], ...] = (
    (NIGHT, time(9, 30)),
    (NIGHT, time(9, 30)),
    (NIGHT, time(17, 45)),
    (QuietHours(time(22), time(7)), time(8)),
    (QuietHours(time(12), time(13)), time(10, 15)),
    (None, time(2, 30)),
)
"""Quiet hours and send times. Half past two does not exist in the night in which clocks go forward."""
COUNTRIES = ("", "", "DE", "US", "UA")
HOLIDAYS: Mapping[str, Mapping[date, str]] = {
    "DE": {
        date(2026, 10, 26): "a Monday just after the clocks",
        date(2027, 3, 26): "Good Friday",
        date(2027, 3, 29): "Easter Monday",
    },
    "US": {
        date(2026, 11, 26): "Thanksgiving",
        date(2026, 11, 11): "Veterans Day",
        date(2027, 3, 15): "after the clocks",
    },
    "UA": {date(2027, 3, 8): "Women's Day", date(2026, 10, 1): "Defenders Day"},
}


class ChosenHolidays:
    """Implements the ``HolidayCalendar`` port: the days above."""

    def countries(self) -> Sequence[tuple[str, str]]:
        return [(code, code) for code in HOLIDAYS]

    def country_named(self, text: str) -> str | None:
        return text if text in HOLIDAYS else None

    def days(self, country: str, years: Collection[int]) -> Mapping[date, str]:
        return {day: name for day, name in HOLIDAYS.get(country, {}).items() if day.year in years}


@dataclass(frozen=True, slots=True)
class Person:
    owner: Owner
    zone: str
    quiet: QuietHours | None
    send_time: time
    working_days: frozenset[int]
    country: str
    follow_ups: bool

    async def moves_in(self, accounts: AccountCommands) -> None:
        """Tell Leadbell all that, as one after another of the settings pages."""
        name = f"moves-in:{self.owner.id}"
        await accounts.confirm_zone(self.owner, f"{name}:zone", self.zone)
        await accounts.choose_quiet_hours(self.owner, f"{name}:none", None)
        await accounts.choose_send_time(self.owner, f"{name}:send", self.send_time)
        await accounts.choose_quiet_hours(self.owner, f"{name}:quiet", self.quiet)
        await accounts.choose_working_days(self.owner, f"{name}:days", self.working_days)
        await accounts.choose_holidays(self.owner, f"{name}:country", self.country)
        await accounts.switch_follow_ups(self.owner, f"{name}:follow-ups", on=self.follow_ups)


def a_person(chance: random.Random, number: int) -> Person:
    quiet, send_time = chance.choice(DAYS)
    return Person(
        Owner(number, number * 10, "en"),
        ZONES[number % len(ZONES)],
        quiet,
        send_time,
        chance.choice(WEEKS),
        chance.choice(COUNTRIES),
        follow_ups=chance.random() > 0.1,
    )
