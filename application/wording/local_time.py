"""Instants as the owner's wall clock shows them."""

from datetime import datetime
from zoneinfo import ZoneInfo


def local_time(at: datetime, zone: ZoneInfo) -> str:
    """``Mon 23 Nov 2026, 09:30``, on the wall clock of ``zone``."""
    return at.astimezone(zone).strftime("%a %d %b %Y, %H:%M")
