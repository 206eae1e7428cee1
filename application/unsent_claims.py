"""Claims made only to be ended: what is due is claimed, so that its generation is spent, and nobody is to send it."""

from collections.abc import Collection
from datetime import datetime

from application.operator_request import Mandate
from application.origin import Origin, claim_command_id
from application.ports.transaction import Transaction
from application.read_models.scheduled_reminders import ReminderRow
from application.reminders.claims import Claimed, claim_rows


async def claim_unsent(
    tx: Transaction, mandate: Mandate, now: datetime, *, limit: int, passed_over: Collection[str]
) -> Claimed:
    """Claims up to ``limit`` due reminders but those ``passed_over``. Their entries are queued, and never expire: they
    wait for a person, who knows how late they are. The caller must end them before this transaction does."""

    def origin(row: ReminderRow) -> Origin:
        claim = claim_command_id(row.reminder_id, row.generation)
        return Origin(mandate.actor, claim, correlation_id=mandate.command_id, causation_id=mandate.command_id)

    rows = await tx.reminders.due(now, limit=limit + len(passed_over))
    rows = [row for row in rows if row.reminder_id not in passed_over]
    return await claim_rows(tx, rows, now, origin=origin, useful_for=None)
