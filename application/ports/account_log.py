"""The part of the log that is about accounts. What is appended goes through ``LeadLog.append``, into one log."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol
from uuid import UUID

from domain.account import Account
from domain.account_events import Event


class AccountLog(Protocol):
    """Keyed by the owner's Telegram id."""

    async def load(self, owner_id: int, *, to_change: bool = False) -> Account | None:
        """None for an owner who has none yet. Raises ``UnreadableEvent``.

        In a writing transaction on PostgreSQL the account stays as it is until the end; ``to_change`` it waits for
        everybody who relies on it. Load it before any lead.
        """
        ...

    async def load_all(self, owner_ids: Collection[int]) -> Mapping[int, Account]:
        """Those that there are. Raises ``UnreadableEvent``."""
        ...

    async def histories(self, *, after: UUID | None, until: int, limit: int) -> Sequence[Sequence[Event]]:
        """The histories of up to ``limit`` accounts in the order of their ids, those after ``after``, without the
        events past position ``until``. Raises ``UnreadableEvent``."""
        ...
