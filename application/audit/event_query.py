"""Which events of the log somebody asks for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.ports.event_log import EventFilter, Recorded
from domain.account import events as account_events
from domain.account.account import account_id_of
from domain.lead import event_base as lead_event
from domain.lead import events as lead_events
from domain.lead.events import LeadCaptured
from domain.recorded_event import RecordedEvent

TELLS_THE_OWNER = LeadCaptured.TOPIC
"""The one kind of event that says whose lead it is; it comes before all others of its lead."""


@dataclass(frozen=True, slots=True)
class EventQuery:
    """None, or no ``topics``, is any. ``owner_id`` asks for the owner's leads and account, ``actor`` for all operators
    when it is ``operator``. ``since`` and ``until`` are part of the time that they bound."""

    lead_id: UUID | None = None
    owner_id: int | None = None
    actor: str | None = None
    topics: frozenset[str] = frozenset()
    since: datetime | None = None
    until: datetime | None = None

    @property
    def in_the_database(self) -> EventFilter:
        """As far as the database can tell, and what is needed to tell the rest."""
        needed = {TELLS_THE_OWNER} if self.owner_id is not None else set()
        return EventFilter(self.lead_id, self.topics | needed if self.topics else ())


EVERYTHING = EventQuery()


class Selection:
    """Decides of one event after the other, in the order of the log: an owner's leads are known once they began."""

    def __init__(self, query: EventQuery) -> None:
        self._query = query
        self._owned = set() if query.owner_id is None else {account_id_of(query.owner_id)}

    def takes(self, recorded: Recorded) -> bool:
        event = recorded.event
        if isinstance(event, LeadCaptured) and event.owner_id == self._query.owner_id:
            self._owned.add(event.originator_id)
        return self._is_of_owner(event) and self._is_by_actor(event) and self._is_of_kind(event) and self._is_in(event)

    def _is_of_owner(self, event: RecordedEvent) -> bool:
        return self._query.owner_id is None or event.originator_id in self._owned

    def _is_by_actor(self, event: RecordedEvent) -> bool:
        actor = self._query.actor
        return actor is None or event.actor == actor or event.actor.startswith(f"{actor}:")

    def _is_of_kind(self, event: RecordedEvent) -> bool:
        return not self._query.topics or event.TOPIC in self._query.topics

    def _is_in(self, event: RecordedEvent) -> bool:
        since, until = self._query.since, self._query.until
        return (since is None or event.timestamp >= since) and (until is None or event.timestamp <= until)


_GENERAL = (
    RecordedEvent,
    *(lead_event.Event, lead_event.Created),
    *(account_events.Event, account_events.Created),
)
"""What events are in general: nothing of the kind is ever recorded."""


def _kinds_among(members: Iterable[object]) -> Iterator[type[RecordedEvent]]:
    for one in members:
        if isinstance(one, type) and issubclass(one, RecordedEvent) and one not in _GENERAL:
            yield one


KINDS = {
    kind.__name__: kind for module in (lead_events, account_events) for kind in _kinds_among(vars(module).values())
}
TOPICS = {name: kind.TOPIC for name, kind in KINDS.items()}
"""``LeadCaptured``: ``lead.lead_captured``."""
