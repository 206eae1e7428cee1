"""An event as other systems read it: the JSON format of CloudEvents 1.0, one object for each."""

from application.ports.event_log import Recorded
from entrypoints.cli.audit.event_view import own_fields
from entrypoints.cli.output import plain

SOURCE = "/leadbell"


def cloud_event(recorded: Recorded) -> dict[str, object]:
    """Its ``id`` is what the log itself holds unique: the lead or account, and the version. A position is one only
    until the log is copied into another database."""
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
    """Names have small letters and digits only, an empty text is left out, and whole numbers end at 2**31: a position
    is a text, since a log can be longer."""
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
