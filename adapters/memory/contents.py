"""The contents of the database. All values are immutable, so a copy of the containers is a snapshot."""

from copy import copy
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import TypeAlias, TypeVar
from uuid import UUID

from application.delivery.attempt import Attempt
from application.delivery.entry import Entry
from application.delivery.pause import PauseCause, RelayPause
from application.ports.chat_state import ChatState
from application.ports.event_log import Recorded
from application.ports.inbox import InboundUpdate
from application.ports.open_questions import OpenQuestion
from application.ports.operator_actions import OperatorAction
from application.ports.rate_limit import TokenBucket
from application.ports.troubles import StandingTrouble, Trouble
from application.read_models.accounts import AccountRow
from application.read_models.lead_list import LeadRow
from application.read_models.owner_statistics import OwnerStatisticsRow
from application.read_models.quiet_leads import QuietLeadRow
from application.read_models.scheduled_reminders import ReminderRow

RowT = TypeVar("RowT")


Rows: TypeAlias = dict[UUID, tuple[RowT, ...]]
"""A read model's rows by lead or account."""


@dataclass(frozen=True, slots=True)
class InboxRow:
    update: InboundUpdate
    kept_at: datetime
    handled_at: datetime | None = None
    problem: str = ""


@dataclass(slots=True)
class Contents:
    """``log`` is in the order of positions; ``histories`` are the same events by lead or account."""

    log: list[Recorded] = field(default_factory=list)
    histories: dict[UUID, tuple[Recorded, ...]] = field(default_factory=dict)
    leads: Rows[LeadRow] = field(default_factory=dict)
    reminders: Rows[ReminderRow] = field(default_factory=dict)
    quiet_leads: Rows[QuietLeadRow] = field(default_factory=dict)
    owner_statistics: Rows[OwnerStatisticsRow] = field(default_factory=dict)
    accounts: Rows[AccountRow] = field(default_factory=dict)
    questions: dict[int, OpenQuestion] = field(default_factory=dict)
    positions: dict[str, int] = field(default_factory=dict)
    entries: dict[int, Entry] = field(default_factory=dict)
    last_entry_id: int = 0
    pauses: dict[PauseCause, RelayPause] = field(default_factory=dict)
    bucket: TokenBucket = field(default_factory=TokenBucket)
    chat_states: dict[int, ChatState] = field(default_factory=dict)
    attempts: list[Attempt] = field(default_factory=list)
    operator_actions: list[OperatorAction] = field(default_factory=list)
    identity: str | None = None
    updates: dict[tuple[int, int, str], InboxRow] = field(default_factory=dict)
    troubles: dict[tuple[int, Trouble], StandingTrouble] = field(default_factory=dict)
    commands: dict[str, datetime] = field(default_factory=dict)

    def copy(self) -> "Contents":
        return Contents(**{each.name: copy(getattr(self, each.name)) for each in fields(self)})
