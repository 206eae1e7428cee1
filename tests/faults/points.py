"""Points on a message's way at which a worker dies or stops: its ports are wrapped, the program knows nothing of it."""

import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import Never

from application.delivery.message import Message
from application.delivery.outcome import Outcome
from application.ports.messenger import Messenger
from application.ports.transaction import Transaction, Transactions
from domain.lead.events import ReminderClaimed
from entrypoints.worker import Loops


class Point(StrEnum):
    """In the order of time. The server plays the two at which the request is in Telegram's hands."""

    BEFORE_CLAIM = "before the claim is committed"
    AFTER_CLAIM = "after the claim"
    BEFORE_LEASE = "before the lease is committed"
    AFTER_LEASE = "after the lease"
    BEFORE_CALL = "before the call, with enough lease left"
    WRITTEN = "the request is written, and not yet looked at"
    DECIDED = "the request is taken or refused, and not yet answered"
    ANSWERED = "the answer is read"
    BEFORE_SETTLE = "before the outcome is committed"
    AFTER_SETTLE = "after the outcome is committed"


BEFORE_A_COMMIT = (Point.BEFORE_CLAIM, Point.BEFORE_LEASE, Point.BEFORE_SETTLE)
AT_THE_SERVER = (Point.WRITTEN, Point.DECIDED)


def interrupted(loops: Loops, point: Point, happens: Callable[[], None]) -> Loops:
    """Return loops that call ``happens`` each time they get to the point."""
    claims, relay = loops.use.claims, loops.relay
    at_write = partial(InterruptedTransactions, happens=happens, before_commit=point in BEFORE_A_COMMIT)
    match point:
        case Point.BEFORE_CLAIM | Point.AFTER_CLAIM:
            claims = replace(claims, transactions=at_write(claims.transactions, _claims))
            relay = replace(relay, max_in_flight=0)  # so that it takes nothing: it could be quicker than death
        case Point.BEFORE_LEASE | Point.AFTER_LEASE:
            relay = replace(relay, transactions=at_write(relay.transactions, _leases))
        case Point.BEFORE_CALL | Point.ANSWERED:
            before = point is Point.BEFORE_CALL
            relay = replace(relay, messenger=InterruptedMessenger(relay.messenger, happens, before_call=before))
        case Point.BEFORE_SETTLE | Point.AFTER_SETTLE:
            outcomes = relay.outcomes
            relay = replace(relay, outcomes=replace(outcomes, transactions=at_write(outcomes.transactions, _settles)))
    return replace(loops, use=replace(loops.use, claims=claims), relay=relay)


@dataclass(frozen=True, slots=True)
class InterruptedTransactions:
    """Implements the ``Transactions`` port. Calls ``happens`` at each write of which ``is_it`` is true: loops write
    also when there is nothing to do."""

    inner: Transactions
    is_it: Callable[[Transaction], Awaitable[bool]]
    happens: Callable[[], None]
    before_commit: bool

    @asynccontextmanager
    async def write(self, *, exclusive: bool = False) -> AsyncIterator[Transaction]:
        async with self.inner.write(exclusive=exclusive) as tx:
            yield tx
            is_it = await self.is_it(tx)
            if is_it and self.before_commit:
                self.happens()
        if is_it and not self.before_commit:
            self.happens()

    def read(self) -> AbstractAsyncContextManager[Transaction]:
        return self.inner.read()


@dataclass(frozen=True, slots=True)
class InterruptedMessenger:
    """Implements the ``Messenger`` port. Calls ``happens`` before each new message, or with its answer in hand."""

    inner: Messenger
    happens: Callable[[], None]
    before_call: bool

    async def send(self, chat_id: int, message: Message, *, write_by: float | None = None) -> Outcome:
        if self.before_call:
            self.happens()
        outcome = await self.inner.send(chat_id, message, write_by=write_by)
        if not self.before_call:
            self.happens()
        return outcome

    async def edit(self, chat_id: int, message_id: int, message: Message, *, write_by: float | None = None) -> Outcome:
        return await self.inner.edit(chat_id, message_id, message, write_by=write_by)

    async def acknowledge(self, chat_id: int, press_id: str, text: str = "", *, alert: bool = False) -> Outcome:
        return await self.inner.acknowledge(chat_id, press_id, text, alert=alert)


@asynccontextmanager
async def dying_at(point: Point, loops: Loops) -> AsyncIterator[Loops]:
    yield interrupted(loops, point, die)


def die() -> Never:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("this process has survived SIGKILL")


async def _claims(tx: Transaction) -> bool:
    """The event or the entry, whichever comes first: should they ever come apart, the crash table shows it."""
    events = await tx.log.page(after=0, limit=100)
    is_claimed = any(isinstance(recorded.event, ReminderClaimed) for recorded in events)
    return is_claimed or bool(await tx.outbox.count_by_state())


async def _leases(tx: Transaction) -> bool:
    return bool(await tx.outbox.in_flight(limit=1))


async def _settles(tx: Transaction) -> bool:
    """Nothing else is written there."""
    return True
