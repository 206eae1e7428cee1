"""A person in front of the bot: their messages and presses reach it as Telegram would bring them."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from uuid import UUID

from adapters.memory.messenger import Acknowledged
from application.delivery.entry import NewEntry
from application.delivery.message import Button, Message
from application.inbox.direct_answers import DirectAnswer, DirectAnswers
from application.inbox.house import House
from application.inbox.joined_transactions import JoinedTransactions
from application.inbox.updates import finish
from application.ports.inbox import InboundUpdate
from application.wording.callback_data import OnLead, OnReminder, OnStep, Verb
from entrypoints.bot.dispatcher import BotHandler, bot_handler
from tests.support.leads import BOT_ID, CHAT_ID, LEAD_ID, OWNER_ID, step_of
from tests.support.memory_app import MemoryApp

REFUSED = "I do not find this lead among yours."
PRESSED_ID = 500
"""Of the message whose button is pressed."""


def on_lead(verb: Verb, lead_id: UUID = LEAD_ID) -> str:
    return OnLead(verb, lead_id).encode()


def on_card(verb: Verb, step_id: int = 1, *, plan: int = 1) -> str:
    """The data of a button on the card of a lead."""
    return OnStep(verb, step_of(LEAD_ID, step_id, plan=plan)).encode()


def on_reminder(verb: Verb, step_id: int = 1, *, plan: int = 1, generation: int = 1) -> str:
    """The data of a button on a reminder."""
    return OnReminder(verb, step_of(LEAD_ID, step_id, plan=plan), generation).encode()


def a_bot(app: MemoryApp, *, allowed_users: frozenset[int] = frozenset()) -> BotHandler:
    return bot_handler(app.wired, House(allowed=allowed_users))


@dataclass(frozen=True, slots=True)
class Flashed:
    """The effect of a press: the toast, the pressed message as edited, and a new message."""

    words: str
    is_alert: bool
    edited: Message | None
    new: Message | None


@dataclass
class Visitor:
    app: MemoryApp
    bot: BotHandler
    person_id: int = OWNER_ID
    chat_id: int = CHAT_ID
    chat_type: str = "private"
    is_bot: bool = False
    bot_id: int = BOT_ID
    update_ids: "count[int]" = field(default_factory=lambda: count(1))

    async def writes(self, text: str, *, update_id: int | None = None) -> Sequence[str]:
        """Return the answers."""
        return [answer.text for answer in await self._sends("message", {"text": text}, update_id)]

    async def sends(self, content: Mapping[str, object], *, kind: str = "message") -> Sequence[str]:
        return [answer.text for answer in await self._sends(kind, content)]

    async def asks(self, text: str) -> Message:
        """Return the only answer with its buttons."""
        [answer] = await self._sends("message", {"text": text})
        return answer

    async def presses(self, data: str, *, update_id: int | None = None) -> Flashed:
        return await self.presses_on(self._message(PRESSED_ID), data, update_id=update_id)

    async def presses_on(
        self, message: Mapping[str, object] | None, data: str, *, update_id: int | None = None
    ) -> Flashed:
        """On any message that Telegram might show, or None."""
        query = {"id": "press", "from": self._person(), "chat_instance": "1", "data": data, "message": message}
        edits_before = len(self.app.messenger.edited)
        self.app.messenger.acknowledged.clear()
        answers = await self._handled(self.update("callback_query", query, update_id))
        return self._flashed(edits_before, [answer.message for answer in answers])

    async def _handled(self, update: InboundUpdate) -> Sequence[NewEntry]:
        """Return the answers; the update is kept, and its question asked or closed, as ``UpdateHandling`` would."""
        async with self.app.transactions.write() as tx:
            await tx.inbox.keep([update], at=self.app.clock.now())
        async with self.app.transactions.write() as tx:
            handled = await self.bot(update, JoinedTransactions(tx))
            await finish(tx, update, replace(handled, answers=()), at=self.app.clock.now())
        return [*handled.answers, *await self._give(handled.direct)]

    async def _give(self, direct: Sequence[DirectAnswer]) -> Sequence[NewEntry]:
        """Return what came instead of refused edits."""
        instead = list[NewEntry]()

        async def note(entry: NewEntry) -> None:
            instead.append(entry)

        async with asyncio.TaskGroup() as tasks:
            DirectAnswers(self.app.messenger, tasks, note).give(direct)
        return instead

    def update(self, kind: str, content: Mapping[str, object], update_id: int | None = None) -> InboundUpdate:
        number = update_id or next(self.update_ids)
        return InboundUpdate(self.bot_id, number, self.chat_id, json.dumps({"update_id": number, kind: content}))

    def sending(self, content: Mapping[str, object]) -> Mapping[str, object]:
        """A message of theirs."""
        return {**self._message(77), "from": self._person(), **content}

    def showing(self, text: str) -> Mapping[str, object]:
        """A message of the bot whose button is pressed, as Telegram shows it again."""
        return {**self._message(PRESSED_ID), "text": text}

    def inaccessible(self) -> Mapping[str, object]:
        """As Telegram shows a message that the bot may no longer see."""
        return {"message_id": PRESSED_ID, "date": 0, "chat": self._chat()}

    async def shares(self, latitude: float, longitude: float) -> Message:
        """Return the only answer with its buttons."""
        [answer] = await self._sends("message", {"location": {"latitude": latitude, "longitude": longitude}})
        return answer

    async def _sends(self, kind: str, content: Mapping[str, object], update_id: int | None = None) -> Sequence[Message]:
        answers = await self._handled(self.update(kind, self.sending(content), update_id))
        assert all(answer.chat_id == self.chat_id for answer in answers)
        return [answer.message for answer in answers]

    def _flashed(self, edits_before: int, new: Sequence[Message]) -> Flashed:
        [answer] = self.app.messenger.acknowledged
        assert answer == Acknowledged("press", answer.text, answer.alert)
        edits = self.app.messenger.edited[edits_before:]
        assert len(edits) <= 1
        assert len(new) <= 1
        assert all((edit.chat_id, edit.edits) == (self.chat_id, PRESSED_ID) for edit in edits)
        return Flashed(answer.text, answer.alert, edits[0].message if edits else None, new[0] if new else None)

    def _message(self, message_id: int) -> dict[str, object]:
        return {"message_id": message_id, "date": int(self.app.clock.now().timestamp()), "chat": self._chat()}

    def _person(self) -> dict[str, object]:
        return {"id": self.person_id, "is_bot": self.is_bot, "first_name": f"Person {self.person_id}"}

    def _chat(self) -> dict[str, object]:
        title = {} if self.chat_type == "private" else {"title": "Sales"}
        return {"id": self.chat_id, "type": self.chat_type, **title}


def text_of(pressed: Flashed) -> str:
    """Of the message whose button was pressed, as it is now; and nothing else came."""
    assert pressed.new is None
    return edited(pressed).text


def edited(pressed: Flashed) -> Message:
    assert pressed.edited is not None
    return pressed.edited


def labels(message: Message) -> list[str]:
    return [button.label for button in buttons_of(message)]


def buttons_of(message: Message) -> list[Button]:
    return [button for row in message.buttons for button in row]


def data_of(label: str, message: Message) -> str:
    """The data of the only button with ``label`` in its text."""
    [data] = [button.data for button in buttons_of(message) if label in button.label]
    return data
