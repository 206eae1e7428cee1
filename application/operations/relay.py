"""How the relay does, and how operators stop it and let it go on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from application.delivery.entry import EntryState
from application.delivery.pause import PauseCause, RelayPause
from application.operator_request import OperatorRequest
from application.ports.chat_state import ChatState
from application.ports.clock import Clock
from application.ports.transaction import Transaction, Transactions
from application.ports.work import Work
from application.relay.leases import PauseWatch
from application.transactions import run_in_transaction

OURS_TO_LIFT = (PauseCause.OPERATOR, PauseCause.BREAKER, PauseCause.MISCONFIGURED)
"""A throttled pause is Telegram's own word: sending in spite of it makes it longer."""


@dataclass(frozen=True, slots=True)
class RelayStatus:
    """``over`` are pauses that nobody lifted and that have run out; ``unreachable`` are chats nobody can write to."""

    in_force: Sequence[RelayPause]
    over: Sequence[RelayPause]
    unconfirmed_in_a_row: int
    entries: Mapping[EntryState, int]
    oldest_queued_at: datetime | None
    unreachable: Sequence[ChatState]


@dataclass(frozen=True, slots=True)
class Paused:
    """``pause`` is the operators' pause in force; ``is_new`` is False when there was one already, which stays."""

    pause: RelayPause
    is_new: bool


@dataclass(frozen=True, slots=True)
class Resumed:
    """Pauses that were in force: ``lifted`` are no more, ``staying`` are not an operator's to lift."""

    lifted: Sequence[RelayPause]
    staying: Sequence[RelayPause]


@dataclass(frozen=True, slots=True)
class RelayOperations:
    transactions: Transactions
    clock: Clock

    async def status(self) -> RelayStatus:
        async with self.transactions.read() as tx:
            pauses = await tx.rate_limiter.pauses()
            in_force = self._in_force(pauses)
            return RelayStatus(
                in_force=in_force,
                over=[pause for pause in pauses if pause not in in_force],
                unconfirmed_in_a_row=await tx.attempts.unconfirmed_in_a_row(),
                entries=await tx.outbox.count_by_state(),
                oldest_queued_at=(await tx.outbox.oldest_by_state()).get(EntryState.QUEUED),
                unreachable=await tx.chat_states.unreachable(),
            )

    async def pause(self, request: OperatorRequest, *, dry_run: bool = False) -> Paused:
        """Until somebody resumes; what is being sent already is not called back. Paused twice, the first stays."""

        async def work(tx: Transaction) -> Paused:
            now = self.clock.now()
            await tx.rate_limiter.bucket()  # whoever has looked at the pauses leases first; nobody does after us
            for pause in await tx.rate_limiter.pauses():
                if pause.cause is PauseCause.OPERATOR:
                    return Paused(pause, is_new=False)
            pause = RelayPause(PauseCause.OPERATOR, now, None, request.reason, by=request.actor)
            await tx.rate_limiter.pause(pause)
            await tx.operator_actions.add(request.action("relay pause", now))
            return Paused(pause, is_new=True)

        return await run_in_transaction(self.transactions, work, dry_run=dry_run)

    async def resume(self, request: OperatorRequest, *, dry_run: bool = False) -> Resumed:
        """Lifts what operators may lift; leaves no trail when there was nothing."""

        async def work(tx: Transaction) -> Resumed:
            in_force = self._in_force(await tx.rate_limiter.pauses())
            lifted = [pause for pause in in_force if pause.cause in OURS_TO_LIFT]
            if lifted:
                await tx.rate_limiter.lift(OURS_TO_LIFT)
                tx.wake(Work.MESSAGES)
                causes = ", ".join(pause.cause for pause in lifted)
                await tx.operator_actions.add(request.action("relay resume", self.clock.now(), details=causes))
            return Resumed(lifted, [pause for pause in in_force if pause not in lifted])

        return await run_in_transaction(self.transactions, work, dry_run=dry_run)

    def _in_force(self, pauses: Sequence[RelayPause]) -> Sequence[RelayPause]:
        """Judged as the relay judges that sees them now for the first time."""
        return PauseWatch(self.clock).in_force(pauses)
