"""The loops: what is to be done is done when it may be, whatever else fails, and nothing is cut off half-way."""

import asyncio
from datetime import timedelta

import pytest

from application.delivery.entry import EntryKind, EntryState, NewEntry
from application.delivery.message import say
from application.errors import DatabaseUnavailable, MessengerStopped
from application.inbox.updates import Handled
from application.ports.inbox import InboundUpdate
from application.ports.transaction import Transactions
from entrypoints.bot.replies.texts import COMMANDS
from entrypoints.worker import AFTER_TROUBLE, BREATH
from tests.entrypoints.working import POLL_INTERVAL, HeldMessenger, OtherHands, ScriptedUpdates, Work
from tests.support.leads import BOT_ID, CHAT_ID, MONDAY_9AM, OTHER_LEAD_ID
from tests.support.memory_app import MemoryApp

MOMENT = timedelta(milliseconds=1)
WAITS_ON = "an update waits on and will be tried again"


def an_update(update_id: int = 1) -> InboundUpdate:
    return InboundUpdate(BOT_ID, update_id, CHAT_ID, "Met Ada")


class Bot:
    """Thanks for each update; at first it fails with each of ``troubles``."""

    def __init__(self, *troubles: Exception) -> None:
        self.troubles = list(troubles)
        self.failed = asyncio.Event()

    async def handle(self, update: InboundUpdate, transactions: Transactions) -> Handled:
        if self.troubles:
            self.failed.set()
            raise self.troubles.pop(0)
        return Handled([NewEntry(EntryKind.ANSWER, CHAT_ID, say("Thanks"))])


@pytest.fixture
def app() -> MemoryApp:
    return MemoryApp()


# Doing what is to be done.


async def test_a_note_is_planned_and_its_first_reminder_sent_without_any_time_passing(app: MemoryApp) -> None:
    work = Work(app)
    async with work.going():
        lead_id = await app.captured_lead()
        await work.until(lambda: len(app.messenger.sent) == 2 and len(app.messenger.edited) == 1)

    assert {entry.state for entry in await app.entries()} == {EntryState.SENT}
    assert await app.deliveries(lead_id) == ["ReminderSent"]


async def test_a_reminder_comes_when_the_clock_gets_there(app: MemoryApp) -> None:
    work = Work(app)
    await app.planned_lead()
    async with work.going():
        await work.until(lambda: len(app.messenger.sent) == 1)

        app.clock.advance(timedelta(days=3))
        await work.until(lambda: len(app.messenger.sent) == 2)

    assert (await app.reminder(2)).last_reminded_at == MONDAY_9AM + timedelta(days=3)


async def test_a_lead_that_goes_quiet_is_followed_up_beside_the_plans_of_others(app: MemoryApp) -> None:
    work = Work(app)
    await app.planned_lead()
    await app.planned_lead(OTHER_LEAD_ID)
    async with work.going():
        await work.until(lambda: len(app.messenger.sent) == 2)
        for step_id in (1, 2, 3):
            await app.use.commands.mark_step(app.command(OTHER_LEAD_ID), 1, step_id, done=True)

        app.clock.advance(timedelta(days=3, hours=1))
        await work.until(lambda: len(app.messenger.sent) == 4)

    texts = [sent.message.text.splitlines()[0] for sent in app.messenger.sent[2:]]
    kinds = {text.split(":")[0] for text in texts}
    assert kinds == {"🔔 Engagement Step Due", "🔔 Follow Up"}


async def test_an_update_is_kept_confirmed_handled_and_answered(app: MemoryApp) -> None:
    updates = ScriptedUpdates()
    work = Work(app, handler=Bot().handle, updates=updates)
    async with work.going():
        updates.waiting.put_nowait(an_update(6))
        updates.waiting.put_nowait(an_update(7))
        await work.until(lambda: len(app.messenger.sent) == 2)

    assert updates.commands == COMMANDS
    assert updates.asked_after == [None, 6, 7]
    assert [one.message.text for one in app.messenger.sent] == ["Thanks", "Thanks"]


async def test_a_program_that_does_not_listen_leaves_updates_to_the_one_that_does(app: MemoryApp) -> None:
    bot = Bot(DatabaseUnavailable("no update should be handled"))
    work = Work(app, handler=bot.handle)
    await kept(app, an_update())
    async with work.going():
        await app.captured_lead()
        await work.until(lambda: len(app.messenger.sent) == 2)

    assert not bot.failed.is_set()


async def test_without_anything_to_do_a_loop_looks_again_after_the_poll_interval(app: MemoryApp) -> None:
    claims = OtherHands(app.transactions, app.clock, due_at=None)
    work = Work(app, claims=claims)
    async with work.going():
        for _ in range(2):
            await claims.next_look()
            app.clock.advance(POLL_INTERVAL - MOMENT)
            await work.quiet()
            app.clock.advance(MOMENT)
        await claims.next_look()

    assert claims.looks == [MONDAY_9AM + times * POLL_INTERVAL for times in range(3)]


async def test_what_is_overdue_in_other_hands_is_looked_at_once_a_second(app: MemoryApp) -> None:
    claims = OtherHands(app.transactions, app.clock, due_at=MONDAY_9AM - timedelta(hours=1))
    work = Work(app, claims=claims)
    async with work.going():
        for _ in range(2):
            await claims.next_look()
            app.clock.advance(BREATH - MOMENT)
            await work.quiet()
            app.clock.advance(MOMENT)
        await claims.next_look()

    assert claims.looks == [MONDAY_9AM + times * BREATH for times in range(3)]


async def test_idle_loops_look_and_never_open_a_write(app: MemoryApp) -> None:
    work = Work(app, updates=ScriptedUpdates())
    await app.planned_lead()
    async with work.going():
        await work.until(lambda: len(app.messenger.sent) == 1)
        await work.quiet()
        written, looks = app.watched.writes, app.watched.reads

        for _ in range(24):
            app.clock.advance(timedelta(hours=1))
            await work.quiet()

    assert app.watched.writes == written
    assert app.watched.reads > looks


# When something fails.


async def test_a_failing_step_is_logged_and_tried_again_after_a_while(
    app: MemoryApp, caplog: pytest.LogCaptureFixture
) -> None:
    bot = Bot(DatabaseUnavailable("the disk is full"))
    work = Work(app, handler=bot.handle, updates=ScriptedUpdates())
    await kept(app, an_update())
    async with work.going():
        await bot.failed.wait()
        await work.quiet()

        app.clock.advance(AFTER_TROUBLE)
        await work.until(lambda: len(app.messenger.sent) == 1)

    [record] = [record for record in caplog.records if record.getMessage() == WAITS_ON]
    assert (record.levelname, vars(record)["update_id"]) == ("ERROR", 1)
    assert record.exc_info is not None


async def test_a_step_that_fails_for_ever_stops_none_of_the_others(
    app: MemoryApp, caplog: pytest.LogCaptureFixture
) -> None:
    bot = Bot(*(DatabaseUnavailable("the disk is full") for _ in range(100)))
    work = Work(app, handler=bot.handle, updates=ScriptedUpdates())
    await kept(app, an_update())
    async with work.going():
        await bot.failed.wait()
        await app.captured_lead()
        await work.until(lambda: len(app.messenger.sent) == 2 and len(app.messenger.edited) == 1)

    assert {record.getMessage() for record in caplog.records} == {WAITS_ON}


async def test_updates_that_cannot_be_kept_are_asked_for_again(
    app: MemoryApp, caplog: pytest.LogCaptureFixture
) -> None:
    updates = ScriptedUpdates()
    work = Work(app, handler=Bot().handle, updates=updates)
    updates.waiting.put_nowait(DatabaseUnavailable("the disk is full"))
    async with work.going():
        await updates.gave.wait()
        updates.waiting.put_nowait(an_update())

        app.clock.advance(AFTER_TROUBLE)
        await work.until(lambda: len(app.messenger.sent) == 1)

    assert updates.asked_after == [None, None, 1]
    assert "updates could not be kept and will be asked for again" in caplog.messages


async def test_a_telegram_that_will_not_have_us_ends_the_program_with_its_reason(app: MemoryApp) -> None:
    updates = ScriptedUpdates(refusal=MessengerStopped("401: the token is not known"))

    with pytest.raises(MessengerStopped, match=r"^401: the token is not known$"):
        await Work(app, updates=updates).run()


async def test_a_second_program_with_our_token_ends_the_program_while_it_listens(app: MemoryApp) -> None:
    updates = ScriptedUpdates()
    updates.waiting.put_nowait(MessengerStopped("409: another program listens"))

    with pytest.raises(MessengerStopped, match=r"^409: another program listens$"):
        await Work(app, updates=updates).run()


async def test_a_refusal_while_a_message_is_in_flight_lets_it_be_sent_and_settled(app: MemoryApp) -> None:
    messenger, updates = HeldMessenger(), ScriptedUpdates()
    work = Work(app, relay=app.a_relay(messenger=messenger), updates=updates)
    await app.planned_lead()

    async def refuse() -> None:
        await messenger.in_flight.wait()
        updates.waiting.put_nowait(MessengerStopped("409: another program listens"))
        await work.quiet()
        messenger.let_go.set()

    with pytest.raises(MessengerStopped):
        await asyncio.gather(work.run(), refuse())

    assert (await app.reminder_entry()).state is EntryState.SENT


# Stopping.


async def test_stop_wakes_all_who_sleep_and_cuts_the_long_poll(app: MemoryApp) -> None:
    updates = ScriptedUpdates()
    work = Work(app, updates=updates)

    async with work.going():
        await updates.asked.wait()

    assert updates.asked_after == [None]


async def test_stopped_before_it_began_it_ends_at_once(app: MemoryApp) -> None:
    await app.planned_lead()
    work = Work(app)
    work.stop.set()

    await work.run()

    assert app.messenger.handed_over == []


async def test_a_message_in_flight_is_sent_and_settled_before_the_end(app: MemoryApp) -> None:
    messenger = HeldMessenger()
    work = Work(app, relay=app.a_relay(messenger=messenger), updates=ScriptedUpdates())
    await app.planned_lead()
    async with work.going():
        await messenger.in_flight.wait()
        work.stop.set()
        await work.quiet()
        messenger.let_go.set()

    entry = await app.reminder_entry()
    assert (entry.state, entry.message_id) == (EntryState.SENT, 4711)
    assert await app.deliveries() == ["ReminderSent"]


async def test_an_update_being_handled_is_finished_before_the_end(app: MemoryApp) -> None:
    begun, let_go = asyncio.Event(), asyncio.Event()

    async def handle(update: InboundUpdate, transactions: Transactions) -> Handled:
        begun.set()
        await let_go.wait()
        return await Bot().handle(update, transactions)

    work = Work(app, handler=handle, updates=ScriptedUpdates())
    await kept(app, an_update())
    async with work.going():
        await begun.wait()
        work.stop.set()
        await work.quiet()
        let_go.set()

    [answer] = await app.entries()
    assert answer.content.message.text == "Thanks"


async def kept(app: MemoryApp, update: InboundUpdate) -> None:
    async with app.transactions.write() as tx:
        await tx.inbox.keep([update], at=MONDAY_9AM)
