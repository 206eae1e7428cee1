"""The end of a reminder whose worker is killed and followed by another: the crash table of docs/explanation."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from application.delivery.entry import DeliveryPolicy, EntryState
from tests.faults.bot_api import faults
from tests.faults.bot_api.faults import Fault
from tests.faults.points import AT_THE_SERVER, Point

QUARANTINE, RESEND = DeliveryPolicy.QUARANTINE, DeliveryPolicy.RESEND


@dataclass(frozen=True, slots=True)
class Ending:
    """``accepted`` is how often Telegram took the message, by its own count; ``marked`` how many of those said
    that they may come again; ``events`` are those of the lead's history about its reminder."""

    accepted: int
    state: EntryState
    events: tuple[str, ...]
    may_duplicate: bool = False
    marked: int = 0


CLAIMED = "ReminderClaimed"
SENT = Ending(1, EntryState.SENT, (CLAIMED, "ReminderSent"))
DEAD = Ending(0, EntryState.DEAD, (CLAIMED, "ReminderFailed"))
WAITS = Ending(0, EntryState.QUEUED, (CLAIMED,))
"""The relay pauses for a minute; a person is to mend the configuration."""


def unknown(taken: int) -> Mapping[DeliveryPolicy, Ending]:
    """Return the end of an attempt without a recorded result, when Telegram took the message so many times."""
    return {
        QUARANTINE: Ending(taken, EntryState.UNCONFIRMED, (CLAIMED, "ReminderUnconfirmed")),
        RESEND: Ending(taken + 1, EntryState.SENT, (CLAIMED, "ReminderSent"), may_duplicate=True, marked=1),
    }


def known(ending: Ending) -> Mapping[DeliveryPolicy, Ending]:
    return {QUARANTINE: ending, RESEND: ending}


@dataclass(frozen=True, slots=True, eq=False)
class Send:
    """One way for the first call to go; later calls go well. ``fault`` is None for a refused connection.

    ``taken`` is how often Telegram took the message at that call, ``ending`` the end when no worker dies.
    """

    name: str
    fault: Fault | None
    taken: int
    ending: Mapping[DeliveryPolicy, Ending]


HEALTHY = Send("healthy", faults.ok(), 1, known(SENT))
FAULTY = (
    Send("connection refused", None, 0, known(SENT)),
    Send("429", faults.too_many_requests(1), 0, known(SENT)),
    Send("400", faults.bad_request(), 0, known(DEAD)),
    Send("403", faults.forbidden(), 0, known(DEAD)),
    Send("401", faults.unauthorized(), 0, known(WAITS)),
    Send("closed, not taken", faults.close_before(), 0, unknown(0)),
    Send("closed, taken", faults.close_after(), 1, unknown(1)),
    Send("silence, not taken", faults.silence_before(), 0, unknown(0)),
    Send("silence, taken", faults.silence_after(), 1, unknown(1)),
    Send("500, not taken", faults.internal_error(), 0, unknown(0)),
    Send("500, taken", faults.internal_error(accepts=True), 1, unknown(1)),
)


def expected(point: Point, send: Send, policy: DeliveryPolicy) -> Ending:
    match point:
        case Point.BEFORE_CLAIM | Point.AFTER_CLAIM | Point.BEFORE_LEASE:
            return send.ending[policy]  # no call was made: it is the next worker's, with the same fault
        case Point.AFTER_LEASE | Point.BEFORE_CALL:
            return unknown(0)[QUARANTINE] if policy is QUARANTINE else repeated(send)
        case Point.WRITTEN | Point.DECIDED | Point.ANSWERED | Point.BEFORE_SETTLE:
            return unknown(send.taken)[policy]
        case Point.AFTER_SETTLE:
            return send.ending[policy]  # nothing is forgotten


def repeated(send: Send) -> Ending:
    """No call was made, which is not known: so the repeat meets the fault, and is not repeated."""
    ending = send.ending[QUARANTINE]
    return replace(ending, may_duplicate=True, marked=ending.accepted)


def can_happen(point: Point, send: Send) -> bool:
    """A refused connection never comes to the server."""
    return send.fault is not None or point not in AT_THE_SERVER
