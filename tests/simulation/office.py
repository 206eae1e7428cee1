"""Leadbell at work by a clock that is moved from one moment at which there is something to do to the next."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from adapters.memory.manual_clock import ManualClock
from adapters.memory.messenger import MemoryMessenger
from adapters.memory.read_models.table import every
from application.accounts.working_time import WorkTimes
from application.delivery.message import Message
from application.delivery.outcome import Outcome
from application.read_models.quiet_leads import EASTERNMOST
from domain.account.preferences import Preferences
from tests.simulation.drafts import NotePlanner
from tests.simulation.people import ChosenHolidays
from tests.simulation.swift_memory import SwiftTransactions
from tests.support.memory_app import a_relay, use_cases

MOST_ROUNDS = 200


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message, and when Telegram took it."""

    at: datetime
    chat_id: int
    message: Message


class DatedMessenger(MemoryMessenger):
    """Takes everything, and notes when."""

    def __init__(self, clock: ManualClock) -> None:
        super().__init__()
        self.clock = clock
        self.arrived: list[Arrived] = []

    async def send(self, chat_id: int, message: Message, *, write_by: float | None = None) -> Outcome:
        self.arrived.append(Arrived(self.clock.now(), chat_id, message))
        return await super().send(chat_id, message, write_by=write_by)


class Office:
    """Every use case as it is shipped. ``chance`` shuffles the loops; nothing else depends on it."""

    def __init__(self, start: datetime, chance: random.Random) -> None:
        self.chance = chance
        self.clock = clock = ManualClock(start)
        self.transactions = transactions = SwiftTransactions()
        self.messenger = DatedMessenger(clock)
        work_times = WorkTimes(Preferences(), ChosenHolidays())
        self.use = use_cases(transactions, clock, planner=NotePlanner(clock), work_times=work_times)
        self.relay = a_relay(transactions, self.messenger, clock)

    async def settle_down(self) -> None:
        """Both schedulers and the relay, in any order, until none of them finds anything to do."""
        loops: list[Callable[[], Awaitable[int]]] = [
            self.use.claims.claim_due,
            self.use.follow_ups.schedule_waiting,
            self.relay.relay_due,
            self.use.expiry.expire_due,
        ]
        for _ in range(MOST_ROUNDS):
            self.chance.shuffle(loops)
            if not any([await loop() for loop in loops]):
                break
        else:
            raise AssertionError("the loops never come to rest")

    async def next_moment(self) -> datetime | None:
        """When one of them has something to do."""
        async with self.transactions.read() as tx:
            moments = [
                await tx.reminders.next_due_at(),
                await tx.quiet_leads.next_at(self.clock.now()),
                await tx.outbox.next_due_at(self.clock.now()),
                self._next_end_of_a_pause(),
            ]
        return min((one for one in moments if one is not None), default=None)

    def _next_end_of_a_pause(self) -> datetime | None:
        """Nothing announces it: where Leadbell runs, the scheduler finds it when it looks again."""
        today = (self.clock.now() + EASTERNMOST).date().isoformat()
        days = (row.paused_until for row in every(self.transactions.ours.accounts) if row.paused_until > today)
        first = min(days, default=None)
        return None if first is None else datetime.fromisoformat(first).replace(tzinfo=UTC) - EASTERNMOST
