"""The part of the log that is about accounts. What is appended goes through ``LeadLog.append``, into one log."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from application.errors import UnreadableEvent
from domain.account import Account


@dataclass(frozen=True, slots=True)
class LoadedAccounts:
    """Those owners' that were found; ``unreadable`` are found too, but cannot be read by this program."""

    accounts: Mapping[int, Account]
    unreadable: Mapping[int, UnreadableEvent]


class AccountLog(Protocol):
    """Keyed by the owner's Telegram id."""

    async def load(self, owner_id: int, *, to_change: bool = False) -> Account | None:
        """None for an owner who has none yet. Raises ``UnreadableEvent``.

        In a writing transaction on PostgreSQL the account stays as it is until the end; ``to_change`` it waits for
        everybody who relies on it. Load it before any lead.
        """
        ...

    async def load_all(self, owner_ids: Collection[int]) -> LoadedAccounts:
        """Many accounts in one look; one that is missing, or cannot be read, is in nobody's way."""
        ...
