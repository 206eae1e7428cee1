"""Idempotent requests to the Bot API: the answer, or why there is none."""

from datetime import timedelta
from math import ceil
from typing import TypeVar

from aiogram import Bot
from aiogram.methods import TelegramMethod

from adapters.telegram.evidence import outcome_of
from adapters.telegram.wire import watched_wire
from application.delivery.outcome import ChatMoved, Misconfigured, Outcome, Sent, Throttled
from application.errors import MessengerStopped

T = TypeVar("T")


class NotAnswered(Exception):
    """No answer now; a later request may get one."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.problem = _problem(outcome)
        super().__init__(self.problem)


async def ask(bot: Bot, method: TelegramMethod[T], *, within: timedelta) -> T:
    """Raise ``NotAnswered``, and ``MessengerStopped`` when another request would not help.

    They have no cause: a network error's text contains the address, with the token in it.
    """
    with watched_wire() as wire:
        try:
            return _result(await bot(method, request_timeout=ceil(within.total_seconds())))
        except Exception as error:
            outcome = outcome_of(error, wire, hidden=(bot.token,))
    if isinstance(outcome, Misconfigured):
        raise MessengerStopped(outcome.reason)
    raise NotAnswered(outcome)


def _result(answer: T) -> T:
    """aiogram returns None for ``{"ok": true}``."""
    if answer is None:
        raise ValueError("an answer without a result")
    return answer


def _problem(outcome: Outcome) -> str:
    match outcome:
        case Throttled():
            return "429: too many requests"
        case Sent():
            return "an answer that cannot be read"
        case ChatMoved():
            return "an answer about a chat that has moved"
        case _:
            return outcome.reason
