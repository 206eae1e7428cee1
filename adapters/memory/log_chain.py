"""The chain over the log in memory: computed when it is asked for, since nobody can get at the events in between."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from eventsourcing.utils import get_topic

from adapters.memory.contents import Contents
from application.ports.chain import Head, Link, StoredLink
from application.ports.event_log import Recorded
from domain.lead.erased_events import erased_event
from domain.lead.events import Event, LeadErased


class MemoryLogChain:
    def __init__(self, contents: Contents) -> None:
        self._contents = contents

    async def links(self, *, after: int, limit: int) -> Sequence[StoredLink]:
        return [one for one in self._links() if one.link.position > after][:limit]

    async def head(self) -> Head | None:
        head = Head()
        for one in self._links():
            head = Head(one.link.position, one.digest)
        return head

    async def erased_leads(self) -> Sequence[UUID]:
        return sorted(one.event.originator_id for one in self._contents.log if isinstance(one.event, LeadErased))

    async def erased_leads_with_key(self) -> Sequence[UUID]:
        return [one for one in await self.erased_leads() if one not in self._contents.keyless]

    async def leads_without_key(self) -> Sequence[UUID]:
        return sorted(self._contents.keyless)

    def _links(self) -> Iterable[StoredLink]:
        before = Head().digest
        for recorded in self._contents.log:
            link = _link(recorded)
            before = link.digest(before)
            yield StoredLink(link, before)


class MemoryLeadKeys:
    """There are no keys: the events forget."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents

    async def gone(self, lead_ids: Collection[UUID]) -> Collection[UUID]:
        return self._contents.keyless & set(lead_ids)

    async def destroy(self, lead_ids: Collection[UUID]) -> None:
        self._contents.keyless |= set(lead_ids)
        for lead_id in lead_ids:
            erased = {one.position: _erased(one) for one in self._contents.histories.get(lead_id, ())}
            self._contents.histories[lead_id] = tuple(erased.values())
            for position, recorded in erased.items():
                self._contents.log[position - 1] = recorded


def _erased(recorded: Recorded) -> Recorded:
    event = recorded.event
    return replace(recorded, event=erased_event(event)) if isinstance(event, Event) else recorded


def _link(recorded: Recorded) -> Link:
    """Without people's words, which an erasure takes away: the chain must hold after it."""
    event = recorded.event
    told = erased_event(event) if isinstance(event, Event) else event
    topic = get_topic(type(event))
    return Link(recorded.position, event.originator_id, event.originator_version, topic, repr(told).encode())
