"""Quarantine after a restore, a batch of entries at a time."""

import logging
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from application.delivery.attempt import Verdict, attempt_of
from application.delivery.entry import Entry, EntryKind, EntryState, Settlement
from application.errors import ConcurrentChange
from application.operator_request import OperatorRequest
from application.origin import Origin, claim_command_id
from application.ports.outbox import EntryFilter
from application.ports.transaction import Transaction
from application.read_models.scheduled_reminders import ReminderRow
from application.recording import Recording
from application.reminders.claims import Claimed, claim_rows
from domain.lead.decisions.delivery import reminder_unconfirmed

log = logging.getLogger(__name__)

COMMAND = "outbox fence"

Ended = tuple[Entry, EntryState]


@dataclass(frozen=True, slots=True)
class Fenced:
    """``unconfirmed`` and ``withdrawn`` count entries that waited or were in flight, ``claimed`` due reminders.

    ``unreadable`` are ids of due reminders whose leads cannot be read: until they can, these are not sent.
    ``repaired`` counts reminders that a read model showed as due and that were not.
    """

    unconfirmed: Counter[EntryKind] = field(default_factory=Counter)
    withdrawn: Counter[EntryKind] = field(default_factory=Counter)
    claimed: int = 0
    repaired: int = 0
    unreadable: frozenset[str] = frozenset()

    @property
    def entries(self) -> int:
        return self.unconfirmed.total() + self.withdrawn.total() + self.claimed

    def __add__(self, other: "Fenced") -> "Fenced":
        return Fenced(
            self.unconfirmed + other.unconfirmed,
            self.withdrawn + other.withdrawn,
            self.claimed + other.claimed,
            self.repaired + other.repaired,
            self.unreadable | other.unreadable,
        )


@dataclass(frozen=True, slots=True)
class Fencing:
    """``size`` is how many reminders, and how many entries, one batch takes."""

    request: OperatorRequest
    since: datetime
    size: int

    @property
    def reason(self) -> str:
        return f"fenced: a backup of {self.since.isoformat()} was restored: {self.request.reason}"

    async def one_batch(self, tx: Transaction, now: datetime, *, passed_over: Collection[str]) -> Fenced:
        """Empty at the end. ``passed_over`` are reminders that were found unreadable before."""
        await tx.rate_limiter.hold()  # a lock: no relay leases until this transaction ends
        due = await _claim_unsent(tx, self.request, now, limit=self.size, passed_over=passed_over)
        # The newest come first, so all entries of this claim are among them: none must be committed as queued.
        waiting = await tx.outbox.select(EntryFilter(state=EntryState.QUEUED), limit=len(due.claims) + self.size)
        ended = [*await self._end(tx, waiting, now), *await self._settle(tx, now)]
        if not due.claims <= {entry.content.claim for entry, _ in ended}:
            raise ConcurrentChange("another program works on the outbox")
        await self._record(tx, [entry for entry, state in ended if state is EntryState.UNCONFIRMED], now)
        fenced = _counted(ended, due)
        if fenced.entries:
            await self.leave_trail(tx, fenced, now)
        return fenced

    async def leave_trail(self, tx: Transaction, fenced: Fenced, now: datetime) -> None:
        details = f"--since {self.since.isoformat()}; {fenced.entries} entries"
        await tx.operator_actions.add(self.request.action(COMMAND, now, details=details))

    async def _end(self, tx: Transaction, waiting: Sequence[Entry], now: datetime) -> Sequence[Ended]:
        """A card's edit is no new message: the next edit replaces it."""
        edits = {entry.id: entry for entry in waiting if entry.content.edits is not None}
        others = {entry.id: entry for entry in waiting if entry.content.edits is None}
        withdrawn = await tx.outbox.end(list(edits.values()), EntryState.WITHDRAWN, reason=self.reason, at=now)
        unconfirmed = await tx.outbox.end(list(others.values()), EntryState.UNCONFIRMED, reason=self.reason, at=now)
        return [(edits[one], EntryState.WITHDRAWN) for one in withdrawn] + [
            (others[one], EntryState.UNCONFIRMED) for one in unconfirmed
        ]

    async def _settle(self, tx: Transaction, now: datetime) -> Sequence[Ended]:
        """Entries that were in flight when the backup was made: their outcome will never be known."""
        in_flight = {entry.id: entry for entry in await tx.outbox.in_flight(limit=self.size)}
        ends = {entry.id: _end_of(entry) for entry in in_flight.values()}
        settlements = [(entry, Settlement(ends[entry.id], reason=self.reason)) for entry in in_flight.values()]
        settled = [in_flight[one] for one in await tx.outbox.settle(settlements, at=now)]
        await tx.attempts.add(
            [attempt_of(one, Verdict.LEASE_OVER, ended_at=now, counted=True, reason=self.reason) for one in settled]
        )
        return [(entry, ends[entry.id]) for entry in settled]

    async def _record(self, tx: Transaction, unconfirmed: Sequence[Entry], now: datetime) -> None:
        reminders = [(entry, claim) for entry in unconfirmed if (claim := entry.content.claim)]
        loaded = await tx.log.load_all({reminder_id.lead_id for _, (reminder_id, _) in reminders})
        recording = Recording()
        for entry, (reminder_id, generation) in reminders:
            lead = loaded.leads.get(reminder_id.lead_id)
            if lead is None:
                log.error("a fenced entry has no lead", extra={"entry_id": entry.id})
                continue
            event = reminder_unconfirmed(lead.state, reminder_id, generation=generation, reason=self.reason, at=now)
            lead.record(event)
            recording.take(lead, self.request.origin(reminder_id, generation))
        await recording.write(tx, at=now)


async def _claim_unsent(
    tx: Transaction, request: OperatorRequest, now: datetime, *, limit: int, passed_over: Collection[str]
) -> Claimed:
    """Claim up to ``limit`` due reminders but those ``passed_over``. Their entries never expire: a person decides on
    them, who knows how late they are. The caller must end the queued entries in the same transaction."""

    def origin(row: ReminderRow) -> Origin:
        claim = claim_command_id(row.reminder_id, row.generation)
        return Origin(request.actor, claim, correlation_id=request.command_id, causation_id=request.command_id)

    rows = await tx.reminders.due(now, limit=limit + len(passed_over))
    rows = [row for row in rows if row.reminder_id not in passed_over]
    return await claim_rows(tx, rows, now, origin=origin, expires_after=None)


def _end_of(in_flight: Entry) -> EntryState:
    return EntryState.UNCONFIRMED if in_flight.edits_message_id is None else EntryState.WITHDRAWN


def _counted(ended: Sequence[Ended], due: Claimed) -> Fenced:
    waited = [(entry.content.kind, state) for entry, state in ended if entry.content.claim not in due.claims]
    return Fenced(
        Counter(kind for kind, state in waited if state is EntryState.UNCONFIRMED),
        Counter(kind for kind, state in waited if state is EntryState.WITHDRAWN),
        claimed=len(due.claims),
        repaired=len(due.stale),
        unreadable=frozenset(due.unreadable),
    )
