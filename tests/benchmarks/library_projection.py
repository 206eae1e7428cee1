"""A peer: the list of leads by the eventsourcing library's own projection loop, one transaction for each event.

``ProjectionRunner`` subscribes to a recorder, which is not to be had on SQLite. So the loop is as it is documented:
from the tracking position on each event is processed, and what it changes is committed together with its position.
"""

from collections.abc import Mapping
from typing import Protocol

from eventsourcing.dispatch import singledispatchmethod
from eventsourcing.persistence import Tracking
from eventsourcing.postgres import PostgresDatastore, PostgresTrackingRecorder
from eventsourcing.projection import Projection
from eventsourcing.sqlite import SQLiteDatastore, SQLiteTrackingRecorder
from sqlalchemy import URL

from adapters.sql.database import SqlDatabase
from domain.lead.events import LeadCaptured, PlanGenerated, StepToggled
from domain.recorded_event import RecordedEvent

UPSTREAM = "leadbell"
PAGE = 500

TABLE = """
    CREATE TABLE IF NOT EXISTS lead_lines (
        lead_id TEXT PRIMARY KEY, owner_id BIGINT, chat_id BIGINT, title TEXT, steps_total INTEGER, steps_done INTEGER,
        captured_at TEXT, changed_at TEXT, version INTEGER
    )
"""
CAPTURED = """
    INSERT INTO lead_lines
    VALUES ({lead_id}, {owner_id}, {chat_id}, {title}, NULL, 0, {changed_at}, {changed_at}, {version})
"""
PLANNED = """
    UPDATE lead_lines SET steps_total = {steps}, changed_at = {changed_at}, version = {version}
    WHERE lead_id = {lead_id}
"""
TOGGLED = """
    UPDATE lead_lines SET steps_done = steps_done + {change}, changed_at = {changed_at}, version = {version}
    WHERE lead_id = {lead_id}
"""
COUNTED = "SELECT COUNT(*) AS leads, SUM(steps_done) AS done FROM lead_lines"

Values = Mapping[str, object]


class LeadLines(Protocol):
    """A view, as the library calls it."""

    def write(self, statement: str, values: Values, tracking: Tracking) -> None:
        """And the tracking record, in one transaction."""
        ...

    def max_tracking_id(self, application_name: str) -> int | None: ...

    def counted(self) -> tuple[int, int]:
        """Leads, and their steps that are done."""
        ...


class SqliteLeadLines(SQLiteTrackingRecorder):
    def construct_create_table_statements(self) -> list[str]:
        return [*super().construct_create_table_statements(), TABLE]

    def write(self, statement: str, values: Values, tracking: Tracking) -> None:
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            cursor.execute(statement.format_map({name: f":{name}" for name in values}), dict(values))

    def counted(self) -> tuple[int, int]:
        with self.datastore.transaction(commit=False) as cursor:
            cursor.execute(COUNTED)
            row = cursor.fetchone()
        return row["leads"], row["done"]


class PostgresLeadLines(PostgresTrackingRecorder):
    def create_table(self) -> None:
        super().create_table()
        with self.datastore.transaction(commit=True) as cursor:
            cursor.execute(TABLE)

    def write(self, statement: str, values: Values, tracking: Tracking) -> None:
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            marked = statement.format_map({name: f"%({name})s" for name in values})
            cursor.execute(marked.encode(), dict(values), prepare=True)

    def counted(self) -> tuple[int, int]:
        with self.datastore.transaction() as cursor:
            row = cursor.execute(COUNTED).fetchone()
        assert row is not None
        return row["leads"], row["done"]


class LeadLinesProjection(Projection[SqliteLeadLines | PostgresLeadLines]):
    @singledispatchmethod
    def process_event(self, domain_event: RecordedEvent, tracking: Tracking) -> None:
        self.view.insert_tracking(tracking)

    @process_event.register
    def _captured(self, event: LeadCaptured, tracking: Tracking) -> None:
        values = {"owner_id": event.owner_id, "chat_id": event.chat_id, "title": event.note}
        self.view.write(CAPTURED, {**_place(event), **values}, tracking)

    @process_event.register
    def _planned(self, event: PlanGenerated, tracking: Tracking) -> None:
        self.view.write(PLANNED, {**_place(event), "steps": len(event.plan.steps)}, tracking)

    @process_event.register
    def _toggled(self, event: StepToggled, tracking: Tracking) -> None:
        self.view.write(TOGGLED, {**_place(event), "change": 1 if event.done else -1}, tracking)


async def projected_by_the_library(database: SqlDatabase) -> tuple[int, int]:
    """From the beginning of the log to its end; return the counts of its view. Our own reader reads for both."""
    view = _view(database.url)
    view.create_table()
    projection = LeadLinesProjection(view)
    while True:
        async with database.read() as tx:
            page = await tx.log.page(after=view.max_tracking_id(UPSTREAM) or 0, limit=PAGE)
        if not page:
            break
        for recorded in page:
            projection.process_event(recorded.event, Tracking(UPSTREAM, recorded.position))
    counted = view.counted()
    view.datastore.close()
    return counted


def _view(url: URL) -> SqliteLeadLines | PostgresLeadLines:
    if url.get_backend_name() == "sqlite":
        return SqliteLeadLines(SQLiteDatastore(url.database or ""))
    host = str(url.query.get("host", url.host or ""))
    return PostgresLeadLines(
        PostgresDatastore(url.database or "", host, url.port or 5432, url.username or "", url.password or "")
    )


def _place(event: RecordedEvent) -> dict[str, object]:
    return {
        "lead_id": str(event.originator_id),
        "changed_at": event.timestamp.isoformat(),
        "version": event.originator_version,
    }
