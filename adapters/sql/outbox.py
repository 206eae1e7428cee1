"""The outbox on SQL. Two unique keys and two fences carry the promise: see ``add``, ``lease_due`` and ``settle``."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql.insert_once import insert_once
from adapters.sql.outbox_rows import new_row, read_entry
from adapters.sql.tables import outbox
from application.delivery import Entry, EntryKind, EntryState, NewEntry, Settlement
from application.errors import AlreadyClaimed, EntryNotFound
from domain.reminder import ReminderId

LEASING_LOCK = 5_323_242_332
"""Of PostgreSQL's advisory locks."""


class SqlOutbox:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, entry: NewEntry, *, at: datetime) -> int:
        """The unique key (reminder_id, generation) refuses a second entry, whoever asks and whenever."""
        row = {**new_row(entry), "state": EntryState.QUEUED, "created_at": at, "not_before": at}
        statement = insert_once(outbox, self._connection.dialect).values(row).returning(outbox.c.id)
        entry_id: int | None = (await self._connection.execute(statement)).scalar()
        if entry_id is None:
            raise AlreadyClaimed(str(entry.reminder_id), entry.generation or 0)
        return entry_id

    async def lease_due(self, now: datetime, *, lease_until: datetime, limit: int) -> Sequence[Entry]:
        """The condition on ``state`` in the update is the first fence: of two relays one gets the row.

        On PostgreSQL relays take turns here: else two of them could each see a chat with nothing under way.
        """
        if self._connection.dialect.name == "postgresql":
            await self._connection.execute(select(func.pg_advisory_xact_lock(LEASING_LOCK)))
        heads = select(outbox).where(
            outbox.c.id.in_(_heads_of_line()), outbox.c.state == EntryState.QUEUED, outbox.c.not_before <= now
        )
        heads = heads.order_by(outbox.c.priority, outbox.c.id).limit(limit).with_for_update(skip_locked=True)
        due = [read_entry(row) for row in await self._connection.execute(heads)]
        return [entry for entry in [await self._lease(one, lease_until) for one in due] if entry]

    async def settle(self, entry_id: int, *, token: str, settlement: Settlement, at: datetime) -> bool:
        """The token is the second fence: an attempt that lost its lease writes nothing."""
        is_ours = and_(outbox.c.id == entry_id, outbox.c.token == token)
        in_time: ColumnElement[bool] = outbox.c.state == EntryState.SENDING
        if settlement.state is EntryState.SENT:
            in_time = or_(in_time, outbox.c.state == EntryState.UNCONFIRMED)
        values = _settled_values(settlement, at)
        result = await self._connection.execute(outbox.update().where(is_ours, in_time).values(values))
        return result.rowcount == 1

    async def overdue_leases(self, now: datetime, *, limit: int) -> Sequence[Entry]:
        overdue = and_(outbox.c.state == EntryState.SENDING, outbox.c.lease_until <= now)
        return await self._entries(select(outbox).where(overdue).order_by(outbox.c.id).limit(limit))

    async def withdraw_unsent(self, lead_id: UUID, *, keep: Collection[tuple[ReminderId, int]], at: datetime) -> int:
        queued = and_(outbox.c.lead_id == lead_id, outbox.c.state == EntryState.QUEUED)
        reminders = select(outbox).where(queued, outbox.c.kind == EntryKind.REMINDER)
        entries = await self._entries(reminders)
        unwanted = [entry.id for entry in entries if (entry.content.reminder_id, entry.content.generation) not in keep]
        if not unwanted:
            return 0
        return await self._withdraw(outbox.c.id.in_(unwanted), at)

    async def withdraw_card_edits(self, lead_id: UUID, *, at: datetime) -> int:
        cards = and_(outbox.c.lead_id == lead_id, outbox.c.kind == EntryKind.CARD)
        return await self._withdraw(and_(cards, outbox.c.edits.is_not(None)), at)

    async def next_due_at(self) -> datetime | None:
        first_queued = select(func.min(outbox.c.not_before)).where(outbox.c.id.in_(_heads_of_line()))
        first_lease = select(func.min(outbox.c.lease_until)).where(outbox.c.state == EntryState.SENDING)
        times = [(await self._connection.execute(query)).scalar() for query in (first_queued, first_lease)]
        return min((at for at in times if at is not None), default=None)

    async def get(self, entry_id: int) -> Entry:
        found = await self._entries(select(outbox).where(outbox.c.id == entry_id))
        if not found:
            raise EntryNotFound(entry_id)
        return found[0]

    async def of_reminder(self, reminder_id: ReminderId, generation: int) -> Entry | None:
        named = and_(outbox.c.reminder_id == str(reminder_id), outbox.c.generation == generation)
        found = await self._entries(select(outbox).where(named))
        return found[0] if found else None

    async def card_of(self, lead_id: UUID) -> Entry | None:
        cards = and_(outbox.c.lead_id == lead_id, outbox.c.kind == EntryKind.CARD, outbox.c.edits.is_(None))
        found = await self._entries(select(outbox).where(cards).order_by(outbox.c.id).limit(1))
        return found[0] if found else None

    async def select(self, *, state: EntryState | None, limit: int) -> Sequence[Entry]:
        query = select(outbox).order_by(outbox.c.id.desc()).limit(limit)
        return await self._entries(query if state is None else query.where(outbox.c.state == state))

    async def count_by_state(self) -> Mapping[EntryState, int]:
        rows = await self._connection.execute(
            select(outbox.c.state, func.count().label("entries")).group_by(outbox.c.state)
        )
        return {row.state: row.entries for row in rows}

    async def _entries(self, query: Select[Any]) -> Sequence[Entry]:
        return [read_entry(row) for row in await self._connection.execute(query)]

    async def _withdraw(self, these: ColumnElement[bool], at: datetime) -> int:
        values = {"state": EntryState.WITHDRAWN, "settled_at": at, "reason": "no longer wanted"}
        queued = outbox.c.state == EntryState.QUEUED
        return (await self._connection.execute(outbox.update().where(these, queued).values(values))).rowcount

    async def _message_of(self, entry_id: int | None) -> int | None:
        if entry_id is None:
            return None
        return (await self._connection.execute(select(outbox.c.message_id).where(outbox.c.id == entry_id))).scalar()

    async def _lease(self, entry: Entry, lease_until: datetime) -> Entry | None:
        leased = replace(
            entry,
            state=EntryState.SENDING,
            token=secrets.token_hex(16),
            lease_until=lease_until,
            attempts=entry.attempts + 1,
            edits_message_id=await self._message_of(entry.content.edits),
        )
        values = {name: getattr(leased, name) for name in LEASED}
        still_queued = and_(outbox.c.id == entry.id, outbox.c.state == EntryState.QUEUED)
        result = await self._connection.execute(outbox.update().where(still_queued).values(values))
        return leased if result.rowcount == 1 else None


LEASED = ("state", "token", "lease_until", "attempts", "edits_message_id")


def _heads_of_line() -> Select[tuple[int]]:
    """Of each chat with nothing under way, its first queued entry, due or not: nothing overtakes within a chat."""
    place = func.row_number().over(partition_by=outbox.c.chat_id, order_by=(outbox.c.priority, outbox.c.id))
    line = select(outbox.c.id, outbox.c.chat_id, place.label("place")).where(outbox.c.state == EntryState.QUEUED)
    queue = line.subquery()
    other = outbox.alias()
    busy = exists().where(other.c.chat_id == queue.c.chat_id, other.c.state == EntryState.SENDING)
    return select(queue.c.id).where(queue.c.place == 1, ~busy)


def _settled_values(settlement: Settlement, at: datetime) -> dict[str, Any]:
    values: dict[str, Any] = {"state": settlement.state, "reason": settlement.reason, "lease_until": None}
    if settlement.state is EntryState.QUEUED:
        values["not_before"] = settlement.not_before or at
    else:
        values["settled_at"] = at
    if settlement.message_id is not None:
        values["message_id"] = settlement.message_id
    if not settlement.counts_as_attempt:
        values["attempts"] = outbox.c.attempts - 1
    if settlement.may_duplicate:
        values["may_duplicate"] = True
    return values
