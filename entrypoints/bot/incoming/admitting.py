"""What an update says of itself before it is taken in."""

import json

from application.inbox.fields import at, words
from application.ports.inbox import InboundUpdate


class TelegramReading:
    """Implements the ``Reading`` port."""

    def is_spoken(self, update: InboundUpdate) -> bool:
        return update.is_press or bool(at(_content(update), "message"))

    def is_addressed(self, update: InboundUpdate) -> bool:
        return update.is_press or words(at(_content(update), "message", "text")).startswith("/")

    def code_in(self, update: InboundUpdate) -> str:
        return start_code(words(at(_content(update), "message", "text")))


def start_code(text: str) -> str:
    """Of ``/start CODE``, as Telegram writes it when a person opens the link of an invitation; empty for other text."""
    command, *more = text.split()[:3] or [""]
    is_start = command.partition("@")[0].casefold() == "/start"
    return more[0] if is_start and len(more) == 1 else ""


def _content(update: InboundUpdate) -> object:
    try:
        return json.loads(update.payload)
    except (ValueError, RecursionError):
        return None
