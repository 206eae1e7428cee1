"""A relay that is about to lease while another records that all must pause: on PostgreSQL the two can overlap."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

from adapters.memory.messenger import MemoryMessenger
from adapters.system_clock import SystemClock
from application.delivery.outcome import Misconfigured
from application.delivery.pause import RelayPause
from application.ports.rate_limit import RateLimiter
from application.ports.transaction import Transaction, Transactions
from application.relay.settle import FinishedAttempt
from application.reminders.claims import ReminderClaims
from tests.adapters.ports.outbox.settling_down import as_far_as_it_gets
from tests.journeys.many_leads import due_leads
from tests.support.databases import a_postgres_url, open_for_bot
from tests.support.memory_app import a_relay


async def test_the_message_that_caused_a_pause_is_not_sent_again_in_it() -> None:
    async with a_postgres_url() as url, open_for_bot(url) as database:
        clock, recording = SystemClock(), list[asyncio.Task[None]]()
        await due_leads(database, count=1, chats=[1])
        await ReminderClaims(database, clock).claim_due()
        relay = a_relay(database, MemoryMessenger(), clock)
        [refused] = await relay.lease_due()

        async def refusal_is_recorded() -> None:
            ended = FinishedAttempt(refused.entry, Misconfigured("401"))
            recording.append(asyncio.create_task(relay.outcomes.settle(ended)))
            await as_far_as_it_gets(recording[0])

        leased = await replace(relay, transactions=Overtaken(database, refusal_is_recorded)).lease_due()
        await asyncio.gather(*recording)

        assert leased == []
        assert await relay.lease_due() == []


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Something happens just after a writer has looked at the pauses."""

    inner: Transactions
    happens: Callable[[], Awaitable[None]]

    @asynccontextmanager
    async def write(self, *, exclusive: bool = False) -> AsyncIterator[Transaction]:
        async with self.inner.write(exclusive=exclusive) as tx:
            yield _with_gate(tx, OvertakenGate(tx.rate_limiter, self.happens))

    def read(self) -> AbstractAsyncContextManager[Transaction]:
        return self.inner.read()


class OvertakenGate:
    def __init__(self, inner: RateLimiter, happens: Callable[[], Awaitable[None]]) -> None:
        self._inner, self._happens = inner, happens

    async def pauses(self) -> Sequence[RelayPause]:
        seen = await self._inner.pauses()
        await self._happens()
        return seen

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


def _with_gate(tx: Any, gate: OvertakenGate) -> Transaction:
    tx.rate_limiter = gate
    return tx  # type: ignore[no-any-return]  # SqlTransaction, with one port exchanged
