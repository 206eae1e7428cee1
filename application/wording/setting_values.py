"""The fields of an owner's settings, and how a button writes their values."""

import re
from collections.abc import Callable
from datetime import date, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.account import preference_words as words
from domain.account.preferences import LANGUAGES
from domain.worktime import QuietHours


class Field(StrEnum):
    ZONE = "zone"
    SEND_TIME = "time"
    QUIET = "quiet"
    DAYS = "days"
    HOLIDAYS = "holidays"
    LANGUAGE = "language"
    FOLLOW_UPS = "followups"
    PAUSE = "pause"


TYPED = frozenset(Field) - {Field.LANGUAGE, Field.FOLLOW_UPS}
"""Fields that can be answered in words."""

Value = time | QuietHours | frozenset[int] | str | bool | date | None
"""The country is empty for none. None is for no quiet hours, and for a pause that ends."""


def read_value(field: Field, written: str) -> Value:
    """Raise ``ValueError``. Whether a zone is a place where people live is for the account to say."""
    try:
        return _VALUES[field][0](written)
    except (KeyError, OSError) as error:  # OSError: a folder of zones has that name
        raise ValueError(f"no value of {field}") from error


def write_value(field: Field, value: Value) -> str:
    return _VALUES[field][1](value)


def _read_country(written: str) -> str:
    if not re.fullmatch(f"[A-Z]{{2}}|{words.NONE}", written):
        raise ValueError("a country has two letters")
    return "" if written == words.NONE else written


_LANGUAGES = {code: code for code in LANGUAGES}
_SWITCH = {"on": True, "off": False}
_VALUES: dict[Field, tuple[Callable[[str], Value], Callable[..., str]]] = {
    Field.ZONE: (lambda written: ZoneInfo(written).key, str),
    Field.SEND_TIME: (words.read_time, words.write_time),
    Field.QUIET: (words.read_quiet_hours, words.write_quiet_hours),
    Field.DAYS: (words.read_working_days, words.write_working_days),
    Field.HOLIDAYS: (_read_country, lambda country: country or words.NONE),
    Field.LANGUAGE: (_LANGUAGES.__getitem__, str),
    Field.FOLLOW_UPS: (_SWITCH.__getitem__, lambda on: "on" if on else "off"),
    Field.PAUSE: (
        lambda written: None if written == "resume" else date.fromisoformat(written),
        lambda until: until.isoformat() if until else "resume",
    ),
}
