"""The steps of pollers and relays, and their crashes."""

from dataclasses import dataclass

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from application.delivery.entry import DeliveryPolicy, EntryState
from application.delivery.outcome import Outcome
from application.relay.relay import Leased
from application.relay.settle import FinishedAttempt
from tests.faults.state_machine.moves import Who, may_become
from tests.faults.state_machine.story import Story
from tests.faults.state_machine.telegram import ANSWERS, Answer
from tests.faults.state_machine.world import RELAYS
from tests.support.memory_app import LEASE


@dataclass(frozen=True, slots=True)
class InHand:
    """An attempt of relay ``by``; ``outcome`` is None until it was handed over."""

    by: int
    leased: Leased
    outcome: Outcome | None = None


MANY = 1_000

relays = st.integers(0, RELAYS - 1)
answers = st.sampled_from(ANSWERS[:3] * 3 + ANSWERS[3:])
"""Mostly answers that leave the sender unsure."""
which = st.integers(0, MANY)


class RelayRules(Story):
    """Each step of a relay is a rule of its own, so that anything may come between them. What a relay holds, a crash
    forgets."""

    def __init__(self, database: str, policy: DeliveryPolicy) -> None:
        super().__init__(database, policy)
        self.leased = list[InHand]()
        self.answered = list[InHand]()

    @rule(limit=st.sampled_from([1, 50]))
    def claim(self, limit: int) -> None:
        self.does(Who.NONE, self.world.use.claims.claim_due(limit=limit))

    @rule(by=relays)
    def lease(self, by: int) -> None:
        self.leased += [InHand(by, one) for one in self.does(Who.LEASE, self.world.relays[by].lease_due())]

    @precondition(lambda self: self.leased)
    @rule(which=which, answer=answers)
    def hand_over(self, which: int, answer: Answer) -> None:
        attempt = self.leased.pop(which % len(self.leased))
        self.answered.append(InHand(attempt.by, attempt.leased, self._hand_over(attempt, answer)))

    @precondition(lambda self: self.answered)
    @rule(which=which, is_settled_again=st.booleans())
    def settle(self, which: int, is_settled_again: bool) -> None:
        """``is_settled_again`` when the relay does not learn that it is written: then it settles once more."""
        attempt = self.answered.pop(which % len(self.answered))
        self._settle(attempt)
        if is_settled_again:
            self.answered.append(attempt)

    @rule(by=relays, answer=answers)
    def deliver(self, by: int, answer: Answer) -> None:
        """All of it, with nothing in between."""
        self.claim(limit=50)
        self.delivery_keeps_its_promise()
        self.lease(by)
        while self.leased:
            self.delivery_keeps_its_promise()
            attempt = self.leased.pop(0)
            outcome = self._hand_over(attempt, answer)
            self.delivery_keeps_its_promise()
            self._settle(InHand(attempt.by, attempt.leased, outcome))

    @rule(by=relays, answer=answers)
    def deliver_too_late(self, by: int, answer: Answer) -> None:
        """It is settled when another relay has given its sender up."""
        self.lease(by)
        self.delivery_keeps_its_promise()
        while self.leased:
            self.hand_over(0, answer)
            self.delivery_keeps_its_promise()
        self.watch_leases_run_out((by + 1) % RELAYS)
        self.delivery_keeps_its_promise()
        if self.answered:
            self.settle(len(self.answered) - 1, is_settled_again=False)

    @rule(by=relays)
    def crash(self, by: int) -> None:
        """And start anew."""
        self.leased = [one for one in self.leased if one.by != by]
        self.answered = [one for one in self.answered if one.by != by]
        self.world.relays[by] = self.world.a_relay()

    @rule(by=relays)
    def look_after_others(self, by: int) -> None:
        self.does(Who.SETTLE, self.world.relays[by].rescue())

    @rule(by=relays)
    def watch_leases_run_out(self, by: int) -> None:
        async def watch() -> None:
            await self.world.relays[by].rescue()
            self.world.clock.advance(LEASE)
            await self.world.relays[by].rescue()

        self.does(Who.SETTLE, watch())
        assert EntryState.SENDING not in {entry.state for entry in self.look().entries.values()}

    @rule()
    def expire(self) -> None:
        self.does(Who.EXPIRY, self.world.use.expiry.expire_due())

    def _hand_over(self, attempt: InHand, answer: Answer) -> Outcome:
        self.world.telegram.answer = answer
        known = len(self.world.telegram.accepted)
        outcome = self.does(Who.NONE, self.world.relays[attempt.by].hand_over(attempt.leased))
        for message in self.world.telegram.accepted[known:]:
            self.ledger.accept(attempt.leased.entry, message)
        return outcome

    def _settle(self, attempt: InHand) -> None:
        entry, outcome = attempt.leased.entry, attempt.outcome
        assert outcome is not None
        before = self.seen.entries.get(entry.id)
        self.does(Who.SETTLE, self.world.relays[attempt.by].outcomes.settle(FinishedAttempt(entry, outcome)))
        if before is not None:
            after = self.look().entries[entry.id]
            assert after.state in may_become(before, entry.token, outcome, self.world.policy)
