"""An owner as Telegram names them, their account, and their leads."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.accounts.working_time import WorkTimes
from application.errors import LeadNotFound
from application.ports.bots import bot_of
from application.ports.transaction import Transaction
from domain.account.account import Account
from domain.lead.lead import Lead


@dataclass(frozen=True, slots=True)
class Owner:
    """``speaks`` is their language code in Telegram, empty for none."""

    id: int
    chat_id: int
    speaks: str = ""


async def account_of(tx: Transaction, owner: Owner, work_times: WorkTimes, *, at: datetime) -> Account:
    """The owner's account, to be changed; opened when there is none yet. The caller records it."""
    account = await tx.account_log.load(owner.id, to_change=True)
    if account is not None:
        return account
    preferences = work_times.defaults.with_language_of(owner.speaks)
    return Account.open(bot_of(tx), owner.id, chat_id=owner.chat_id, preferences=preferences, at=at)


async def own_lead(tx: Transaction, lead_id: UUID, owner_id: int) -> Lead:
    """Raise ``LeadNotFound``, also for the lead of another owner or bot."""
    lead = await tx.log.load(lead_id)
    if lead.state.owner_id != owner_id:
        raise LeadNotFound(lead_id)
    return lead
