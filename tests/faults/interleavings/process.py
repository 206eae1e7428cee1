"""One relay's process, taken step by step: every wait of it that matters ends a step."""

import asyncio
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from application.delivery.outcome import Outcome, Sent, Unconfirmed
from application.relay.relay import Leased
from application.relay.settle import FinishedAttempt
from tests.faults.interleavings.slow_telegram import LOST, TAKEN, UNWRITTEN, SlowTelegram
from tests.support.one_round_relay import OneRoundRelay

Call = asyncio.Task[Outcome]


@dataclass(slots=True)
class Process:
    """It looks after others, leases, hands over, hears the answer and settles it; ``rounds`` times."""

    relay: OneRoundRelay
    telegram: SlowTelegram
    rounds: int
    next_step: str = "look"
    leased: Leased | None = None
    fate: str = ""
    call: Call | None = None
    outcome: Outcome | None = None
    watched: tuple[tuple[str | None, float], ...] = ()

    def steps(self) -> Sequence[str]:
        if not self.rounds:
            return []
        match self.next_step:
            case "write":
                return [f"write, {fate}" for fate in (TAKEN, LOST, UNWRITTEN)] + ["die"]
            case "hear":
                return [*self._answers(), "die"]
            case "settle":
                return ["settle", "die"]
            case step:
                return [step]

    async def take(self, step: str) -> None:
        match step.split(", "):
            case ["look"]:
                await self._look()
            case ["lease"]:
                await self._lease()
            case ["write", fate]:
                await self._write(fate)
            case ["hear", answer]:
                await self._hear(answer)
            case ["settle"]:
                await self._settle()

    def die(self, successor: OneRoundRelay) -> None:
        """All it knew is lost; another one starts in its place."""
        if self.call is not None:
            self.call.cancel()
        self.relay, self.watched = successor, ()
        self._begin_anew()

    def state(self, named: Callable[[str | None], int]) -> Hashable:
        token = self.leased.entry.token if self.leased else None
        is_waiting = self.call is not None and not self.call.done()
        watched = tuple((named(watched), since) for watched, since in self.watched)
        return self.rounds, self.next_step, named(token), self.fate, is_waiting, self.outcome, watched

    async def _look(self) -> None:
        """``watched`` is what it remembers of the leases of others: since when it has seen which."""
        async with self.relay.transactions.read() as tx:
            sending = [entry.token for entry in await tx.outbox.in_flight(limit=10)]
        now, known = self.relay.clock.monotonic(), dict(self.watched)
        await self.relay.rescue()
        self.watched = tuple((token, known.get(token, now)) for token in sending)
        self.next_step = "lease"

    def _answers(self) -> Sequence[str]:
        if self.call is None or self.call.done():
            return ["hear, nothing"]
        return ["hear, sent", "hear, nothing"] if self.fate == TAKEN else ["hear, nothing"]

    async def _lease(self) -> None:
        leased = await self.relay.lease_due()
        if leased:
            [self.leased] = leased
            self.next_step = "write"
        else:
            self._begin_anew()

    async def _write(self, fate: str) -> None:
        assert self.leased is not None
        self.telegram.fate = self.fate = fate
        self.call = asyncio.create_task(self.relay.hand_over(self.leased))
        await asyncio.sleep(0)  # until it waits for its answer, or has found that it is too late
        self.next_step = "hear"

    async def _hear(self, answer: str) -> None:
        assert self.call is not None
        if not self.call.done():
            self.telegram.answer(self.call, Sent(1) if answer == "sent" else Unconfirmed("silence"))
        self.outcome, self.call = await self.call, None
        self.next_step = "settle"

    async def _settle(self) -> None:
        assert self.leased is not None
        assert self.outcome is not None
        await self.relay.outcomes.settle(FinishedAttempt(self.leased.entry, self.outcome))
        self._begin_anew()

    def _begin_anew(self) -> None:
        self.rounds -= 1
        self.next_step, self.leased, self.fate, self.call, self.outcome = "look", None, "", None, None
