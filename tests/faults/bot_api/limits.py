"""Telegram's patience: how many messages it takes in a second, and what it makes of a bot that does not wait.

Times are readings of the monotonic clock, in seconds.
"""

import math
from collections import deque
from dataclasses import dataclass
from enum import StrEnum

from tests.faults.bot_api.call import Call

SENDING = ("sendMessage", "editMessageText")
WINDOW_S = 1.0


class Violation(StrEnum):
    PER_SECOND = "per_second"
    PER_CHAT = "per_chat"
    DURING_PAUSE = "during_pause"


@dataclass(frozen=True, slots=True)
class Limits:
    """Every ``sendMessage`` counts as it arrives, refused or not: at most ``per_second`` in any sliding second, and in
    a chat none within ``per_chat_s`` of the one before. None does not limit. What is too much gets a 429.

    With ``penalty`` a 429 to the bot as a whole (``per_second``, or a fault with ``retry_after``) begins a pause in
    which every message and edit is refused, and counted as ``DURING_PAUSE``; those that arrive within ``grace_s`` of
    its beginning were in flight already: they are refused only.
    """

    per_second: int | None = 30
    per_chat_s: float | None = 1.0
    retry_after: int = 1
    penalty: bool = False
    grace_s: float = 0.0


UNLIMITED = Limits(per_second=None, per_chat_s=None)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A 429; ``violation`` is None for a request that could not know."""

    violation: Violation | None
    retry_after: int


class Limiter:
    def __init__(self, limits: Limits = UNLIMITED) -> None:
        self._limits = limits
        self._recent: deque[float] = deque()
        self._last_in_chat: dict[int | None, float] = {}
        self._pause_began = self._paused_until = -math.inf

    def refusal(self, call: Call, now: float) -> Refusal | None:
        """Count the call, which arrived ``now``."""
        if call.method not in SENDING:
            return None
        crowded = self._crowded(call.chat_id, now) if call.method == "sendMessage" else None
        if now < self._paused_until:
            return self._refused_in_pause(now)
        if crowded is Violation.PER_SECOND:
            self.pause(now, self._limits.retry_after)
        return Refusal(crowded, self._limits.retry_after) if crowded else None

    def pause(self, now: float, seconds: float) -> None:
        """A 429 for the whole bot goes out ``now``. A pause that is longer already stays."""
        if not self._limits.penalty:
            return
        if now >= self._paused_until:
            self._pause_began = now
        self._paused_until = max(self._paused_until, now + seconds)

    def _refused_in_pause(self, now: float) -> Refusal:
        is_in_flight = now - self._pause_began < self._limits.grace_s
        return Refusal(None if is_in_flight else Violation.DURING_PAUSE, math.ceil(self._paused_until - now))

    def _crowded(self, chat_id: int | None, now: float) -> Violation | None:
        """Both counts go on, whichever limit is broken."""
        in_chat_at = self._last_in_chat.get(chat_id, -math.inf)
        self._last_in_chat[chat_id] = now
        self._recent.append(now)
        while self._recent[0] <= now - WINDOW_S:
            self._recent.popleft()
        if self._limits.per_second is not None and len(self._recent) > self._limits.per_second:
            return Violation.PER_SECOND
        if self._limits.per_chat_s is not None and now - in_chat_at < self._limits.per_chat_s:
            return Violation.PER_CHAT
        return None
