"""Letting persons in and keeping them out: invitations, and an operator's word."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from application.accounts.owner import Owner, account_of
from application.accounts.working_time import WorkTimes
from application.errors import ApplicationError
from application.operator_request import OperatorRequest
from application.origin import OWNER, Origin
from application.ports.bots import bot_of
from application.ports.clock import Clock
from application.ports.invitations import Invitation, NewInvitation
from application.ports.transaction import Transaction, Transactions
from application.ports.work import Work
from application.recording import Recording
from application.transactions import run_in_transaction
from domain.account.account import Account
from domain.account.decisions import admit, block, unblock

CODE_BYTES = 18
"""24 letters of base64: nobody guesses it."""
KEPT_OUT = "an operator keeps the person out"


class InvitationRefused(ApplicationError):
    def __init__(self) -> None:
        super().__init__("the invitation is unknown, used, over or revoked")


class UnknownInvitation(ApplicationError):
    def __init__(self, invitation_id: int) -> None:
        super().__init__(f"there is no invitation {invitation_id} to revoke; `leadbell invitations list` shows them")


@dataclass(frozen=True, slots=True)
class Invited:
    """``code`` is shown once. The inbox has it for a day when a person has used it."""

    id: int
    code: str
    bot_id: int


@dataclass(frozen=True, slots=True)
class PersonAccess:
    transactions: Transactions
    clock: Clock
    work_times: WorkTimes

    async def invite(self, request: OperatorRequest, *, uses: int, lasts: timedelta) -> Invited:
        code = secrets.token_urlsafe(CODE_BYTES)

        async def work(tx: Transaction) -> Invited:
            now = self.clock.now()
            made = NewInvitation(_hash(code), uses, now + lasts, now, request.actor)
            invitation_id = await tx.invitations.add(made)
            await tx.operator_actions.add(request.action("invite", now, details=f"invitation {invitation_id}"))
            return Invited(invitation_id, code, bot_of(tx))

        return await run_in_transaction(self.transactions, work)

    async def invitations(self, *, limit: int) -> Sequence[Invitation]:
        async with self.transactions.read() as tx:
            return await tx.invitations.all(limit=limit)

    async def revoke(self, request: OperatorRequest, invitation_id: int, *, dry_run: bool = False) -> None:
        """Who came with it stays. Raise ``UnknownInvitation``."""

        async def work(tx: Transaction) -> None:
            now = self.clock.now()
            if not await tx.invitations.revoke(invitation_id, at=now):
                raise UnknownInvitation(invitation_id)
            action = request.action("invitations revoke", now, details=f"invitation {invitation_id}")
            await tx.operator_actions.add(action)

        await run_in_transaction(self.transactions, work, dry_run=dry_run)

    async def accept(self, code: str, *, owner: Owner, command_id: str) -> None:
        """Let the person in; a use is counted once, however often the command comes. Raise ``InvitationRefused``."""

        async def work(tx: Transaction) -> None:
            now = self.clock.now()
            account = await account_of(tx, owner, self.work_times, at=now)
            if account.state.admitted_at is not None:
                return
            invitation_id = await tx.invitations.use(_hash(code), at=now)
            if invitation_id is None:
                raise InvitationRefused
            account.record(admit(account.state, invitation_id, at=now))
            recording = Recording()
            recording.take_account(account, Origin(OWNER, command_id))
            await recording.write(tx, at=now)

        await run_in_transaction(self.transactions, work)

    async def block(self, request: OperatorRequest, person_id: int, *, dry_run: bool = False) -> bool:
        """Also a person who never wrote. What waits to be sent to them waits, and expires. False when it is so
        already."""

        async def work(tx: Transaction) -> bool:
            now = self.clock.now()
            account = await account_of(tx, Owner(person_id, person_id), self.work_times, at=now)
            if account.state.blocked_since is not None:
                return False
            account.record(block(account.state, request.reason, at=now))
            await self._record(tx, request, "accounts block", account)
            await tx.chat_states.mark_unreachable(account.state.chat_id, reason=KEPT_OUT, at=now)
            return True

        return await run_in_transaction(self.transactions, work, dry_run=dry_run)

    async def unblock(self, request: OperatorRequest, person_id: int, *, dry_run: bool = False) -> bool:
        """False when the person is not kept out."""

        async def work(tx: Transaction) -> bool:
            now = self.clock.now()
            account = await tx.account_log.load(person_id, to_change=True)
            if account is None or account.state.blocked_since is None:
                return False
            account.record(unblock(account.state, request.reason, at=now))
            await self._record(tx, request, "accounts unblock", account)
            if account.state.unreachable_since is None:
                await tx.chat_states.mark_reachable(account.state.chat_id)
            tx.wake(Work.MESSAGES)
            return True

        return await run_in_transaction(self.transactions, work, dry_run=dry_run)

    async def _record(self, tx: Transaction, request: OperatorRequest, command: str, account: Account) -> None:
        now, recording = self.clock.now(), Recording()
        recording.take_account(account, Origin(request.actor, request.command_id))
        await recording.write(tx, at=now)
        await tx.operator_actions.add(request.action(command, now, details=f"owner {account.state.owner_id}"))


def _hash(code: str) -> str:
    return sha256(code.encode()).hexdigest()
