"""From a kept update to its handler, and the answers back. aiogram routes; nothing here talks to Telegram."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiogram import BaseMiddleware, Bot, Dispatcher
from aiogram.types import CallbackQuery, Chat, Message, TelegramObject, Update, User

from application.accounts.reachability import ChatReachability
from application.delivery.message import Message as Words
from application.inbox.updates import Handled
from application.ports.inbox import InboundUpdate
from application.ports.messenger import Messenger
from entrypoints.bot.buttons import Presses, presses_router
from entrypoints.bot.commands import Notes, notes_router
from entrypoints.bot.leads.actions import LeadActions
from entrypoints.bot.leads.moving import MoveActions
from entrypoints.bot.leads.snoozing import TimeActions
from entrypoints.bot.membership import membership_router
from entrypoints.bot.own_data import OwnData
from entrypoints.bot.replies import texts
from entrypoints.bot.replies.answers import Answers
from entrypoints.bot.settings.actions import SettingActions
from entrypoints.bot.settings.zones import ZoneActions
from entrypoints.bot.typed_answers import TypedAnswers
from entrypoints.bot.use_cases import UseCases


@dataclass(frozen=True, slots=True)
class BotHandler:
    """``bot`` names us to aiogram; it is never called."""

    dispatcher: Dispatcher
    bot: Bot

    async def __call__(self, update: InboundUpdate) -> Handled:
        """Raises ``ApplicationError`` when the update is to be handled again later."""
        answers = Answers()
        parsed = Update.model_validate_json(update.payload, context={"bot": self.bot})
        await self.dispatcher.feed_update(self.bot, parsed, answers=answers, inbound=update)
        return answers.as_handled()


def bot_handler(token: str, use: UseCases, *, allowed_users: frozenset[int]) -> BotHandler:
    dispatcher = Dispatcher(disable_fsm=True)
    doorkeeper = AccessMiddleware(allowed_users, use.reachability, use.messenger)
    for observer in (dispatcher.message, dispatcher.edited_message, dispatcher.callback_query):
        observer.outer_middleware(doorkeeper)
    leads, settings = _lead_actions(use), _setting_actions(use)
    own_data = OwnData(use.erasure)
    typed = TypedAnswers(use.questions, leads, settings, use.capture)
    notes = Notes(
        use.capture, use.queries, use.statistics, use.accounts, use.account_commands, settings, typed, own_data
    )
    dispatcher.include_router(notes_router(notes))
    dispatcher.include_router(presses_router(Presses(leads, settings, typed, own_data, use.proof, use.messenger)))
    dispatcher.include_router(membership_router(use.reachability))
    return BotHandler(dispatcher, Bot(token))


def _lead_actions(use: UseCases) -> LeadActions:
    times = TimeActions(use.commands, use.queries, use.accounts, use.rescheduling, use.audit)
    moves = MoveActions(use.queries, use.accounts, use.rescheduling)
    return LeadActions(use.commands, use.queries, use.accounts, use.audit, times, moves)


def _setting_actions(use: UseCases) -> SettingActions:
    zones = ZoneActions(use.account_commands, use.accounts, use.zones)
    return SettingActions(use.account_commands, use.accounts, use.work_times, zones)


class AccessMiddleware(BaseMiddleware):
    """Lets in whom the settings allow, and private chats only; tells handlers who the ``person`` is."""

    def __init__(self, allowed_users: frozenset[int], reachability: ChatReachability, messenger: Messenger) -> None:
        self._allowed_users = allowed_users
        self._reachability = reachability
        self._messenger = messenger

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
            return await self._turn_away(event, chat, texts.PRIVATE_ONLY, data["answers"])
        if self._allowed_users and person.id not in self._allowed_users:
            return await self._turn_away(event, chat, texts.NOT_ALLOWED, data["answers"])
        await self._reachability.note_back(chat.id, owner_id=person.id)
        return await handler(event, {**data, "person": person})

    async def _turn_away(self, event: TelegramObject, chat: Chat, words: Words, answers: Answers) -> None:
        if isinstance(event, CallbackQuery):
            await self._messenger.acknowledge(chat.id, event.id, words.text, alert=True)
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
