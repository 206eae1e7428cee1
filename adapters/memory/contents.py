"""What the database holds. All values are immutable, so a copy of the containers is a snapshot."""

from dataclasses import dataclass, field, fields
from datetime import datetime
from uuid import UUID

from application.delivery import Entry, RelayPause
from application.lead_projection import LeadRow
from application.ports.lead_log import Recorded
from application.ports.messenger import InboundUpdate
from application.reminder_projection import ReminderRow


@dataclass(frozen=True, slots=True)
class KeptUpdate:
    update: InboundUpdate
    kept_at: datetime
    handled_at: datetime | None = None
    problem: str = ""


@dataclass(slots=True)
class Contents:
    """``log`` is in the order of positions; ``histories`` are the same events by lead."""

    log: list[Recorded] = field(default_factory=list)
    histories: dict[UUID, tuple[Recorded, ...]] = field(default_factory=dict)
    leads: dict[object, LeadRow] = field(default_factory=dict)
    reminders: dict[object, ReminderRow] = field(default_factory=dict)
    positions: dict[str, int] = field(default_factory=dict)
    entries: dict[int, Entry] = field(default_factory=dict)
    relay_pauses: dict[str, RelayPause] = field(default_factory=dict)
    updates: dict[tuple[int, int], KeptUpdate] = field(default_factory=dict)
    commands: dict[str, datetime] = field(default_factory=dict)

    def copy(self) -> "Contents":
        return Contents(**{each.name: getattr(self, each.name).copy() for each in fields(self)})
