"""From a kept update to its handler, and the answers back. aiogram routes; nothing here talks to Telegram."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiogram import BaseMiddleware, Bot, Dispatcher
from aiogram.types import CallbackQuery, Chat, Message, TelegramObject, Update, User

from application.delivery.message import Message as Words
from application.inbox.updates import Handled
from application.ports.inbox import InboundUpdate
from application.ports.transaction import Transactions
from application.use_cases import UseCases
from entrypoints.bot.buttons import presses_router
from entrypoints.bot.commands import notes_router
from entrypoints.bot.membership import membership_router
from entrypoints.bot.replies import texts
from entrypoints.bot.replies.answers import Answers


@dataclass(frozen=True, slots=True)
class BotHandler:
    """``bot`` names us to aiogram; it is never called."""

    dispatcher: Dispatcher
    bot: Bot
    wired: Callable[[Transactions], UseCases]

    async def __call__(self, update: InboundUpdate, transactions: Transactions) -> Handled:
        """Raises ``ApplicationError`` when the update is to be handled again later."""
        answers, use = Answers(), self.wired(transactions)
        parsed = Update.model_validate_json(update.payload, context={"bot": self.bot})
        await self.dispatcher.feed_update(self.bot, parsed, answers=answers, inbound=update, use=use)
        return answers.as_handled()


def bot_handler(token: str, wired: Callable[[Transactions], UseCases], *, allowed_users: frozenset[int]) -> BotHandler:
    dispatcher = Dispatcher(disable_fsm=True)
    doorkeeper = AccessMiddleware(allowed_users)
    for observer in (dispatcher.message, dispatcher.edited_message, dispatcher.callback_query):
        observer.outer_middleware(doorkeeper)
    dispatcher.include_routers(notes_router(), presses_router(), membership_router())
    return BotHandler(dispatcher, Bot(token), wired)


class AccessMiddleware(BaseMiddleware):
    """Lets in whom the settings allow, and private chats only; tells handlers who the ``person`` is."""

    def __init__(self, allowed_users: frozenset[int]) -> None:
        self._allowed_users = allowed_users

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        person, chat = _who_and_where(event)
        if person is None or chat is None or person.is_bot:
            return None
        if chat.type != "private" and not _is_for_us(event):
            return None
        if chat.type != "private":
            return self._turn_away(event, chat, texts.PRIVATE_ONLY, data["answers"])
        if self._allowed_users and person.id not in self._allowed_users:
            return self._turn_away(event, chat, texts.NOT_ALLOWED, data["answers"])
        await data["use"].reachability.note_back(chat.id, owner_id=person.id)
        return await handler(event, {**data, "person": person})

    def _turn_away(self, event: TelegramObject, chat: Chat, words: Words, answers: Answers) -> None:
        if isinstance(event, CallbackQuery):
            answers.flash(chat.id, event.id, words.text, alert=True)
        else:
            answers.say(chat.id, words)


def _is_for_us(event: TelegramObject) -> bool:
    """In a group people talk to each other; only a command or a pressed button wants an answer."""
    return not isinstance(event, Message) or (event.text or "").startswith("/")


def _who_and_where(event: TelegramObject) -> tuple[User | None, Chat | None]:
    if isinstance(event, Message):
        return event.from_user, event.chat
    if isinstance(event, CallbackQuery):
        return event.from_user, event.message.chat if event.message else None
    return None, None
