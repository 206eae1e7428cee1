"""Updates, processed commands, questions that wait for their answer, and standing troubles."""

import sqlalchemy as sa
from alembic import op

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def create() -> None:
    _inbox()
    _open_questions()
    _processed_commands()
    _standing_troubles()


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", BIG_ID, primary_key=True),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("identity", sa.String(length=64), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("is_press", sa.Boolean(), nullable=False),
        sa.Column("part_of", sa.String(length=160), server_default=sa.text("''"), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("handled_at", INSTANT, nullable=True),
        sa.Column("problem", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.UniqueConstraint("bot_id", "update_id", "identity"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_inbox_bot_id_identity", "inbox", ["bot_id", "identity"])
    unhandled = sa.text("handled_at IS NULL")
    columns = ["bot_id", "id"]
    op.create_index("ix_inbox_unhandled", "inbox", columns, sqlite_where=unhandled, postgresql_where=unhandled)


def _open_questions() -> None:
    op.create_table(
        "open_questions",
        sa.Column("bot_id", sa.BigInteger(), autoincrement=False, primary_key=True),
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, primary_key=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
    )


def _processed_commands() -> None:
    op.create_table(
        "processed_commands",
        sa.Column("bot_id", sa.BigInteger(), autoincrement=False, primary_key=True),
        sa.Column("command_id", sa.String(length=200), primary_key=True),
        sa.Column("processed_at", INSTANT, nullable=False),
    )


def _standing_troubles() -> None:
    op.create_table(
        "standing_troubles",
        sa.Column("bot_id", sa.BigInteger(), autoincrement=False, primary_key=True),
        sa.Column("trouble", sa.String(length=20), primary_key=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
    )
