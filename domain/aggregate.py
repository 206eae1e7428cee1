"""The aggregate that leads and accounts are: it folds the events that were decided, and keeps them to be stored."""

from typing import ClassVar, Generic, Self, TypeVar, cast

from eventsourcing.domain import Aggregate

from domain.recorded_event import RecordedEvent

TEvent = TypeVar("TEvent", bound=RecordedEvent)


class RecordingAggregate(Aggregate, Generic[TEvent]):
    """Decisions are made on its state, by the functions of ``decisions``; here their events are recorded.

    ``FOLD`` counts the meanings that its events have had: snapshots of another meaning are left aside.
    """

    FOLD: ClassVar[int]

    @classmethod
    def begun_by(cls, event: TEvent) -> Self:
        aggregate = cast(Self, event.mutate(None))  # a first event makes its aggregate
        aggregate.pending_events.append(event)
        return aggregate

    def record(self, event: TEvent | None) -> None:
        """Fold the event that was decided and keep it until ``take``; None for no event.

        Raise the library's ``OriginatorIDError`` for another aggregate's event, and ``OriginatorVersionError`` for an
        event that was decided on another state than the present: both are mistakes of the program.
        """
        if event is not None:
            event.mutate(self)
            self.pending_events.append(event)

    def take(self) -> list[TEvent]:
        """Return the events recorded since the last call, to be stored."""
        return [cast(TEvent, event) for event in self.collect_events()]  # no others are recorded

    @property
    def has_news(self) -> bool:
        """Whether an event was recorded and not taken yet."""
        return bool(self.pending_events)
