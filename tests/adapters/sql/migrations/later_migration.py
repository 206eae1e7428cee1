"""A program of tomorrow: today's migrations and another one, which changes a read model."""

from pathlib import Path
from shutil import copytree

import pytest

from adapters.sql.migrations.runner import MIGRATIONS

REVISION = "0002"
SOURCE = """
import sqlalchemy as sa
from alembic import op

from adapters.sql.schema.metadata import metadata
from adapters.sql.migrations.read_models import drop_read_model

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    drop_read_model("scheduled_reminders")
    metadata.tables["scheduled_reminders"].create(op.get_bind())
    op.create_table("of_tomorrow", sa.Column("id", sa.Integer(), primary_key=True))
"""


def add_a_migration(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """From now on this program is that of tomorrow."""
    migrations = folder / "migrations"
    copytree(MIGRATIONS, migrations)
    (migrations / "versions" / f"{REVISION}_of_tomorrow.py").write_text(SOURCE)
    monkeypatch.setattr("adapters.sql.migrations.runner.MIGRATIONS", migrations)
