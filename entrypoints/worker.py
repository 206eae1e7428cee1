"""The loops of a running program: each does the work that is due, then sleeps until there may be more."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from application.clock_trust import Doubts, no_doubt
from application.errors import ApplicationError, ConcurrentChange, DatabaseGone, DatabaseUnavailable, MessengerStopped
from application.inbox.direct_answers import DirectAnswers
from application.inbox.lanes import Lanes
from application.inbox.updates import UpdateHandling, UpdateIntake
from application.operations.clock_watch import EVERY, ClockWatch
from application.ports.clock import Clock
from application.ports.inbox import InboundUpdate
from application.ports.messenger import Messenger
from application.ports.work import ANY_WORK, Work
from application.relay.pump import AT_ONCE, Pump
from application.relay.relay import OutboxRelay
from application.use_cases import UseCases
from application.wakeups import Wakeups
from entrypoints.bot.replies.texts import COMMANDS
from entrypoints.pulse import Pulse

log = logging.getLogger(__name__)

BREATH = timedelta(seconds=1)
"""The least time between two looks at overdue work without a wakeup: another program may be doing it."""
AFTER_TROUBLE = timedelta(seconds=5)
LONG_POLL = timedelta(seconds=25)
LISTENING = "listening"
HELD = ANY_WORK - {Work.MESSAGES, Work.UPDATES}
"""While the clock is doubted: what would be decided by a wrong time. What is queued already is sent."""

Step = Callable[[], Awaitable[datetime | None]]
"""Do a bounded amount of work. Return when there will be more: ``AT_ONCE``, or None for the next wakeup."""

Listen = Callable[[Callable[[Collection[Work]], None]], Awaitable[None]]
"""Notify of the commits of other programs, until cancelled."""


@dataclass(frozen=True, slots=True)
class Loops:
    """Of one bot. ``intake`` is None in a worker, which sends but does not listen. ``is_first`` of the program: it also
    does what is done once for all bots, housekeeping and hearing of other programs."""

    clock: Clock
    wakeups: Wakeups
    poll_interval: timedelta
    use: UseCases
    relay: OutboxRelay
    handling: UpdateHandling
    messenger: Messenger
    intake: UpdateIntake | None
    listen: Listen
    doubt: Doubts = no_doubt
    clock_watch: ClockWatch | None = None
    pulse: Pulse = field(default_factory=Pulse)
    is_first: bool = True

    async def run(self, stop: asyncio.Event) -> None:
        """Run until ``stop`` is set and each loop has ended its step. Raise ``MessengerStopped`` when Telegram refuses
        this program, ``DatabaseGone`` when its file is gone."""
        refusals: list[ApplicationError] = []
        async with asyncio.TaskGroup() as tasks:
            pump = Pump(self.relay, self.use.expiry, tasks, self.doubt)
            for step, work in (
                (self._enrich, Work.PLANS),
                (self._claim, Work.REMINDERS),
                (self._follow_up, Work.FOLLOW_UPS),
                (pump.step, Work.MESSAGES),
            ):
                tasks.create_task(self._keep(step, work, stop))
            if self.intake is not None:
                tasks.create_task(self._keep(self._lanes(tasks).step, Work.UPDATES, stop))
                tasks.create_task(self._listen_until_refused(self.intake, stop, refusals))
            if self.is_first:
                tasks.create_task(self._keep(self._tidy, Work.HOUSEKEEPING, stop))
                tasks.create_task(self._notify_until(stop, refusals))
            if self.clock_watch is not None:
                tasks.create_task(self._watch_clock(self.clock_watch, stop))
        if refusals:
            raise refusals[0]

    async def _listen_until_refused(
        self, intake: UpdateIntake, stop: asyncio.Event, refusals: list[ApplicationError]
    ) -> None:
        """A refusal ends the program as a signal does: messages in flight are sent and settled first."""
        try:
            await self._listen(intake, stop)
        except MessengerStopped as refusal:
            refusals.append(refusal)
            stop.set()

    async def _keep(self, step: Step, work: Work, stop: asyncio.Event) -> None:
        wakeup = self.wakeups.subscribe(work)
        while not stop.is_set():
            self.pulse.begins(work, at=self.clock.monotonic())
            until = self._held_until() if self._is_held(work) else await self._one(step, work)
            self.pulse.rests(work, at=self.clock.monotonic(), at_most_s=self.poll_interval.total_seconds())
            if until is not AT_ONCE and not stop.is_set():
                await wakeup.wait(until)
        self.pulse.ends(work)

    def _is_held(self, work: Work) -> bool:
        """Persons are answered by steady time, where that is known."""
        doubt = self.doubt()
        return doubt is not None and (work in HELD or (work is Work.UPDATES and not doubt.has_time))

    def _held_until(self) -> datetime:
        return self.clock.now() + BREATH

    async def _watch_clock(self, watch: ClockWatch, stop: asyncio.Event) -> None:
        stopping = asyncio.ensure_future(stop.wait())
        while not stop.is_set():
            try:
                await watch.look()
            except (DatabaseUnavailable, ConcurrentChange):
                log.warning("a doubt of the clock could not be noted")
            pause = asyncio.ensure_future(self.clock.sleep(EVERY))
            await asyncio.wait({pause, stopping}, return_when=asyncio.FIRST_COMPLETED)
            pause.cancel()

    async def _one(self, step: Step, work: Work) -> datetime:
        try:
            due_at = await step()
        except Exception:  # the loop must go on, and the other loops too
            log.exception("a step failed and will be tried again", extra={"step": step.__name__})
            self.pulse.fails(work, at=self.clock.monotonic())
            return self.clock.now() + AFTER_TROUBLE
        self.pulse.succeeds(work)
        if due_at is AT_ONCE:
            return AT_ONCE
        now = self.clock.now()
        longest = now + self.poll_interval
        if due_at is None or due_at > now:
            return min(longest, due_at or longest)
        return min(longest, now + BREATH)

    def _lanes(self, tasks: asyncio.TaskGroup) -> Lanes:
        direct = DirectAnswers(self.messenger, tasks, self.handling.send_instead)

        async def handle(update: InboundUpdate) -> None:
            direct.give(await self.handling.handle(update))

        return Lanes(self.handling.transactions, self.clock, handle, tasks, lambda: self.wakeups.notify([Work.UPDATES]))

    async def _enrich(self) -> datetime | None:
        return AT_ONCE if await self.use.enrichment.enrich_waiting() else None

    async def _claim(self) -> datetime | None:
        return await self._when_due(self.use.claims.next_due_at, self.use.claims.claim_due)

    async def _follow_up(self) -> datetime | None:
        return await self._when_due(self.use.follow_ups.next_at, self.use.follow_ups.schedule_waiting)

    async def _tidy(self) -> datetime | None:
        await self.use.housekeeping.tidy()
        return await self.use.housekeeping.next_at()

    async def _when_due(
        self, next_at: Callable[[], Awaitable[datetime | None]], do: Callable[[], Awaitable[int]]
    ) -> datetime | None:
        """Look first: opening a write transaction holds up other writers, even when there is no work."""
        at = await next_at()
        if at is None or at > self.clock.now():
            return at
        return AT_ONCE if await do() else at

    async def _listen(self, intake: UpdateIntake, stop: asyncio.Event) -> None:
        """Cut off at once by ``stop``: Telegram sends an update again that was not stored and confirmed."""
        listening = asyncio.ensure_future(self._take_in(intake))
        stopping = asyncio.ensure_future(stop.wait())
        done, pending = await asyncio.wait({listening, stopping}, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        self.pulse.ends(LISTENING)
        for task in done:
            await task

    async def _take_in(self, intake: UpdateIntake) -> None:
        self.pulse.begins(LISTENING, at=self.clock.monotonic())
        await intake.introduce(COMMANDS)
        after: int | None = None
        while True:
            self.pulse.begins(LISTENING, at=self.clock.monotonic())
            try:
                after = await intake.take_in(after=after, wait=LONG_POLL)
                self.pulse.succeeds(LISTENING)
            except MessengerStopped:
                raise
            except Exception:  # unconfirmed updates come again
                log.exception("updates could not be kept and will be asked for again")
                self.pulse.fails(LISTENING, at=self.clock.monotonic())
                await self.clock.sleep(AFTER_TROUBLE)

    async def _notify_until(self, stop: asyncio.Event, refusals: list[ApplicationError]) -> None:
        """Wake loops by commits of other programs, and all of them to stop, as without a database file they must."""
        listening = asyncio.ensure_future(self.listen(self.wakeups.notify))
        stopping = asyncio.ensure_future(stop.wait())
        await asyncio.wait({listening, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if listening.done() and isinstance(gone := listening.exception(), DatabaseGone):
            log.error("the database file is gone: this program ends")
            refusals.append(gone)
            stop.set()
        await stopping
        self.wakeups.notify()
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
