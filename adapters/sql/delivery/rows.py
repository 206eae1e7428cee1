"""Outbox entries as rows, and back."""

from dataclasses import fields
from typing import Any

from sqlalchemy import Row

from application.delivery.entry import Entry, NewEntry
from application.delivery.message import Button, Message, Span, Style
from domain.reminders.reminder import ReminderId

DELIVERY_STATE = [field.name for field in fields(Entry) if field.name != "content"]


def new_row(entry: NewEntry) -> dict[str, Any]:
    return {
        "kind": entry.kind,
        "priority": int(entry.priority),
        "chat_id": entry.chat_id,
        "lead_id": entry.lead_id,
        "reminder_id": str(entry.reminder_id) if entry.reminder_id else None,
        "generation": entry.generation,
        "edits": entry.edits,
        "due_at": entry.due_at,
        "expires_at": entry.expires_at,
        "message": _message_data(entry.message),
    }


def read_entry(row: Row[Any]) -> Entry:
    content = NewEntry(
        kind=row.kind,
        chat_id=row.chat_id,
        message=_message(row.message),
        lead_id=row.lead_id,
        reminder_id=ReminderId.parse(row.reminder_id) if row.reminder_id else None,
        generation=row.generation,
        edits=row.edits,
        due_at=row.due_at,
        expires_at=row.expires_at,
    )
    return Entry(content=content, **{name: getattr(row, name) for name in DELIVERY_STATE})


def _message_data(message: Message) -> dict[str, Any]:
    return {
        "spans": [{"text": span.text, "style": span.style.value} for span in message.spans],
        "buttons": [[{"label": button.label, "data": button.data} for button in row] for row in message.buttons],
    }


def _message(data: dict[str, Any]) -> Message:
    return Message(
        spans=tuple(Span(span["text"], Style(span["style"])) for span in data["spans"]),
        buttons=tuple(tuple(Button(button["label"], button["data"]) for button in row) for row in data["buttons"]),
    )
