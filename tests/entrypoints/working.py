"""The loops of a house in memory, at work until told to stop; and what they may meet on the way."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from application.clock_trust import Doubts, no_doubt
from application.delivery.message import Message
from application.delivery.outcome import Outcome, Sent
from application.inbox.refusals import Refusals
from application.inbox.updates import Handled, Handler, UpdateHandling, UpdateIntake
from application.operations.clock_watch import ClockWatch
from application.ports.inbox import InboundUpdate
from application.ports.transaction import Transactions
from application.ports.work import Work as LoopWork
from application.relay.relay import OutboxRelay
from application.reminders.claims import ReminderClaims
from application.wakeups import Wakeups
from entrypoints.worker import Loops
from tests.support.inbox import ADMITS_ALL, NoParts
from tests.support.memory_app import MemoryApp, idle_housekeeping

POLL_INTERVAL = timedelta(minutes=15)
PATIENCE_S = 20


@dataclass
class ScriptedUpdates:
    """Implements the ``Updates`` port; gives what was put into it, and else waits as a long poll does."""

    waiting: "asyncio.Queue[InboundUpdate | Exception]" = field(default_factory=asyncio.Queue)
    refusal: Exception | None = None
    commands: Sequence[tuple[str, str]] = ()
    asked_after: list[int | None] = field(default_factory=list)
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    gave: asyncio.Event = field(default_factory=asyncio.Event)

    async def introduce(self, commands: Sequence[tuple[str, str]]) -> None:
        self.commands = commands
        if self.refusal is not None:
            raise self.refusal

    async def receive(self, *, after: int | None, wait: timedelta) -> Sequence[InboundUpdate]:
        self.asked_after.append(after)
        self.asked.set()
        update = await self.waiting.get()
        self.gave.set()
        if isinstance(update, Exception):
            raise update
        return [update]


@dataclass(frozen=True, slots=True)
class OtherHands(ReminderClaims):
    """Nothing is claimed here: ``due_at`` is when others should have done something, None for nothing to do."""

    due_at: datetime | None = None
    looks: list[datetime] = field(default_factory=list)
    looked: asyncio.Event = field(default_factory=asyncio.Event)

    async def claim_due(self, *, limit: int = 50) -> int:
        return 0

    async def next_due_at(self) -> datetime | None:
        self.looks.append(self.clock.now())
        self.looked.set()
        return self.due_at

    async def next_look(self) -> None:
        await self.looked.wait()
        self.looked.clear()


class HeldMessenger:
    """Implements the ``Messenger`` port; each message is in flight until ``let_go`` is set."""

    def __init__(self) -> None:
        self.in_flight = asyncio.Event()
        self.let_go = asyncio.Event()

    async def send(self, chat_id: int, message: Message, *, write_by: float | None = None) -> Outcome:
        self.in_flight.set()
        await self.let_go.wait()
        return Sent(4711)

    async def edit(self, chat_id: int, message_id: int, message: Message, *, write_by: float | None = None) -> Outcome:
        return await self.send(chat_id, message)

    async def acknowledge(self, chat_id: int, press_id: str, text: str = "", *, alert: bool = False) -> Outcome:
        return Sent(0)


class Work:
    """The clock stands still: what goes on without it was woken."""

    def __init__(
        self,
        app: MemoryApp,
        *,
        handler: Handler | None = None,
        updates: ScriptedUpdates | None = None,
        relay: OutboxRelay | None = None,
        claims: ReminderClaims | None = None,
        doubt: Doubts = no_doubt,
    ) -> None:
        self.app = app
        self.wakeups = Wakeups(app.clock)
        self.stop = asyncio.Event()
        self._committed = asyncio.Event()
        app.on_commit, app.on_wake = self._committed.set, self.wakeups.notify
        self.loops = Loops(
            clock=app.clock,
            wakeups=self.wakeups,
            poll_interval=POLL_INTERVAL,
            use=replace(
                app.use,
                claims=claims or app.use.claims,
                housekeeping=idle_housekeeping(app.transactions, app.clock),
            ),
            relay=relay or app.relay,
            handling=UpdateHandling(app.watched, app.clock, handler or no_answers, NoParts()),
            messenger=app.messenger,
            intake=UpdateIntake(updates, app.watched, app.clock, Refusals(app.transactions, app.clock, 1), ADMITS_ALL)
            if updates
            else None,
            listen=no_other_program,
            doubt=doubt,
            clock_watch=ClockWatch(app.transactions, app.clock, doubt, None),
        )

    @asynccontextmanager
    async def going(self) -> AsyncIterator[None]:
        """Stopped at the end of the block; what the loops raise comes out of it."""
        async with asyncio.timeout(PATIENCE_S), asyncio.TaskGroup() as tasks:
            tasks.create_task(self.run())
            yield
            self.stop.set()

    async def run(self) -> None:
        async with asyncio.timeout(PATIENCE_S):
            await self.loops.run(self.stop)

    async def until(self, fact: Callable[[], bool]) -> None:
        """Asked again after each commit; gives up when the block's patience ends."""
        while not fact():
            self._committed.clear()
            await self._committed.wait()

    async def quiet(self) -> None:
        """Let every loop get as far as it can while the clock stands still."""
        for _ in range(100):
            await asyncio.sleep(0)


async def no_other_program(notify: Callable[[Collection[LoopWork]], None]) -> None:
    """There is one program on a memory."""


async def no_answers(update: InboundUpdate, transactions: Transactions) -> Handled:
    return Handled()
