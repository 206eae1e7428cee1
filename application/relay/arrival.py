"""A pressed button proves that its message arrived."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from application.accounts.owner import own_lead
from application.delivery.attempt import Verdict, attempt_of
from application.delivery.entry import Entry, EntryState, Settlement
from application.errors import LeadNotFound
from application.ports.clock import Clock
from application.ports.outbox import EntryFilter
from application.ports.transaction import Transaction, Transactions
from application.ports.work import Work
from application.relay.lead_outcomes import record_settlements
from application.transactions import run_in_transaction
from application.wording.notices import marked_as_repeat
from domain.reminders.reminder import ReminderId

REASON = "its button was pressed"
UNCERTAIN = (EntryState.QUEUED, EntryState.SENDING, EntryState.UNCONFIRMED)
MOST_UNCERTAIN = 100
"""Of one chat, in each state."""
CUT_OFF = "…"
"""The end of a text that was too long for Telegram: more than 4096 characters."""


@dataclass(frozen=True, slots=True)
class ArrivalProof:
    transactions: Transactions
    clock: Clock

    async def reminder_pressed(
        self, reminder_id: ReminderId, generation: int, *, owner_id: int, message_id: int
    ) -> None:
        """Settle the reminder's uncertain entry as sent; do nothing for another entry, or another owner's."""
        async with self.transactions.read() as tx:
            entry = await tx.outbox.of_reminder(reminder_id, generation)
            if entry is None or not entry.is_uncertain or not await _is_own(tx, reminder_id, owner_id):
                return
        await self._prove([entry], message_id)

    async def message_pressed(self, chat_id: int, text: str, *, message_id: int) -> None:
        """The same for a message that is no reminder, known by its text; not when it is known as another entry's, for
        the same text may have been sent before."""
        async with self.transactions.read() as tx:
            if await tx.outbox.has_message(chat_id, message_id):
                return
            entries = [
                entry
                for state in UNCERTAIN
                for entry in await tx.outbox.select(EntryFilter(state=state, chat_id=chat_id), limit=MOST_UNCERTAIN)
            ]
        same = [entry for entry in entries if entry.is_uncertain and _reads(entry, text)]
        await self._prove(same[-1:], message_id)

    async def _prove(self, entries: Sequence[Entry], message_id: int) -> None:
        if entries:
            await run_in_transaction(self.transactions, lambda tx: self._settle(tx, entries, message_id))

    async def _settle(self, tx: Transaction, entries: Sequence[Entry], message_id: int) -> None:
        now = self.clock.now()
        # The leads' locks come first.
        await tx.log.load_all([entry.content.lead_id for entry in entries if entry.content.lead_id])
        tx.wake(Work.MESSAGES)  # of what waits behind it in its chat
        arrived = Settlement(EntryState.SENT, reason=REASON, message_id=message_id)
        settled = set(await tx.outbox.settle([(entry, arrived) for entry in entries], at=now))
        settled |= set(await _end_unsent(tx, entries, message_id, now))
        proven = [entry for entry in entries if entry.id in settled]
        await tx.attempts.add(
            [attempt_of(entry, Verdict.PROVEN, ended_at=now, counted=True, reason=REASON) for entry in proven]
        )
        await record_settlements(tx, [(entry, arrived) for entry in proven], at=now)


async def _end_unsent(tx: Transaction, entries: Sequence[Entry], message_id: int, now: datetime) -> Collection[int]:
    """Entries that were to be sent once more, and what was quarantined after a restore and never sent from here."""
    repeats = (EntryState.QUEUED, EntryState.EXPIRED)
    unsent = [entry for entry in entries if entry.state in repeats or entry.token is None]
    return await tx.outbox.end(unsent, EntryState.SENT, reason=REASON, at=now, message_id=message_id)


async def _is_own(tx: Transaction, reminder_id: ReminderId, owner_id: int) -> bool:
    try:
        await own_lead(tx, reminder_id.lead_id, owner_id)
    except LeadNotFound:
        return False
    return True


def _reads(entry: Entry, text: str) -> bool:
    """Telegram leaves out the spaces around a text, and we cut off what is too long for it."""
    message, text = entry.content.message, text.strip()
    sent = [message.text.strip(), marked_as_repeat(message).text.strip()]
    if text.endswith(CUT_OFF):
        return any(one.startswith(text.removesuffix(CUT_OFF)) for one in sent)
    return text in sent
