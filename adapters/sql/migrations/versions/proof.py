"""The chain of digests over the log, and each lead's key: what was stored before is sealed and chained."""

import sqlalchemy as sa
from alembic import context, op

from adapters.sql.log.adoption import adopt_log

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _log_head()
    _lead_keys()
    if op.get_context().dialect.name == "sqlite":
        _stored_events_on_sqlite()
    else:
        op.add_column("stored_events", sa.Column("digest", sa.LargeBinary(), nullable=True))
        op.create_check_constraint("ck_stored_events_positions_begin_at_1", "stored_events", "id > 0")
    adopt_log(op.get_bind(), context.config.attributes["keyring"])
    if op.get_context().dialect.name != "sqlite":
        # Nothing stands in for a digest: an older program that still runs fails at its next event.
        op.alter_column("stored_events", "digest", nullable=False)


def _stored_events_on_sqlite() -> None:
    """It cannot be given a column without a default, nor a constraint: the rows move into a table that has them."""
    op.rename_table("stored_events", "stored_events_before")
    op.create_table(
        "stored_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("originator_id", sa.Uuid(), nullable=False),
        sa.Column("originator_version", sa.Integer(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stored_events"),
        sa.UniqueConstraint(
            "originator_id", "originator_version", name="uq_stored_events_originator_id_originator_version"
        ),
        sa.CheckConstraint("id > 0", name="ck_stored_events_positions_begin_at_1"),
        sqlite_autoincrement=True,
    )
    op.execute(
        "INSERT INTO stored_events (id, originator_id, originator_version, topic, state, digest)"
        " SELECT id, originator_id, originator_version, topic, state, x'' FROM stored_events_before"
    )
    op.drop_table("stored_events_before")


def _log_head() -> None:
    op.create_table(
        "log_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("id = 1", name="ck_log_head_one_row"),
        sa.PrimaryKeyConstraint("id", name="pk_log_head"),
    )


def _lead_keys() -> None:
    op.create_table(
        "lead_keys",
        sa.Column("lead_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped_by", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("lead_id", name="pk_lead_keys"),
    )
