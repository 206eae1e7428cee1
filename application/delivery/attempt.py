"""What attempts to send came to: the evidence behind an entry's state, never changed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from application.delivery.entry import Entry
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


class Verdict(StrEnum):
    """``lease_over`` is said by a relay that has waited for the sender; ``proven`` by a pressed button."""

    SENT = "sent"
    NOT_SENT = "not_sent"
    WITHHELD = "withheld"
    THROTTLED = "throttled"
    REJECTED = "rejected"
    UNREACHABLE = "unreachable"
    MOVED = "moved"
    MISCONFIGURED = "misconfigured"
    UNCONFIRMED = "unconfirmed"
    LEASE_OVER = "lease_over"
    PROVEN = "proven"


ANSWERED = (Verdict.SENT, Verdict.REJECTED, Verdict.UNREACHABLE, Verdict.MOVED)
"""Verdicts that Telegram itself gave about a message."""

VERDICTS: dict[type[Outcome], Verdict] = {
    Sent: Verdict.SENT,
    NotSent: Verdict.NOT_SENT,
    Withheld: Verdict.WITHHELD,
    Throttled: Verdict.THROTTLED,
    Rejected: Verdict.REJECTED,
    ChatUnreachable: Verdict.UNREACHABLE,
    ChatMoved: Verdict.MOVED,
    Misconfigured: Verdict.MISCONFIGURED,
    Unconfirmed: Verdict.UNCONFIRMED,
}


@dataclass(frozen=True, slots=True)
class Attempt:
    """``counted`` is False when the verdict came too late to change the entry: the attempt had lost its lease.

    ``entry_id`` is 0 for a direct answer; ``number`` counts the entry's tries from 1; ``ended_at`` is when it settled.
    """

    entry_id: int
    chat_id: int
    number: int
    token: str
    leased_at: datetime
    ended_at: datetime
    verdict: Verdict
    counted: bool
    reason: str = ""


def attempt_of(entry: Entry, verdict: Verdict, *, ended_at: datetime, counted: bool, reason: str) -> Attempt:
    chat_id, token, leased_at = entry.content.chat_id, entry.token or "", entry.leased_at or ended_at
    return Attempt(entry.id, chat_id, entry.attempts, token, leased_at, ended_at, verdict, counted, reason)


def direct_attempt(chat_id: int, verdict: Verdict, *, at: datetime, reason: str) -> Attempt:
    return Attempt(0, chat_id, 1, "", leased_at=at, ended_at=at, verdict=verdict, counted=True, reason=reason)
