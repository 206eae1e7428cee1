"""Outbox entries for tests."""

from datetime import datetime
from uuid import UUID

from application.delivery.entry import EntryKind, NewEntry
from application.delivery.message import Button, Message, Span, Style, say
from tests.support.leads import CHAT_ID, LEAD_ID, step_of

RICH = Message(
    (Span("🔔 _Ada_ *[", Style.BOLD), Span("\n\nplain"), Span("code", Style.CODE)),
    ((Button("✅ Done", "done:1"), Button("⏭ Skip", "skip:1")), (Button("📋 View Lead", "lead:1"),)),
)


def an_answer(chat_id: int = CHAT_ID, text: str = "Hello") -> NewEntry:
    return NewEntry(EntryKind.ANSWER, chat_id, say(text))


def a_notice(chat_id: int = CHAT_ID) -> NewEntry:
    return NewEntry(EntryKind.NOTICE, chat_id, say("Some reminders are overdue"))


def a_card(lead_id: UUID = LEAD_ID, *, edits: int | None = None, chat_id: int = CHAT_ID) -> NewEntry:
    return NewEntry(EntryKind.CARD, chat_id, say("The card"), lead_id=lead_id, edits=edits)


def a_reminder(
    step_id: int = 1,
    *,
    generation: int = 1,
    lead_id: UUID = LEAD_ID,
    chat_id: int = CHAT_ID,
    due_at: datetime | None = None,
    expires_at: datetime | None = None,
) -> NewEntry:
    return NewEntry(
        EntryKind.REMINDER,
        chat_id,
        RICH,
        lead_id=lead_id,
        reminder_id=step_of(lead_id, step_id),
        generation=generation,
        due_at=due_at,
        expires_at=expires_at,
    )
