"""From a kept update to its handler, and the answers back. aiogram routes; Telegram is not called here."""

from collections.abc import Callable
from dataclasses import dataclass

from aiogram import Bot, Dispatcher
from aiogram.types import Update

from application.inbox.updates import Handled
from application.ports.inbox import InboundUpdate
from application.ports.transaction import Transactions
from application.use_cases import UseCases
from entrypoints.bot.access import AccessMiddleware
from entrypoints.bot.buttons import presses_router
from entrypoints.bot.commands import notes_router
from entrypoints.bot.membership import membership_router
from entrypoints.bot.replies.answers import Answers


@dataclass(frozen=True, slots=True)
class BotHandler:
    """``bot`` is the bot's name to aiogram; it is never called."""

    dispatcher: Dispatcher
    bot: Bot
    wired: Callable[[Transactions], UseCases]

    async def __call__(self, update: InboundUpdate, transactions: Transactions) -> Handled:
        """Raise ``ApplicationError`` when the update is to be handled again later."""
        answers, use = Answers(), self.wired(transactions)
        parsed = Update.model_validate_json(update.payload, context={"bot": self.bot})
        await self.dispatcher.feed_update(self.bot, parsed, answers=answers, inbound=update, use=use)
        return answers.as_handled()


def bot_handler(token: str, wired: Callable[[Transactions], UseCases], *, allowed_users: frozenset[int]) -> BotHandler:
    dispatcher = Dispatcher(disable_fsm=True)
    access = AccessMiddleware(allowed_users)
    for observer in (dispatcher.message, dispatcher.edited_message, dispatcher.callback_query):
        observer.outer_middleware(access)
    dispatcher.include_routers(notes_router(), presses_router(), membership_router())
    return BotHandler(dispatcher, Bot(token), wired)
