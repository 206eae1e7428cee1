"""Direct answers to a press go to Telegram after the commit. A crash in between costs a direct answer only: the next
press mends it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from application.delivery.entry import EntryKind, NewEntry
from application.delivery.message import Message
from application.delivery.outcome import NotSent, Rejected, Throttled
from application.ports.messenger import Messenger


@dataclass(frozen=True, slots=True)
class Flash:
    """``text`` is seen for a moment, or until it is closed when ``is_alert``."""

    chat_id: int
    press_id: str
    text: str
    is_alert: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """``message`` replaces that whose button was pressed."""

    chat_id: int
    message_id: int
    message: Message


DirectAnswer = Flash | Edit


@dataclass(slots=True)
class DirectAnswers:
    """A chat's answers are given one after the other in ``tasks``, and wait for no other chat. Of several that wait the
    last counts: a notice for notices, an edit for edits of the same message.

    ``instead`` takes the message of an edit that was refused (too old, gone from the chat, not now): it is to come as a
    new one.
    """

    messenger: Messenger
    tasks: asyncio.TaskGroup
    instead: Callable[[NewEntry], Awaitable[None]]
    _waiting: dict[int, list[DirectAnswer]] = field(default_factory=dict)

    def give(self, answers: Sequence[DirectAnswer]) -> None:
        for answer in answers:
            if answer.chat_id in self._waiting:
                queue = self._waiting[answer.chat_id]
                queue[:] = [*(earlier for earlier in queue if _key(earlier) != _key(answer)), answer]
            else:
                self._waiting[answer.chat_id] = [answer]
                self.tasks.create_task(self._give_all(answer.chat_id))

    async def _give_all(self, chat_id: int) -> None:
        try:
            while self._waiting[chat_id]:
                await self._give(self._waiting[chat_id].pop(0))
        finally:
            del self._waiting[chat_id]

    async def _give(self, answer: DirectAnswer) -> None:
        match answer:
            case Flash(chat_id, press_id, text, is_alert):
                await self.messenger.acknowledge(chat_id, press_id, text, alert=is_alert)
            case Edit(chat_id, message_id, message):
                outcome = await self.messenger.edit(chat_id, message_id, message)
                if isinstance(outcome, Rejected | NotSent | Throttled):
                    await self.instead(NewEntry(EntryKind.PAGE, chat_id, message))


def _key(answer: DirectAnswer) -> int | None:
    return answer.message_id if isinstance(answer, Edit) else None
