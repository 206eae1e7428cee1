"""The moments that the tests count from, and their readings."""

from datetime import datetime
from zoneinfo import ZoneInfo

from domain.timing import Timing, parse_timing

KYIV, BERLIN, NEW_YORK = ZoneInfo("Europe/Kyiv"), ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
WEDNESDAY = datetime(2026, 3, 4, 10, 0)  # noqa: DTZ001  # naive on purpose: pure offsets
FIRST_MOMENT, LAST_MOMENT = datetime.min.replace(tzinfo=None), datetime.max.replace(tzinfo=None)  # noqa: DTZ901
WEDNESDAY_IN_KYIV = WEDNESDAY.replace(tzinfo=KYIV)


def read(text: object, base: datetime = WEDNESDAY) -> Timing:
    return parse_timing(text, base)


def meaning_of(text: object, base: datetime = WEDNESDAY) -> str:
    """The time as "2026-03-07" or, where hours count, "2026-03-04 12:00"; else the status."""
    timing = read(text, base)
    if timing.at is None:
        return timing.status.value
    return f"{timing.at:%Y-%m-%d}" if timing.at.time() == base.time() else f"{timing.at:%Y-%m-%d %H:%M}"
