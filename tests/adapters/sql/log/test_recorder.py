"""The library's own suites for recorders, on our recorder: SQLite and PostgreSQL."""

import asyncio
import tempfile
from collections.abc import Callable, Coroutine
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeVar

import pytest
from eventsourcing.persistence import NotSupportedError
from eventsourcing.tests.persistence import ApplicationRecorderTestCase, NonInterleavingNotificationIDsBaseCase
from sqlalchemy import Engine, NullPool, create_engine, event, make_url

from adapters.sql.log.recorder import SqlEventRecorder
from tests.support.databases import a_postgres_url, a_sqlite_url

T = TypeVar("T")


def _sqlite_engine(stack: ExitStack) -> Engine:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    url = make_url(asyncio.run(a_sqlite_url(folder))).set(drivername="sqlite")
    engine = create_engine(url, connect_args={"timeout": 20, "isolation_level": None})
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _postgres_engine(stack: ExitStack) -> Engine:
    runner = stack.enter_context(asyncio.Runner())
    context = a_postgres_url()
    url = runner.run(_awaited(context.__aenter__))
    stack.callback(lambda: runner.run(_awaited(lambda: context.__aexit__(None, None, None))))
    return create_engine(url, poolclass=NullPool)


async def _awaited(call: Callable[[], Coroutine[Any, Any, T]]) -> T:
    return await call()


class OnSqlite:
    """Gives each test of a suite a recorder on a fresh file."""

    def create_recorder(self) -> SqlEventRecorder:
        return _recorder(self, _sqlite_engine)


class OnPostgres:
    """Gives each test of a suite a recorder on a fresh database."""

    def create_recorder(self) -> SqlEventRecorder:
        return _recorder(self, _postgres_engine)


def _recorder(case: Any, an_engine: Callable[[ExitStack], Engine]) -> SqlEventRecorder:
    stack = ExitStack()
    case.addCleanup(stack.close)
    engine = an_engine(stack)
    stack.callback(engine.dispose)
    return SqlEventRecorder(engine.begin)


class Contract(ApplicationRecorderTestCase[SqlEventRecorder]):
    """Without what measures: the numbers are printed, and nothing is asserted of them."""

    test_performance = None  # type: ignore[assignment]  # pytest passes over what is no function
    test_concurrent_throughput = None  # type: ignore[assignment]  # as above


class TestApplicationRecorderOnSqlite(OnSqlite, Contract):
    pass


@pytest.mark.postgresql
class TestApplicationRecorderOnPostgres(OnPostgres, Contract):
    pass


class TestNonInterleavingOnSqlite(OnSqlite, NonInterleavingNotificationIDsBaseCase):
    pass


@pytest.mark.postgresql
class TestNonInterleavingOnPostgres(OnPostgres, NonInterleavingNotificationIDsBaseCase):
    pass


def test_nobody_can_tail_the_log() -> None:
    recorder = SqlEventRecorder(create_engine("sqlite://").begin)

    with pytest.raises(NotSupportedError, match="projections are inline"):
        recorder.subscribe()
