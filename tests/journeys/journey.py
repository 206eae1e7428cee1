"""The whole program in this process, against the sandbox's server, with a person in front of it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from application.delivery.pacing import UNPACED, Pacing
from application.ports.planner import Planner
from entrypoints.bootstrap.app import App
from entrypoints.bootstrap.program import running
from entrypoints.sandbox.bot_api.person import Person
from entrypoints.sandbox.bot_api.store.changes import Change
from entrypoints.sandbox.bot_api.store.messages import Message
from entrypoints.sandbox.program import Sandbox, sandbox
from entrypoints.sandbox.server import YOU
from entrypoints.settings import Settings

T = TypeVar("T")

AT_ANY_HOUR = Settings(quiet_hours="none", workdays="mon-sun")
"""The clock of a journey starts with the real one: it must not matter when the tests are run."""

ANNA = "Met Anna Kowalska from Acme at the SaaS expo, wants a demo"
PATIENCE_S = 20
"""How long a journey waits for a message; when all is well none takes so long."""


@dataclass(frozen=True, slots=True)
class Journey:
    sandbox: Sandbox

    @property
    def app(self) -> App:
        return self.sandbox.app

    @property
    def you(self) -> Person:
        return self.sandbox.server.room.person(YOU.id)

    async def skip(self) -> None:
        """The clock goes to the next reminder, which must be there."""
        assert await self.sandbox.clock.skip_to_next_reminder() is not None

    async def until(self, wish: Callable[[], T | None]) -> T:
        """Return the first result of ``wish`` that is true; it is called whenever the room changes."""
        async with asyncio.timeout(PATIENCE_S):
            with self.sandbox.server.room.store.changes.watched() as changes:
                while not (found := wish()):
                    await changes.get()
                return found

    async def hears(self, text: str, *, person: Person | None = None, times: int = 1) -> Message:
        """The newest message of the bot with ``text`` in it, once there are so many."""
        listener = person or self.you
        found = await self.until(lambda: _enough(spoken(text, listener.messages), times))
        return found[-1]

    async def press(self, label: str, message: Message, *, person: Person | None = None) -> str:
        """Press that button of the message as it is by now. Return the words that flash up as the bot's answer."""
        presser = person or self.you
        current = next(one for one in presser.messages if one.message_id == message.message_id)
        with self.sandbox.server.room.store.changes.watched() as changes:
            query = presser.press(message.message_id, data_of(label, current))
            return await self.flashed(changes, query.query_id)

    async def flashed(self, changes: "asyncio.Queue[Change | None]", query_id: str) -> str:
        """The words of the bot's answer to that press."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                change = await changes.get()
                if change and change.kind == "callback_answer" and change.body["query_id"] == query_id:
                    return str(change.body["text"])


@asynccontextmanager
async def a_journey(
    folder: Path, settings: Settings | None = None, *, pacing: Pacing = UNPACED, planner: Planner | None = None
) -> AsyncIterator[Journey]:
    """Opened on ``folder``, running until the block ends; opened again it is the same journey after a restart."""
    stop = asyncio.Event()
    async with (
        sandbox(settings or AT_ANY_HOUR, port=0, speed=1.0, folder=folder, planner=planner) as opened,
        running(opened.app, with_bot=True, pacing=pacing) as program,
        asyncio.TaskGroup() as tasks,
    ):
        tasks.create_task(program.run(stop))
        try:
            yield Journey(opened)
        finally:
            stop.set()


def spoken(text: str, messages: Iterable[Message]) -> list[Message]:
    """The bot's messages with ``text`` in them, oldest first."""
    return [one for one in messages if one.from_bot and text in str(one.content["text"])]


def data_of(label: str, message: Message) -> str:
    """Return the data of the button with ``label`` in its text."""
    found = [button["callback_data"] for row in message.keyboard for button in row if label in str(button["text"])]
    assert found, f"no button {label!r} in {message.keyboard}"
    return str(found[0])


def labels(message: Message) -> list[str]:
    return [str(button["text"]) for row in message.keyboard for button in row]


def _enough(messages: list[Message], times: int) -> list[Message] | None:
    return messages if len(messages) >= times else None
