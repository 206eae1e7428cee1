"""Which loops of this program hang: each says when it begins a step, and when it rests."""

from collections.abc import Sequence

LONGEST_STEP_S = 300.0
"""A step takes moments; a step that takes so long hangs."""


class Pulse:
    """``at`` is by the monotonic clock, in seconds."""

    def __init__(self) -> None:
        self._silent_from: dict[str, float] = {}

    def begins(self, loop: str, *, at: float) -> None:
        """The loop is silent unless it calls again within the longest step."""
        self._silent_from[loop] = at + LONGEST_STEP_S

    def rests(self, loop: str, *, at: float, at_most_s: float) -> None:
        """A loop that oversleeps is silent too."""
        self._silent_from[loop] = at + at_most_s + LONGEST_STEP_S

    def ends(self, loop: str) -> None:
        """The loop was asked to stop, and is not silent."""
        self._silent_from.pop(loop, None)

    def silent(self, *, at: float) -> Sequence[str]:
        """The loops that are late to call."""
        return [loop for loop, silent_from in self._silent_from.items() if at > silent_from]
