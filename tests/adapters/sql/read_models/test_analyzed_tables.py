"""A read model that has just come into use is known to PostgreSQL: else it is looked through again and again."""

from pathlib import Path

import pytest
from sqlalchemy import text

from adapters.sql.database import SqlDatabase
from application.projections.registry import PROJECTIONS
from tests.support.databases import POSTGRESQL, a_fresh_database
from tests.support.leads import LEAD_ID, a_new_lead, keep
from tests.support.rebuilding import a_rebuild


@pytest.mark.postgresql
async def test_after_a_swap_every_read_model_is_measured(tmp_path: Path) -> None:
    async with a_fresh_database(POSTGRESQL, tmp_path) as database:
        assert isinstance(database, SqlDatabase)
        await keep(database, a_new_lead(LEAD_ID, with_plan=True))
        for projection in PROJECTIONS:
            await a_rebuild(database).rebuild(projection)

        names = [projection.name for projection in PROJECTIONS]
        async with database.engine.connect() as connection:
            query = text("SELECT relname, reltuples FROM pg_class WHERE relname = ANY(:names)")
            rows = await connection.execute(query, {"names": names})
            measured = {row.relname: row.reltuples for row in rows}

    assert measured["lead_list"] == 1
    assert measured["scheduled_reminders"] == 3
    assert all(measured[name] >= 0 for name in names)
