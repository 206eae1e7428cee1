"""A Telegram that answers on demand, and whose accepted messages are known."""

import asyncio

from application.delivery.message import Message
from application.delivery.outcome import NotSent, Outcome

TAKEN, LOST, UNWRITTEN = "taken", "lost", "unwritten"


class SlowTelegram:
    """Implements the ``Messenger`` port. ``fate`` is that of the next request."""

    def __init__(self) -> None:
        self.fate = TAKEN
        self.accepted: list[Message] = []
        self._waiting: dict[object, asyncio.Future[Outcome]] = {}

    async def send(self, chat_id: int, message: Message, *, write_by: float | None = None) -> Outcome:
        if self.fate == UNWRITTEN:
            return NotSent("connection refused")
        if self.fate == TAKEN:
            self.accepted.append(message)
        answer = asyncio.get_running_loop().create_future()
        self._waiting[asyncio.current_task()] = answer
        outcome: Outcome = await answer
        return outcome

    async def edit(self, chat_id: int, message_id: int, message: Message, *, write_by: float | None = None) -> Outcome:
        return await self.send(chat_id, message)

    async def acknowledge(self, chat_id: int, press_id: str, text: str = "", *, alert: bool = False) -> Outcome:
        return await self.send(chat_id, Message(()))

    def answer(self, call: "asyncio.Task[Outcome]", outcome: Outcome) -> None:
        self._waiting.pop(call).set_result(outcome)
