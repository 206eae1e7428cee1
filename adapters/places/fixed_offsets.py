"""``UTC+2`` and its like: zones that never change their clocks."""

import re

from application.ports.zone_finder import ZoneChoice

_WEST_OF_UTC, _EAST_OF_UTC = -12 * 60, 14 * 60
_ZERO = {"utc", "gmt", "uct", "zulu", "universal"}
_OFFSET = re.compile(r"(?:utc|gmt)?\s?([+-])\s?(\d{1,2})(?::?([0-5]\d))?", re.IGNORECASE)
_MINUS_SIGNS = str.maketrans("−–", "--")
_ETC = re.compile(r"Etc/(?:GMT(?:([+-])(\d{1,2}))?|.*)")
# Etc has whole hours only. These zones have kept the offset, in minutes, since 2023 and have no daylight saving.
_STEADY_ZONES = {
    -570: "Pacific/Marquesas",
    210: "Asia/Tehran",
    270: "Asia/Kabul",
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    390: "Asia/Yangon",
    525: "Australia/Eucla",
    570: "Australia/Darwin",
}


def fixed_offset(asked: str) -> ZoneChoice | None:
    """The zone of an offset as people write it, east positive; None for other text and where no zone has it."""
    if asked.casefold() in _ZERO:
        return ZoneChoice("Etc/UTC", "UTC")
    match = _OFFSET.fullmatch(asked.translate(_MINUS_SIGNS))
    if match is None:
        return None
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return _zone_at(-minutes if match[1] == "-" else minutes)


def etc_label(key: str) -> str:
    """The meaning of a key of Etc, whose signs are the other way round: ``Etc/GMT-2`` is UTC+2."""
    match = _ETC.fullmatch(key)
    if match is None or match[1] is None or int(match[2]) == 0:
        return "UTC"
    return _label(int(match[2]) * (60 if match[1] == "-" else -60))


def _zone_at(minutes: int) -> ZoneChoice | None:
    if minutes == 0:
        return ZoneChoice("Etc/UTC", "UTC")
    if minutes in _STEADY_ZONES:
        return ZoneChoice(_STEADY_ZONES[minutes], f"{_label(minutes)} ({_STEADY_ZONES[minutes]})")
    if minutes % 60 or not _WEST_OF_UTC <= minutes <= _EAST_OF_UTC:
        return None
    return ZoneChoice(f"Etc/GMT{-minutes // 60:+d}", _label(minutes))


def _label(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}, no daylight saving"
