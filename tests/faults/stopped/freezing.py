"""Processes that stop (SIGSTOP) and go on (SIGCONT): from outside, or by themselves at a point of their way."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from application.delivery.message import Message
from application.delivery.outcome import Outcome
from application.ports.messenger import Messenger
from application.ports.transaction import Transaction, Transactions
from application.relay.relay import OutboxRelay
from entrypoints.worker import Loops

STOPS_WITHIN = timedelta(seconds=20)
LOOK_EVERY_S = 0.005


class Point(StrEnum):
    """In the order of time."""

    IN_T2 = "T2 is written and not committed"
    AFTER_T2 = "T2 is committed"
    BEFORE_CALL = "the relay has made sure that enough lease is left"
    ANSWERED = "the answer is read"
    IN_T3 = "T3 is written and not committed"


@asynccontextmanager
async def freezing_at(point: Point, loops: Loops) -> AsyncIterator[Loops]:
    """The first time that a worker gets there."""
    yield replace(loops, relay=_freezing(point, loops))


async def frozen(pid: int) -> None:
    """Returns once it stands still. Raises ``TimeoutError``."""
    async with asyncio.timeout(STOPS_WITHIN.total_seconds()):
        while _state(pid) != "T":  # noqa: ASYNC110 - nobody is told when another's child stops
            await asyncio.sleep(LOOK_EVERY_S)


def freeze(pid: int) -> None:
    os.kill(pid, signal.SIGSTOP)


def thaw(pid: int) -> None:
    os.kill(pid, signal.SIGCONT)


def _state(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def _freezing(point: Point, loops: Loops) -> OutboxRelay:
    relay, ice = loops.relay, Ice()
    match point:
        case Point.IN_T2 | Point.AFTER_T2:
            inside = point is Point.IN_T2
            return replace(relay, transactions=FreezingTransactions(relay.transactions, _leases, inside, ice))
        case Point.BEFORE_CALL | Point.ANSWERED:
            before = point is Point.BEFORE_CALL
            return replace(relay, messenger=FreezingMessenger(relay.messenger, before, ice))
        case Point.IN_T3:
            outcomes = relay.outcomes
            outcomes.transactions = FreezingTransactions(outcomes.transactions, _anything, True, ice)
            return relay


@dataclass(slots=True)
class Ice:
    is_melted: bool = False

    def stop(self) -> None:
        """Only once."""
        if not self.is_melted:
            self.is_melted = True
            freeze(os.getpid())


@dataclass(frozen=True, slots=True)
class FreezingTransactions:
    inner: Transactions
    what: Callable[[Transaction], Awaitable[bool]]
    before_commit: bool
    ice: Ice

    @asynccontextmanager
    async def write(self, *, exclusive: bool = False) -> AsyncIterator[Transaction]:
        async with self.inner.write(exclusive=exclusive) as tx:
            yield tx
            is_this = await self.what(tx)
            if is_this and self.before_commit:
                self.ice.stop()
        if is_this:
            self.ice.stop()

    def read(self) -> AbstractAsyncContextManager[Transaction]:
        return self.inner.read()


@dataclass(frozen=True, slots=True)
class FreezingMessenger:
    inner: Messenger
    before: bool
    ice: Ice

    async def send(self, chat_id: int, message: Message, *, write_by: float | None = None) -> Outcome:
        if self.before:
            self.ice.stop()
        outcome = await self.inner.send(chat_id, message, write_by=write_by)
        self.ice.stop()
        return outcome

    async def edit(self, chat_id: int, message_id: int, message: Message, *, write_by: float | None = None) -> Outcome:
        return await self.inner.edit(chat_id, message_id, message, write_by=write_by)

    async def acknowledge(self, chat_id: int, press_id: str, text: str = "", *, alert: bool = False) -> Outcome:
        return await self.inner.acknowledge(chat_id, press_id, text, alert=alert)


async def _leases(tx: Transaction) -> bool:
    return bool(await tx.outbox.in_flight(limit=1))


async def _anything(tx: Transaction) -> bool:
    return True
