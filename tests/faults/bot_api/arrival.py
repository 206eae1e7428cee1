"""A request and its fate, as the test reads it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Self

from tests.faults.bot_api.limits import Violation


@dataclass(frozen=True, slots=True)
class Arrival:
    """A request, numbered from 1 in the order in which they were read to their end.

    ``accepted``: it was done, for ``sendMessage`` the message is in the chat; final once ``decided``. ``message_id`` is
    that of the message made or edited. ``status`` is that of a whole answer, else None.
    ``fault`` is the name of the fault, or ``limit``, or ``unknown token``. ``killed`` is the pid of a process
    that lived until then. ``…_mono`` are seconds of the machine's monotonic clock, comparable between processes;
    ``…_at`` are aware UTC.
    """

    number: int
    method: str
    chat_id: int | None
    text: str
    reply_markup: str
    arrived_at: datetime
    arrived_mono: float
    fault: str = "ok"
    violation: Violation | None = None
    accepted: bool = False
    decided: bool = False
    accepted_at: datetime | None = None
    accepted_mono: float | None = None
    message_id: int | None = None
    status: int | None = None
    answered_mono: float | None = None
    killed: int | None = None

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        times = {name: value[name] and datetime.fromisoformat(value[name]) for name in ("arrived_at", "accepted_at")}
        return cls(**{**value, **times, "violation": value["violation"] and Violation(value["violation"])})


NAMES = tuple(field.name for field in fields(Arrival))


def json_of(arrivals: Iterable[Arrival]) -> str:
    """Return a list that ``Arrival.from_json`` reads."""
    rows = [{name: getattr(one, name) for name in NAMES} for one in arrivals]
    return json.dumps(rows, default=datetime.isoformat)
