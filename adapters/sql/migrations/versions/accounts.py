"""Accounts of owners, leads that have gone quiet, and questions that the bot has asked."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """The read models are computed from the log when the program next starts."""
    _accounts()
    _quiet_leads()
    _open_questions()


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("account_id", sa.Uuid(), nullable=False),
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
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name="pk_accounts"),
        sa.UniqueConstraint("owner_id", name="uq_accounts_owner_id"),
    )
    op.create_index("ix_accounts_chat_id", "accounts", ["chat_id"], unique=False)


def _quiet_leads() -> None:
    op.create_table(
        "quiet_leads",
        sa.Column("lead_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("quiet_since", INSTANT, nullable=False),
        sa.Column("not_before", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("lead_id", name="pk_quiet_leads"),
    )
    op.create_index("ix_quiet_leads_not_before", "quiet_leads", ["not_before"], unique=False)


def _open_questions() -> None:
    op.create_table(
        "open_questions",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name="pk_open_questions"),
    )
