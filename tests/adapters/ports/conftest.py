"""``transactions`` is, in turn, each of the databases: a test that takes it holds for all of them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from application.ports.transaction import Transactions
from tests.adapters.ports.commits import Commits
from tests.support.databases import DATABASES, a_fresh_database


@pytest.fixture
def commits() -> Commits:
    """The commits that the database notified of."""
    return Commits()


@pytest.fixture(params=DATABASES)
async def transactions(request: pytest.FixtureRequest, tmp_path: Path, commits: Commits) -> AsyncIterator[Transactions]:
    async with a_fresh_database(request.param, tmp_path, on_commit=commits.notify) as database:
        yield database
