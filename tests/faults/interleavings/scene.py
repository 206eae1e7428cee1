"""Two relays, one claimed reminder, and time, which passes a lease at a step."""

from collections.abc import AsyncIterator, Callable, Hashable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.memory.manual_clock import ManualClock
from application.delivery.attempt import Attempt
from application.delivery.entry import DeliveryPolicy, Entry, EntryState
from application.delivery.message import Message
from application.delivery.outcome import Sent
from application.ports.transaction import Transactions
from application.reminders.claims import ReminderClaims
from application.wording.notices import MARK
from tests.faults.interleavings.process import Process
from tests.faults.interleavings.slow_telegram import SlowTelegram
from tests.faults.state_machine.telegram import Telegram
from tests.faults.state_machine.world import IN_MEMORY
from tests.support.databases import a_fresh_database
from tests.support.leads import LEAD_ID, MONDAY_9AM, a_new_lead, keep, step_of
from tests.support.memory_app import LEASE, a_relay
from tests.support.one_round_relay import OneRoundRelay

A_LEASE_PASSES = "a lease passes"
LONGER_THAN_ANY_BACKOFF = timedelta(minutes=20)
MOST_ACCEPTED = {DeliveryPolicy.QUARANTINE: 1, DeliveryPolicy.RESEND: 2}


class TwoRelays:
    """Implements ``Scene``. ``rounds`` of each relay, ``leases`` that may pass."""

    def __init__(self, transactions: Transactions, policy: DeliveryPolicy, *, rounds: int, leases: int) -> None:
        self._transactions = transactions
        self._clock = ManualClock(MONDAY_9AM)
        self._policy = policy
        self._telegram = SlowTelegram()
        self._processes = {name: Process(self._a_relay(), self._telegram, rounds) for name in ("A", "B")}
        self._leases = leases
        self._tokens: list[str | None] = [None]
        self._is_known_sent = False

    async def set_up(self) -> "TwoRelays":
        await keep(self._transactions, a_new_lead(with_plan=True))
        assert await ReminderClaims(self._transactions, self._clock).claim_due() == 1
        return self

    def steps(self) -> Sequence[str]:
        steps = [f"{name} {step}" for name, process in self._processes.items() for step in process.steps()]
        return [*steps, A_LEASE_PASSES] if steps and self._leases else steps

    async def take(self, step: str) -> None:
        if step == A_LEASE_PASSES:
            self._leases -= 1
            self._clock.advance(LEASE)
            return
        name, act = step.split(" ", 1)
        process = self._processes[name]
        self._is_known_sent |= act == "settle" and isinstance(process.outcome, Sent)
        if act == "die":
            process.die(self._a_relay())
        else:
            await process.take(act)
        if act == "lease" and process.leased is not None:
            self._tokens.append(process.leased.entry.token)

    async def state(self) -> Hashable:
        """Tokens are random: they are called by the order in which they came."""
        entry, attempts, kinds = await self._delivery()
        written = (entry.state, self._named(entry.token), entry.attempts, entry.may_duplicate, entry.not_before)
        tried = tuple((self._named(one.token), one.verdict, one.counted, one.ended_at) for one in attempts)
        processes = tuple(process.state(self._named) for process in self._processes.values())
        world = (self._clock.monotonic(), self._leases, self._is_known_sent)
        return written, tried, tuple(kinds), processes, world, tuple(self._telegram.accepted)

    async def check(self) -> None:
        entry, _, _ = await self._delivery()
        self._check_promise(entry, self._telegram.accepted)

    async def check_end(self) -> None:
        """A third relay comes, no relay dies any more, and Telegram takes everything."""
        telegram = Telegram()
        await self._bring_to_rest(a_relay(self._transactions, telegram, self._clock, self._policy))
        entry, _, _ = await self._delivery()
        accepted = [*self._telegram.accepted, *telegram.accepted]
        self._check_promise(entry, accepted)
        assert entry.state in (EntryState.SENT, EntryState.UNCONFIRMED)
        if self._policy is DeliveryPolicy.QUARANTINE and self._is_known_sent:
            assert entry.state is EntryState.SENT, "one of its senders knew that it had arrived"
        if self._policy is DeliveryPolicy.RESEND and entry.state is EntryState.UNCONFIRMED:
            assert entry.attempts >= 2, "it was not sent once more"

    async def _bring_to_rest(self, relay: OneRoundRelay) -> None:
        await relay.rescue()
        self._clock.advance(LEASE)
        await relay.rescue()
        self._clock.advance(LONGER_THAN_ANY_BACKOFF)
        await relay.relay_due()

    def _check_promise(self, entry: Entry, accepted: Sequence[Message]) -> None:
        assert len(accepted) <= MOST_ACCEPTED[self._policy]
        for message in accepted[1:]:
            assert entry.may_duplicate
            assert message.spans[0] == MARK
        if entry.state is EntryState.SENT:
            assert accepted

    async def _delivery(self) -> tuple[Entry, Sequence[Attempt], Sequence[str]]:
        async with self._transactions.read() as tx:
            entry = await tx.outbox.of_reminder(step_of(LEAD_ID, 1), 1)
            assert entry is not None
            attempts = await tx.attempts.of_entry(entry.id)
            return entry, attempts, [type(event).__name__ for event in await tx.log.history(LEAD_ID)]

    def _a_relay(self) -> OneRoundRelay:
        return a_relay(self._transactions, self._telegram, self._clock, self._policy)

    def _named(self, token: str | None) -> int:
        return self._tokens.index(token)


def stage(
    database: str, policy: DeliveryPolicy, *, rounds: int, leases: int
) -> Callable[[], AbstractAsyncContextManager[TwoRelays]]:
    """A new one for each time that the scene is played."""

    @asynccontextmanager
    async def play() -> AsyncIterator[TwoRelays]:
        with TemporaryDirectory(dir=IN_MEMORY) as folder:
            async with a_fresh_database(database, Path(folder)) as transactions:
                yield await TwoRelays(transactions, policy, rounds=rounds, leases=leases).set_up()

    return play
