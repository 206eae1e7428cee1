"""Direct answers to a press go to Telegram after the commit. A crash in between costs a direct answer only: the next
press mends it."""

from collections.abc import Sequence
from dataclasses import dataclass

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


async def give(messenger: Messenger, answers: Sequence[DirectAnswer]) -> Sequence[NewEntry]:
    """In their order. Return what could not be edited (too old, gone from the chat, not now) as new messages."""
    instead = []
    for answer in answers:
        match answer:
            case Flash(chat_id, press_id, text, is_alert):
                await messenger.acknowledge(chat_id, press_id, text, alert=is_alert)
            case Edit(chat_id, message_id, message):
                outcome = await messenger.edit(chat_id, message_id, message)
                if isinstance(outcome, Rejected | NotSent | Throttled):
                    instead.append(NewEntry(EntryKind.ANSWER, chat_id, message))
    return instead
