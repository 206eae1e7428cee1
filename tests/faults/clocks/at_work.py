"""The real loops on a database of either kind, by a clock that a test sets; each call is written down."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from application.clock_trust import ClockTrust, no_doubt
from application.delivery.entry import Entry, NewEntry
from application.delivery.message import Message
from application.delivery.outcome import Outcome, Sent
from application.delivery.pacing import UNPACED, Pacing
from application.inbox.updates import UpdateHandling
from application.ports.clock import Clock
from application.ports.outbox import EntryFilter
from application.recording import enqueue
from application.wakeups import Wakeups
from entrypoints.worker import Loops
from tests.entrypoints.working import no_answers, no_other_program
from tests.faults.clocks.stillness import WatchedClock, WatchedSteadiedClock, WatchedTransactions, stillness
from tests.support.databases import a_fresh_database
from tests.support.inbox import NoParts
from tests.support.memory_app import a_relay, idle_housekeeping, use_cases

LOOPS = 5
POLL_INTERVAL = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """``at`` is the wall clock's time of that moment, ``mono`` the other one's."""

    chat_id: int
    at: datetime
    mono: float


@dataclass(slots=True)
class Telegram:
    """Implements the ``Messenger`` port. Answers in the order of ``answers``, then that all is well; while ``open``
    is not set the calls stay in flight."""

    clock: WatchedClock
    answers: list[Outcome] = field(default_factory=list)
    handed_over: list[HandedOver] = field(default_factory=list)
    open: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, chat_id: int, message: Message, *, write_by: float | None = None) -> Outcome:
        self.handed_over.append(HandedOver(chat_id, self.clock.now(), self.clock.monotonic()))
        answer = self.answers.pop(0) if self.answers else Sent(len(self.handed_over))
        await self.open.wait()
        return answer

    async def edit(self, chat_id: int, message_id: int, message: Message, *, write_by: float | None = None) -> Outcome:
        return await self.send(chat_id, message)

    async def acknowledge(self, chat_id: int, press_id: str, text: str = "", *, alert: bool = False) -> Outcome:
        return Sent(0)


@dataclass(frozen=True, slots=True)
class Office:
    clock: WatchedClock
    transactions: WatchedTransactions
    telegram: Telegram
    trust: ClockTrust | None = None

    async def add(self, *entries: NewEntry) -> None:
        async with self.transactions.write() as tx:
            await enqueue(tx, *entries, at=self.clock.now())
        await self.rest()

    async def pass_time(self, by: timedelta, *, steps: int = 1) -> None:
        """In so many equal steps; after each, the loops come to rest."""
        for _ in range(steps):
            self.clock.advance(by / steps)
            await self.rest()

    async def answered(self, *, bears_date: bool = True, off: timedelta = timedelta(0)) -> None:
        """Telegram has answered just now; its ``Date`` is so far off the wall clock."""
        assert self.trust is not None
        self.trust.hear(self.clock.now() + off if bears_date else None, asked_at=self.clock.monotonic())
        await self.pass_time(timedelta(seconds=1))

    async def jump(self, by: timedelta) -> None:
        self.clock.jump_wall_clock(by)
        await self.rest()

    async def rest(self) -> None:
        await stillness(self.clock, self.transactions, loops=LOOPS)

    async def entries(self) -> Sequence[Entry]:
        """The oldest first."""
        async with self.transactions.read() as tx:
            return list(reversed(await tx.outbox.select(EntryFilter(), limit=1000)))


@asynccontextmanager
async def at_work(
    database: str,
    folder: Path,
    *,
    start: datetime,
    pacing: Pacing = UNPACED,
    answers: Sequence[Outcome] = (),
    is_compared: bool = False,
) -> AsyncIterator[Office]:
    """A clock that ``is_compared`` is doubted as the program doubts it."""
    clock = WatchedClock(start)
    trust = ClockTrust(clock) if is_compared else None
    loops_clock: Clock = WatchedSteadiedClock(clock, trust) if trust else clock
    telegram, wakeups, stop = Telegram(clock, list(answers)), Wakeups(loops_clock), asyncio.Event()
    telegram.open.set()
    async with (
        a_fresh_database(database, folder, on_commit=wakeups.notify) as transactions,
        asyncio.TaskGroup() as tasks,
    ):
        office = Office(clock, WatchedTransactions(transactions), telegram, trust)
        tasks.create_task(_loops(office, wakeups, loops_clock, pacing).run(stop))
        await office.rest()
        yield office
        telegram.open.set()
        stop.set()


def _loops(office: Office, wakeups: Wakeups, clock: Clock, pacing: Pacing) -> Loops:
    transactions = office.transactions
    return Loops(
        clock=clock,
        wakeups=wakeups,
        poll_interval=POLL_INTERVAL,
        use=replace(use_cases(transactions, clock), housekeeping=idle_housekeeping(transactions, clock)),
        relay=a_relay(transactions, office.telegram, clock, pacing=pacing),
        handling=UpdateHandling(transactions, clock, no_answers, NoParts()),
        messenger=office.telegram,
        intake=None,
        listen=no_other_program,
        doubt=office.trust.doubt if office.trust else no_doubt,
    )
