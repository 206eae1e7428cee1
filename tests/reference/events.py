"""The page of events, from their classes: the format on disk."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from types import ModuleType, NoneType
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

from adapters.sql.encryption.encrypted_event import PERSONAL
from domain.account import events as account_events
from domain.lead import delivery_events, prospect_events
from domain.lead import events as lead_events
from domain.lead.event_base import Created
from domain.recorded_event import RecordedEvent
from tests.reference.markdown import code, page, paragraphs, table
from tests.reference.recorded_by import RECORDED_BY

INTRODUCTION = """
Everything that is known of a lead or an account is in its events, and an event once written is never changed. Topics
and fields are the format on disk. A field marked *encrypted* is AES-256-GCM under the key of its lead, text by text;
*in part* says that the value holds such fields. What accounts record is not encrypted: it holds no prospect's data.

Besides its own fields, each event has `originator_id` (the lead or account), `originator_version` (its place
among their events, from 1), `timestamp`, `actor` (`owner`, `scheduler`, `relay` or `operator:NAME`), `command_id`,
`correlation_id` (the first command of the chain) and `causation_id` (the event or command just before).
`leadbell audit log` and `leadbell audit export` show them.
"""
PARTS = (
    ("Of a prospect", prospect_events),
    ("Of a lead", lead_events),
    ("Of the delivery of a lead's reminders", delivery_events),
    ("Of an account", account_events),
)
PLAIN = {
    str: "text",
    int: "whole number",
    bool: "yes or no",
    datetime: "moment",
    date: "day",
    time: "time of day",
    UUID: "id",
}
BASES = {"Event", "Created"}


def events_page() -> str:
    sections = [part for title, module in PARTS for part in (f"## {title}", *map(_section, events_in(module)))]
    values = [_value_section(kind) for kind in _values()]
    return page("Events", INTRODUCTION, *sections, "## Values", "The types of the fields of events.", *values)


def events_in(module: ModuleType) -> Sequence[type[RecordedEvent]]:
    """The events that are written there, in that order."""
    kinds = [kind for kind in vars(module).values() if isinstance(kind, type) and issubclass(kind, RecordedEvent)]
    return [kind for kind in kinds if kind.__module__ == module.__name__ and kind.__name__ not in BASES]


def _section(kind: type[RecordedEvent]) -> str:
    facts = [f"Topic {code(kind.TOPIC)}"]
    if (version := getattr(kind, "class_version", 1)) > 1:
        facts.append(f"version {version} of its fields")
    facts.append(f"recorded by: {RECORDED_BY[kind.TOPIC]}")
    described = paragraphs(vars(kind).get("__doc__")) if _has_words(kind) else ""
    return "\n\n".join(filter(None, (f"### {kind.__name__}", "; ".join(facts) + ".", described, _fields(kind))))


def _value_section(kind: type) -> str:
    described = paragraphs(kind.__doc__) if _has_words(kind) else ""
    if issubclass(kind, Enum):
        described = "\n\n".join(filter(None, (described, ", ".join(code(one.value) for one in kind))))
        return f"### {kind.__name__}\n\n{described}"
    return "\n\n".join(filter(None, (f"### {kind.__name__}", described, _fields(kind))))


def _has_words(kind: type) -> bool:
    """A dataclass without a docstring is given its signature as one."""
    return not (kind.__doc__ or "").startswith(f"{kind.__name__}(")


def _fields(kind: type) -> str:
    rows = [(code(name), _described(hint), _encrypted(name, hint)) for name, hint in _hints(kind)]
    return table(("field", "type", "encrypted"), rows) if rows else ""


def _hints(kind: type) -> Iterator[tuple[str, Any]]:
    assert is_dataclass(kind)
    common = {field.name for field in fields(Created)}
    for field in fields(kind):
        if field.name not in common or not issubclass(kind, RecordedEvent):
            yield field.name, get_type_hints(kind)[field.name]


def _described(hint: Any) -> str:
    if hint in PLAIN:
        return PLAIN[hint]
    if get_origin(hint) is not None or get_args(hint):
        return _composed(hint)
    return f"[{hint.__name__}](#{hint.__name__.lower()})"


def _composed(hint: Any) -> str:
    inner = [one for one in get_args(hint) if one not in (NoneType, Ellipsis)]
    if get_origin(hint) in (tuple, frozenset):
        return f"list of {_described(inner[0])}"
    words = " or ".join(_described(one) for one in inner)
    return f"{words}, or none" if NoneType in get_args(hint) else words


def _encrypted(name: str, hint: Any) -> str:
    kinds = list(_reached(hint))
    if name in PERSONAL and not kinds:
        return "yes"
    return "in part" if any(_has_personal(kind) for kind in kinds) else "no"


def _has_personal(kind: type) -> bool:
    return not issubclass(kind, Enum) and any(_encrypted(name, hint) != "no" for name, hint in _hints(kind))


def _values() -> Sequence[type]:
    """All kinds that some event is made of, by name."""
    found: dict[str, type] = {}
    waiting = [hint for _, module in PARTS for kind in events_in(module) for _, hint in _hints(kind)]
    while waiting:
        for kind in _reached(waiting.pop()):
            if kind.__name__ not in found:
                found[kind.__name__] = kind
                waiting += [] if issubclass(kind, Enum) else [hint for _, hint in _hints(kind)]
    return [found[name] for name in sorted(found)]


def _reached(hint: Any) -> Iterator[type]:
    """Kinds of ours that stand in a type."""
    if get_args(hint):
        for inner in get_args(hint):
            yield from _reached(inner)
    elif isinstance(hint, type) and (is_dataclass(hint) or issubclass(hint, Enum)):
        yield hint
