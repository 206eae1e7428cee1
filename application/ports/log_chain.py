"""The chain over the log, to be proven; and the keys of what is sealed in it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from application.log_chain import Head, Link


@dataclass(frozen=True, slots=True)
class StoredLink:
    """``digest`` is what is stored with the event, whether it is right or not."""

    link: Link
    digest: bytes


class LogChain(Protocol):
    async def links(self, *, after: int, limit: int) -> Sequence[StoredLink]:
        """In the order of the log, those past position ``after``; nothing of them is read or unsealed."""
        ...

    async def head(self) -> Head | None:
        """Where the log ends, as was noted with the last append; None when somebody has removed the note."""
        ...

    async def erased_leads(self) -> Sequence[UUID]:
        """By what the log says, in the order of their ids."""
        ...

    async def erased_leads_with_key(self) -> Sequence[UUID]:
        """Whose key somebody has put back, in the order of their ids."""
        ...

    async def leads_without_key(self) -> Sequence[UUID]:
        """Whose words cannot be read any more, in the order of their ids."""
        ...


class LeadKeys(Protocol):
    async def gone(self, lead_ids: Collection[UUID]) -> Collection[UUID]:
        """Those of them whose key was destroyed."""
        ...

    async def destroy(self, lead_ids: Collection[UUID]) -> None:
        """From now on what people said of these leads reads ``[erased]``, for everybody and for ever."""
        ...
