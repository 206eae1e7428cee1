"""A slow messenger: something happens between a call and its outcome."""

from collections.abc import Awaitable, Callable

from application.delivery.message import Message
from application.delivery.outcome import Outcome


class SlowMessenger:
    """Implements the ``Messenger`` port."""

    def __init__(self, meanwhile: Callable[[], Awaitable[object]], outcome: Outcome) -> None:
        self._meanwhile = meanwhile
        self._outcome = outcome
        self.calls = 0

    async def send(self, chat_id: int, message: Message, *, write_by: float | None = None) -> Outcome:
        self.calls += 1
        await self._meanwhile()
        return self._outcome

    async def edit(self, chat_id: int, message_id: int, message: Message, *, write_by: float | None = None) -> Outcome:
        return await self.send(chat_id, message)

    async def acknowledge(self, chat_id: int, press_id: str, text: str = "", *, alert: bool = False) -> Outcome:
        return self._outcome
