"""Who may use the bot."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, Chat, Message, TelegramObject, User

from application.delivery.message import Message as Words
from entrypoints.bot.replies import texts
from entrypoints.bot.replies.answers import Answers


class AccessMiddleware(BaseMiddleware):
    """Only private chats, and the users whom the settings allow, all when they name none. Handlers get ``person``."""

    def __init__(self, allowed_users: frozenset[int]) -> None:
        self._allowed_users = allowed_users

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        person, chat = _sender(event)
        if person is None or chat is None or person.is_bot:
            return None
        if chat.type != "private" and not _is_addressed(event):
            return None
        if chat.type != "private":
            return self._refuse(event, chat, texts.PRIVATE_ONLY, data["answers"])
        if self._allowed_users and person.id not in self._allowed_users:
            return self._refuse(event, chat, texts.NOT_ALLOWED, data["answers"])
        await data["use"].reachability.note_back(chat.id, owner_id=person.id)
        return await handler(event, {**data, "person": person})

    def _refuse(self, event: TelegramObject, chat: Chat, words: Words, answers: Answers) -> None:
        if isinstance(event, CallbackQuery):
            answers.flash(chat.id, event.id, words.text, alert=True)
        else:
            answers.say(chat.id, words)


def _is_addressed(event: TelegramObject) -> bool:
    """In a group people talk to each other; only a command or a pressed button wants an answer."""
    return not isinstance(event, Message) or (event.text or "").startswith("/")


def _sender(event: TelegramObject) -> tuple[User | None, Chat | None]:
    if isinstance(event, Message):
        return event.from_user, event.chat
    if isinstance(event, CallbackQuery):
        return event.from_user, event.message.chat if event.message else None
    return None, None
