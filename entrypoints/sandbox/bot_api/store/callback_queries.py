"""Pressed buttons that wait for the bot's answer, which Telegram accepts once and not for long."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from entrypoints.sandbox.bot_api.refusal import bad_request

ANSWERABLE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class CallbackQuery:
    query_id: str
    person_id: int
    message_id: int
    data: str
    pressed_at: float


class CallbackQueries:
    """Kept in memory only: after a restart every older query is too old, as it may be with Telegram.

    Their age is counted in real seconds, so that skipping the sandbox's clock ages none of them.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._waiting: dict[str, CallbackQuery] = {}

    def open(self, person_id: int, message_id: int, data: str) -> CallbackQuery:
        query_id = str(secrets.randbits(62))
        query = CallbackQuery(query_id, person_id, message_id, data, self._monotonic())
        self._waiting[query_id] = query
        return query

    def take(self, query_id: str) -> CallbackQuery:
        """Return the query, which is then answered. Raise ``Refusal`` when it is unknown, answered or too old."""
        query = self._waiting.pop(query_id, None)
        if query is None or self._monotonic() - query.pressed_at > ANSWERABLE_SECONDS:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        return query
