"""One message that Telegram brings in several: the photos of an album, the pieces of a text that was too long."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from application.ports.inbox import InboundUpdate, KeptUpdate

GATHER = timedelta(seconds=1.5)
"""Parts come within a second of each other."""
AT_MOST = 20


class NotYet(Exception):
    """More parts may come ``within`` this time."""

    def __init__(self, within: timedelta) -> None:
        super().__init__(within)
        self.within = within


class Joining(Protocol):
    """What the messenger's updates say of parts."""

    def is_open(self, update: InboundUpdate) -> bool:
        """Whether other parts may follow it."""
        ...

    def continues(self, earlier: InboundUpdate, later: InboundUpdate) -> bool: ...

    def joined(self, parts: Sequence[InboundUpdate]) -> InboundUpdate:
        """Return all parts as one update, with the ids of the first."""
        ...


def gathered(joining: Joining, waiting: Sequence[KeptUpdate], now: datetime) -> Sequence[InboundUpdate]:
    """Return the parts of the first of the updates that wait in a chat. Raise ``NotYet`` while others may come."""
    parts = [waiting[0]]
    for kept in waiting[1:]:
        if not joining.continues(parts[-1].update, kept.update):
            break
        parts.append(kept)
    is_last = len(parts) == len(waiting) < AT_MOST
    left = parts[-1].kept_at + GATHER - now
    if is_last and joining.is_open(parts[-1].update) and timedelta(0) < left <= GATHER:
        raise NotYet(left)
    return [part.update for part in parts]
