"""The days on which a country does not work."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Protocol


class HolidayCalendar(Protocol):
    """Offline, and never raises."""

    def countries(self) -> Sequence[tuple[str, str]]:
        """ISO 3166 code of two letters and English name, sorted by name."""
        ...

    def country_named(self, text: str) -> str | None:
        """The code of the country that a person typed, as code or as name, in any case; None when none fits."""
        ...

    def days(self, country: str, years: Collection[int]) -> Mapping[date, str]:
        """Nationwide days off by law, in order of date, with their names: in English where there are English ones.

        Empty for an unknown country or year, and while a law has suspended them, as martial law does in Ukraine.
        """
        ...
