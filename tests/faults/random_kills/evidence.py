"""The facts about each claim when the storm is over, from the database and from the server."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from application.delivery.attempt import Verdict
from application.delivery.entry import Entry
from application.ports.outbox import Claim, EntryFilter
from application.ports.transaction import Transactions
from application.projections.registry import PROJECTIONS
from application.projections.verification import ProjectionVerification
from application.wording.callback_data import OnReminder, parse
from domain.lead.events import ReminderClaimed, ReminderFailed, ReminderSent, ReminderUnconfirmed
from tests.faults.bot_api.arrival import Arrival

T = TypeVar("T")

MESSAGE = "sendMessage"


@dataclass(frozen=True, slots=True)
class Evidence:
    """``claimed`` and ``ended`` are from the log: claims, and the names of the events that ended them.
    ``accepted`` are the messages that the server took, in their order. ``misread`` is whatever the read models show
    and the log does not say."""

    due: Collection[Claim]
    entries: Mapping[Claim, Sequence[Entry]]
    claimed: Counter[Claim]
    ended: Mapping[Claim, Sequence[str]]
    accepted: Mapping[Claim, Sequence[Arrival]]
    verdicts: Mapping[Verdict, int]
    misread: Sequence[object]

    @property
    def states(self) -> Counter[str]:
        return Counter(entry.state.value for entries in self.entries.values() for entry in entries)

    @property
    def duplicates(self) -> int:
        return sum(len(accepted) - 1 for accepted in self.accepted.values())


async def evidence_of(transactions: Transactions, arrivals: Iterable[Arrival], due: Collection[Claim]) -> Evidence:
    async with transactions.read() as tx:
        entries = await tx.outbox.select(EntryFilter(), limit=10 * len(due))
        events = [one.event for one in await tx.log.page(after=0, limit=100 * len(due))]
        verdicts = await tx.attempts.count_by_verdict()
    verified = [await ProjectionVerification(transactions).verify(projection) for projection in PROJECTIONS]
    return Evidence(
        due=due,
        entries=_by_claim((_claim_of(entry), entry) for entry in entries),
        claimed=Counter((one.reminder_id, one.generation) for one in events if isinstance(one, ReminderClaimed)),
        ended=_by_claim(
            ((one.reminder_id, one.generation), type(one).__name__)
            for one in events
            if isinstance(one, ReminderSent | ReminderFailed | ReminderUnconfirmed)
        ),
        accepted=_by_claim((claim_in(one), one) for one in arrivals if one.accepted and one.method == MESSAGE),
        verdicts=verdicts,
        misread=[difference for one in verified for difference in one.differences],
    )


def _by_claim(pairs: Iterable[tuple[Claim, T]]) -> dict[Claim, list[T]]:
    found = defaultdict[Claim, list[T]](list)
    for claim, one in pairs:
        found[claim].append(one)
    return dict(found)


def _claim_of(entry: Entry) -> Claim:
    reminder_id, generation = entry.content.reminder_id, entry.content.generation
    assert reminder_id is not None
    assert generation is not None
    return reminder_id, generation


def claim_in(message: Arrival) -> Claim:
    """As its buttons carry it."""
    [button, *_] = json.loads(message.reply_markup)["inline_keyboard"][0]
    press = parse(button["callback_data"])
    assert isinstance(press, OnReminder)
    return press.reminder_id, press.generation
