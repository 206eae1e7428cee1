"""The tables. A migration makes them; a test holds both equal."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)

from adapters.sql.columns import BigId, EnumText, UtcDateTime
from application.delivery import EntryKind, EntryState
from domain.reminder import ReminderStatus

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# The log. AUTOINCREMENT: else SQLite would give a deleted newest event's id to another one.
stored_events = Table(
    "stored_events",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("originator_id", Uuid, nullable=False),
    Column("originator_version", Integer, nullable=False),
    Column("topic", Text, nullable=False),
    Column("state", LargeBinary, nullable=False),
    UniqueConstraint("originator_id", "originator_version"),
    sqlite_autoincrement=True,
)

# The read models: dropped and rebuilt at will.
lead_list = Table(
    "lead_list",
    metadata,
    Column("lead_id", Uuid, primary_key=True),
    Column("owner_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("title", Text, nullable=False),
    Column("company", Text, nullable=False),
    Column("steps_total", Integer),
    Column("steps_done", Integer, nullable=False),
    Column("captured_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("deleted_at", UtcDateTime),
    Column("version", Integer, nullable=False),
    Index(None, "owner_id"),
)

scheduled_reminders = Table(
    "scheduled_reminders",
    metadata,
    Column("reminder_id", String(80), primary_key=True),
    Column("lead_id", Uuid, nullable=False),
    Column("owner_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("step_id", Integer, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("status", EnumText(ReminderStatus), nullable=False),
    Column("reminder_count", Integer, nullable=False),
    Column("snooze_count", Integer, nullable=False),
    Column("last_reminded_at", UtcDateTime),
    Column("draft_text", Text, nullable=False),
    Column("completed_at", UtcDateTime),
    Index(None, "status", "due_at"),
    Index(None, "lead_id"),
)

projection_positions = Table(
    "projection_positions",
    metadata,
    Column("projection", String(80), primary_key=True),
    Column("position", BigInteger, nullable=False),
)

# Delivery: no projection, never rebuilt. The unique key is for all time.
outbox = Table(
    "outbox",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("kind", EnumText(EntryKind), nullable=False),
    Column("priority", Integer, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("lead_id", Uuid),
    Column("reminder_id", String(80)),
    Column("generation", Integer),
    Column("edits", BigInteger),
    Column("message", JSON, nullable=False),
    Column("state", EnumText(EntryState), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("not_before", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("token", String(40)),
    Column("lease_until", UtcDateTime),
    Column("edits_message_id", BigInteger),
    Column("message_id", BigInteger),
    Column("settled_at", UtcDateTime),
    Column("reason", Text, nullable=False, server_default=text("''")),
    Column("may_duplicate", Boolean, nullable=False, server_default=text("false")),
    UniqueConstraint("reminder_id", "generation"),
    CheckConstraint(
        "(kind = 'reminder') = (reminder_id IS NOT NULL AND generation IS NOT NULL)", name="reminder_is_named"
    ),
    Index(None, "state", "chat_id"),
    Index(None, "lead_id"),
    sqlite_autoincrement=True,
)

relay_gate = Table(
    "relay_gate",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("paused_until", UtcDateTime, nullable=False),
    Column("reason", Text, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)

inbox = Table(
    "inbox",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat_id", BigInteger),
    Column("payload", Text, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("handled_at", UtcDateTime),
    Column("problem", Text, nullable=False, server_default=text("''")),
    Index(
        "ix_inbox_unhandled",
        "update_id",
        sqlite_where=text("handled_at IS NULL"),
        postgresql_where=text("handled_at IS NULL"),
    ),
)

processed_commands = Table(
    "processed_commands",
    metadata,
    Column("command_id", String(200), primary_key=True),
    Column("processed_at", UtcDateTime, nullable=False),
)
