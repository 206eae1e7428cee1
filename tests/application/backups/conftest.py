"""Every database, and on it the scene of a restored backup."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from application.ports.transaction import Transactions
from tests.support.databases import DATABASES, a_fresh_database
from tests.support.restored_lead import Restored, a_restored_scene


@pytest.fixture(params=DATABASES)
async def transactions(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Transactions]:
    async with a_fresh_database(request.param, tmp_path) as database:
        yield database


@pytest.fixture
async def restored(transactions: Transactions) -> Restored:
    return await a_restored_scene(transactions)
