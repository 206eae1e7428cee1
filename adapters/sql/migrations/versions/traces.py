"""Words about erased leads that are still on their way, to be redacted when they have ended."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "residual_data",
        sa.Column("lead_id", sa.Uuid(), nullable=False),
        sa.Column("chat_ids", sa.JSON(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("lead_id", name="pk_traces"),
    )
