"""The way of an update from Telegram's answer to its own, as in the program, watched from all sides."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiogram import Bot
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType

from adapters.telegram.session import WatchedSession
from adapters.telegram.updates import TelegramUpdates
from application.delivery.entry import NewEntry
from application.inbox.admission import Admission, Admitted
from application.inbox.fields import at, words
from application.inbox.house import House, Limits
from application.inbox.parts import GATHER
from application.inbox.refusals import Refusals
from application.inbox.updates import SORRY, Handled, UpdateIntake
from application.ports.inbox import InboundUpdate
from application.ports.outbox import EntryFilter
from application.ports.transaction import Transaction, Transactions
from entrypoints.bot.dispatcher import BotHandler, bot_handler
from entrypoints.bot.incoming.admitting import TelegramReading
from entrypoints.bot.incoming.joining import TelegramJoining
from entrypoints.bot.incoming.reading import SENT_BY_PEOPLE
from tests.adapters.telegram.hurried_clock import HurriedClock
from tests.support.inbox import handle_waiting
from tests.support.leads import BOT_ID, MONDAY_9AM, a_new_lead, keep
from tests.support.memory_app import MemoryApp

MOST = 10**9
ROOMY = House(limits=Limits(MOST, MOST, MOST, MOST))
SAID_BY_PEOPLE = SENT_BY_PEOPLE | {"text", "caption", "location"}
EXPECTED_PROBLEMS = {"", "UnreadableUpdate"}
A_SECOND = timedelta(seconds=1)
TOKEN = f"{BOT_ID}:{'x' * 35}"
LONGEST_MESSAGE, LONGEST_DATA = 4096, 64


def unheard(date: datetime | None, *, asked_at: float) -> None:
    """The clock is not doubted here."""


class Telegram(WatchedSession):
    """Gives one answer to each question."""

    text = ""

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109  # aiogram's signature
    ) -> TelegramType:
        result = self.check_response(bot, method, 200, self.text).result
        assert result is not None
        return result


class WatchedAdmission(Admission):
    """Only words among others and a stranger's membership are not kept: all others are let in."""

    async def admit(self, tx: Transaction, updates: Sequence[InboundUpdate], *, at: datetime) -> Admitted:
        admitted = await super().admit(tx, updates, at=at)
        taken = set(map(_key, admitted.taken))
        for update in updates:
            if _key(update) not in taken:
                is_among_others = update.chat_id not in (None, update.person_id)
                assert is_among_others or self.reading.is_membership(update), update.payload
                REFUSED.add(_key(update))
        return admitted


REFUSED: set[tuple[int, str]] = set()


class WatchedUpdates(TelegramUpdates):
    """What was received must be kept, or refused."""

    received: set[tuple[int, str]]

    async def receive(self, *, after: int | None, wait: timedelta) -> Sequence[InboundUpdate] | None:
        updates = await super().receive(after=after, wait=wait)
        self.received |= set(map(_key, updates or ()))
        return updates


@dataclass
class Office:
    app: MemoryApp
    telegram: Telegram
    updates: WatchedUpdates
    intake: UpdateIntake
    bot: BotHandler
    has_handled: int = 0

    async def bring(self, text: str) -> None:
        """Raise ``AssertionError`` for what must not happen."""
        self.telegram.text = text
        await self.intake.take_in(after=None, wait=timedelta(0))
        for _ in range(3):
            await handle_waiting(self.app.transactions, self.app.clock, self, self.app.messenger, TelegramJoining())
            self.app.clock.advance(GATHER)
        await self._check()

    async def __call__(self, update: InboundUpdate, transactions: Transactions) -> Handled:
        """The bot's answer. To words of a person there is one, if only a card; to what wants none there is none, but
        that an edit can be taken over."""
        before = await _entries(transactions)
        handled = await self.bot(update, transactions)
        if _wants_no_answer(update):
            said = [entry for entry in handled.answers if not _is_offer(entry)]
            assert not said, update.payload
            assert not handled.direct, update.payload
        elif _has_words(update):
            assert handled.answers or await _entries(transactions) > before, update.payload
        return handled

    async def _check(self) -> None:
        async with self.app.transactions.read() as tx:
            rows = await tx.inbox.select(state=None, chat_id=None, limit=MOST)
            entries = await tx.outbox.select(EntryFilter(), limit=MOST)
        kept = {_key(row.update) for row in rows}
        self.has_handled = len(self.updates.received)
        assert len(kept) == len(rows)
        assert self.updates.received - REFUSED <= kept <= self.updates.received
        assert all(row.handled_at for row in rows)
        assert {row.problem for row in rows} <= EXPECTED_PROBLEMS
        assert [one.content.message for one in entries].count(SORRY) <= sum(1 for row in rows if row.problem)
        for entry in entries:
            message = entry.content.message
            assert 0 < len(message.text) <= LONGEST_MESSAGE
            assert all(0 < len(one.data) <= LONGEST_DATA and one.label for row in message.buttons for one in row)


async def an_office(transactions: Transactions) -> Office:
    """Of a bot whose owner has a planned lead."""
    app = MemoryApp(transactions=transactions)
    await keep(transactions, a_new_lead(with_plan=True))
    session = Telegram(api_url=None, request_timeout=A_SECOND, hear=unheard, clock=app.clock)
    updates = WatchedUpdates(Bot(TOKEN, session=session), clock=HurriedClock(MONDAY_9AM), request_timeout=A_SECOND)
    updates.received = set()
    REFUSED.clear()
    refusals = Refusals(transactions, app.clock, BOT_ID)
    admission = WatchedAdmission(ROOMY, TelegramReading())
    intake = UpdateIntake(updates, transactions, app.clock, refusals, admission)
    return Office(app, session, updates, intake, bot_handler(app.wired, ROOMY))


def _wants_no_answer(update: InboundUpdate) -> bool:
    """Said by what it has, apart from how the program reads it."""
    content = json.loads(update.payload)
    if isinstance(at(content, "callback_query"), dict):
        return False
    message = at(content, "message")
    return not isinstance(message, dict) or not SAID_BY_PEOPLE & {name for name in message if message[name] is not None}


def _has_words(update: InboundUpdate) -> bool:
    """Of a person, in a private chat."""
    message = at(json.loads(update.payload), "message")
    is_private = at(message, "chat", "type") == "private" and at(message, "from", "is_bot") is not True
    return is_private and bool(words(at(message, "text")).strip())


async def _entries(transactions: Transactions) -> int:
    async with transactions.read() as tx:
        return len(await tx.outbox.select(EntryFilter(), limit=MOST))


def _is_offer(entry: NewEntry) -> bool:
    return any(button.data.startswith("edit/") for row in entry.message.buttons for button in row)


def _key(update: InboundUpdate) -> tuple[int, str]:
    return update.update_id, update.identity
