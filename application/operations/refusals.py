"""Which commands an operator may use on an entry, and the refusals of all others.

ActionRefused
├── EntryIsBeingSent        its attempt is in flight, with an outcome still to come
├── StateUnfit              the command is not for this state; says for which it is, and what would fit
├── DuplicateNotAccepted    it may arrive twice, and the operator has not accepted that
├── MessageForgotten        its text was pruned
├── CardIsOld               its lead has changed since, and the card with it
└── MessageUnwanted         the lead refuses: the message is no longer wanted
"""

from datetime import datetime

from application.delivery.entry import Entry, EntryKind, EntryState
from application.errors import ApplicationError
from domain.lead.lead import Lead

OVER = (EntryState.DEAD, EntryState.EXPIRED)
HINTS = {
    EntryState.QUEUED: "it waits for the relay (`leadbell relay status`); `outbox discard` keeps it from being sent",
    EntryState.SENT: "it has arrived",
    EntryState.DEAD: "`outbox retry` queues it again",
    EntryState.EXPIRED: "`outbox retry` queues it again",
    EntryState.UNCONFIRMED: "it may have arrived: `outbox resolve` when you know, "
    "`outbox resend` sends it once more, `outbox discard` gives it up",
    EntryState.WITHDRAWN: "it is no longer wanted",
}


class ActionRefused(ApplicationError):
    """Nothing was written; ``str`` says what would fit."""

    problem = ""

    def __init__(self, entry_id: int, problem: str = "") -> None:
        super().__init__(f"outbox entry {entry_id} {problem or self.problem}")
        self.entry_id = entry_id


class EntryIsBeingSent(ActionRefused):
    def __init__(self, entry_id: int, *, until: datetime | None, is_over: bool) -> None:
        moment = f"{until:%Y-%m-%d %H:%M:%S} UTC" if until else "a moment"
        then = f"its lease was over at {moment}: a running Leadbell settles it, try again after that"
        super().__init__(
            entry_id, f"is being sent: {then if is_over else f'try again after {moment}, when its lease is over'}"
        )
        self.until = until


class StateUnfit(ActionRefused):
    def __init__(self, entry: Entry, *, command: str, fits: str, hint: str = "") -> None:
        hint = hint or HINTS.get(entry.state, "")
        super().__init__(entry.id, f"is {entry.state}, and `outbox {command}` is for {fits}: {hint}")
        self.state = entry.state


class DuplicateNotAccepted(ActionRefused):
    problem = (
        "may have arrived already, and Telegram cannot be asked: sent once more it may come twice, "
        "marked as a repeat. Say --accept-duplicate if that is better than not at all"
    )


class MessageForgotten(ActionRefused):
    problem = "has no text any more: it was pruned, so there is nothing to send"


class CardIsOld(ActionRefused):
    problem = "is a card, and its lead has changed since: its owner gets the present one with /leads"


class MessageUnwanted(ActionRefused):
    def __init__(self, entry_id: int, why: str) -> None:
        super().__init__(entry_id, f"is no longer wanted, and is not sent again: {why}")


def refuse_while_sending(entry: Entry, now: datetime) -> None:
    if entry.state is EntryState.SENDING:
        is_over = entry.lease_until is not None and entry.lease_until <= now
        raise EntryIsBeingSent(entry.id, until=entry.lease_until, is_over=is_over)


def refuse_retry(entry: Entry, now: datetime) -> None:
    """A message that surely never arrived may be sent; of a repeat only the last attempt is known to have failed."""
    fits = "those that surely never arrived (dead, expired), and for queued ones that wait for their time"
    if entry.state in OVER and entry.may_duplicate:
        hint = "an earlier attempt may have arrived: `outbox resend` sends it once more"
        raise StateUnfit(entry, command="retry", fits=fits, hint=hint)
    waits = entry.state is EntryState.QUEUED and entry.not_before > now
    if not waits and entry.state not in OVER:
        raise StateUnfit(entry, command="retry", fits=fits)
    _refuse_without_text(entry)


def refuse_resend(entry: Entry, *, accept_duplicate: bool) -> None:
    may_have_arrived = entry.state is EntryState.UNCONFIRMED or (entry.state in OVER and entry.may_duplicate)
    if not may_have_arrived:
        raise StateUnfit(entry, command="resend", fits="those that may have arrived (unconfirmed)")
    if not accept_duplicate:
        raise DuplicateNotAccepted(entry.id)
    _refuse_without_text(entry)


def refuse_resolve(entry: Entry) -> None:
    if entry.state is not EntryState.UNCONFIRMED:
        raise StateUnfit(entry, command="resolve", fits="those that may have arrived (unconfirmed)")


def refuse_discard(entry: Entry) -> None:
    if entry.state not in (EntryState.QUEUED, EntryState.UNCONFIRMED):
        raise StateUnfit(entry, command="discard", fits="those that are still open (queued, unconfirmed)")


def refuse_old_card(entry: Entry, lead: Lead) -> None:
    """Its text was frozen when it was queued; sent now it would contradict newer cards."""
    if entry.content.kind is EntryKind.CARD and lead.state.changed_at > entry.created_at:
        raise CardIsOld(entry.id)


def _refuse_without_text(entry: Entry) -> None:
    if not entry.content.message.spans:
        raise MessageForgotten(entry.id)
