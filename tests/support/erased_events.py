"""A lead's events as they read when its key is gone: everything that was decided, without words."""

from dataclasses import fields, replace
from typing import Any, Protocol, Self, TypeVar, runtime_checkable

from domain.erased import erased_text
from domain.lead.event_base import Event
from domain.lead.events import LeadCaptured, NoteAdded, NoteCorrected

EventT = TypeVar("EventT", bound=Event)


@runtime_checkable
class _Erasable(Protocol):
    def erased(self) -> Self: ...


def erased_event(event: EventT) -> EventT:
    values = {field.name: getattr(event, field.name) for field in fields(event)}
    without: dict[str, Any] = {name: value.erased() for name, value in values.items() if isinstance(value, _Erasable)}
    if isinstance(event, LeadCaptured | NoteAdded | NoteCorrected):
        without["note"] = erased_text(event.note)
    return replace(event, **without)
