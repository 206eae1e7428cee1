"""The classes that events of a lead derive from."""

from dataclasses import dataclass

from eventsourcing.domain import Aggregate

from domain.recorded_event import RecordedEvent


@dataclass(frozen=True)
class Event(RecordedEvent):
    TOPIC = "lead.event"


@dataclass(frozen=True)
class Created(Event, Aggregate.Created):
    TOPIC = "lead.created"
