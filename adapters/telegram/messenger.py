"""The ``Messenger`` port on the Bot API. It tries once; the outbox is the only one that tries again."""

import logging

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import AnswerCallbackQuery, EditMessageText, SendMessage
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions

from adapters.telegram.evidence import described, outcome_of
from adapters.telegram.formatted_text import formatted, plain_notice
from adapters.telegram.wire import Wire, watched_wire
from application.delivery import Outcome, Sent
from application.message import Button, Message

log = logging.getLogger(__name__)

NOT_MODIFIED = "message is not modified"
TOO_OLD = "query is too old"


class TelegramMessenger:
    """``except Exception`` is meant here: the port never raises, and aiogram raises a bare ``TypeError`` for some
    answers. Cancelling is no ``Exception`` and goes through."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def send(self, chat_id: int, message: Message) -> Outcome:
        with watched_wire() as wire:
            try:
                sent = await self._bot(_new_message(chat_id, message))
                return Sent(sent.message_id)
            except Exception as error:
                return self._outcome(error, wire, message)

    async def edit(self, chat_id: int, message_id: int, message: Message) -> Outcome:
        with watched_wire() as wire:
            try:
                await self._bot(_new_words(chat_id, message_id, message))
                return Sent(message_id)
            except Exception as error:
                return Sent(message_id) if _says(error, NOT_MODIFIED) else self._outcome(error, wire, message)

    async def acknowledge(self, press_id: str, text: str = "", *, alert: bool = False) -> None:
        try:
            await self._bot(_answer(press_id, text, alert=alert))
        except Exception as error:
            if not _says(error, TOO_OLD):
                log.warning("a pressed button could not be answered", extra={"problem": self._problem(error, text)})

    def _outcome(self, error: Exception, wire: Wire, message: Message) -> Outcome:
        hidden = (self._bot.token, *(span.text.strip() for span in message.spans))
        return outcome_of(error, wire, hidden=hidden)

    def _problem(self, error: Exception, text: str) -> str:
        return described(error, hidden=(self._bot.token, text)) or type(error).__name__


def _new_message(chat_id: int, message: Message) -> SendMessage:
    text, entities = formatted(message.spans)
    return SendMessage(
        chat_id=chat_id,
        text=text,
        entities=entities,
        parse_mode=None,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_markup=_keyboard(message),
    )


def _new_words(chat_id: int, message_id: int, message: Message) -> EditMessageText:
    text, entities = formatted(message.spans)
    return EditMessageText(
        chat_id=chat_id,
        message_id=message_id,
        text=text,
        entities=entities,
        parse_mode=None,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_markup=_keyboard(message),
    )


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
