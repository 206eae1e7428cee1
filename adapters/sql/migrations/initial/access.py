"""Invitations, and what each person has used of their bounds."""

import sqlalchemy as sa
from alembic import op

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def create() -> None:
    op.create_table(
        "allowances",
        sa.Column("bot_id", sa.BigInteger(), autoincrement=False, primary_key=True),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, primary_key=True),
        sa.Column("bound", sa.String(length=20), primary_key=True),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("used", sa.BigInteger(), nullable=False),
        sa.Column("told_at", INSTANT, nullable=True),
    )
    op.create_table(
        "invitations",
        sa.Column("id", BIG_ID, primary_key=True),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False, unique=True),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("revoked_at", INSTANT, nullable=True),
        sqlite_autoincrement=True,
    )
