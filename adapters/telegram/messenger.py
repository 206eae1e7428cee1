"""The ``Messenger`` port on the Bot API. It tries once; only the outbox tries again."""

from collections.abc import Callable, Sequence
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import AnswerCallbackQuery, EditMessageText, SendMessage
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions

from adapters.telegram.evidence import outcome_of
from adapters.telegram.formatted_text import formatted, plain_notice
from adapters.telegram.wire import Wire, watched_wire
from application.delivery.message import Button, Message
from application.delivery.outcome import Outcome, Sent
from application.ports.clock import Clock

NOT_MODIFIED = "message is not modified"
TOO_OLD = "query is too old"


class TelegramMessenger:
    """``except Exception`` is meant here: the port never raises, and aiogram raises a bare ``TypeError`` for some
    answers. Cancelling is no ``Exception`` and goes through."""

    def __init__(self, bot: Bot, clock: Clock) -> None:
        self._bot = bot
        self._clock = clock

    async def send(self, chat_id: int, message: Message, *, write_by: float | None = None) -> Outcome:
        with watched_wire(self._in_time(write_by)) as wire:
            try:
                sent = await self._bot(SendMessage(chat_id=chat_id, **_content(message)))
                return Sent(sent.message_id)
            except Exception as error:
                return self._outcome(error, wire, *_texts(message))

    async def edit(self, chat_id: int, message_id: int, message: Message, *, write_by: float | None = None) -> Outcome:
        with watched_wire(self._in_time(write_by)) as wire:
            try:
                await self._bot(EditMessageText(chat_id=chat_id, message_id=message_id, **_content(message)))
                return Sent(message_id)
            except Exception as error:
                if _says(error, NOT_MODIFIED):
                    return Sent(message_id)
                return self._outcome(error, wire, *_texts(message))

    async def acknowledge(self, chat_id: int, press_id: str, text: str = "", *, alert: bool = False) -> Outcome:
        with watched_wire() as wire:
            try:
                await self._bot(_answer(press_id, text, alert=alert))
                return Sent(0)
            except Exception as error:
                return Sent(0) if _says(error, TOO_OLD) else self._outcome(error, wire, text)

    def _in_time(self, write_by: float | None) -> Callable[[], bool]:
        return lambda: write_by is None or self._clock.monotonic() <= write_by

    def _outcome(self, error: Exception, wire: Wire, *texts: str) -> Outcome:
        return outcome_of(error, wire, hidden=(self._bot.token, *texts))


def _texts(message: Message) -> Sequence[str]:
    return [span.text.strip() for span in message.spans]


def _content(message: Message) -> dict[str, Any]:
    """Fields that ``SendMessage`` and ``EditMessageText`` have in common."""
    text, entities = formatted(message.spans)
    return {
        "text": text,
        "entities": entities,
        "parse_mode": None,
        "link_preview_options": LinkPreviewOptions(is_disabled=True),
        "reply_markup": _keyboard(message),
    }


def _answer(press_id: str, text: str, *, alert: bool) -> AnswerCallbackQuery:
    return AnswerCallbackQuery(callback_query_id=press_id, text=plain_notice(text) or None, show_alert=alert)


def _keyboard(message: Message) -> InlineKeyboardMarkup | None:
    """Left out, an edited message loses its buttons, as it should."""
    rows = [[_key(button) for button in row] for row in message.buttons]
    return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None


def _key(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=button.label, callback_data=button.data)


def _says(error: Exception, words: str) -> bool:
    return isinstance(error, TelegramBadRequest) and words in (error.message or "")
