"""The fields that every event has."""

from dataclasses import KW_ONLY, dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from eventsourcing.domain import Aggregate

EventHeader = tuple[UUID, int, datetime]
"""The first three fields of every event: ``originator_id``, ``originator_version``, ``timestamp``. Unpacked into an
event's constructor, each is checked by its type."""


class Evolving(Protocol):
    """The aggregate, as far as an event knows it."""

    def evolve(self, event: Any) -> None: ...  # of its own kind


@dataclass(frozen=True)
class RecordedEvent(Aggregate.Event):
    """The actor and the origin of an event: the application stamps these four fields when it records.

    ``actor`` is ``owner``, ``scheduler``, ``relay`` or ``operator:NAME``. ``command_id`` names the command for all
    time, ``correlation_id`` the first command of the chain, ``causation_id`` the event or command just before.
    """

    TOPIC = "event"
    _: KW_ONLY
    actor: str = ""
    command_id: str = ""
    correlation_id: str = ""
    causation_id: str = ""

    def apply(self, aggregate: Evolving) -> None:
        aggregate.evolve(self)
