"""Whether the loops of this program still go round: each says when it begins a step, and when it rests."""

from collections.abc import Sequence

LONGEST_STEP_S = 300.0
"""A step takes moments; one that takes so long hangs."""


class Pulse:
    """``at`` is always by the monotonic clock, in seconds."""

    def __init__(self) -> None:
        self._silent_from: dict[str, float] = {}

    def begins(self, loop: str, *, at: float) -> None:
        """A step; the loop must be heard of again before the longest step is over."""
        self._silent_from[loop] = at + LONGEST_STEP_S

    def rests(self, loop: str, *, at: float, at_most_s: float) -> None:
        """A loop that oversleeps is as dead as one that hangs."""
        self._silent_from[loop] = at + at_most_s + LONGEST_STEP_S

    def ends(self, loop: str) -> None:
        """It was asked to: nobody waits for it any more."""
        self._silent_from.pop(loop, None)

    def silent(self, *, at: float) -> Sequence[str]:
        """The loops that should have been heard of and were not."""
        return [loop for loop, silent_from in self._silent_from.items() if at > silent_from]
