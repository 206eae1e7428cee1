"""How the states of leads and accounts are written into snapshots, which may be dropped: no format for all time."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from domain.account.state import AccountState
from domain.lead.state import AddedNote, LeadState
from domain.reminders.follow_ups import FollowUps
from domain.reminders.reminder import Reminder, ReminderStatus
from domain.reminders.schedule import ReminderSchedule

Json = Mapping[str, Any]


def encode_lead(state: LeadState) -> Json:
    written = _fields_of(state)
    written["plans"] = list(state.plans)
    written["corrected"] = sorted(state.corrected)
    written["added_notes"] = [{"number": one.number, "note": one.text, "at": one.at} for one in state.added_notes]
    written["replies"] = list(state.replies.items())
    written["schedule"] = [_encode_reminder(one) for one in state.schedule]
    written["follow_ups"] = _fields_of(state.follow_ups)
    return written


def decode_lead(data: Json) -> LeadState:
    """Raise ``TypeError``, ``ValueError`` or ``LookupError`` for the state of another program."""
    reminders = [_decode_reminder(one) for one in data["schedule"]]
    read = {
        "plans": tuple(data["plans"]),
        "corrected": frozenset(data["corrected"]),
        "added_notes": tuple(AddedNote(one["number"], one["note"], one["at"]) for one in data["added_notes"]),
        "replies": dict(data["replies"]),
        "schedule": ReminderSchedule({one.id: one for one in reminders}),
        "follow_ups": FollowUps(**data["follow_ups"]),
    }
    return LeadState(**{**data, **read})


def encode_account(state: AccountState) -> Json:
    return _fields_of(state)


def decode_account(data: Json) -> AccountState:
    """As ``decode_lead``."""
    return AccountState(**data)


def _encode_reminder(reminder: Reminder) -> Json:
    together = reminder.batched_with
    return {
        **_fields_of(reminder),
        "status": reminder.status.value,
        "batched_with": list(together) if together else None,
    }


def _decode_reminder(data: Json) -> Reminder:
    together = data["batched_with"]
    read = {"status": ReminderStatus(data["status"]), "batched_with": tuple(together) if together else None}
    return Reminder(**{**data, **read})


def _fields_of(value: LeadState | AccountState | FollowUps | Reminder) -> dict[str, Any]:
    return {one.name: getattr(value, one.name) for one in fields(value)}
