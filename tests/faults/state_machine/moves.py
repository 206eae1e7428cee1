"""The moves of an entry from state to state that each actor may make."""

from enum import Enum, auto

from application.delivery.entry import DeliveryPolicy, Entry, EntryState
from application.delivery.outcome import (
    ChatMoved,
    ChatUnreachable,
    Misconfigured,
    NotSent,
    Outcome,
    Rejected,
    Sent,
    Throttled,
    Unconfirmed,
    Withheld,
)

QUEUED, SENDING, SENT, DEAD, UNCONFIRMED, EXPIRED, WITHDRAWN = EntryState

Move = tuple[EntryState, EntryState]


class Who(Enum):
    """The actor of a step. ``NONE`` for time, crashes and rebuilds, which leave the outbox as it is."""

    NONE = auto()
    OWNER = auto()
    LEASE = auto()
    SETTLE = auto()
    EXPIRY = auto()
    BUTTON = auto()
    OPERATOR = auto()


SETTLED: set[Move] = {(SENDING, state) for state in (SENT, QUEUED, DEAD, UNCONFIRMED, WITHDRAWN)}

MOVES: dict[Who, set[Move]] = {
    Who.NONE: set(),
    Who.OWNER: {(QUEUED, WITHDRAWN)},
    Who.LEASE: {(QUEUED, SENDING)},
    Who.SETTLE: SETTLED | {(UNCONFIRMED, SENT)},
    Who.EXPIRY: {(QUEUED, EXPIRED)},
    Who.BUTTON: {(state, SENT) for state in (SENDING, UNCONFIRMED, QUEUED, EXPIRED)},
    Who.OPERATOR: {
        *((state, QUEUED) for state in (DEAD, EXPIRED, UNCONFIRMED)),
        *((UNCONFIRMED, state) for state in (SENT, DEAD, WITHDRAWN)),
        (QUEUED, WITHDRAWN),
    },
}


def may_become(before: Entry, token: str | None, outcome: Outcome, policy: DeliveryPolicy) -> set[EntryState]:
    """Return the possible states of an entry once the attempt ``token`` is settled with ``outcome``."""
    if before.token != token or before.state not in (SENDING, UNCONFIRMED):
        return {before.state}
    if before.state is UNCONFIRMED:
        return {SENT} if isinstance(outcome, Sent) else {UNCONFIRMED}
    match outcome:
        case Sent():
            return {SENT}
        case Rejected() | ChatUnreachable():
            return {DEAD}
        case NotSent() | Withheld() | Throttled() | Misconfigured():
            return {QUEUED, WITHDRAWN}
        case ChatMoved():
            return {QUEUED, WITHDRAWN, DEAD}
        case Unconfirmed():
            is_last = policy is DeliveryPolicy.QUARANTINE or before.may_duplicate
            return {UNCONFIRMED} if is_last else {QUEUED, WITHDRAWN}
