"""The cost of chaining every event and encrypting words of people, beside an append that does neither."""

import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

import pytest
from eventsourcing.persistence import StoredEvent
from sqlalchemy import Connection, insert, text

from adapters.sql.database import SqlDatabase
from adapters.sql.encryption.keyring import Keyring
from adapters.sql.engine.engines import BEGIN_OPTION
from adapters.sql.log.stored_history import MAPPER, StoredHistory, recorder
from adapters.sql.schema.tables import stored_events
from application.ports.chain import ORIGIN, Link
from domain.lead.decisions.plans import identify_prospect
from domain.recorded_event import RecordedEvent
from tests.support.databases import POSTGRESQL, SQLITE, a_fresh_database
from tests.support.leads import ADA, LEAD_ID, MONDAY_9AM, a_new_lead, events_of

pytestmark = pytest.mark.benchmark
ROUNDS = 12
LEADS = 40
"""In each round, each in a transaction of its own: note, prospect and a plan of three steps."""

T = TypeVar("T")
Append = Callable[[Connection, Sequence[RecordedEvent]], object]


@pytest.mark.parametrize("name", [SQLITE, POSTGRESQL])
async def test_appending_chained_and_sealed_beside_neither(name: str, tmp_path: Path) -> None:
    async with a_fresh_database(name, tmp_path) as database, a_fresh_database(name, _other(tmp_path)) as other:
        assert isinstance(database, SqlDatabase)
        assert isinstance(other, SqlDatabase)
        rounds = [
            (await _seconds(other, _plain), await _seconds(database, _chained), await _seconds(database, _sealed))
            for _ in range(ROUNDS)
        ]
    chained = statistics.median(chained / plain for plain, chained, _ in rounds)
    sealed = statistics.median(sealed / chained for _, chained, sealed in rounds)
    both = statistics.median(sealed / plain for plain, _, sealed in rounds)

    print(f"\n{name}: an append with the chain takes {chained:.2f} times one without")
    print(f"{name}: sealing what people said makes that {sealed:.2f} times as long, both together {both:.2f} times")


def test_sealing_and_hashing_beside_writing_as_json() -> None:
    """The work of the processor alone."""
    leads = [_events() for _ in range(500)]
    key = Keyring().fresh(LEAD_ID).key

    mapped_s, stored = _timed(lambda: [[MAPPER.to_stored_event(event) for event in one] for one in leads])
    sealed_s, _ = _timed(lambda: [key.encrypt(event) for one in stored for event in one])
    hashed_s, _ = _timed(lambda: [_link(event).digest(ORIGIN) for one in stored for event in one])

    print(f"\nbeside writing an event as JSON, sealing takes {sealed_s / mapped_s:.2f} times as long", end="")
    print(f" and hashing {hashed_s / mapped_s:.2f} times")


def _plain(connection: Connection, events: Sequence[RecordedEvent]) -> None:
    """As the program did before there was a chain: a lock on the table, and an insert that assigns positions."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE stored_events IN EXCLUSIVE MODE"))
    rows = [{**vars(MAPPER.to_stored_event(event)), "digest": ORIGIN} for event in events]
    statement = insert(stored_events).returning(stored_events.c.id, sort_by_parameter_order=True)
    connection.execute(statement, rows).scalars().all()


def _chained(connection: Connection, events: Sequence[RecordedEvent]) -> None:
    recorder(connection).insert_events([MAPPER.to_stored_event(event) for event in events])


def _sealed(connection: Connection, events: Sequence[RecordedEvent]) -> None:
    StoredHistory(connection, Keyring()).append(events)


async def _seconds(database: SqlDatabase, append: Append) -> float:
    leads = [_events() for _ in range(LEADS)]
    started = time.perf_counter()
    for events in leads:
        async with database.engine.connect() as connection:
            await connection.execution_options(**{BEGIN_OPTION: "BEGIN IMMEDIATE"})
            async with connection.begin():
                await connection.run_sync(append, events)
    return time.perf_counter() - started


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def _events() -> Sequence[RecordedEvent]:
    lead = a_new_lead(uuid4(), with_plan=True)
    lead.record(identify_prospect(lead.state, ADA, at=MONDAY_9AM))
    return events_of(lead)


def _link(stored: StoredEvent) -> Link:
    return Link(1, LEAD_ID, stored.originator_version, stored.topic, stored.state)


def _other(folder: Path) -> Path:
    other = folder / "other"
    other.mkdir()
    return other
