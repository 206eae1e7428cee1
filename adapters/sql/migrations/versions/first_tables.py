"""The first tables: log, read models, outbox, inbox."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _stored_events()
    _lead_list()
    _scheduled_reminders()
    _projection_positions()
    _outbox()
    _relay_gate()
    _inbox()
    _processed_commands()


def _stored_events() -> None:
    op.create_table(
        "stored_events",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("originator_id", sa.Uuid(), nullable=False),
        sa.Column("originator_version", sa.Integer(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stored_events"),
        sa.UniqueConstraint(
            "originator_id", "originator_version", name="uq_stored_events_originator_id_originator_version"
        ),
        sqlite_autoincrement=True,
    )


def _lead_list() -> None:
    op.create_table(
        "lead_list",
        sa.Column("lead_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("company", sa.Text(), nullable=False),
        sa.Column("steps_total", sa.Integer(), nullable=True),
        sa.Column("steps_done", sa.Integer(), nullable=False),
        sa.Column("captured_at", INSTANT, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("deleted_at", INSTANT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("lead_id", name="pk_lead_list"),
    )
    op.create_index("ix_lead_list_owner_id", "lead_list", ["owner_id"], unique=False)


def _scheduled_reminders() -> None:
    op.create_table(
        "scheduled_reminders",
        sa.Column("reminder_id", sa.String(length=80), nullable=False),
        sa.Column("lead_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("reminder_count", sa.Integer(), nullable=False),
        sa.Column("snooze_count", sa.Integer(), nullable=False),
        sa.Column("last_reminded_at", INSTANT, nullable=True),
        sa.Column("draft_text", sa.Text(), nullable=False),
        sa.Column("completed_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("reminder_id", name="pk_scheduled_reminders"),
    )
    op.create_index("ix_scheduled_reminders_lead_id", "scheduled_reminders", ["lead_id"], unique=False)
    op.create_index("ix_scheduled_reminders_status_due_at", "scheduled_reminders", ["status", "due_at"], unique=False)


def _projection_positions() -> None:
    op.create_table(
        "projection_positions",
        sa.Column("projection", sa.String(length=80), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("projection", name="pk_projection_positions"),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("lead_id", sa.Uuid(), nullable=True),
        sa.Column("reminder_id", sa.String(length=80), nullable=True),
        sa.Column("generation", sa.Integer(), nullable=True),
        sa.Column("edits", sa.BigInteger(), nullable=True),
        sa.Column("message", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("not_before", INSTANT, nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("token", sa.String(length=40), nullable=True),
        sa.Column("lease_until", INSTANT, nullable=True),
        sa.Column("edits_message_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("settled_at", INSTANT, nullable=True),
        sa.Column("reason", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("may_duplicate", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.CheckConstraint(
            "(kind = 'reminder') = (reminder_id IS NOT NULL AND generation IS NOT NULL)",
            name="ck_outbox_reminder_is_named",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("reminder_id", "generation", name="uq_outbox_reminder_id_generation"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_lead_id", "outbox", ["lead_id"], unique=False)
    op.create_index("ix_outbox_state_chat_id", "outbox", ["state", "chat_id"], unique=False)


def _relay_gate() -> None:
    op.create_table(
        "rate_limiter",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("paused_until", INSTANT, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("id = 1", name="ck_relay_gate_one_row"),
        sa.PrimaryKeyConstraint("id", name="pk_relay_gate"),
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("bot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("handled_at", INSTANT, nullable=True),
        sa.Column("problem", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "update_id", name="pk_inbox"),
    )
    op.create_index(
        "ix_inbox_unhandled",
        "inbox",
        ["update_id"],
        unique=False,
        sqlite_where=sa.text("handled_at IS NULL"),
        postgresql_where=sa.text("handled_at IS NULL"),
    )


def _processed_commands() -> None:
    op.create_table(
        "processed_commands",
        sa.Column("command_id", sa.String(length=200), nullable=False),
        sa.Column("processed_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("command_id", name="pk_processed_commands"),
    )
