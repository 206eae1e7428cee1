"""Updates, processed commands, and questions that wait for their answer."""

import sqlalchemy as sa
from alembic import op

INSTANT = sa.DateTime(timezone=True)


def create() -> None:
    _inbox()
    _open_questions()
    _processed_commands()


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("bot_id", sa.BigInteger(), autoincrement=False, primary_key=True),
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, primary_key=True),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("handled_at", INSTANT, nullable=True),
        sa.Column("problem", sa.Text(), server_default=sa.text("''"), nullable=False),
    )
    unhandled = sa.text("handled_at IS NULL")
    op.create_index("ix_inbox_unhandled", "inbox", ["update_id"], sqlite_where=unhandled, postgresql_where=unhandled)


def _open_questions() -> None:
    op.create_table(
        "open_questions",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, primary_key=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
    )


def _processed_commands() -> None:
    op.create_table(
        "processed_commands",
        sa.Column("command_id", sa.String(length=200), primary_key=True),
        sa.Column("processed_at", INSTANT, nullable=False),
    )
