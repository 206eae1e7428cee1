"""The state of delivery at a moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from application.delivery.attempt import Attempt
from application.delivery.entry import Entry
from application.ports.outbox import EntryFilter
from application.ports.transaction import Transaction, Transactions
from domain.lead.events import Event
from domain.lead.fold import fold
from domain.lead.state import LeadState
from tests.support.rebuilding import differing

MOST = 10_000


@dataclass(frozen=True, slots=True)
class Snapshot:
    """``rows`` are those of every read model; ``differing`` names the projections that differ from the log."""

    log: Sequence[Event]
    states: Mapping[UUID, LeadState]
    rows: Sequence[object]
    entries: Mapping[int, Entry]
    attempts: Mapping[int, Sequence[Attempt]]
    differing: Sequence[str]


async def snapshot(transactions: Transactions) -> Snapshot:
    async with transactions.read() as tx:
        page = await tx.log.page(after=0, limit=MOST)
        log = [one.event for one in page if isinstance(one.event, Event)]
        states = {lead_id: fold(await tx.log.history(lead_id)) for lead_id in {one.originator_id for one in log}}
        entries = {entry.id: entry for entry in await tx.outbox.select(EntryFilter(), limit=MOST)}
        attempts = {entry_id: await tx.attempts.of_entry(entry_id) for entry_id in entries}
        rows = await read_model_rows(tx)
    return Snapshot(log, states, rows, entries, attempts, await differing(transactions))


async def read_model_rows(tx: Transaction) -> Sequence[object]:
    leads, reminders = sorted(await tx.leads.aggregate_ids()), sorted(await tx.reminders.aggregate_ids())
    return [*await tx.leads.rows_of(leads), *await tx.reminders.rows_of(reminders)]
