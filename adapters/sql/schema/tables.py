"""The tables of truth, its read models and the inbox. Migrations make them; a test holds both equal."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)

from adapters.sql.schema.columns import BigId, EnumText, ForgivingUuid, UtcDateTime
from adapters.sql.schema.metadata import metadata
from application.ports.troubles import Trouble
from domain.plan.plan import StepStatus
from domain.reminders.reminder import ReminderStatus

# The log. AUTOINCREMENT: else SQLite would give a deleted newest event's id to another one.
stored_events = Table(
    "stored_events",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("originator_id", ForgivingUuid, nullable=False),
    Column("originator_version", Integer, nullable=False),
    Column("topic", Text, nullable=False),
    Column("state", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    UniqueConstraint("originator_id", "originator_version"),
    CheckConstraint("id > 0", name="positions_begin_at_1"),
    sqlite_autoincrement=True,
)

# Where the log ends: one row, locked by an append.
log_head = Table(
    "log_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("position", BigInteger, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)

# Each lead's key; without it the personal data in the lead's events cannot be read any more.
lead_keys = Table(
    "lead_keys",
    metadata,
    Column("lead_id", Uuid, primary_key=True),
    Column("key", LargeBinary, nullable=False),
    Column("wrapped_by", String(16), nullable=False),
)

# The state of a long history as of a version: dropped at will, and with the lead's key.
snapshots = Table(
    "snapshots",
    metadata,
    Column("originator_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("fold", Integer, nullable=False),
    Column("state", LargeBinary, nullable=False),
)

# The read models: dropped and rebuilt at will.
lead_list = Table(
    "lead_list",
    metadata,
    Column("lead_id", Uuid, primary_key=True),
    Column("bot_id", BigInteger, nullable=False),
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
    Index(None, "bot_id", "owner_id"),
)

scheduled_reminders = Table(
    "scheduled_reminders",
    metadata,
    Column("reminder_id", String(80), primary_key=True),
    Column("lead_id", Uuid, nullable=False),
    Column("bot_id", BigInteger, nullable=False),
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
    Index(None, "bot_id", "status", "due_at"),
    Index(None, "lead_id"),
)

accounts = Table(
    "accounts",
    metadata,
    Column("account_id", Uuid, primary_key=True),
    Column("bot_id", BigInteger, nullable=False),
    Column("owner_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("zone", Text, nullable=False),
    Column("zone_confirmed_at", UtcDateTime),
    Column("send_time", String(5), nullable=False),
    Column("quiet_hours", String(11), nullable=False),
    Column("working_days", String(30), nullable=False),
    Column("holiday_country", String(10), nullable=False),
    Column("language", String(10), nullable=False),
    Column("follow_ups", Boolean, nullable=False),
    Column("paused_until", String(10), nullable=False),
    Column("unreachable_since", UtcDateTime),
    Column("admitted_at", UtcDateTime),
    Column("blocked_since", UtcDateTime),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("bot_id", "owner_id", name="uq_accounts_bot_id_owner_id"),  # named, else its versions are "None"
    Index(None, "bot_id", "chat_id"),
)

quiet_leads = Table(
    "quiet_leads",
    metadata,
    Column("lead_id", Uuid, primary_key=True),
    Column("bot_id", BigInteger, nullable=False),
    Column("owner_id", BigInteger, nullable=False),
    Column("quiet_since", UtcDateTime, nullable=False),
    Column("not_before", UtcDateTime, nullable=False),
    Index(None, "bot_id", "not_before"),
)

owner_statistics = Table(
    "owner_statistics",
    metadata,
    Column("reminder_id", String(80), primary_key=True),
    Column("lead_id", Uuid, nullable=False),
    Column("bot_id", BigInteger, nullable=False),
    Column("owner_id", BigInteger, nullable=False),
    Column("playbook", Text, nullable=False),
    Column("status", EnumText(StepStatus), nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("has_reply", Boolean, nullable=False),
    Index(None, "lead_id"),
    Index(None, "bot_id", "owner_id"),
)

projection_positions = Table(
    "projection_positions",
    metadata,
    Column("projection", String(80), primary_key=True),
    Column("position", BigInteger, nullable=False),
)

# How far the shadow tables are.
shadow_tables = Table(
    "shadow_tables",
    metadata,
    Column("projection", String(80), primary_key=True),
    Column("fold", String(64), nullable=False),
    Column("until", BigInteger, nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("after", Uuid),
    Column("position", BigInteger, nullable=False),
)

# The inbox.
inbox = Table(
    "inbox",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("bot_id", BigInteger, nullable=False),
    Column("update_id", BigInteger, nullable=False),
    Column("identity", String(64), nullable=False),
    Column("chat_id", BigInteger),
    Column("person_id", BigInteger),
    Column("is_press", Boolean, nullable=False),
    Column("part_of", String(160), nullable=False, server_default=text("''")),
    Column("payload", Text, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("handled_at", UtcDateTime),
    Column("problem", Text, nullable=False, server_default=text("''")),
    # On PostgreSQL as well, by the migration; naming it here would load that dialect for each command.
    Index("ix_inbox_unhandled", "bot_id", "id", sqlite_where=text("handled_at IS NULL")),
    UniqueConstraint("bot_id", "update_id", "identity"),
    Index(None, "bot_id", "identity"),
    sqlite_autoincrement=True,
)

# What is wrong for now and other processes must see; ``bot_id`` is 0 for what concerns a program as a whole.
standing_troubles = Table(
    "standing_troubles",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("trouble", EnumText(Trouble), primary_key=True),
    Column("reason", Text, nullable=False),
    Column("since", UtcDateTime, nullable=False),
)

# Questions of the bot that wait for an answer in words.
open_questions = Table(
    "open_questions",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("question", Text, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
)

processed_commands = Table(
    "processed_commands",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("command_id", String(200), primary_key=True),
    Column("processed_at", UtcDateTime, nullable=False),
)
