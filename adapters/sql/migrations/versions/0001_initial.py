"""The first tables of all."""

from adapters.sql.migrations.initial import access, delivery, inbox, log, read_models

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    log.create()
    read_models.create()
    inbox.create()
    delivery.create()
    access.create()
