"""The promises of the delivery guarantee (docs/explanation), checked on the evidence."""

from collections.abc import Iterator

from application.delivery.entry import DeliveryPolicy, EntryState
from application.ports.outbox import Claim
from application.wording.notices import MARK
from tests.faults.random_kills.evidence import Evidence

ENDED = {
    EntryState.SENT: (["ReminderSent"], ["ReminderUnconfirmed", "ReminderSent"]),
    EntryState.DEAD: (["ReminderFailed"],),
    EntryState.UNCONFIRMED: (["ReminderUnconfirmed"],),
}
"""How an entry may end here, and the events of its lead that say so. On a slow machine a lease may end before its call
is settled; then the answer is late, and still good news."""


def broken_promises(evidence: Evidence, policy: DeliveryPolicy) -> list[str]:
    """Empty when all is well."""
    of_policy = _not_at_most_once if policy is DeliveryPolicy.QUARANTINE else _not_marked
    return [
        *_not_exactly_once(evidence),
        *_not_at_rest(evidence),
        *_not_seen(evidence),
        *of_policy(evidence),
        *(f"a read model is wrong: {difference}" for difference in evidence.misread),
    ]


def _not_exactly_once(evidence: Evidence) -> Iterator[str]:
    """Each due reminder: claimed, and in the outbox; and nothing else is."""
    for claim in evidence.due:
        times, entries = evidence.claimed[claim], len(evidence.entries.get(claim, ()))
        if (times, entries) != (1, 1):
            yield f"{claim} was claimed {times} times and has {entries} entries"
    for claim in (evidence.claimed.keys() | evidence.entries.keys() | evidence.accepted.keys()) - set(evidence.due):
        yield f"{claim} was never due"


def _not_at_rest(evidence: Evidence) -> Iterator[str]:
    """Each entry has ended, or waits for a person, and its lead knows."""
    for claim, [entry, *_] in evidence.entries.items():
        ended = evidence.ended.get(claim, [])
        if ended not in ENDED.get(entry.state, ()):
            yield f"{claim} is {entry.state}, and its lead says {ended}"


def _not_seen(evidence: Evidence) -> Iterator[str]:
    """Nothing is called sent that the server does not have."""
    for claim, [entry, *_] in evidence.entries.items():
        seen = [message.message_id for message in evidence.accepted.get(claim, ())]
        if entry.state is EntryState.SENT and entry.message_id not in seen:
            yield f"{claim} is called sent as {entry.message_id}, and the server has {seen}"


def _not_at_most_once(evidence: Evidence) -> Iterator[str]:
    for claim, marks in _marks(evidence):
        if marks != [False]:
            yield f"{claim} came {len(marks)} times; marked: {marks}"


def _not_marked(evidence: Evidence) -> Iterator[str]:
    """A possible second message says so, and none comes a third time."""
    for claim, marks in _marks(evidence):
        may_duplicate = any(entry.may_duplicate for entry in evidence.entries.get(claim, ()))
        if sorted(marks) not in ([False], [True], [False, True]) or (True in marks and not may_duplicate):
            yield f"{claim} came {len(marks)} times; marked: {marks}; may be a duplicate: {may_duplicate}"


def _marks(evidence: Evidence) -> Iterator[tuple[Claim, list[bool]]]:
    """Whether each message that was taken says that it may come again."""
    for claim, accepted in evidence.accepted.items():
        yield claim, [message.text.startswith(MARK.text) for message in accepted]
