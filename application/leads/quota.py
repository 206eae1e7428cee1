"""How many leads a person may have, and how many notes they may send in a day."""

from dataclasses import dataclass

from application.delivery.message import Message
from application.inbox.house import House
from application.inbox.ledger import DAY, HOUR, Ledger
from application.ports.allowances import Bound
from application.ports.clock import Clock
from application.ports.transaction import Transaction, Transactions
from application.transactions import run_in_transaction
from application.wording.bounds import too_many_leads, too_many_notes


@dataclass(frozen=True, slots=True)
class Refused:
    """``words`` is None when the person was told a short while ago."""

    words: Message | None


@dataclass(frozen=True, slots=True)
class LeadQuota:
    transactions: Transactions
    clock: Clock
    house: House

    async def take_note(self, owner_id: int) -> Refused | None:
        """Count one more note; None when it may become a lead."""
        if owner_id in self.house.admins:
            return None
        return await run_in_transaction(self.transactions, lambda tx: self._take(tx, owner_id))

    async def _take(self, tx: Transaction, owner_id: int) -> Refused | None:
        limits, ledger = self.house.limits, Ledger(tx, self.clock.now())
        if await tx.leads.count(owner_id=owner_id) >= limits.open_leads:
            is_news, words = await ledger.is_to_be_told(owner_id, Bound.LEADS, HOUR), too_many_leads(limits.open_leads)
        elif await ledger.spend(owner_id, Bound.NOTES, DAY) > limits.notes_a_day:
            is_news, words = await ledger.is_to_be_told(owner_id, Bound.NOTES, DAY), too_many_notes(limits.notes_a_day)
        else:
            await ledger.write()
            return None
        await ledger.write()
        return Refused(words if is_news else None)
