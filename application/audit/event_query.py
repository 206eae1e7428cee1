"""Queries for events of the log."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.ports.event_log import EventFilter, Recorded
from domain.account import events as account_events
from domain.account.events import AccountOpened
from domain.lead import event_base as lead_event
from domain.lead import events as lead_events
from domain.lead.events import LeadCaptured
from domain.recorded_event import RecordedEvent

NAMES_THE_OWNER = frozenset({LeadCaptured.TOPIC, AccountOpened.TOPIC})
"""The kinds of events with bot and owner; the first of each lead and account."""


@dataclass(frozen=True, slots=True)
class EventQuery:
    """None, or no ``topics``, is any. ``owner_id`` asks for the owner's leads and account, an ``actor`` of ``operator``
    for all operators. ``since`` and ``until`` are included."""

    lead_id: UUID | None = None
    owner_id: int | None = None
    actor: str | None = None
    topics: frozenset[str] = frozenset()
    since: datetime | None = None
    until: datetime | None = None

    @property
    def in_the_database(self) -> EventFilter:
        """As far as the database can tell, and the events that are needed to tell the rest."""
        needed = NAMES_THE_OWNER if self.owner_id is not None else frozenset()
        return EventFilter(self.lead_id, self.topics | needed if self.topics else ())


EVERYTHING = EventQuery()


class Selection:
    """Decides on events in the order of the log: it learns whose lead or account it is from the first event of each."""

    def __init__(self, query: EventQuery) -> None:
        self._query = query
        self._owned = set[UUID]()

    def takes(self, recorded: Recorded) -> bool:
        event = recorded.event
        if isinstance(event, LeadCaptured | AccountOpened) and event.owner_id == self._query.owner_id:
            self._owned.add(event.originator_id)
        is_of_owner = self._query.owner_id is None or event.originator_id in self._owned
        return is_of_owner and _fits(event, self._query)


def _fits(event: RecordedEvent, query: EventQuery) -> bool:
    """But for the owner."""
    return (
        (query.actor is None or event.actor == query.actor or event.actor.startswith(f"{query.actor}:"))
        and (not query.topics or event.TOPIC in query.topics)
        and (query.since is None or event.timestamp >= query.since)
        and (query.until is None or event.timestamp <= query.until)
    )


_GENERAL = (
    RecordedEvent,
    *(lead_event.Event, lead_event.Created),
    *(account_events.Event, account_events.Created),
)
"""Base classes, which are never recorded."""


KINDS = {
    kind.__name__: kind
    for kind in (*vars(lead_events).values(), *vars(account_events).values())
    if isinstance(kind, type) and issubclass(kind, RecordedEvent) and kind not in _GENERAL
}
TOPICS = {name: kind.TOPIC for name, kind in KINDS.items()}
"""``LeadCaptured``: ``lead.lead_captured``."""
