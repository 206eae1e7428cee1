"""The log of events, where it ends, the keys of its leads, and snapshots."""

import sqlalchemy as sa
from alembic import op

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DIGEST_OF_NOTHING = bytes(32)


def create() -> None:
    _stored_events()
    _log_head()
    _lead_keys()
    _snapshots()


def _stored_events() -> None:
    op.create_table(
        "stored_events",
        sa.Column("id", BIG_ID, primary_key=True),
        sa.Column("originator_id", sa.Uuid(), nullable=False),
        sa.Column("originator_version", sa.Integer(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("originator_id", "originator_version"),
        sa.CheckConstraint("id > 0", name="positions_begin_at_1"),
        sqlite_autoincrement=True,
    )


def _log_head() -> None:
    head = op.create_table(
        "log_head",
        sa.Column("id", sa.Integer(), autoincrement=False, primary_key=True),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("id = 1", name="one_row"),
    )
    op.bulk_insert(head, [{"id": 1, "position": 0, "digest": DIGEST_OF_NOTHING}])


def _lead_keys() -> None:
    op.create_table(
        "lead_keys",
        sa.Column("lead_id", sa.Uuid(), primary_key=True),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped_by", sa.String(length=16), nullable=False),
    )


def _snapshots() -> None:
    op.create_table(
        "snapshots",
        sa.Column("originator_id", sa.Uuid(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("fold", sa.Integer(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
    )
