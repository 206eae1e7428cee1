"""The tables of delivery. None of them is a projection: what was sent cannot be computed from the log."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)

from adapters.sql.bot_scope import HAS_ROWS_OF_ALL
from adapters.sql.schema.columns import BigId, EnumText, UtcDateTime
from adapters.sql.schema.metadata import metadata
from application.delivery.attempt import Verdict
from application.delivery.entry import EntryKind, EntryState
from application.delivery.pause import PauseCause

# The unique key is for all time.
outbox = Table(
    "outbox",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("bot_id", BigInteger, nullable=False),
    Column("kind", EnumText(EntryKind), nullable=False),
    Column("priority", Integer, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("lead_id", Uuid),
    Column("reminder_id", String(80)),
    Column("generation", Integer),
    Column("edits", BigInteger),
    Column("due_at", UtcDateTime),
    Column("expires_at", UtcDateTime),
    Column("message", JSON, nullable=False),
    Column("state", EnumText(EntryState), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("not_before", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("token", String(40)),
    Column("leased_at", UtcDateTime),
    Column("lease_until", UtcDateTime),
    Column("edits_message_id", BigInteger),
    Column("message_id", BigInteger),
    Column("settled_at", UtcDateTime),
    Column("reason", Text, nullable=False, server_default=text("''")),
    Column("may_duplicate", Boolean, nullable=False, server_default=text("false")),
    Column("pruned_at", UtcDateTime),
    UniqueConstraint("reminder_id", "generation"),
    CheckConstraint(
        "(kind = 'reminder') = (reminder_id IS NOT NULL AND generation IS NOT NULL)", name="reminder_is_named"
    ),
    Index(None, "bot_id", "state", "chat_id", "priority", "id"),
    Index(None, "bot_id", "state", "priority", "id"),
    Index(None, "lead_id"),
    sqlite_autoincrement=True,
)

# What all relays of one bot share, and what later commands read; a pause of bot 0 is for all bots.
relay_pauses = Table(
    "relay_pauses",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("cause", EnumText(PauseCause), primary_key=True),
    Column("since", UtcDateTime, nullable=False),
    Column("until", UtcDateTime),
    Column("reason", Text, nullable=False),
    Column("by", String(80), nullable=False),
    info={HAS_ROWS_OF_ALL: True},
)

relay_bucket = Table(
    "relay_bucket",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("next_free_at", UtcDateTime),
    Column("high_water_mark", BigInteger, nullable=False, server_default=text("0")),
)

chat_states = Table(
    "chat_states",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("free_at", UtcDateTime),
    Column("set_at", UtcDateTime),
    Column("unreachable_since", UtcDateTime),
    Column("reason", Text, nullable=False, server_default=text("''")),
    Column("moved_to", BigInteger),
)

delivery_attempts = Table(
    "delivery_attempts",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("bot_id", BigInteger, nullable=False),
    Column("entry_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("number", Integer, nullable=False),
    Column("token", String(40), nullable=False),
    Column("leased_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime, nullable=False),
    Column("verdict", EnumText(Verdict), nullable=False),
    Column("counted", Boolean, nullable=False),
    Column("reason", Text, nullable=False, server_default=text("''")),
    Index(None, "entry_id"),
    Index(None, "bot_id", "chat_id", "verdict"),
    Index(None, "bot_id", "verdict"),
    sqlite_autoincrement=True,
)

operator_actions = Table(
    "operator_actions",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", String(80), nullable=False),
    Column("command", String(80), nullable=False),
    Column("reason", Text, nullable=False),
    Column("entry_id", BigInteger),
    Column("details", Text, nullable=False, server_default=text("''")),
    Index(None, "entry_id"),
    sqlite_autoincrement=True,
)

# Words about erased leads in messages that are in flight.
residual_data = Table(
    "residual_data",
    metadata,
    Column("lead_id", Uuid, primary_key=True),
    Column("bot_id", BigInteger, nullable=False),
    Column("chat_ids", JSON, nullable=False),
    Column("until", UtcDateTime, nullable=False),
)

installation = Table(
    "installation",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("identity", Text, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)
