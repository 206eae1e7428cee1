"""Many leads at once, each with one reminder that is due or soon will be."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from application.origin import OWNER, Origin
from application.ports.outbox import Claim
from application.ports.transaction import Transactions
from application.recording import record
from domain.lead.decisions.plans import adopt_plan
from domain.lead.lead import Lead
from domain.reminders.reminder import ReminderId
from entrypoints.sandbox.bot_api.room import Room
from entrypoints.sandbox.bot_api.store.profile import Profile
from tests.support.leads import BOT_ID, a_plan


async def due_leads(
    transactions: Transactions,
    *,
    count: int,
    chats: Sequence[int],
    start: datetime | None = None,
    over: timedelta = timedelta(0),
    bot_id: int = BOT_ID,
) -> frozenset[Claim]:
    """Due an hour ago, or evenly from ``start`` on ``over`` that time; the chats take turns. Return their claims."""
    at = start or datetime.now(UTC) - timedelta(hours=1)
    leads = [
        _lead(bot_id, chats[number % len(chats)], number, at, at + over * (number / count)) for number in range(count)
    ]
    async with transactions.write() as tx:
        for lead in leads:
            await record(tx, lead, Origin(OWNER, f"test:{lead.id}"), at=at)
    return frozenset((ReminderId(lead.id, 1, 1), 1) for lead in leads)


def let_in(room: Room, chats: Sequence[int]) -> None:
    for chat_id in chats:
        room.add_person(Profile(id=chat_id, first_name=f"Person {chat_id}"), has_started=True)


def _lead(bot_id: int, chat_id: int, number: int, at: datetime, due_at: datetime) -> Lead:
    lead = Lead.capture(uuid4(), bot_id=bot_id, owner_id=chat_id, chat_id=chat_id, note=f"Prospect {number}", at=at)
    lead.record(adopt_plan(lead.state, a_plan(start=due_at, days=(0,)), at=at))
    return lead
