"""What has come of leads and their steps, counted."""

from dataclasses import dataclass, fields

ENOUGH_FOR_A_RATE = 20
"""Leads. Among fewer, one reply more or less would move the rate by more than five points: it would say more than is
known."""


@dataclass(frozen=True, slots=True)
class Tally:
    """``replied`` of the ``leads`` have answered; ``done`` and ``skipped`` of the ``steps`` are closed, and ``overdue``
    are open though their time has passed."""

    leads: int = 0
    replied: int = 0
    steps: int = 0
    done: int = 0
    skipped: int = 0
    overdue: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Tally)))

    @property
    def reply_percent(self) -> int | None:
        """Rounded; None for too few leads."""
        return round(100 * self.replied / self.leads) if self.leads >= ENOUGH_FOR_A_RATE else None


@dataclass(frozen=True, slots=True)
class PlaybookTally:
    """Of one owner's leads that are on one playbook."""

    owner_id: int
    playbook: str
    tally: Tally
