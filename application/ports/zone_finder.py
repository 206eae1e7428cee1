"""Time zones, found from a place on earth or from a typed name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ZoneChoice:
    """``zone`` is an IANA key that ``zoneinfo.ZoneInfo`` takes; ``label`` says to a person what it stands for."""

    zone: str
    label: str


class ZoneFinder(Protocol):
    """Offline, and never raises, whatever it is asked. The first answer by name takes seconds without ``warm``."""

    def warm(self) -> None:
        """Read the names of cities, so that no transaction waits for them later. Blocks: call it in a thread."""
        ...

    def at(self, latitude: float, longitude: float) -> str | None:
        """The zone of that place, in degrees; None for the open sea and for what is no place on earth."""
        ...

    def named(self, text: str, *, limit: int = 6) -> Sequence[ZoneChoice]:
        """By zone, city, country or UTC offset, most populous first; empty when nothing fits.

        Old names give the present names. A UTC offset is a zone without daylight saving, and its label says so.
        No two choices have the same label.
        """
        ...
