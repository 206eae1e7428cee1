"""The test's end of the control connection."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from aiohttp import ClientSession

from tests.faults.bot_api.arrival import Arrival
from tests.faults.bot_api.limits import SENDING, UNLIMITED, Limits
from tests.faults.bot_api.record import Counts
from tests.faults.bot_api.rules import Rule
from tests.faults.until import until

PATIENCE = timedelta(seconds=30)


class ControlRefused(Exception):
    """The server did not understand; it says why."""


@dataclass(frozen=True, slots=True)
class CountingServer:
    """``url`` is for ``LEADBELL_TELEGRAM_API_URL``. Reading a record of many thousands keeps the server busy for a
    moment: read it when the storm is over, and wait with ``until_accepted``."""

    url: str
    pid: int
    _session: ClientSession

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    async def record(self, *, after: int = 0) -> list[Arrival]:
        """Return the arrivals after number ``after``, in their order."""
        return [Arrival.from_json(row) for row in await self._ask("record", after=after)]

    async def counts(self) -> Counts:
        counts = await self._ask("counts")
        return Counts(**{name: Counter(value) for name, value in counts.items()})

    async def set_rules(self, rules: Sequence[Rule]) -> None:
        """Replace the rules; every count of a rule begins anew."""
        await self._ask("scene", {"rules": [asdict(rule) for rule in rules]})

    async def limits(self, limits: Limits = UNLIMITED) -> None:
        """Replace the limits; counts and a pause are forgotten."""
        await self._ask("scene", {"limits": asdict(limits)})

    async def reset(self) -> None:
        """Forget record, rules and limits. Identifiers and numbers go on."""
        await self._ask("reset", {})

    async def until_accepted(self, count: int, *, method: str = "sendMessage", within: timedelta = PATIENCE) -> None:
        """Raise ``TimeoutError``."""
        await self._until(lambda counts: counts.accepted[method] >= count, within)

    async def until_arrived(self, count: int, *, method: str = "sendMessage", within: timedelta = PATIENCE) -> None:
        """Raise ``TimeoutError``."""
        await self._until(lambda counts: counts.arrived[method] >= count, within)

    async def until_decided(self, *, methods: Sequence[str] = SENDING, within: timedelta = PATIENCE) -> None:
        """All that has arrived is accepted or never will be: nothing of a client that is dead can come any more.

        Raise ``TimeoutError``.
        """
        await self._until(lambda counts: not any(counts.undecided[method] for method in methods), within)

    async def _until(self, fact: Callable[[Counts], bool], within: timedelta) -> None:
        async def holds() -> bool:
            return fact(await self.counts())

        await until(holds, within_s=within.total_seconds())

    async def _ask(self, desk: str, question: object = None, **query: int) -> Any:
        method = "GET" if question is None else "POST"
        address = f"{self.url}/control/{desk}"
        async with self._session.request(method, address, params=query, data=json.dumps(question)) as answer:
            content = await answer.json()
        if answer.status != 200:
            raise ControlRefused(content)
        return content
