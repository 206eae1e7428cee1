"""What every event of a lead is."""

from dataclasses import dataclass
from typing import Protocol

from eventsourcing.domain import Aggregate

from domain.recorded_event import RecordedEvent


class Evolving(Protocol):
    """The aggregate, as far as an event knows it."""

    def evolve(self, event: "Event") -> None: ...


@dataclass(frozen=True)
class Event(RecordedEvent):
    TOPIC = "lead.event"

    def apply(self, aggregate: Evolving) -> None:
        aggregate.evolve(self)


@dataclass(frozen=True)
class Created(Event, Aggregate.Created):
    TOPIC = "lead.created"
