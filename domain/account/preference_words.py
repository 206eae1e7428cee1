"""How times, quiet hours and working days are written and read: in settings, on the command line, by owners.

``read_…`` raise ``ValueError`` with what to write instead; ``write_…`` are their inverse.
"""

import re
from datetime import time

from domain.worktime import QuietHours

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK = re.compile(r"\s{0,9}([01]?\d|2[0-3])(?:[:.h]([0-5]\d))?\s{0,9}")
_DAYS = re.compile(r"([a-z]{3})[a-z]{0,6}(?:\s{0,3}[-–]\s{0,3}([a-z]{3})[a-z]{0,6})?")
NONE = "none"


def read_time(text: str) -> time:
    """``9:30``, ``09.30`` or ``9``, on a 24-hour clock."""
    match = _CLOCK.fullmatch(text.casefold())
    if match is None:
        raise ValueError("write hours and minutes on a 24-hour clock, as 09:30")
    return time(int(match[1]), int(match[2] or 0))


def write_time(wall_time: time) -> str:
    return wall_time.strftime("%H:%M")


def read_quiet_hours(text: str) -> QuietHours | None:
    """``20:00-08:00``, also over midnight, or ``none``."""
    if text.strip().casefold() == NONE:
        return None
    starts, dash, ends = text.replace("–", "-").partition("-")
    try:
        quiet = QuietHours(read_time(starts), read_time(ends))
    except ValueError as error:
        raise ValueError("write two times of day, as 20:00-08:00, or none") from error
    if not dash or quiet.start == quiet.end:
        raise ValueError("write two different times of day, as 20:00-08:00, or none")
    return quiet


def write_quiet_hours(quiet: QuietHours | None) -> str:
    return NONE if quiet is None else f"{write_time(quiet.start)}-{write_time(quiet.end)}"


def read_working_days(text: str) -> frozenset[int]:
    """``mon-fri``, ``sun-thu`` (over the end of the week), ``mon, wed, fri``. 0 is Monday."""
    parts = [part for part in re.split(r"[,;]\s{0,9}", text.strip().casefold()) if part]
    days = [day for part in parts for day in _days(part)]
    if not days:
        raise ValueError("name one day at least, as mon-fri or mon,wed,fri")
    return frozenset(days)


def write_working_days(days: frozenset[int]) -> str:
    """The shortest: a run of three or more is written as one, also over the end of the week."""
    for first in range(7):
        run = [(first + more) % 7 for more in range(len(days))]
        if len(days) > 2 and days == frozenset(run):
            return f"{WEEKDAYS[run[0]]}-{WEEKDAYS[run[-1]]}"
    return ",".join(WEEKDAYS[day] for day in sorted(days))


def _days(part: str) -> list[int]:
    match = _DAYS.fullmatch(part.strip())
    names = [name for name in match.groups() if name] if match else []
    if not names or not set(names) <= set(WEEKDAYS):
        raise ValueError("name days of the week, as mon-fri or mon,wed,fri")
    first, last = WEEKDAYS.index(names[0]), WEEKDAYS.index(names[-1])
    return [(first + more) % 7 for more in range((last - first) % 7 + 1)]
