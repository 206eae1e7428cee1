"""Delivery for sceptics: attempts, pauses by cause, pace, states of chats, expiry, and what operators did."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    for column in ("due_at", "expires_at", "leased_at", "pruned_at"):
        op.add_column("outbox", sa.Column(column, INSTANT, nullable=True))
    _places_in_line()
    _relay_pauses()
    _relay_bucket()
    _chat_lanes()
    _delivery_attempts()
    _operator_actions()
    _installation()


def _places_in_line() -> None:
    """Whose turn it is, is looked up for each lease."""
    op.drop_index("ix_outbox_state_chat_id", table_name="outbox")
    line = ["state", "chat_id", "priority", "id"]
    op.create_index("ix_outbox_state_chat_id_priority_id", "outbox", line, unique=False)
    op.create_index("ix_outbox_state_priority_id", "outbox", ["state", "priority", "id"], unique=False)


def _relay_pauses() -> None:
    """A pause of the first version becomes one that Telegram asked for: that was what it mostly was. Nobody knows
    since when it was; it must have begun before it ends, or it would never be in force."""
    op.create_table(
        "relay_pauses",
        sa.Column("cause", sa.String(length=20), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("until", INSTANT, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("cause", name="pk_relay_pauses"),
    )
    op.execute(
        'INSERT INTO relay_pauses (cause, since, until, reason, "by") '
        "SELECT 'throttled', CURRENT_TIMESTAMP, paused_until, reason, 'relay' FROM rate_limiter"
    )
    op.drop_table("rate_limiter")


def _relay_bucket() -> None:
    op.create_table(
        "relay_bucket",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("next_free_at", INSTANT, nullable=True),
        sa.Column("high_water_mark", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint("id = 1", name="ck_relay_bucket_one_row"),
        sa.PrimaryKeyConstraint("id", name="pk_relay_bucket"),
    )
    op.execute("INSERT INTO relay_bucket (id) VALUES (1)")


def _chat_lanes() -> None:
    op.create_table(
        "chat_states",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("free_at", INSTANT, nullable=True),
        sa.Column("set_at", INSTANT, nullable=True),
        sa.Column("unreachable_since", INSTANT, nullable=True),
        sa.Column("reason", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("moved_to", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("chat_id", name="pk_chat_lanes"),
    )


def _delivery_attempts() -> None:
    op.create_table(
        "delivery_attempts",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("entry_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=40), nullable=False),
        sa.Column("leased_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_delivery_attempts"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_delivery_attempts_entry_id", "delivery_attempts", ["entry_id"], unique=False)
    op.create_index("ix_delivery_attempts_verdict", "delivery_attempts", ["verdict"], unique=False)
    op.create_index("ix_delivery_attempts_chat_id_verdict", "delivery_attempts", ["chat_id", "verdict"], unique=False)


def _operator_actions() -> None:
    op.create_table(
        "operator_actions",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("command", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("entry_id", sa.BigInteger(), nullable=True),
        sa.Column("details", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_operator_actions"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_operator_actions_entry_id", "operator_actions", ["entry_id"], unique=False)


def _installation() -> None:
    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.CheckConstraint("id = 1", name="ck_installation_one_row"),
        sa.PrimaryKeyConstraint("id", name="pk_installation"),
    )
