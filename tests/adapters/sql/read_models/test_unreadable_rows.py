"""A row changed by hand to what cannot even be read is a finding like any other, and a rebuild repairs it."""

from pathlib import Path

import pytest
from sqlalchemy import text

from adapters.sql.database import SqlDatabase
from application.projections.comparison import Difference
from application.projections.registry import SCHEDULED_REMINDERS
from application.projections.verification import ProjectionVerification
from tests.support.databases import SQLITE, a_fresh_database
from tests.support.leads import LEAD_ID, OTHER_LEAD_ID, THIRD_LEAD_ID, a_new_lead, keep
from tests.support.rebuilding import a_rebuild


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        (f"status = 'nonsense' WHERE lead_id = '{LEAD_ID.hex}'", f"a row of {LEAD_ID}"),
        (f"due_at = 'never' WHERE lead_id = '{LEAD_ID.hex}'", f"a row of {LEAD_ID}"),
    ],
)
async def test_verify_says_whose_row_cannot_be_read(tmp_path: Path, damage: str, found: str) -> None:
    async with a_fresh_database(SQLITE, tmp_path) as database:
        await keep(database, *(a_new_lead(id_, with_plan=True) for id_ in (LEAD_ID, OTHER_LEAD_ID, THIRD_LEAD_ID)))
        await change_by_hand(database, damage)
        verification = ProjectionVerification(database)

        verified = await verification.verify(SCHEDULED_REMINDERS)
        rebuilt = await a_rebuild(database).rebuild(SCHEDULED_REMINDERS)

        assert verified.differences == [Difference("scheduled_reminders", "unreadable", found)]
        assert rebuilt.mended == verified.comparison
        assert (await verification.verify(SCHEDULED_REMINDERS)).holds


async def test_verify_says_that_a_row_belongs_to_no_lead(tmp_path: Path) -> None:
    async with a_fresh_database(SQLITE, tmp_path) as database:
        await keep(database, a_new_lead(with_plan=True))
        await change_by_hand(database, "lead_id = 'zz' WHERE step_id = 1")

        verified = await ProjectionVerification(database).verify(SCHEDULED_REMINDERS)

        assert [one.kind for one in verified.differences] == ["unreadable", "missing"]


async def change_by_hand(database: object, change: str) -> None:
    assert isinstance(database, SqlDatabase)
    async with database.engine.begin() as connection:
        await connection.execute(text(f"UPDATE scheduled_reminders SET {change}"))
