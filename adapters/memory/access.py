"""Allowances and invitations in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from adapters.memory.contents import BotContents, Contents
from application.ports.allowances import Bound, Spent
from application.ports.invitations import Invitation, NewInvitation


class MemoryAllowances:
    def __init__(self, contents: BotContents) -> None:
        self._spent = contents.spent

    async def get(self, person_id: int, bound: Bound) -> Spent | None:
        return self._spent.get((person_id, bound))

    async def put(self, person_id: int, bound: Bound, spent: Spent) -> None:
        self._spent[person_id, bound] = spent

    async def forget(self, *, before: datetime) -> int:
        old = [key for key, spent in self._spent.items() if spent.since < before]
        for key in old:
            del self._spent[key]
        return len(old)


class MemoryInvitations:
    def __init__(self, contents: Contents, ours: BotContents) -> None:
        self._contents, self._invitations = contents, ours.invitations

    async def add(self, invitation: NewInvitation) -> int:
        self._contents.last_invitation_id += 1
        number = self._contents.last_invitation_id
        made = Invitation(
            number, invitation.uses, 0, invitation.created_at, invitation.created_by, invitation.expires_at
        )
        self._invitations[number] = (invitation.code_hash, made)
        return number

    async def use(self, code_hash: str, *, at: datetime) -> int | None:
        for number, (known, invitation) in self._invitations.items():
            if known == code_hash and invitation.is_open(at):
                self._invitations[number] = (known, replace(invitation, used=invitation.used + 1))
                return number
        return None

    async def revoke(self, invitation_id: int, *, at: datetime) -> bool:
        known, invitation = self._invitations.get(invitation_id, ("", None))
        if invitation is None or invitation.revoked_at is not None:
            return False
        self._invitations[invitation_id] = (known, replace(invitation, revoked_at=at))
        return True

    async def all(self, *, limit: int) -> Sequence[Invitation]:
        made = [invitation for _, invitation in self._invitations.values()]
        return sorted(made, key=lambda invitation: -invitation.id)[:limit]
