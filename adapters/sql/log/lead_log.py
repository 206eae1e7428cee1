"""The log on SQL, as far as it is about leads, in the caller's transaction."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql.encryption.keyring import Keyring
from adapters.sql.log.replay import Replay
from adapters.sql.log.stored_history import StoredHistory, out_of_place, recorder
from adapters.sql.schema.tables import lead_list
from application.errors import LeadNotFound
from application.ports.bots import begins_here, refuse_other_bots
from application.ports.event_log import ANY_EVENT, EventFilter, Loaded, Recorded
from domain.lead.events import Event
from domain.lead.lead import Lead
from domain.recorded_event import RecordedEvent


class SqlLeadLog:
    """In a writing transaction on PostgreSQL a loaded lead stays locked, by its row of ``lead_list``, until the
    end: claims and commands on one lead queue up instead of failing. They take this lock before any other row's."""

    def __init__(self, connection: AsyncConnection, keyring: Keyring, *, bot_id: int | None, writes: bool) -> None:
        self._connection = connection
        self._bot_id = bot_id
        self._keyring = keyring
        self._writes = writes
        self._locks_leads = writes and connection.dialect.name == "postgresql"

    async def load(self, lead_id: UUID) -> Lead:
        loaded = await self.load_all([lead_id])
        if lead_id in loaded.unreadable:
            raise loaded.unreadable[lead_id]
        if lead_id not in loaded.leads:
            raise LeadNotFound(lead_id)
        return loaded.leads[lead_id]

    async def load_all(self, lead_ids: Collection[UUID]) -> Loaded:
        return await self._connection.run_sync(self._load_all, sorted(lead_ids))

    async def append(self, events: Sequence[RecordedEvent]) -> int:
        refuse_other_bots(events, self._bot_id)
        return await self._connection.run_sync(lambda sync: self._stored(sync).append(events))

    async def history(self, lead_id: UUID) -> Sequence[Event]:
        history = await self._connection.run_sync(lambda sync: _of_leads(self._stored(sync).of(lead_id)))
        return history if begins_here(history, self._bot_id) else []

    async def page(self, *, after: int, limit: int, of: EventFilter = ANY_EVENT) -> Sequence[Recorded]:
        return await self._connection.run_sync(lambda sync: self._stored(sync).page(after, limit, of))

    async def head(self) -> int:
        return await self._connection.run_sync(lambda sync: recorder(sync).max_notification_id() or 0)

    def _load_all(self, connection: Connection, lead_ids: Sequence[UUID]) -> Loaded:
        """Locked in the order of their ids, so that two transactions with the same leads queue up."""
        if self._locks_leads and lead_ids:
            these = lead_list.c.lead_id.in_(lead_ids)
            connection.execute(select(lead_list.c.lead_id).where(these).order_by(lead_list.c.lead_id).with_for_update())
        leads, unreadable = Replay(self._stored(connection), Event, Lead, writes=self._writes).of(lead_ids)
        ours = {lead_id: lead for lead_id, lead in leads.items() if self._bot_id in (None, lead.state.bot_id)}
        return Loaded(ours, unreadable)

    def _stored(self, connection: Connection) -> StoredHistory:
        return StoredHistory(connection, self._keyring)


def _of_leads(history: Sequence[RecordedEvent]) -> Sequence[Event]:
    """Raises ``UnreadableEvent`` where one is about something else."""
    for event in history:
        if not isinstance(event, Event):
            raise out_of_place(event)
    return [event for event in history if isinstance(event, Event)]
