"""An event for other systems: an object in the JSON format of CloudEvents 1.0."""

from application.ports.event_log import Recorded
from entrypoints.cli.audit.event_view import own_fields
from entrypoints.cli.output import plain

SOURCE = "/leadbell"


def cloud_event(recorded: Recorded) -> dict[str, object]:
    """The ``id`` is aggregate and version, which the log holds unique; a position changes when the log is copied into
    another database."""
    event = recorded.event
    return {
        "specversion": "1.0",
        "id": f"{event.originator_id}:{event.originator_version}",
        "source": SOURCE,
        "type": event.TOPIC,
        "subject": str(event.originator_id),
        "time": event.timestamp.isoformat(),
        "datacontenttype": "application/json",
        **_extensions(recorded),
        "data": plain(own_fields(event)),
    }


def _extensions(recorded: Recorded) -> dict[str, object]:
    """By the rules of CloudEvents: names of small letters and digits, no empty texts, whole numbers below 2**31 (so a
    position is a text)."""
    event = recorded.event
    texts = {
        "position": str(recorded.position),
        "actor": event.actor,
        "commandid": event.command_id,
        "correlationid": event.correlation_id,
        "causationid": event.causation_id,
        "digest": recorded.digest,
    }
    return {"version": event.originator_version, **{name: text for name, text in texts.items() if text}}
