"""What an update says of itself before it is taken in."""

from datetime import datetime

from application.ports.inbox import InboundUpdate
from entrypoints.bot.incoming.reading import brings_membership, message_in


class TelegramReading:
    """Implements the ``Reading`` port."""

    def is_spoken(self, update: InboundUpdate) -> bool:
        message = message_in(update.payload)
        return update.is_press or (message is not None and message.is_spoken)

    def is_addressed(self, update: InboundUpdate) -> bool:
        return update.is_press or _words(update).startswith("/")

    def is_membership(self, update: InboundUpdate) -> bool:
        return brings_membership(update.payload)

    def sent_at(self, update: InboundUpdate) -> datetime | None:
        message = message_in(update.payload)
        return message.sent_at if message else None

    def code_in(self, update: InboundUpdate) -> str:
        return start_code(_words(update))


def start_code(text: str) -> str:
    """Of ``/start CODE``, as Telegram writes it when a person opens the link of an invitation; empty for other text."""
    command, *more = text.split()[:3] or [""]
    is_start = command.partition("@")[0].casefold() == "/start"
    return more[0] if is_start and len(more) == 1 else ""


def _words(update: InboundUpdate) -> str:
    message = message_in(update.payload)
    return message.words if message else ""
