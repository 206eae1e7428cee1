"""The read models, their positions, and their shadow tables."""

import sqlalchemy as sa
from alembic import op

INSTANT = sa.DateTime(timezone=True)


def create() -> None:
    _lead_list()
    _scheduled_reminders()
    _quiet_leads()
    _owner_statistics()
    _accounts()
    _projection_positions()
    _shadow_tables()


def _lead_list() -> None:
    op.create_table(
        "lead_list",
        sa.Column("lead_id", sa.Uuid(), primary_key=True),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
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
    )
    op.create_index("ix_lead_list_bot_id_owner_id", "lead_list", ["bot_id", "owner_id"])


def _scheduled_reminders() -> None:
    op.create_table(
        "scheduled_reminders",
        sa.Column("reminder_id", sa.String(length=80), primary_key=True),
        sa.Column("lead_id", sa.Uuid(), nullable=False),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
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
    )
    op.create_index("ix_scheduled_reminders_lead_id", "scheduled_reminders", ["lead_id"])
    due = ["bot_id", "status", "due_at"]
    op.create_index("ix_scheduled_reminders_bot_id_status_due_at", "scheduled_reminders", due)


def _quiet_leads() -> None:
    op.create_table(
        "quiet_leads",
        sa.Column("lead_id", sa.Uuid(), primary_key=True),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("quiet_since", INSTANT, nullable=False),
        sa.Column("not_before", INSTANT, nullable=False),
    )
    op.create_index("ix_quiet_leads_bot_id_not_before", "quiet_leads", ["bot_id", "not_before"])


def _owner_statistics() -> None:
    op.create_table(
        "owner_statistics",
        sa.Column("reminder_id", sa.String(length=80), primary_key=True),
        sa.Column("lead_id", sa.Uuid(), nullable=False),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("playbook", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("has_reply", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_owner_statistics_lead_id", "owner_statistics", ["lead_id"])
    op.create_index("ix_owner_statistics_bot_id_owner_id", "owner_statistics", ["bot_id", "owner_id"])


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("account_id", sa.Uuid(), primary_key=True),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("zone_confirmed_at", INSTANT, nullable=True),
        sa.Column("send_time", sa.String(length=5), nullable=False),
        sa.Column("quiet_hours", sa.String(length=11), nullable=False),
        sa.Column("working_days", sa.String(length=30), nullable=False),
        sa.Column("holiday_country", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("follow_ups", sa.Boolean(), nullable=False),
        sa.Column("paused_until", sa.String(length=10), nullable=False),
        sa.Column("unreachable_since", INSTANT, nullable=True),
        sa.Column("admitted_at", INSTANT, nullable=True),
        sa.Column("blocked_since", INSTANT, nullable=True),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("bot_id", "owner_id"),
    )
    op.create_index("ix_accounts_bot_id_chat_id", "accounts", ["bot_id", "chat_id"])


def _projection_positions() -> None:
    op.create_table(
        "projection_positions",
        sa.Column("projection", sa.String(length=80), primary_key=True),
        sa.Column("position", sa.BigInteger(), nullable=False),
    )


def _shadow_tables() -> None:
    op.create_table(
        "shadow_tables",
        sa.Column("projection", sa.String(length=80), primary_key=True),
        sa.Column("fold", sa.String(length=64), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("after", sa.Uuid(), nullable=True),
        sa.Column("position", sa.BigInteger(), nullable=False),
    )
