"""Every kind of event that there is, by the name that people use and by the topic that the log uses."""

from collections.abc import Iterable, Iterator

from domain import account_events, lead_event, lead_events
from domain.recorded_event import RecordedEvent

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


TOPICS = {
    kind.__name__: kind.TOPIC
    for module in (lead_events, account_events)
    for kind in _kinds_among(vars(module).values())
}
"""``LeadCaptured``: ``lead.lead_captured``."""
