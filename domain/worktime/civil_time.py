"""Between a calendar with wall clocks and instants, over every change of a zone's clocks.

Total: what lies in the first or last two days of the calendar is taken to its border, so that no zone leads over it.
"""

from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from zoneinfo import ZoneInfo

FIRST_INSTANT = datetime(1, 1, 3, tzinfo=UTC)
LAST_INSTANT = datetime(9999, 12, 29, tzinfo=UTC)

RESOLUTION = timedelta.resolution

_SECOND = timedelta(seconds=1)


def instant_of(day: date, wall_time: time, zone: ZoneInfo) -> tuple[datetime, bool]:
    """When clocks in ``zone`` show that (UTC), and whether they leave it out.

    A wall time that comes twice is the first of the two. A wall time that is left out, or whose day is (Apia,
    30 December 2011), is the first instant after the gap.
    """
    if day <= FIRST_INSTANT.date():
        return FIRST_INSTANT, False
    if day >= LAST_INSTANT.date():
        return LAST_INSTANT, False
    wall = datetime.combine(day, wall_time.replace(fold=0))
    at = wall.replace(tzinfo=zone).astimezone(UTC)
    return (at, False) if wall_clock(at, zone) == wall else (_end_of_gap(wall, zone), True)


def wall_clock(at: datetime, zone: ZoneInfo) -> datetime:
    """Calendar and clock in ``zone`` at that instant, naive."""
    return instant(at).astimezone(zone).replace(tzinfo=None, fold=0)


def local_day(at: datetime, zone: ZoneInfo) -> date:
    return wall_clock(at, zone).date()


def instant(at: datetime) -> datetime:
    """The same (aware) instant in UTC, or the border of the calendar that it lies beyond."""
    try:
        return min(max(at.astimezone(UTC), FIRST_INSTANT), LAST_INSTANT)
    except OverflowError:
        return FIRST_INSTANT if at.year == 1 else LAST_INSTANT


def days_after(day: date, count: int) -> date:
    """Negative counts go back; beyond the calendar is its first or last day."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return date.min if count < 0 else date.max


def _end_of_gap(wall: datetime, zone: ZoneInfo) -> datetime:
    """The first second at which clocks show ``wall`` or later. Offsets change on whole seconds."""
    readings = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    before, after = sorted(readings)  # by the clock of after the gap it is earlier, by that of before it is later
    start = before.replace(microsecond=0)
    seconds = range(ceil((after - start) / _SECOND) + 1)
    return start + bisect_left(seconds, wall, key=lambda second: wall_clock(start + second * _SECOND, zone)) * _SECOND
