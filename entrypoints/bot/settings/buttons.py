"""What the buttons of the settings carry: ``set``, ``set/FIELD`` and ``set/FIELD/VALUE``.

The longest, with the longest name of a zone, has 44 of Telegram's 64 bytes.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from domain.account.preference_words import NONE, read_quiet_hours, read_time, read_working_days
from domain.account.preferences import LANGUAGES

ZONE, SEND_TIME, QUIET, DAYS = "zone", "time", "quiet", "days"
HOLIDAYS, LANGUAGE, FOLLOW_UPS, PAUSE = "holidays", "language", "followups", "pause"
FIELDS = (ZONE, SEND_TIME, QUIET, DAYS, HOLIDAYS, LANGUAGE, FOLLOW_UPS, PAUSE)
TYPED = (ZONE, SEND_TIME, QUIET, DAYS, HOLIDAYS, PAUSE)
"""Fields that can be answered in words."""

ASK, CONFIRM = "ask", "confirm"
"""``set/ask/FIELD`` asks for words; ``set/zone/ZONE`` proposes a zone, ``set/confirm/ZONE`` takes it."""
WELCOME = "welcome"
"""The field of the question that comes with the welcome: a zone, or else a first note."""
ON, OFF = "on", "off"
RESUME = "resume"

_DATA = re.compile(r"set(?:/(?P<field>[a-z]{1,10})(?:/(?P<value>[A-Za-z0-9_+:,/-]{1,50}))?)?")


@dataclass(frozen=True, slots=True)
class SettingPress:
    """``field`` is empty for the page of all settings, ``value`` for a field's own page."""

    field: str = ""
    value: str = ""


def setting_data(field: str = "", value: str = "") -> str:
    return "/".join(part for part in ("set", field, value) if part)


def is_setting(data: str) -> bool:
    return data == "set" or data.startswith("set/")


def read_setting(data: str) -> SettingPress:
    """The inverse; the value can be read by its field's reader. Raises ``ValueError`` for anything that no button of
    ours carries."""
    match = _DATA.fullmatch(data)
    if match is None:
        raise ValueError("not the data of a button of the settings")
    field, value = match["field"] or "", match["value"] or ""
    if value:
        _check(field, value)
    elif field and field not in FIELDS:
        raise ValueError(f"there is no setting {field!r}")
    return SettingPress(field, value)


def zone_value(value: str) -> str:
    """Raises ``ValueError``. That it is a zone where people live is for the account to say."""
    try:
        ZoneInfo(value)
    except (KeyError, OSError) as error:
        raise ValueError("there is no such time zone") from error
    return value


def country_value(value: str) -> str:
    """Empty for none. Raises ``ValueError``."""
    if value == NONE:
        return ""
    if not re.fullmatch("[A-Z]{2}", value):
        raise ValueError("a country has two letters")
    return value


def pause_value(value: str) -> date | None:
    """None to resume. Raises ``ValueError``."""
    return None if value == RESUME else date.fromisoformat(value)


def one_of(*values: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in values:
            raise ValueError(f"{value!r} is none of {values}")
        return value

    return read


_READERS: dict[str, Callable[[str], object]] = {
    ZONE: zone_value,
    CONFIRM: zone_value,
    SEND_TIME: read_time,
    QUIET: read_quiet_hours,
    DAYS: read_working_days,
    HOLIDAYS: country_value,
    LANGUAGE: one_of(*LANGUAGES),
    FOLLOW_UPS: one_of(ON, OFF),
    PAUSE: pause_value,
    ASK: one_of(*TYPED, WELCOME),
}


def _check(field: str, value: str) -> None:
    if field not in _READERS:
        raise ValueError(f"there is no setting {field!r}")
    _READERS[field](value)
