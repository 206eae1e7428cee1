"""The chain of digests over the log, and each lead's key: what was stored before is sealed and chained."""

import sqlalchemy as sa
from alembic import context, op

from adapters.sql.log_adoption import adopt_log

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("stored_events", sa.Column("digest", sa.LargeBinary(), nullable=False, server_default=sa.text("''")))
    op.create_table(
        "log_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("id = 1", name="ck_log_head_one_row"),
        sa.PrimaryKeyConstraint("id", name="pk_log_head"),
    )
    op.create_table(
        "lead_keys",
        sa.Column("lead_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped_by", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("lead_id", name="pk_lead_keys"),
    )
    adopt_log(op.get_bind(), context.config.attributes["keyring"])
