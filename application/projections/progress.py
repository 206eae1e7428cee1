"""How far a rebuild is."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    FOLDING = "folding"
    CATCHING_UP = "catching up"
    COMPARING = "comparing"
    SWAPPING = "swapping"


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` are events, and rows while comparing. ``position`` is where the shadow table will be after
    the phase, ``head`` where the log is."""

    projection: str
    phase: Phase
    done: int
    total: int
    position: int
    head: int


Report = Callable[[Progress], None]


def no_report(progress: Progress) -> None:
    """For a rebuild that is not watched."""
