"""How the leads of each owner are doing, by playbook."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Its rows are computed from the log when the program next starts."""
    op.create_table(
        "owner_statistics",
        sa.Column("reminder_id", sa.String(length=80), nullable=False),
        sa.Column("lead_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("playbook", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("has_reply", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("reminder_id", name="pk_owner_statistics"),
    )
    op.create_index("ix_owner_statistics_lead_id", "owner_statistics", ["lead_id"], unique=False)
    op.create_index("ix_owner_statistics_owner_id", "owner_statistics", ["owner_id"], unique=False)
