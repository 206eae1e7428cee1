"""Which loops of this program hang, or only fail: each says when it begins a step, when it rests, and how it went."""

from collections.abc import Sequence

LONGEST_STEP_S = 300.0
"""A step takes moments; a step that takes so long hangs."""
FAILS_FOR_S = 600.0
"""A loop all of whose steps have failed for so long is as good as silent."""


class Pulse:
    """``at`` is by the monotonic clock, in seconds."""

    def __init__(self, bot: str = "") -> None:
        self._bot = bot
        self._silent_from: dict[str, float] = {}
        self._failing_since: dict[str, float] = {}

    def of_bot(self, bot_id: int) -> "Pulse":
        """The same, for the loops of that bot, which are called after it."""
        pulse = Pulse(f"{bot_id} ")
        pulse._silent_from, pulse._failing_since = self._silent_from, self._failing_since
        return pulse

    def begins(self, loop: str, *, at: float) -> None:
        """The loop is silent unless it calls again within the longest step."""
        self._silent_from[self._bot + loop] = at + LONGEST_STEP_S

    def rests(self, loop: str, *, at: float, at_most_s: float) -> None:
        """A loop that oversleeps is silent too."""
        self._silent_from[self._bot + loop] = at + at_most_s + LONGEST_STEP_S

    def fails(self, loop: str, *, at: float) -> None:
        """A step of the loop has failed."""
        self._failing_since.setdefault(self._bot + loop, at)

    def succeeds(self, loop: str) -> None:
        self._failing_since.pop(self._bot + loop, None)

    def ends(self, loop: str) -> None:
        """The loop was asked to stop, and is not silent."""
        self._silent_from.pop(self._bot + loop, None)
        self._failing_since.pop(self._bot + loop, None)

    def silent(self, *, at: float) -> Sequence[str]:
        """The loops that are late to call, or only fail."""
        late = {loop for loop, silent_from in self._silent_from.items() if at > silent_from}
        failing = {loop for loop, since in self._failing_since.items() if at - since > FAILS_FOR_S}
        return sorted(late | failing)
