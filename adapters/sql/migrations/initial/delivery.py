"""The outbox and what relays share: attempts, pauses, pace, chats; the operators' trail."""

import sqlalchemy as sa
from alembic import op

INSTANT = sa.DateTime(timezone=True)
BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def create() -> None:
    _outbox()
    _delivery_attempts()
    _relay_pauses()
    _relay_bucket()
    _chat_states()
    _residual_data()
    _operator_actions()
    _installation()


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", BIG_ID, primary_key=True),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("lead_id", sa.Uuid(), nullable=True),
        sa.Column("reminder_id", sa.String(length=80), nullable=True),
        sa.Column("generation", sa.Integer(), nullable=True),
        sa.Column("edits", sa.BigInteger(), nullable=True),
        sa.Column("due_at", INSTANT, nullable=True),
        sa.Column("expires_at", INSTANT, nullable=True),
        sa.Column("message", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("not_before", INSTANT, nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("token", sa.String(length=40), nullable=True),
        sa.Column("leased_at", INSTANT, nullable=True),
        sa.Column("lease_until", INSTANT, nullable=True),
        sa.Column("edits_message_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("settled_at", INSTANT, nullable=True),
        sa.Column("reason", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("may_duplicate", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("pruned_at", INSTANT, nullable=True),
        sa.UniqueConstraint("reminder_id", "generation"),
        sa.CheckConstraint(
            "(kind = 'reminder') = (reminder_id IS NOT NULL AND generation IS NOT NULL)",
            name="reminder_is_named",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_lead_id", "outbox", ["lead_id"])
    in_turn = ["bot_id", "state", "chat_id", "priority", "id"]
    op.create_index("ix_outbox_bot_id_state_chat_id_priority_id", "outbox", in_turn)
    op.create_index("ix_outbox_bot_id_state_priority_id", "outbox", ["bot_id", "state", "priority", "id"])


def _delivery_attempts() -> None:
    op.create_table(
        "delivery_attempts",
        sa.Column("id", BIG_ID, primary_key=True),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("entry_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=40), nullable=False),
        sa.Column("leased_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), server_default=sa.text("''"), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_delivery_attempts_entry_id", "delivery_attempts", ["entry_id"])
    op.create_index("ix_delivery_attempts_bot_id_verdict", "delivery_attempts", ["bot_id", "verdict"])
    of_chat = ["bot_id", "chat_id", "verdict"]
    op.create_index("ix_delivery_attempts_bot_id_chat_id_verdict", "delivery_attempts", of_chat)


def _relay_pauses() -> None:
    op.create_table(
        "relay_pauses",
        sa.Column("bot_id", sa.BigInteger(), autoincrement=False, primary_key=True),
        sa.Column("cause", sa.String(length=20), primary_key=True),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("until", INSTANT, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
    )


def _relay_bucket() -> None:
    op.create_table(
        "relay_bucket",
        sa.Column("bot_id", sa.BigInteger(), autoincrement=False, primary_key=True),
        sa.Column("next_free_at", INSTANT, nullable=True),
        sa.Column("high_water_mark", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
    )


def _chat_states() -> None:
    op.create_table(
        "chat_states",
        sa.Column("bot_id", sa.BigInteger(), autoincrement=False, primary_key=True),
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, primary_key=True),
        sa.Column("free_at", INSTANT, nullable=True),
        sa.Column("set_at", INSTANT, nullable=True),
        sa.Column("unreachable_since", INSTANT, nullable=True),
        sa.Column("reason", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("moved_to", sa.BigInteger(), nullable=True),
    )


def _residual_data() -> None:
    op.create_table(
        "residual_data",
        sa.Column("lead_id", sa.Uuid(), primary_key=True),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_ids", sa.JSON(), nullable=False),
        sa.Column("until", INSTANT, nullable=False),
    )


def _operator_actions() -> None:
    op.create_table(
        "operator_actions",
        sa.Column("id", BIG_ID, primary_key=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("command", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("entry_id", sa.BigInteger(), nullable=True),
        sa.Column("details", sa.Text(), server_default=sa.text("''"), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_operator_actions_entry_id", "operator_actions", ["entry_id"])


def _installation() -> None:
    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), autoincrement=False, primary_key=True),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.CheckConstraint("id = 1", name="one_row"),
    )
