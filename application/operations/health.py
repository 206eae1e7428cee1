"""Figures of Leadbell's health, read in one snapshot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from application.delivery.attempt import Verdict
from application.delivery.entry import EntryState
from application.delivery.pause import RelayPause
from application.ports.bots import bot_of
from application.ports.clock import Clock
from application.ports.transaction import Transactions
from application.ports.troubles import StandingTrouble
from application.projections.registry import PROJECTIONS, Projection
from application.relay.leases import PauseWatch

WAITING = (EntryState.QUEUED, EntryState.SENDING, EntryState.UNCONFIRMED)
"""States that an entry should leave again, so that the age of the oldest entry matters."""


LATELY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Figures:
    """As of ``at``. Lags and ages are zero when nothing waits.

    ``due_lag`` is for how long the longest due reminder has not been claimed; ``send_lag`` for how long the first
    message could have been sent, as far as it, its chat and messages in flight allow, without regard to pauses.
    ``oldest`` is the age of the oldest entry by state. ``projection_lag`` counts events, and is negative where a read
    model is ahead of the log. ``updates_waiting``, ``updates_failed`` and ``oldest_update`` are of the inbox,
    ``deaths`` are the entries that died in the last day, by their reason, ``bots`` all that the database knows.
    """

    at: datetime
    due_lag: timedelta
    send_lag: timedelta
    entries: Mapping[EntryState, int]
    oldest: Mapping[EntryState, timedelta]
    attempts: Mapping[Verdict, int]
    pauses: Sequence[RelayPause]
    unconfirmed_in_a_row: int
    unreachable_chats: int
    projection_lag: Mapping[str, int]
    updates_waiting: int
    oldest_update: timedelta
    updates_failed: int = 0
    deaths: Mapping[str, int] = field(default_factory=dict)
    troubles: Sequence[StandingTrouble] = ()
    bots: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Health:
    transactions: Transactions
    clock: Clock
    projections: Sequence[Projection] = PROJECTIONS

    async def figures(self) -> Figures:
        """Raise ``DatabaseUnavailable``."""
        async with self.transactions.read() as tx:
            now, bots = self.clock.now(), [tx.of_bot(one.bot_id) for one in await tx.bots.all()]
            oldest = await tx.outbox.oldest_by_state()
            backlog, head = await tx.inbox.backlog(), await tx.log.head()
            return Figures(
                at=now,
                due_lag=_since(_first([await bot.reminders.next_due_at() for bot in bots]), now),
                send_lag=_since(_first([await bot.outbox.next_due_at(now) for bot in bots]), now),
                entries=await tx.outbox.count_by_state(),
                oldest={state: _since(oldest[state], now) for state in WAITING if state in oldest},
                attempts=await tx.attempts.count_by_verdict(),
                pauses=PauseWatch(self.clock).in_force(await tx.rate_limiter.pauses()),
                unconfirmed_in_a_row=max([await bot.attempts.unconfirmed_in_a_row() for bot in bots], default=0),
                unreachable_chats=len(await tx.chat_states.unreachable()),
                projection_lag={one.name: head - await tx.positions.get(one.name) for one in self.projections},
                updates_waiting=backlog.updates,
                oldest_update=_since(backlog.oldest_at, now),
                updates_failed=backlog.failed,
                deaths=await tx.outbox.deaths(since=now - LATELY),
                troubles=tuple(await tx.troubles.all()),
                bots=tuple(bot_of(bot) for bot in bots),
            )

    async def pauses(self) -> Sequence[RelayPause]:
        """Those in force. Raise ``DatabaseUnavailable``."""
        async with self.transactions.read() as tx:
            return PauseWatch(self.clock).in_force(await tx.rate_limiter.pauses())


def _first(moments: Sequence[datetime | None]) -> datetime | None:
    return min((at for at in moments if at is not None), default=None)


def _since(at: datetime | None, now: datetime) -> timedelta:
    return timedelta(0) if at is None else max(timedelta(0), now - at)
