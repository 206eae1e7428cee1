"""The chain over the log: the digest of each event covers the event and the digest of the event before it.

An event that is changed, removed, inserted or reordered makes every later digest wrong. A chain whose whole rest was
rewritten is found out by a checkpoint that was kept elsewhere.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol
from uuid import UUID

ORIGIN = bytes(32)
"""The digest before the first event."""
FORMAT = b"leadbell.event.1"
"""Begins what is hashed. Another way to write an event down would have another name."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where the log ends: the position and the digest of its last event; position 0 and ``ORIGIN`` for an empty one."""

    position: int = 0
    digest: bytes = ORIGIN


@dataclass(frozen=True, slots=True)
class Link:
    """One event as it is stored: ``state`` are its bytes, with personal data encrypted."""

    position: int
    originator_id: UUID
    originator_version: int
    topic: str
    state: bytes

    def digest(self, before: bytes) -> bytes:
        """SHA-256 over its canonical bytes: each part has a fixed length or says its length, so that no two events look
        alike. ``before`` is the digest of the event before it."""
        topic = self.topic.encode()
        parts = (
            FORMAT,
            before,
            self.position.to_bytes(8, signed=True),
            self.originator_id.bytes,
            self.originator_version.to_bytes(8, signed=True),
            len(topic).to_bytes(8),
            topic,
            len(self.state).to_bytes(8),
            self.state,
        )
        return sha256(b"".join(parts)).digest()


@dataclass(frozen=True, slots=True)
class StoredLink:
    """``digest`` is what is stored with the event, whether it is right or not."""

    link: Link
    digest: bytes


class LogChain(Protocol):
    async def links(self, *, after: int, limit: int) -> Sequence[StoredLink]:
        """In the order of the log, past position ``after``; nothing is decrypted."""
        ...

    async def head(self) -> Head | None:
        """Where the log ends, as was noted with the last append; None when the note is gone."""
        ...

    async def erased_leads(self) -> Sequence[UUID]:
        """By their events, in the order of their ids."""
        ...

    async def erased_leads_with_key(self) -> Sequence[UUID]:
        """Whose key was restored from elsewhere, in the order of their ids."""
        ...

    async def leads_without_key(self) -> Sequence[UUID]:
        """In the order of their ids."""
        ...


class LeadKeys(Protocol):
    async def gone(self, lead_ids: Collection[UUID]) -> Collection[UUID]:
        """Return the leads whose key was destroyed."""
        ...

    async def destroy(self, lead_ids: Collection[UUID]) -> None:
        """From now on all words about these leads read ``[erased]``."""
        ...
