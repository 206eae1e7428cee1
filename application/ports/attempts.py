"""The attempts to hand messages to Telegram, with their verdicts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from application.delivery.attempt import Attempt, Verdict


class DeliveryAttempts(Protocol):
    """Append-only."""

    async def add(self, attempts: Sequence[Attempt]) -> None: ...

    async def of_entry(self, entry_id: int) -> Sequence[Attempt]:
        """The oldest first."""
        ...

    async def unconfirmed_in_a_row(self) -> int:
        """How many of the last calls, from the newest back, ended as unconfirmed. Calls that proved nothing about
        Telegram (nothing written, refused for now) are passed over."""
        ...

    async def others_sent_since_throttled(self, chat_id: int, *, since: datetime) -> bool:
        """Whether Telegram took messages for other chats since it last refused this one for now, ``since`` then."""
        ...

    async def count_by_verdict(self) -> Mapping[Verdict, int]: ...
