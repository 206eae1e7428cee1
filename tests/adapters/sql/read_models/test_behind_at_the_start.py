"""A program starts also when a read model cannot be computed: that one stays behind, and all others go on."""

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from application.projections.registry import OWNER_STATISTICS, PROJECTIONS
from entrypoints.bootstrap.app import bootstrap
from entrypoints.settings import Settings
from tests.support.databases import a_sqlite_url
from tests.support.leads import LEAD_ID, OTHER_LEAD_ID, THIRD_LEAD_ID, a_new_lead, keep


async def test_an_event_that_cannot_be_folded_does_not_stop_a_start(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    url = await a_sqlite_url(tmp_path)
    async with bootstrap(Settings(database_url=url)) as app:
        await keep(app.database, a_new_lead(LEAD_ID, with_plan=True), a_new_lead(OTHER_LEAD_ID, with_plan=True))
    with closing(sqlite3.connect(tmp_path / "leadbell.db")) as connection, connection:
        connection.execute("UPDATE stored_events SET topic = 'lead.of_another_age' WHERE id = 2")
        connection.execute("UPDATE projection_positions SET position = 0 WHERE projection = 'owner_statistics'")

    async with bootstrap(Settings(database_url=url)) as app:
        with caplog.at_level(logging.ERROR):
            await app.make_ready()
        await keep(app.database, a_new_lead(THIRD_LEAD_ID, with_plan=True))
        status = {one.name: one.position == one.head for one in await app.use.verification.status()}

    assert "a read model stays behind" in caplog.text
    assert status == {projection.name: projection is not OWNER_STATISTICS for projection in PROJECTIONS}
