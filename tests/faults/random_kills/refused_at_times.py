"""A worker whose connection to Telegram is refused now and then."""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from adapters.telegram.connection import open_telegram
from application.delivery.message import Message
from application.delivery.outcome import Outcome
from application.ports.messenger import Messenger
from entrypoints.worker import Loops
from tests.faults.bot_api.call import DEFAULT_TOKEN
from tests.faults.closed_door import a_closed_door


@asynccontextmanager
async def refused_at_times(probability: float, seed: int, loops: Loops) -> AsyncIterator[Loops]:
    """A real connection is tried, and refused."""
    with a_closed_door() as refusing_url:
        patience = timedelta(seconds=1)
        async with open_telegram(
            token=DEFAULT_TOKEN, api_url=refusing_url, request_timeout=patience, clock=loops.clock
        ) as refusing:
            relay = loops.relay
            either = EitherMessenger(relay.messenger, refusing.messenger, probability, random.Random(seed))
            yield replace(loops, relay=replace(relay, messenger=either))


@dataclass(frozen=True, slots=True)
class EitherMessenger:
    usual: Messenger
    other: Messenger
    probability: float
    chance: random.Random

    async def send(self, chat_id: int, message: Message, *, write_by: float | None = None) -> Outcome:
        return await self._drawn().send(chat_id, message, write_by=write_by)

    async def edit(self, chat_id: int, message_id: int, message: Message, *, write_by: float | None = None) -> Outcome:
        return await self._drawn().edit(chat_id, message_id, message, write_by=write_by)

    async def acknowledge(self, chat_id: int, press_id: str, text: str = "", *, alert: bool = False) -> Outcome:
        return await self._drawn().acknowledge(chat_id, press_id, text, alert=alert)

    def _drawn(self) -> Messenger:
        return self.other if self.chance.random() < self.probability else self.usual
