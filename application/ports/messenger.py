"""How words reach a person, and how a person's words reach us."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol

from application.delivery.message import Message
from application.delivery.outcome import Outcome
from application.ports.inbox import InboundUpdate


class Messenger(Protocol):
    """Never raises: every answer, and every silence, is an ``Outcome``.

    Nothing is written once the monotonic clock is past ``write_by``; that outcome is ``NotSent``. None is no limit.
    """

    async def send(self, chat_id: int, message: Message, *, write_by: float | None = None) -> Outcome: ...

    async def edit(self, chat_id: int, message_id: int, message: Message, *, write_by: float | None = None) -> Outcome:
        """Replaces text and buttons; a message that already reads so counts as ``Sent``."""
        ...

    async def acknowledge(self, chat_id: int, press_id: str, text: str = "", *, alert: bool = False) -> Outcome:
        """Answers a pressed button; one that is too old to be answered counts as ``Sent``, of message 0."""
        ...


class Updates(Protocol):
    """The stream of updates for our bot."""

    async def introduce(self, commands: Sequence[tuple[str, str]]) -> None:
        """Checks the token and tells Telegram our commands. Raises ``MessengerStopped`` when we are not let in."""
        ...

    async def receive(self, *, after: int | None, wait: timedelta) -> Sequence[InboundUpdate]:
        """Confirms every update up to ``after``, then waits up to ``wait`` for newer ones, oldest first.

        An unreachable server gives none after a pause. Raises ``MessengerStopped`` for a bad token or a second
        program with the same one.
        """
        ...
