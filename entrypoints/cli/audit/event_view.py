"""An event of the log as the command line shows it."""

from dataclasses import fields

from application.ports.event_log import Recorded
from domain.account.events import Event as AccountEvent
from domain.recorded_event import RecordedEvent

_ENVELOPE = {"originator_id", "originator_version", "originator_topic", "timestamp"}
_STAMPS = ("actor", "command_id", "correlation_id", "causation_id")


def event_view(recorded: Recorded) -> dict[str, object]:
    event = recorded.event
    return {
        "position": recorded.position,
        "timestamp": event.timestamp,
        "event": type(event).__name__,
        "lead_id": None if isinstance(event, AccountEvent) else event.originator_id,
        "account_id": event.originator_id if isinstance(event, AccountEvent) else None,
        "version": event.originator_version,
        **{name: getattr(event, name) for name in _STAMPS},
        "digest": recorded.digest,
        **own_fields(event),
    }


def own_fields(event: RecordedEvent) -> dict[str, object]:
    """The fields of this kind of event, without those that every event has."""
    shared = {*_ENVELOPE, *_STAMPS}
    return {field.name: getattr(event, field.name) for field in fields(event) if field.name not in shared}
