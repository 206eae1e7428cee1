"""Leads with a known number of rows in each read model, whatever their owners do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from application.origin import OWNER, Origin
from application.ports.transaction import Transactions
from application.recording import Recording
from domain.account.preferences import Preferences
from domain.lead.decisions.plans import adopt_plan
from domain.lead.decisions.steps import toggle_step
from domain.lead.lead import Lead
from tests.support.accounts import an_account, keep_accounts
from tests.support.leads import BOT_ID, a_plan, sends_at

OWNERS = range(1, 9)
FIRST_REMINDED = 5001
NO_FOLLOW_UPS = Preferences(follow_ups=False)
TOGGLES = 18
"""Of each lead at work: with its note and its plan it has 20 events."""
AT_A_TIME = 250


@dataclass(frozen=True, slots=True)
class Scene:
    """So many leads ``at_work``, whose third step stays open; so many ``reminded`` one after the other, each in a chat
    of its own, while the rest of their plan is far ahead; and so many that have gone ``quiet``."""

    at_work: int
    reminded: int = 0
    quiet: int = 0

    @property
    def leads(self) -> int:
        return self.at_work + self.reminded + self.quiet

    async def prepare(self, transactions: Transactions, *, remind_every: timedelta = timedelta()) -> None:
        """The first reminder is due a moment from now."""
        now = datetime.now(UTC)
        accounts = [an_account(owner_id, NO_FOLLOW_UPS, at=now) for owner_id in OWNERS]
        await keep_accounts(transactions, *accounts)
        await keep_many(transactions, self.at_work, lambda number: a_lead_at_work(number, at=now - timedelta(days=1)))
        await keep_many(transactions, self.quiet, lambda number: a_quiet_lead(number, at=now))
        due = [now + remind_every * (number + 1) for number in range(self.reminded)]
        await keep_many(transactions, self.reminded, lambda n: _reminded_lead(FIRST_REMINDED + n, due[n]))


async def keep_many(transactions: Transactions, count: int, lead: Callable[[int], Lead]) -> None:
    """Recorded as the bot does it, but many in one transaction."""
    for first in range(0, count, AT_A_TIME):
        recording = Recording()
        for one in map(lead, range(first, min(first + AT_A_TIME, count))):
            recording.take(one, Origin(OWNER, f"test:{one.id}"))
        async with transactions.write() as tx:
            await recording.write(tx, at=datetime.now(UTC))


def a_lead_at_work(number: int, *, at: datetime) -> Lead:
    """Its plan begins in a year. Its owner has toggled the first two steps again and again; both are done."""
    lead = _planned(OWNERS[number % len(OWNERS)], at=at, start=at + timedelta(days=365), days=(0, 3, 7))
    for index in range(TOGGLES):
        lead.record(toggle_step(lead.state, index % 2 + 1, at=at, next_send=sends_at(at + timedelta(days=1))))
    return lead


def a_quiet_lead(number: int, *, at: datetime) -> Lead:
    """All is done."""
    lead = _planned(OWNERS[number % len(OWNERS)], at=at, start=at + timedelta(days=365), days=(0,))
    lead.record(toggle_step(lead.state, 1, at=at, next_send=sends_at(at)))
    return lead


def _reminded_lead(chat_id: int, due_at: datetime) -> Lead:
    return _planned(chat_id, at=due_at - timedelta(hours=1), start=due_at, days=(0, 365))


def _planned(owner_id: int, *, at: datetime, start: datetime, days: tuple[int, ...]) -> Lead:
    lead = Lead.capture(uuid4(), bot_id=BOT_ID, owner_id=owner_id, chat_id=owner_id, note="Met Ada at the fair", at=at)
    lead.record(adopt_plan(lead.state, a_plan(start=start, days=days), at=at))
    return lead
