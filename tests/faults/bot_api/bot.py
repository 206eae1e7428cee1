"""The one bot of the server, its chats and its updates: what the methods do when nothing goes wrong."""

import asyncio
import itertools
import json
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from tests.faults.bot_api.call import Call
from tests.faults.bot_api.faults import error_body

DEFAULT_TOKEN = "8990:SANDBOX"
"""That of ``leadbell sandbox``, whose module would bring the whole program with it."""

LONGEST_TEXT = 4096
LONGEST_POLL_S = 60
MOST_UPDATES = 100


@dataclass(frozen=True, slots=True)
class Done:
    """The method did its work; ``message_id`` is that of the message it made or changed."""

    result: object
    message_id: int | None = None

    def as_json(self) -> str:
        return json.dumps({"ok": True, "result": self.result})


class BotApiError(Exception):
    """The Bot API refuses: nothing was done."""

    def __init__(self, status: int, description: str) -> None:
        super().__init__(description)
        self.status = status
        self.body = error_body(status, description)


@dataclass(slots=True)
class Bot:
    """``token`` is the only one that is let in."""

    token: str
    _messages: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)
    _updates: list[Mapping[str, object]] = field(default_factory=list)
    _message_ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _update_ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _updated: asyncio.Event = field(default_factory=asyncio.Event)

    async def perform(self, call: Call) -> Done:
        """Raises ``BotApiError``."""
        method = METHODS.get(call.method)
        if method is None:
            raise BotApiError(404, "Not Found")
        return await method(self, call)

    def add_update(self, update: Mapping[str, object]) -> int:
        """Gives the ``update_id``, which is ours: the next one."""
        update_id = next(self._update_ids)
        self._updates.append({**update, "update_id": update_id})
        self._updated.set()
        return update_id

    def forget(self) -> None:
        """Messages and updates; identifiers go on, so that none is ever given twice."""
        self._messages.clear()
        self._updates.clear()

    async def get_me(self, call: Call) -> Done:
        bot_id = int(self.token.partition(":")[0])
        return Done({"id": bot_id, "is_bot": True, "first_name": "Counting", "username": "counting_bot"})

    async def agree(self, call: Call) -> Done:
        return Done(True)

    async def send_message(self, call: Call) -> Done:
        chat_id, text = _destination(call)
        message_id = next(self._message_ids)
        self._messages[chat_id, message_id] = _looks(call)
        return Done(_message(chat_id, message_id, text), message_id)

    async def edit_message_text(self, call: Call) -> Done:
        chat_id, text = _destination(call)
        message_id = call.number("message_id") or 0
        before = self._messages.get((chat_id, message_id))
        if before is None:
            raise BotApiError(400, "Bad Request: message to edit not found")
        if before == _looks(call):
            raise BotApiError(400, "Bad Request: message is not modified")
        self._messages[chat_id, message_id] = _looks(call)
        return Done(_message(chat_id, message_id, text), message_id)

    async def get_updates(self, call: Call) -> Done:
        """Forgets what is older than ``offset``. Two callers at once both get what there is, without a 409."""
        offset = call.number("offset") or 0
        self._updates = [one for one in self._updates if _update_id(one) >= offset]
        with suppress(TimeoutError):
            async with asyncio.timeout(min(call.number("timeout") or 0, LONGEST_POLL_S)):
                await self._something()
        return Done([one for one in self._updates if _update_id(one) >= offset][: call.number("limit") or MOST_UPDATES])

    async def _something(self) -> None:
        while not self._updates:
            self._updated.clear()
            await self._updated.wait()


METHODS: Mapping[str, Callable[[Bot, Call], Awaitable[Done]]] = {
    "getMe": Bot.get_me,
    "setMyCommands": Bot.agree,
    "getUpdates": Bot.get_updates,
    "sendMessage": Bot.send_message,
    "editMessageText": Bot.edit_message_text,
    "answerCallbackQuery": Bot.agree,
}


def _destination(call: Call) -> tuple[int, str]:
    if call.chat_id is None:
        raise BotApiError(400, "Bad Request: chat_id is empty")
    if not call.text:
        raise BotApiError(400, "Bad Request: message text is empty")
    if len(call.text) > LONGEST_TEXT:
        raise BotApiError(400, "Bad Request: message is too long")
    return call.chat_id, call.text


def _looks(call: Call) -> tuple[str, ...]:
    """What an edit has to change."""
    return tuple(call.fields.get(name, "") for name in ("text", "entities", "reply_markup"))


def _message(chat_id: int, message_id: int, text: str) -> dict[str, object]:
    chat = {"id": chat_id, "type": "private" if chat_id > 0 else "group"}
    return {"message_id": message_id, "date": int(time.time()), "chat": chat, "text": text}


def _update_id(update: Mapping[str, object]) -> int:
    update_id = update["update_id"]
    assert isinstance(update_id, int)
    return update_id
