"""Messages to people, and updates from them."""

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
        """Replace text and buttons; a message that already reads so counts as ``Sent``."""
        ...

    async def acknowledge(self, chat_id: int, press_id: str, text: str = "", *, alert: bool = False) -> Outcome:
        """Answer a pressed button; a press that is too old to be answered counts as ``Sent``, of message 0."""
        ...


class Updates(Protocol):
    """The stream of updates for our bot."""

    async def introduce(self, commands: Sequence[tuple[str, str]]) -> None:
        """Check the token and set the list of commands. Raise ``MessengerStopped`` for a bad token."""
        ...

    async def receive(self, *, after: int | None, wait: timedelta) -> Sequence[InboundUpdate] | None:
        """Confirm every update up to ``after``, then wait up to ``wait`` for newer updates, oldest first.

        None after a pause when the server cannot be reached. Raise ``MessengerStopped`` for a bad token, or a second
        program with the same token.
        """
        ...
