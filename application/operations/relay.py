"""The relay's status, and operators' commands that pause and resume it."""

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

LIFTABLE = (PauseCause.OPERATOR, PauseCause.BREAKER, PauseCause.MISCONFIGURED)
"""A throttled pause is Telegram's own: sending in spite of it makes it longer."""


@dataclass(frozen=True, slots=True)
class RelayStatus:
    """``over`` are pauses that ended without being lifted; ``unreachable`` are chats that cannot be reached."""

    in_force: Sequence[RelayPause]
    over: Sequence[RelayPause]
    unconfirmed_in_a_row: int
    entries: Mapping[EntryState, int]
    oldest_queued_at: datetime | None
    unreachable: Sequence[ChatState]


@dataclass(frozen=True, slots=True)
class Paused:
    """``pause`` is the operators' pause in force; ``is_new`` is False when it was in force already."""

    pause: RelayPause
    is_new: bool


@dataclass(frozen=True, slots=True)
class Resumed:
    """Pauses that were in force: ``lifted`` now, or ``staying`` since no operator can lift them."""

    lifted: Sequence[RelayPause]
    staying: Sequence[RelayPause]


@dataclass(frozen=True, slots=True)
class RelayOperations:
    transactions: Transactions
    clock: Clock

    async def status(self) -> RelayStatus:
        async with self.transactions.read() as tx:
            pauses = await tx.rate_limiter.pauses()
            in_force = PauseWatch(self.clock).in_force(pauses)
            return RelayStatus(
                in_force=in_force,
                over=[pause for pause in pauses if pause not in in_force],
                unconfirmed_in_a_row=await _longest_streak(tx),
                entries=await tx.outbox.count_by_state(),
                oldest_queued_at=(await tx.outbox.oldest_by_state()).get(EntryState.QUEUED),
                unreachable=await tx.chat_states.unreachable(),
            )

    async def pause(self, request: OperatorRequest, *, dry_run: bool = False) -> Paused:
        """Until an operator resumes; messages in flight are not called back. Paused twice, the first pause stays."""

        async def work(tx: Transaction) -> Paused:
            now = self.clock.now()
            await tx.rate_limiter.hold()  # a lock: relays lease before or after this, not in between
            for pause in await tx.rate_limiter.pauses():
                if pause.cause is PauseCause.OPERATOR and pause.bot_id in (None, tx.bot_id):
                    return Paused(pause, is_new=False)
            pause = RelayPause(PauseCause.OPERATOR, now, None, request.reason, by=request.actor)
            await tx.rate_limiter.pause(pause)
            await tx.operator_actions.add(request.action("relay pause", now))
            return Paused(pause, is_new=True)

        return await run_in_transaction(self.transactions, work, dry_run=dry_run)

    async def resume(self, request: OperatorRequest, *, dry_run: bool = False) -> Resumed:
        """Lift the pauses that operators may lift; one bot's own only when it is of one bot. No trail when there are
        none."""

        async def work(tx: Transaction) -> Resumed:
            in_force = PauseWatch(self.clock).in_force(await tx.rate_limiter.pauses())
            ours = [pause for pause in in_force if tx.bot_id in (None, pause.bot_id)]
            lifted = [pause for pause in ours if pause.cause in LIFTABLE]
            if lifted:
                await tx.rate_limiter.lift(LIFTABLE)
                tx.wake(Work.MESSAGES)
                causes = ", ".join(pause.cause for pause in lifted)
                await tx.operator_actions.add(request.action("relay resume", self.clock.now(), details=causes))
            return Resumed(lifted, [pause for pause in in_force if pause not in lifted])

        return await run_in_transaction(self.transactions, work, dry_run=dry_run)


async def _longest_streak(tx: Transaction) -> int:
    """Of calls in a row that ended as unconfirmed, by the bot with the most."""
    bots = [one.bot_id for one in await tx.bots.all()]
    return max([await tx.of_bot(bot_id).attempts.unconfirmed_in_a_row() for bot_id in bots], default=0)
