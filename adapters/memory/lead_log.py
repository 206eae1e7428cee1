"""The log of events, kept as the event objects themselves."""

from collections.abc import Collection, Sequence
from uuid import UUID

from adapters.memory.contents import Contents
from application.errors import ConcurrentChange, LeadNotFound
from application.ports.bots import begins_here, refuse_other_bots
from application.ports.event_log import ANY_EVENT, EventFilter, Loaded, Recorded
from domain.lead.events import Event
from domain.lead.lead import Lead
from domain.recorded_event import RecordedEvent


class MemoryLeadLog:
    def __init__(self, contents: Contents, bot_id: int | None) -> None:
        self._contents, self._bot_id = contents, bot_id

    async def load(self, lead_id: UUID) -> Lead:
        lead: Lead | None = None
        for event in await self.history(lead_id):
            lead = event.mutate(lead)
        if lead is None:
            raise LeadNotFound(lead_id)
        return lead

    async def load_all(self, lead_ids: Collection[UUID]) -> Loaded:
        known = [lead_id for lead_id in lead_ids if await self.history(lead_id)]
        return Loaded({lead_id: await self.load(lead_id) for lead_id in known}, {})

    async def append(self, events: Sequence[RecordedEvent]) -> int:
        refuse_other_bots(events, self._bot_id)
        for event in events:
            self._append(event)
        return await self.head()

    async def history(self, lead_id: UUID) -> Sequence[Event]:
        known = [recorded.event for recorded in self._contents.histories.get(lead_id, ())]
        history = [event for event in known if isinstance(event, Event)]
        return history if begins_here(history, self._bot_id) else []

    async def page(self, *, after: int, limit: int, of: EventFilter = ANY_EVENT) -> Sequence[Recorded]:
        found = [
            recorded
            for recorded in self._contents.log[after:]
            if (of.about is None or recorded.event.originator_id == of.about)
            and (not of.topics or recorded.event.TOPIC in of.topics)
        ]
        return found[:limit]

    async def head(self) -> int:
        return len(self._contents.log)

    def _append(self, event: RecordedEvent) -> None:
        history = self._contents.histories.get(event.originator_id, ())
        if any(known.event.originator_version == event.originator_version for known in history):
            raise ConcurrentChange(f"lead {event.originator_id} has an event {event.originator_version} already")
        recorded = Recorded(len(self._contents.log) + 1, event)
        self._contents.log.append(recorded)
        self._contents.histories[event.originator_id] = (*history, recorded)
