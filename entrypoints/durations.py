"""Durations as people write them in settings: ``90s``, ``15m``, ``2h``, ``30d``."""

import re
from datetime import timedelta

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def parse_duration(text: str) -> timedelta:
    """Raise ``ValueError``, whose text says what is allowed."""
    match = re.fullmatch(r"(\d{1,6})([smhd])", text.strip().lower())
    if match is None:
        raise ValueError("write a whole number and a unit: s, m, h or d")
    return timedelta(**{_UNITS[match[2]]: int(match[1])})
