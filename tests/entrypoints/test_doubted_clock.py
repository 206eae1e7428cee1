"""The loops while the clock is wrong: what a wrong time would decide is held, and nothing is lost."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from application.clock_trust import START, ClockTrust
from application.delivery.entry import EntryState
from application.errors import ConcurrentChange
from application.operations.clock_watch import EVERY, SAID_AGAIN_AFTER, ClockWatch
from application.ports.transaction import Transaction, Transactions
from application.ports.troubles import Trouble
from application.transactions import ATTEMPTS
from domain.reminders.reminder import ReminderStatus
from tests.entrypoints.test_worker import Bot, an_update, kept
from tests.entrypoints.working import ScriptedUpdates, Work
from tests.support.leads import LEAD_ID
from tests.support.memory_app import MemoryApp

DAY = timedelta(days=1)
WRONG = [400 * DAY, -400 * DAY, timedelta(hours=1), timedelta(hours=-1)]


@dataclass
class LostRaces:
    """Implements the ``Transactions`` port: the first ``lost`` commits come second."""

    transactions: Transactions
    lost: int

    @asynccontextmanager
    async def write(self, *, exclusive: bool = False) -> AsyncIterator[Transaction]:
        if self.lost:
            self.lost -= 1
            raise ConcurrentChange
        async with self.transactions.write() as tx:
            yield tx

    def read(self) -> AbstractAsyncContextManager[Transaction]:
        return self.transactions.read()


@pytest.fixture
def app() -> MemoryApp:
    return MemoryApp()


def trusted(app: MemoryApp) -> ClockTrust:
    trust = ClockTrust(app.clock)
    trust.hear(app.clock.now(), asked_at=app.clock.monotonic())
    return trust


async def troubles(app: MemoryApp) -> list[Trouble]:
    async with app.transactions.read() as tx:
        return [standing.trouble for standing in await tx.troubles.all()]


@pytest.mark.parametrize("by", WRONG)
async def test_reminders_that_wait_come_once_when_the_clock_is_right_and_none_expires(
    app: MemoryApp, by: timedelta
) -> None:
    """Five wait; the clock is wrong for 45 seconds."""
    work = Work(app, doubt=trusted(app).doubt)
    leads = [LEAD_ID] + [await app.captured_lead(f"tg:1:{n}") for n in range(2, 6)]
    await app.planned_lead()
    await app.use.enrichment.enrich_waiting()
    await app.relay_everything()
    sent_before = len(app.messenger.sent)
    app.clock.jump_wall_clock(by)
    async with work.going():
        for _ in range(45):
            app.clock.advance(timedelta(seconds=1))
            await work.quiet()
        in_doubt = [row.status for lead_id in leads for row in await app.reminders(lead_id)]
        sent_in_doubt = len(app.messenger.sent) - sent_before

        app.clock.jump_wall_clock(-by)
        while len(app.messenger.sent) - sent_before < len(leads):
            app.clock.advance(timedelta(seconds=1))
            await work.quiet()

    assert sent_in_doubt == 0
    assert set(in_doubt) == {ReminderStatus.PENDING}
    states = [entry.state for entry in await app.reminder_entries()]
    assert states == [EntryState.SENT] * 5


async def test_a_person_is_answered_while_steady_time_tells_the_time(app: MemoryApp) -> None:
    bot, trust = Bot(), trusted(app)
    work = Work(app, handler=bot.handle, updates=ScriptedUpdates(), doubt=trust.doubt)
    assert trust.doubt() is None
    await kept(app, an_update())
    app.clock.jump_wall_clock(400 * DAY)
    async with work.going():
        await work.until(lambda: len(app.messenger.sent) == 1)


async def test_updates_wait_for_the_first_right_time(app: MemoryApp) -> None:
    bot, trust = Bot(), ClockTrust(app.clock)
    work = Work(app, handler=bot.handle, updates=ScriptedUpdates(), doubt=trust.doubt)
    await kept(app, an_update())
    async with work.going():
        await work.quiet()
        before = len(app.messenger.sent)

        trust.hear(app.clock.now(), asked_at=app.clock.monotonic())
        app.clock.advance(timedelta(seconds=1))
        await work.until(lambda: len(app.messenger.sent) == 1)

    assert before == 0


async def test_a_message_that_is_queued_already_is_sent(app: MemoryApp) -> None:
    trust = trusted(app)
    work = Work(app, doubt=trust.doubt)
    await app.queue_answers(70)
    app.clock.jump_wall_clock(400 * DAY)
    async with work.going():
        await work.until(lambda: len(app.messenger.sent) == 1)


async def test_a_doubt_is_said_to_all_processes_and_lifted(app: MemoryApp, caplog: pytest.LogCaptureFixture) -> None:
    trust = trusted(app)
    work = Work(app, doubt=trust.doubt)
    caplog.set_level("INFO")
    app.clock.jump_wall_clock(400 * DAY)
    async with work.going():
        await work.quiet()
        stood = await troubles(app)
        app.clock.advance(3 * SAID_AGAIN_AFTER)
        await work.quiet()

        app.clock.jump_wall_clock(-400 * DAY)
        app.clock.advance(EVERY)
        await work.quiet()

    assert stood == [Trouble.CLOCK_DOUBTED]
    assert await troubles(app) == []
    said = [record.getMessage() for record in caplog.records if "clock" in record.getMessage()]
    assert said == ["the clock is doubted: nothing becomes due until it is right", "the clock is trusted again"]


async def test_a_program_waits_for_telegrams_first_answer(app: MemoryApp) -> None:
    trust = ClockTrust(app.clock)
    work = Work(app, doubt=trust.doubt)
    await app.planned_lead()
    async with work.going():
        await work.quiet()
        before, stood = len(app.messenger.sent), await troubles(app)

        trust.hear(app.clock.now(), asked_at=app.clock.monotonic())
        app.clock.advance(timedelta(seconds=1))
        await work.until(lambda: len(app.messenger.sent) == 1)

    assert (before, stood) == (0, [])


async def test_a_telegram_that_does_not_answer_at_the_start_is_said(app: MemoryApp) -> None:
    work = Work(app, doubt=ClockTrust(app.clock).doubt)
    async with work.going():
        await work.quiet()
        app.clock.advance(START)
        await work.quiet()

        assert await troubles(app) == [Trouble.CLOCK_DOUBTED]


async def test_a_race_for_the_trouble_ends_no_program(app: MemoryApp) -> None:
    """Two workers lift at one start what a third has left."""
    async with app.transactions.write() as tx:
        await tx.troubles.note(Trouble.CLOCK_DOUBTED, "of another day", at=app.clock.now())
    races = LostRaces(app.transactions, lost=2 * ATTEMPTS - 1)
    work = Work(app, doubt=trusted(app).doubt)
    watch = ClockWatch(races, app.clock, trusted(app).doubt, None)
    work.loops = replace(work.loops, clock_watch=watch)
    async with work.going():
        await work.quiet()
        app.clock.advance(EVERY)
        await work.quiet()

    assert await troubles(app) == []
    assert races.lost == 0


async def test_a_doubt_that_a_former_process_left_is_lifted(app: MemoryApp) -> None:
    async with app.transactions.write() as tx:
        await tx.troubles.note(Trouble.CLOCK_DOUBTED, "of another day", at=app.clock.now())
    work = Work(app, doubt=trusted(app).doubt)
    async with work.going():
        await work.quiet()

    assert await troubles(app) == []
