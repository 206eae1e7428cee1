"""The points at which a worker dies, and how it gets there: its ports are wrapped, the program knows nothing of it."""

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
    """In the order of time. The two at which the request is in Telegram's hands are the server's to play."""

    BEFORE_T1 = "before T1, the claim, is committed"
    AFTER_T1 = "after T1"
    BEFORE_T2 = "before T2, the attempt, is committed"
    AFTER_T2 = "after T2, before the call"
    WRITTEN = "the request is written, and not yet looked at"
    DECIDED = "the request is taken or refused, and not yet answered"
    ANSWERED = "the answer is read"
    BEFORE_T3 = "before T3, the result, is committed"
    AFTER_T3 = "after T3"


BEFORE_A_COMMIT = (Point.BEFORE_T1, Point.BEFORE_T2, Point.BEFORE_T3)
AT_THE_SERVER = (Point.WRITTEN, Point.DECIDED)


@asynccontextmanager
async def dying_at(point: Point, loops: Loops) -> AsyncIterator[Loops]:
    yield _doomed(loops, point)


def _doomed(loops: Loops, point: Point) -> Loops:
    claims, relay = loops.use.claims, loops.relay
    deadly = partial(DeadlyTransactions, before_commit=point in BEFORE_A_COMMIT)
    match point:
        case Point.BEFORE_T1 | Point.AFTER_T1:
            claims = replace(claims, transactions=deadly(claims.transactions, _claims))
            relay = replace(relay, max_in_flight=0)  # so that it takes nothing: it could be quicker than death
        case Point.BEFORE_T2 | Point.AFTER_T2:
            relay = replace(relay, transactions=deadly(relay.transactions, _leases))
        case Point.ANSWERED:
            relay = replace(relay, messenger=DeadlyMessenger(relay.messenger))
        case Point.BEFORE_T3 | Point.AFTER_T3:
            outcomes = relay.outcomes
            relay = replace(relay, outcomes=replace(outcomes, transactions=deadly(outcomes.transactions, _settles)))
    loops.use.claims = claims
    return replace(loops, relay=relay)


@dataclass(frozen=True, slots=True)
class DeadlyTransactions:
    """Kills at the first write that does ``what`` we wait for: loops write also when there is nothing to do."""

    inner: Transactions
    what: Callable[[Transaction], Awaitable[bool]]
    before_commit: bool

    @asynccontextmanager
    async def write(self, *, exclusive: bool = False) -> AsyncIterator[Transaction]:
        async with self.inner.write(exclusive=exclusive) as tx:
            yield tx
            is_this = await self.what(tx)
            if is_this and self.before_commit:
                die()
        if is_this:
            die()

    def read(self) -> AbstractAsyncContextManager[Transaction]:
        return self.inner.read()


@dataclass(frozen=True, slots=True)
class DeadlyMessenger:
    """Kills when the answer was read, and told nobody yet."""

    inner: Messenger

    async def send(self, chat_id: int, message: Message, *, write_by: float | None = None) -> Outcome:
        await self.inner.send(chat_id, message, write_by=write_by)
        die()

    async def edit(self, chat_id: int, message_id: int, message: Message, *, write_by: float | None = None) -> Outcome:
        return await self.inner.edit(chat_id, message_id, message, write_by=write_by)

    async def acknowledge(self, chat_id: int, press_id: str, text: str = "", *, alert: bool = False) -> Outcome:
        return await self.inner.acknowledge(chat_id, press_id, text, alert=alert)


def die() -> Never:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("nobody survives that")


async def _claims(tx: Transaction) -> bool:
    """The event or the entry, whichever comes first: should they ever come apart, the table shows it."""
    events = await tx.log.page(after=0, limit=100)
    is_told = any(isinstance(one.event, ReminderClaimed) for one in events)
    return is_told or bool(await tx.outbox.count_by_state())


async def _leases(tx: Transaction) -> bool:
    return bool(await tx.outbox.in_flight(limit=1))


async def _settles(tx: Transaction) -> bool:
    """Nothing else is written there."""
    return True
