"""The outbox on SQL. Two unique keys and two fences carry the promise: see ``add_all``, ``lease_due``, ``settle``."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, insert, or_, select, tuple_

from adapters.sql.bot_scope import BotConnection, same_bot
from adapters.sql.delivery import leasing, pruning
from adapters.sql.delivery.heads import next_due_at
from adapters.sql.delivery.rows import new_row, read_entry
from adapters.sql.schema.delivery_tables import chat_states, outbox
from application.delivery.entry import MAY_BE_ENDED, Entry, EntryKind, EntryState, NewEntry, Settlement
from application.errors import AlreadyClaimed, EntryNotFound
from application.ports.outbox import Claim, EntryFilter
from domain.reminders.reminder import ReminderId

WAITING = (EntryState.QUEUED, EntryState.SENDING, EntryState.UNCONFIRMED)


class SqlOutbox:
    def __init__(self, connection: BotConnection) -> None:
        self._connection = connection

    async def add(self, entry: NewEntry, *, at: datetime) -> int:
        if entry.reminder_id is not None and await self.add_all([entry], at=at):
            raise AlreadyClaimed(str(entry.reminder_id), entry.generation or 0)
        if entry.reminder_id is not None and entry.generation is not None:
            return (await self._named(entry.reminder_id, entry.generation))[0].id
        [row] = await self._rows([entry], at)
        added: int = (await self._connection.execute(insert(outbox).returning(outbox.c.id), row)).scalar_one()
        return added

    async def add_all(self, entries: Sequence[NewEntry], *, at: datetime) -> Collection[Claim]:
        """The unique key (reminder_id, generation) refuses a second entry for all time: an entry that another program
        adds between the select and the insert makes this transaction lose its race."""
        taken = await self._taken([_claim(entry) for entry in entries if entry.reminder_id is not None])
        fresh = [entry for entry in entries if _claim(entry) not in taken]
        if fresh:
            await self._connection.execute(insert(outbox), await self._rows(fresh, at))
        return [(ReminderId.parse(reminder_id), generation) for reminder_id, generation in taken]

    async def lease_due(self, now: datetime, *, lease_until: datetime, limit: int) -> Sequence[Entry]:
        return await self._connection.run_sync(leasing.lease_due, now, lease_until, limit)

    async def settle(self, settlements: Sequence[tuple[Entry, Settlement]], *, at: datetime) -> Collection[int]:
        return await self._connection.run_sync(leasing.settle, settlements, at)

    async def in_flight(self, *, limit: int) -> Sequence[Entry]:
        sending = select(outbox).where(outbox.c.state == EntryState.SENDING)
        return await self._entries(sending.order_by(outbox.c.lease_until, outbox.c.id).limit(limit))

    async def expired(self, now: datetime, *, limit: int) -> Sequence[Entry]:
        too_late = and_(outbox.c.state == EntryState.QUEUED, outbox.c.expires_at <= now)
        return await self._entries(select(outbox).where(too_late).order_by(outbox.c.id).limit(limit))

    async def end(
        self,
        entries: Sequence[Entry],
        state: EntryState,
        *,
        reason: str,
        at: datetime,
        message_id: int | None = None,
    ) -> Collection[int]:
        if not entries:
            return []
        values: dict[str, Any] = {"state": state, "settled_at": at, "reason": reason}
        values |= {"message_id": message_id} if message_id is not None else {}
        ended = outbox.update().where(_as_judged(entries)).values(values).returning(outbox.c.id)
        return (await self._connection.scalars(ended)).all()

    async def requeue(self, entry: Entry, *, reason: str, at: datetime, may_duplicate: bool) -> bool:
        values: dict[str, Any] = {"state": EntryState.QUEUED, "reason": reason, "not_before": at}
        values |= {"settled_at": None, "expires_at": None}
        if may_duplicate:
            values["may_duplicate"] = True
        has_text = outbox.c.pruned_at.is_(None)
        this = and_(_as_judged([entry]), has_text)
        return (await self._connection.execute(outbox.update().where(this).values(values))).rowcount == 1

    async def withdraw_unsent(self, lead_ids: Sequence[UUID], *, keep: Collection[Claim], at: datetime) -> int:
        queued = and_(outbox.c.lead_id.in_(lead_ids), outbox.c.state == EntryState.QUEUED)
        reminders = select(outbox.c.id, outbox.c.reminder_id, outbox.c.generation)
        rows = await self._connection.execute(reminders.where(queued, outbox.c.kind == EntryKind.REMINDER))
        kept = {(str(reminder_id), generation) for reminder_id, generation in keep}
        unwanted = [row.id for row in rows if (row.reminder_id, row.generation) not in kept]
        return await self._withdraw(outbox.c.id.in_(unwanted), at) if unwanted else 0

    async def withdraw_card_edits(self, lead_id: UUID, *, at: datetime) -> int:
        cards = and_(outbox.c.lead_id == lead_id, outbox.c.kind == EntryKind.CARD)
        return await self._withdraw(and_(cards, outbox.c.edits.is_not(None)), at)

    async def withdraw_pages(self, chat_id: int, *, at: datetime) -> int:
        return await self._withdraw(and_(outbox.c.chat_id == chat_id, outbox.c.kind == EntryKind.PAGE), at)

    async def next_due_at(self, now: datetime) -> datetime | None:
        expires = select(func.min(outbox.c.expires_at)).where(outbox.c.state == EntryState.QUEUED)
        times = [(await self._connection.execute(query)).scalar() for query in (next_due_at(now), expires)]
        return min((at for at in times if at is not None), default=None)

    async def get(self, entry_id: int) -> Entry:
        found = await self._entries(select(outbox).where(outbox.c.id == entry_id))
        if not found:
            raise EntryNotFound(entry_id)
        return found[0]

    async def of_reminder(self, reminder_id: ReminderId, generation: int) -> Entry | None:
        found = await self._named(reminder_id, generation)
        return found[0] if found else None

    async def card_of(self, lead_id: UUID) -> Entry | None:
        cards = and_(outbox.c.lead_id == lead_id, outbox.c.kind == EntryKind.CARD, outbox.c.edits.is_(None))
        found = await self._entries(select(outbox).where(cards).order_by(outbox.c.id).limit(1))
        return found[0] if found else None

    async def has_message(self, chat_id: int, message_id: int) -> bool:
        return await self._connection.has(outbox, outbox.c.chat_id == chat_id, outbox.c.message_id == message_id)

    async def has_queued(self, kind: EntryKind, chat_id: int) -> bool:
        return await self._connection.has(
            outbox, outbox.c.kind == kind, outbox.c.chat_id == chat_id, outbox.c.state == EntryState.QUEUED
        )

    async def select(self, wanted: EntryFilter, *, limit: int) -> Sequence[Entry]:
        return await self._entries(select(outbox).where(*_conditions(wanted)).order_by(outbox.c.id.desc()).limit(limit))

    async def count_by_state(self) -> Mapping[EntryState, int]:
        counted = select(outbox.c.state, func.count().label("entries")).group_by(outbox.c.state)
        return {row.state: row.entries for row in await self._connection.execute(counted)}

    async def oldest_by_state(self) -> Mapping[EntryState, datetime]:
        waiting = outbox.c.state.in_(WAITING)
        oldest = select(outbox.c.state, func.min(outbox.c.created_at).label("oldest")).where(waiting)
        oldest = oldest.group_by(outbox.c.state)
        return {row.state: row.oldest for row in await self._connection.execute(oldest)}

    async def deaths(self, *, since: datetime) -> Mapping[str, int]:
        is_lost = (chat_states.c.chat_id == outbox.c.chat_id, chat_states.c.unreachable_since.is_not(None))
        lost = exists().where(same_bot(chat_states, outbox), *is_lost)
        dead = (outbox.c.state == EntryState.DEAD, outbox.c.settled_at >= since, ~lost)
        counted = select(outbox.c.reason, func.count().label("died")).where(*dead).group_by(outbox.c.reason)
        return {row.reason: row.died for row in await self._connection.execute(counted)}

    async def prune(self, *, before: datetime, at: datetime) -> int:
        return await self._connection.run_sync(pruning.prune, before, at)

    async def _entries(self, query: Select[Any]) -> Sequence[Entry]:
        return [read_entry(row) for row in await self._connection.execute(query)]

    async def _named(self, reminder_id: ReminderId, generation: int) -> Sequence[Entry]:
        named = and_(outbox.c.reminder_id == str(reminder_id), outbox.c.generation == generation)
        return await self._entries(select(outbox).where(named))

    async def _taken(self, claims: Sequence[tuple[str, int | None]]) -> Collection[tuple[str, int]]:
        if not claims:
            return []
        named = tuple_(outbox.c.reminder_id, outbox.c.generation)
        rows = await self._connection.execute(
            select(outbox.c.reminder_id, outbox.c.generation).where(named.in_(claims))
        )
        return {(row.reminder_id, row.generation) for row in rows}

    async def _rows(self, entries: Sequence[NewEntry], at: datetime) -> list[dict[str, Any]]:
        """A chat that has moved is written to at its new id."""
        moved = await self._moved({entry.chat_id for entry in entries})
        added = {"state": EntryState.QUEUED, "created_at": at, "not_before": at}
        return [{**new_row(entry), **added, "chat_id": moved.get(entry.chat_id, entry.chat_id)} for entry in entries]

    async def _moved(self, chat_ids: Collection[int]) -> Mapping[int, int]:
        query = select(chat_states).where(chat_states.c.chat_id.in_(chat_ids), chat_states.c.moved_to.is_not(None))
        return {row.chat_id: row.moved_to for row in await self._connection.execute(query)}

    async def _withdraw(self, unwanted: ColumnElement[bool], at: datetime) -> int:
        values = {"state": EntryState.WITHDRAWN, "settled_at": at, "reason": "no longer wanted"}
        queued = outbox.c.state == EntryState.QUEUED
        return (await self._connection.execute(outbox.update().where(unwanted, queued).values(values))).rowcount


def _as_judged(entries: Sequence[Entry]) -> ColumnElement[bool]:
    """The entries that are as they were read."""
    given = [
        and_(outbox.c.id == entry.id, outbox.c.state == entry.state, outbox.c.token.is_not_distinct_from(entry.token))
        for entry in entries
    ]
    return and_(or_(*given), outbox.c.state.in_(MAY_BE_ENDED))


def _claim(entry: NewEntry) -> tuple[str, int | None]:
    return str(entry.reminder_id), entry.generation


def _conditions(wanted: EntryFilter) -> list[ColumnElement[bool]]:
    given: dict[str, object] = {"state": wanted.state, "kind": wanted.kind}
    given |= {"chat_id": wanted.chat_id, "lead_id": wanted.lead_id}
    conditions = [outbox.c[column] == value for column, value in given.items() if value is not None]
    conditions += [outbox.c.created_at >= wanted.since] if wanted.since else []
    return conditions + ([outbox.c.created_at < wanted.before] if wanted.before else [])
