"""The chain over the log: each event's digest covers the event and the digest of the one before it.

So nobody can change, remove, insert or reorder an event without every later digest being wrong. Who rewrites the whole
rest of the chain is found out by a seal that was kept elsewhere.
"""

from dataclasses import dataclass
from hashlib import sha256
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
    """One event as it is stored: ``state`` are its bytes, what is personal in them is sealed."""

    position: int
    originator_id: UUID
    originator_version: int
    topic: str
    state: bytes

    def digest(self, before: bytes) -> bytes:
        """SHA-256 over its canonical bytes: every part with its length, or of a fixed one, so that no two events look
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
