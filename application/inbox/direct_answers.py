"""Direct answers to a press go to Telegram after the commit. A crash in between costs a direct answer only: the next
press mends it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from application.delivery.entry import EntryKind, NewEntry
from application.delivery.message import Message
from application.delivery.outcome import NotSent, Rejected, Throttled
from application.ports.messenger import Messenger

log = logging.getLogger(__name__)


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
    """A chat's edits are given one after the other in ``tasks``, its notices beside them, and neither waits for another
    chat. Of several that wait the last counts: a notice for notices, an alert for alerts, an edit for edits of the same
    message.

    ``instead`` takes the message of an edit that was refused (too old, gone from the chat, not now): it is to come as a
    new one.
    """

    messenger: Messenger
    tasks: asyncio.TaskGroup
    instead: Callable[[NewEntry], Awaitable[None]]
    _waiting: dict[tuple[int, type[DirectAnswer]], list[DirectAnswer]] = field(default_factory=dict)

    def give(self, answers: Sequence[DirectAnswer]) -> None:
        for answer in answers:
            line = (answer.chat_id, type(answer))
            if line in self._waiting:
                queue = self._waiting[line]
                queue[:] = [*(earlier for earlier in queue if _key(earlier) != _key(answer)), answer]
            else:
                self._waiting[line] = [answer]
                self.tasks.create_task(self._give_all(line))

    async def _give_all(self, line: tuple[int, type[DirectAnswer]]) -> None:
        try:
            while self._waiting[line]:
                await self._tried(self._waiting[line].pop(0))
        finally:
            del self._waiting[line]

    async def _tried(self, answer: DirectAnswer) -> None:
        try:
            await self._give(answer)
        except Exception:  # the tasks beside it must not be cut off, and the next press mends it
            log.exception("a direct answer was lost")

    async def _give(self, answer: DirectAnswer) -> None:
        match answer:
            case Flash(chat_id, press_id, text, is_alert):
                await self.messenger.acknowledge(chat_id, press_id, text, alert=is_alert)
            case Edit(chat_id, message_id, message):
                outcome = await self.messenger.edit(chat_id, message_id, message)
                if isinstance(outcome, Rejected | NotSent | Throttled):
                    await self.instead(NewEntry(EntryKind.PAGE, chat_id, message))


def _key(answer: DirectAnswer) -> int | bool:
    return answer.message_id if isinstance(answer, Edit) else answer.is_alert
