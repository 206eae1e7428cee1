"""Owners in several zones, and short ways to write moments on their clocks."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from domain.due_time import Shift
from domain.worktime import WorkTime

KYIV = ZoneInfo("Europe/Kyiv")
BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
SYDNEY = ZoneInfo("Australia/Sydney")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
"""Its clocks are changed by half an hour."""
APIA = ZoneInfo("Pacific/Apia")
"""Had no 30 December 2011: it went over the date line."""
HONOLULU = ZoneInfo("Pacific/Honolulu")
AUCKLAND = ZoneInfo("Pacific/Auckland")
RIYADH = ZoneInfo("Asia/Riyadh")

EVERY_DAY = frozenset(range(7))
HALF_PAST_NINE = time(9, 30)
IN_KYIV = WorkTime(KYIV, HALF_PAST_NINE)


def on(clock: str, zone: ZoneInfo = KYIV) -> datetime:
    """ "2026-11-02 09:30" there, as UTC; no wall time that is left out or comes twice."""
    return datetime.fromisoformat(clock).replace(tzinfo=zone).astimezone(UTC)


def clock(at: datetime, zone: ZoneInfo = KYIV) -> str:
    """ "Mon 2026-11-02 09:30" """
    return f"{at.astimezone(zone):%a %Y-%m-%d %H:%M}"


def story(shifts: tuple[Shift, ...], zone: ZoneInfo = KYIV) -> list[str]:
    """ "day_off: Mon 2026-11-09 09:30" and so on, with the holiday's name where there is one."""
    return [f"{shift.cause}{shift.detail and f' {shift.detail}'}: {clock(shift.to, zone)}" for shift in shifts]
