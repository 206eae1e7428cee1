"""``transactions`` is, in turn, each of the databases: a test that takes it holds for all of them."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, Executable, event

from application.ports.transaction import Transactions
from tests.adapters.ports.commits import Commits
from tests.adapters.ports.narrowed import not_narrowed
from tests.support.databases import DATABASES, a_fresh_database


@pytest.fixture(autouse=True)
def every_subquery_is_narrowed() -> Iterator[None]:
    """To the bot of its transaction."""

    def look(_: object, statement: Executable, *__: object) -> None:
        assert not_narrowed(statement) == [], str(statement)

    event.listen(Engine, "before_execute", look)
    yield
    event.remove(Engine, "before_execute", look)


@pytest.fixture
def commits() -> Commits:
    """The commits that the database notified of."""
    return Commits()


@pytest.fixture(params=DATABASES)
async def transactions(request: pytest.FixtureRequest, tmp_path: Path, commits: Commits) -> AsyncIterator[Transactions]:
    async with a_fresh_database(request.param, tmp_path, on_commit=commits.notify) as database:
        yield database
