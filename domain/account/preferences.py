"""How an owner wants to be reminded, apart from who they are and where they can be reached."""

from dataclasses import dataclass, replace
from datetime import time

from domain.worktime import MONDAY_TO_FRIDAY, NIGHT, QuietHours

LANGUAGES = {"en": "English", "uk": "Українська", "ru": "Русский", "de": "Deutsch", "es": "Español"}
"""In which dates can be written, by ISO 639 code."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """``zone`` is an IANA name; ``quiet_hours`` None are none. ``working_days`` are 0 (Monday) to 6.

    ``holiday_country`` is an ISO 3166 code, empty for an owner who works on holidays. ``language`` is one of
    ``LANGUAGES``: dates are written in it.
    """

    zone: str = "UTC"
    send_time: time = time(9, 30)
    quiet_hours: QuietHours | None = NIGHT
    working_days: frozenset[int] = MONDAY_TO_FRIDAY
    holiday_country: str = ""
    language: str = "en"
    follow_ups: bool = True

    def with_language_of(self, telegram_code: str | None) -> "Preferences":
        """The person's Telegram speaks it, so dates are written in it until they say otherwise."""
        language = (telegram_code or "").split("-")[0].casefold()
        return replace(self, language=language) if language in LANGUAGES else self
