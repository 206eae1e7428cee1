"""The invariants: they hold after every step."""

from collections import Counter
from collections.abc import Sequence

from application.delivery.attempt import Verdict
from application.delivery.entry import Entry, EntryKind, EntryState
from application.delivery.message import Message
from domain.lead.events import ReminderClaimed
from domain.lead.state import LeadState
from domain.reminders.reminder import Reminder, ReminderStatus
from tests.faults.state_machine.ledger import Ledger
from tests.faults.state_machine.moves import MOVES, Who
from tests.faults.state_machine.snapshot import Snapshot

AGREEING = {
    ReminderStatus.CLAIMED: {EntryState.QUEUED, EntryState.SENDING},
    ReminderStatus.SENT: {EntryState.SENT},
    ReminderStatus.FAILED: {EntryState.DEAD, EntryState.WITHDRAWN},
    ReminderStatus.UNCONFIRMED: {EntryState.UNCONFIRMED},
    ReminderStatus.EXPIRED: {EntryState.EXPIRED},
}
"""The status of a reminder, and the states of its present entry that agree with it."""

UNCOUNTED = (Verdict.THROTTLED, Verdict.MISCONFIGURED, Verdict.WITHHELD)
"""Verdicts that count as no attempt."""


def each_generation_is_claimed_once_and_has_one_entry(now: Snapshot) -> None:
    claims = Counter((one.reminder_id, one.generation) for one in now.log if isinstance(one, ReminderClaimed))
    entries = Counter((one.content.reminder_id, one.content.generation) for one in _reminders(now))
    assert claims == entries
    assert set(claims.values()) <= {1}


def telegram_accepted_no_more_than_was_allowed(now: Snapshot, ledger: Ledger) -> None:
    for entry_id, account in list(ledger.accounts().items()):
        assert account.accepted <= ledger.allowed(entry_id)
        if account.accepted > 1 and not account.is_denied and entry_id in now.entries:
            assert now.entries[entry_id].may_duplicate


def each_sent_entry_was_accepted(now: Snapshot, ledger: Ledger) -> None:
    for entry in now.entries.values():
        if entry.state is EntryState.SENT:
            account = ledger.of(entry.id)
            assert account.accepted or account.is_vouched_for


def no_unwanted_entry_waits(now: Snapshot) -> None:
    """A deleted lead, a step that is over, a generation that was snoozed."""
    for entry in _reminders(now):
        if entry.state is EntryState.QUEUED:
            reminder = _present(now, entry)
            assert reminder is not None
            assert reminder.is_wanted


def leads_agree_with_entries(now: Snapshot) -> None:
    for entry in _reminders(now):
        reminder = _present(now, entry)
        if reminder is not None and reminder.status in AGREEING:
            assert entry.state in AGREEING[reminder.status]


def read_models_equal_the_fold(now: Snapshot) -> None:
    assert now.differing == []


def nothing_leaves_the_log(before: Snapshot, now: Snapshot) -> None:
    assert now.log[: len(before.log)] == before.log


def entries_move_as_the_state_machine_says(before: Snapshot, now: Snapshot, who: Who) -> None:
    """Of docs/explanation/state-machines.md."""
    for entry_id, old in before.entries.items():
        new = now.entries.get(entry_id)
        if new is None:
            assert old.content.kind is EntryKind.NOTICE, "a claim's entry is for all time"
        elif new.state is not old.state:
            assert (old.state, new.state) in MOVES[who]
    assert all(now.entries[entry_id].state is EntryState.QUEUED for entry_id in now.entries.keys() - before.entries)


def messages_are_frozen(before: Snapshot, now: Snapshot) -> None:
    for old, new in _pairs(before, now):
        assert new.content.message in (old.content.message, Message(()))
        assert new.may_duplicate >= old.may_duplicate, "once a repeat, always a repeat"


def attempts_are_never_rewritten(before: Snapshot, now: Snapshot) -> None:
    for old, new in _pairs(before, now):
        if not _is_pruned(new):
            assert list(now.attempts[old.id])[: len(before.attempts[old.id])] == list(before.attempts[old.id])


def an_entry_counts_its_attempts(now: Snapshot) -> None:
    for entry in now.entries.values():
        if not _is_pruned(entry):
            counted = [one for one in now.attempts[entry.id] if one.counted]
            uncounted = {one.token for one in counted if one.verdict in UNCOUNTED}
            tokens = {one.token for one in counted} - uncounted
            in_flight = {entry.token} if entry.state is EntryState.SENDING else set()
            assert entry.attempts == len(tokens | in_flight)


def one_message_is_in_flight_in_a_chat(now: Snapshot) -> None:
    in_flight = [one.content.chat_id for one in now.entries.values() if one.state is EntryState.SENDING]
    assert len(in_flight) == len(set(in_flight))


def _is_pruned(entry: Entry) -> bool:
    return entry.content.message == Message(())


def _reminders(now: Snapshot) -> Sequence[Entry]:
    return [entry for entry in now.entries.values() if entry.content.kind is EntryKind.REMINDER]


def _present(now: Snapshot, entry: Entry) -> Reminder | None:
    """The reminder this entry is about, unless it has moved on, or its lead is gone."""
    assert entry.content.lead_id is not None
    assert entry.content.reminder_id is not None
    state: LeadState = now.states[entry.content.lead_id]
    reminder = state.schedule.reminders[entry.content.reminder_id]
    is_present = not state.is_deleted and reminder.generation == entry.content.generation
    return reminder if is_present else None


def _pairs(before: Snapshot, now: Snapshot) -> Sequence[tuple[Entry, Entry]]:
    return [(old, now.entries[entry_id]) for entry_id, old in before.entries.items() if entry_id in now.entries]
