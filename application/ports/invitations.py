"""Invitations: who brings the code of one may use the bot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """Of the code only the hash is kept: who reads the database gets in by no invitation."""

    code_hash: str
    uses: int
    expires_at: datetime
    created_at: datetime
    created_by: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """``uses`` is how many persons it lets in, ``used`` how many came."""

    id: int
    uses: int
    used: int
    created_at: datetime
    created_by: str
    expires_at: datetime
    revoked_at: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        return self.revoked_at is None and self.used < self.uses and now < self.expires_at


class Invitations(Protocol):
    async def add(self, invitation: NewInvitation) -> int:
        """Return its id."""
        ...

    async def use(self, code_hash: str, *, at: datetime) -> int | None:
        """Count one more use and return the invitation's id; None when the code lets in nobody now. Two programs never
        count more uses than there are."""
        ...

    async def revoke(self, invitation_id: int, *, at: datetime) -> bool:
        """False when there is no such invitation, or it was revoked before."""
        ...

    async def all(self, *, limit: int) -> Sequence[Invitation]:
        """The newest first."""
        ...
