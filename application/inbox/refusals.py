"""Refusals to bring updates: final at the start, borne for a while in a program that ran well."""

import logging
from dataclasses import dataclass, field
from datetime import timedelta

from application.errors import DatabaseUnavailable, MessengerStopped
from application.ports.clock import Clock
from application.ports.transaction import Transactions
from application.ports.troubles import Trouble

log = logging.getLogger(__name__)

BORNE_FOR = timedelta(minutes=10)
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=1)


@dataclass(slots=True)
class Refusals:
    """A messenger that has brought updates refuses now and then: while it is repaired, or since another program polls
    for a moment. A bot that is not ``is_alone`` in its program is waited for: the others must not end with it."""

    transactions: Transactions
    clock: Clock
    bot_id: int
    is_alone: bool = True
    _has_answered: bool = False
    _since: float | None = None
    _pause: timedelta = field(default=FIRST_PAUSE)

    async def bear(self, refusal: MessengerStopped) -> None:
        """Return when it is time to ask again. Of a bot that is alone raise the refusal when it is the first answer, or
        stays for ten minutes."""
        now = self.clock.monotonic()
        self._since = now if self._since is None else self._since
        is_lasting = not self._has_answered or now - self._since >= BORNE_FOR.total_seconds()
        if self.is_alone and is_lasting:
            raise refusal
        if now == self._since:
            log.error("Telegram refuses to bring updates; we go on asking", extra={"reason": str(refusal)})
        await self._say(str(refusal))
        await self.clock.sleep(self._pause)
        self._pause = min(self._pause * 2, LONGEST_PAUSE)

    async def note_answer(self) -> None:
        if self._since is not None:
            log.info("Telegram brings updates again")
        if self._since is not None or not self._has_answered:
            await self._lift()
        self._has_answered, self._since, self._pause = True, None, FIRST_PAUSE

    async def _say(self, reason: str) -> None:
        try:
            async with self.transactions.write() as tx:
                await tx.troubles.note(Trouble.TELEGRAM_REFUSES, reason, at=self.clock.now(), bot_id=self.bot_id)
        except DatabaseUnavailable:
            log.warning("a refusal could not be noted")

    async def _lift(self) -> None:
        """Also what a former process has left."""
        async with self.transactions.read() as tx:
            stands = any(_is_it(one.trouble, one.bot_id, self.bot_id) for one in await tx.troubles.all())
        if stands:
            async with self.transactions.write() as tx:
                await tx.troubles.lift(Trouble.TELEGRAM_REFUSES, bot_id=self.bot_id)


def _is_it(trouble: Trouble, of_bot: int, bot_id: int) -> bool:
    return trouble is Trouble.TELEGRAM_REFUSES and of_bot == bot_id
