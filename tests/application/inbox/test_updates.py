import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from adapters.memory.messenger import Acknowledged, MemoryMessenger
from application.delivery.entry import EntryKind, NewEntry
from application.delivery.message import say
from application.delivery.outcome import Outcome, Rejected
from application.errors import ConcurrentChange, DatabaseUnavailable, LeadNotFound, UnreadableEvent
from application.inbox.direct_answers import Edit, Flash
from application.inbox.joined_transactions import JoinedTransactions
from application.inbox.refusals import Refusals
from application.inbox.updates import SORRY, Handled, Handler, UpdateHandling, UpdateIntake
from application.ports.inbox import InboundUpdate
from application.ports.transaction import Transaction, Transactions
from application.transactions import run_in_transaction
from domain.errors import NoteRefused
from tests.support.inbox import ADMITS_ALL, NoParts, handle_waiting
from tests.support.leads import BOT_ID, CHAT_ID
from tests.support.memory_app import YOU, MemoryApp

NO_WAIT = timedelta(0)


class Updates:
    """Implements the ``Updates`` port; it never waits."""

    def __init__(self, *waiting: InboundUpdate) -> None:
        self._waiting = list(waiting)

    async def introduce(self, commands: Sequence[tuple[str, str]]) -> None:
        pass

    async def receive(self, *, after: int | None, wait: timedelta) -> Sequence[InboundUpdate]:
        return [update for update in self._waiting if after is None or update.update_id > after]


def an_update(update_id: int, text: str = "Met Ada", chat_id: int | None = CHAT_ID) -> InboundUpdate:
    return InboundUpdate(BOT_ID, update_id, chat_id, text)


class Bot:
    """Captures each note and thanks for it, but for notes in ``stumbles``."""

    def __init__(self, app: MemoryApp) -> None:
        self.app = app
        self.handled: list[str] = []
        self.stumbles: dict[str, Exception] = {}

    async def handle(self, update: InboundUpdate, transactions: Transactions) -> Handled:
        self.handled.append(update.payload)
        if update.payload in self.stumbles:
            raise self.stumbles[update.payload]
        capture, command_id = self.app.wired(transactions).capture, f"tg:{update.bot_id}:{update.update_id}"
        await capture.capture(update.payload, owner=YOU, command_id=command_id)
        return Handled([NewEntry(EntryKind.ANSWER, update.chat_id or 0, say(f"Thanks for {update.payload}"))])


@pytest.fixture
def bot(app: MemoryApp) -> Bot:
    return Bot(app)


class Crash(BaseException):
    """The process dies."""


class DyingTransactions:
    """The app's transactions until it dies: then it takes the writing transaction with it, just before commit."""

    def __init__(self, app: MemoryApp) -> None:
        self._app = app

    @asynccontextmanager
    async def write(self, *, exclusive: bool = False) -> AsyncIterator[Transaction]:
        async with self._app.transactions.write() as tx:
            yield tx
            raise Crash

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Transaction]:
        async with self._app.transactions.read() as tx:
            yield tx


async def handle(app: MemoryApp, handler: Handler) -> None:
    await handle_waiting(app.transactions, app.clock, handler, app.messenger)


async def keep(app: MemoryApp, *updates: InboundUpdate) -> None:
    async with app.transactions.write() as tx:
        await tx.inbox.keep(updates, at=app.clock.now())


async def unhandled(app: MemoryApp) -> Sequence[InboundUpdate]:
    """The first of each chat."""
    async with app.transactions.read() as tx:
        return await tx.inbox.heads(limit=100)


async def waiting(app: MemoryApp) -> int:
    async with app.transactions.read() as tx:
        return (await tx.inbox.backlog()).updates


async def answers(app: MemoryApp) -> list[str]:
    kinds = (EntryKind.ANSWER, EntryKind.PAGE)
    return [entry.content.message.text for entry in await app.entries() if entry.content.kind in kinds]


# Taking in.


async def test_updates_that_arrive_are_kept_and_may_then_be_forgotten(app: MemoryApp) -> None:
    updates = Updates(an_update(10), an_update(11))
    intake = UpdateIntake(updates, app.transactions, app.clock, Refusals(app.transactions, app.clock, 1), ADMITS_ALL)

    confirmed = await intake.take_in(after=None, wait=NO_WAIT)

    assert confirmed == 11
    assert await unhandled(app) == [an_update(10)]
    assert await waiting(app) == 2


async def test_after_an_empty_answer_lower_ids_are_taken_in_too(app: MemoryApp) -> None:
    """Telegram begins anew after a week without updates."""
    intake = UpdateIntake(Updates(), app.transactions, app.clock, Refusals(app.transactions, app.clock, 1), ADMITS_ALL)

    assert await intake.take_in(after=11, wait=NO_WAIT) is None


async def test_an_update_that_could_not_be_kept_is_not_confirmed(app: MemoryApp) -> None:
    updates = Updates(an_update(10))
    with pytest.raises(Crash):
        await UpdateIntake(
            updates, DyingTransactions(app), app.clock, Refusals(app.transactions, app.clock, 1), ADMITS_ALL
        ).take_in(after=None, wait=NO_WAIT)

    confirmed = await UpdateIntake(
        updates, app.transactions, app.clock, Refusals(app.transactions, app.clock, 1), ADMITS_ALL
    ).take_in(after=None, wait=NO_WAIT)

    assert confirmed == 10
    assert await unhandled(app) == [an_update(10)]


# Handling.


async def test_an_update_is_handled_once_and_answered_once(app: MemoryApp, bot: Bot) -> None:
    await keep(app, an_update(10))

    for _ in range(3):
        await handle(app, bot.handle)

    assert bot.handled == ["Met Ada"]
    assert await answers(app) == ["Thanks for Met Ada"]


async def test_updates_are_handled_in_the_order_of_their_coming(app: MemoryApp, bot: Bot) -> None:
    await keep(app, an_update(11, "first"), an_update(10, "second"))

    await handle(app, bot.handle)

    assert bot.handled == ["first", "second"]


async def test_the_work_of_an_update_its_answer_and_its_mark_are_one_commit(app: MemoryApp, bot: Bot) -> None:
    await keep(app, an_update(10))
    seen = list[tuple[int, int]]()

    async def look() -> None:
        seen.append((len(await answers(app)), len(await unhandled(app))))

    commits = list[None]()
    app.on_commit = lambda: commits.append(None)

    await look()
    await handle(app, bot.handle)
    await look()

    assert seen == [(0, 1), (1, 0)]
    assert len(commits) == 1


async def test_a_crash_between_handling_and_commit_costs_nothing_and_doubles_nothing(app: MemoryApp, bot: Bot) -> None:
    await keep(app, an_update(10))
    with pytest.raises(Crash):
        await UpdateHandling(DyingTransactions(app), app.clock, bot.handle, NoParts()).handle(an_update(10))
    after_crash = await answers(app)

    await handle(app, bot.handle)

    assert after_crash == []
    assert bot.handled == ["Met Ada", "Met Ada"]
    assert await answers(app) == ["Thanks for Met Ada"]
    assert (await app.use.queries.page(7, 0)).total == 1
    assert await unhandled(app) == []


@pytest.mark.parametrize(
    "trouble", [ValueError(), LeadNotFound(uuid4()), UnreadableEvent(lead_id=uuid4(), version=3, topic="lead.unknown")]
)
async def test_an_update_that_cannot_be_handled_gets_an_apology_and_the_others_go_on(
    app: MemoryApp, bot: Bot, caplog: pytest.LogCaptureFixture, trouble: Exception
) -> None:
    bot.stumbles["poison"] = trouble
    await keep(app, an_update(10, "poison"), an_update(11, "fine"))

    await handle(app, bot.handle)

    assert await answers(app) == [SORRY.text, "Thanks for fine"]
    assert await unhandled(app) == []
    [logged] = caplog.records
    assert logged.message == "an update could not be handled"
    assert logged.exc_info is not None
    assert "poison" not in caplog.text, "the text of a message is never logged"


async def test_an_apology_goes_to_the_person_when_the_chat_is_not_known(app: MemoryApp, bot: Bot) -> None:
    bot.stumbles["poison"] = ValueError("a bug")
    await keep(app, replace(an_update(10, "poison", chat_id=None), person_id=YOU.id))

    await handle(app, bot.handle)

    assert [one.content.chat_id for one in await app.entries()] == [YOU.id]


async def test_an_update_of_no_chat_gets_no_apology(app: MemoryApp, bot: Bot) -> None:
    bot.stumbles["poison"] = ValueError("a bug")
    await keep(app, an_update(10, "poison", chat_id=None))

    await handle(app, bot.handle)

    assert await app.entries() == []
    assert await unhandled(app) == []


async def test_updates_wait_while_the_database_is_away(app: MemoryApp, bot: Bot) -> None:
    bot.stumbles["Met Ada"] = DatabaseUnavailable("gone")
    await keep(app, an_update(10))
    await handle(app, bot.handle)
    assert await waiting(app) == 1
    bot.stumbles.clear()

    await handle(app, bot.handle)

    assert await answers(app) == ["Thanks for Met Ada"]


async def test_two_handlers_on_one_update_answer_once(app: MemoryApp, bot: Bot) -> None:
    await keep(app, an_update(1))

    await asyncio.gather(*(handle(app, bot.handle) for _ in range(2)))

    assert bot.handled == ["Met Ada"]
    assert await answers(app) == ["Thanks for Met Ada"]


async def test_an_update_that_lost_a_race_is_handled_anew_as_a_whole(app: MemoryApp, bot: Bot) -> None:
    await keep(app, an_update(10))
    commits = list[None]()
    app.on_commit = lambda: commits.append(None)

    async def overtaken_once(update: InboundUpdate, transactions: Transactions) -> Handled:
        handled = await bot.handle(update, transactions)
        if len(bot.handled) == 1:
            async with transactions.write():
                raise ConcurrentChange
        return handled

    await handle(app, overtaken_once)

    assert bot.handled == ["Met Ada", "Met Ada"]
    assert await answers(app) == ["Thanks for Met Ada"]
    assert len(commits) == 1


async def test_a_lost_race_that_the_handler_swallows_is_lost_all_the_same(app: MemoryApp) -> None:
    await keep(app, an_update(10))
    tries = list[None]()

    async def swallow_once(_: InboundUpdate, transactions: Transactions) -> Handled:
        tries.append(None)
        with suppress(ConcurrentChange):
            async with transactions.write():
                if len(tries) == 1:
                    raise ConcurrentChange
        return Handled()

    await handle(app, swallow_once)

    assert len(tries) == 2


async def test_a_race_that_was_lost_within_is_not_run_again_within(app: MemoryApp) -> None:
    tries = list[None]()

    async def lose(tx: Transaction) -> None:
        tries.append(None)
        raise ConcurrentChange

    async with app.transactions.write() as tx:
        with pytest.raises(ConcurrentChange):
            await run_in_transaction(JoinedTransactions(tx), lose)

    assert len(tries) == 1


async def test_a_refused_use_case_is_undone_and_the_rest_of_its_update_stays(app: MemoryApp) -> None:
    await keep(app, an_update(10))

    async def refused_then_captured(_: InboundUpdate, transactions: Transactions) -> Handled:
        capture = app.wired(transactions).capture
        with pytest.raises(NoteRefused):
            await capture.capture("", owner=YOU, command_id="tg:1:10")
        await capture.capture("Met Ada", owner=YOU, command_id="tg:1:10")
        return Handled()

    await handle(app, refused_then_captured)

    assert [lead.row.title for lead in await app.use.queries.list_all(limit=10)] == ["Met Ada"]


# Direct answers.


class AfterCommit(MemoryMessenger):
    """Answers only when no transaction is open, and notes what still waited to be handled then."""

    def __init__(self, app: MemoryApp) -> None:
        super().__init__()
        self.app = app
        self.seen = list[Sequence[InboundUpdate]]()

    async def acknowledge(self, chat_id: int, press_id: str, text: str = "", *, alert: bool = False) -> Outcome:
        async with asyncio.timeout(5), self.app.transactions.write():
            self.seen.append(await unhandled(self.app))
        return await super().acknowledge(chat_id, press_id, text, alert=alert)


async def pressed(_: InboundUpdate, transactions: Transactions) -> Handled:
    return Handled(direct=[Flash(CHAT_ID, "press", "Done"), Edit(CHAT_ID, 5, say("Done"))])


async def test_direct_answers_follow_the_commit_in_their_order(app: MemoryApp) -> None:
    await keep(app, an_update(10))
    messenger = AfterCommit(app)

    await handle_waiting(app.transactions, app.clock, pressed, messenger)

    assert messenger.seen == [[]]
    assert messenger.acknowledged == [Acknowledged("press", "Done", alert=False)]
    assert [(one.edits, one.message) for one in messenger.edited] == [(5, say("Done"))]


async def test_a_message_that_could_not_be_edited_comes_as_a_new_message(app: MemoryApp) -> None:
    await keep(app, an_update(10))
    app.messenger.next_outcomes.append(Rejected("400: message can't be edited"))

    await handle(app, pressed)

    assert await answers(app) == ["Done"]
