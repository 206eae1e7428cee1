"""The contents of the database. All values are immutable, so a copy of the containers is a snapshot."""

from collections.abc import MutableMapping
from copy import copy
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, TypeAlias, TypeVar
from uuid import UUID

from adapters.memory.of_all_bots import OfAllBots, WithoutTheirBot
from application.delivery.attempt import Attempt
from application.delivery.entry import Entry
from application.delivery.pause import PauseCause, RelayPause
from application.ports.allowances import Bound, Spent
from application.ports.chat_state import ChatState
from application.ports.event_log import Recorded
from application.ports.inbox import InboundUpdate
from application.ports.invitations import Invitation
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


Rows: TypeAlias = MutableMapping[UUID, tuple[RowT, ...]]
"""A read model's rows by lead or account."""
KEYED_BY_BOT = ("questions", "pauses", "chat_states", "commands", "spent")
"""Another bot may have the same keys."""


@dataclass(frozen=True, slots=True)
class InboxRow:
    update: InboundUpdate
    kept_at: datetime
    handled_at: datetime | None = None
    problem: str = ""


@dataclass(slots=True)
class BotContents:
    """What belongs to one bot."""

    leads: Rows[LeadRow] = field(default_factory=dict)
    reminders: Rows[ReminderRow] = field(default_factory=dict)
    quiet_leads: Rows[QuietLeadRow] = field(default_factory=dict)
    owner_statistics: Rows[OwnerStatisticsRow] = field(default_factory=dict)
    accounts: Rows[AccountRow] = field(default_factory=dict)
    questions: MutableMapping[int, OpenQuestion] = field(default_factory=dict)
    entries: MutableMapping[int, Entry] = field(default_factory=dict)
    pauses: MutableMapping[PauseCause, RelayPause] = field(default_factory=dict)
    bucket: TokenBucket = field(default_factory=TokenBucket)
    chat_states: MutableMapping[int, ChatState] = field(default_factory=dict)
    attempts: MutableMapping[int, Attempt] = field(default_factory=dict)
    updates: MutableMapping[tuple[int, int, str], InboxRow] = field(default_factory=dict)
    commands: MutableMapping[str, datetime] = field(default_factory=dict)
    spent: MutableMapping[tuple[int, Bound], Spent] = field(default_factory=dict)
    invitations: MutableMapping[int, tuple[str, Invitation]] = field(default_factory=dict)

    def copy(self) -> "BotContents":
        return BotContents(**{each.name: copy(getattr(self, each.name)) for each in fields(self)})


@dataclass(slots=True)
class Contents:
    """``log`` is in the order of positions; ``histories`` are the same events by lead or account."""

    log: list[Recorded] = field(default_factory=list)
    histories: dict[UUID, tuple[Recorded, ...]] = field(default_factory=dict)
    positions: dict[str, int] = field(default_factory=dict)
    last_entry_id: int = 0
    last_attempt_id: int = 0
    last_invitation_id: int = 0
    operator_actions: list[OperatorAction] = field(default_factory=list)
    identity: str | None = None
    troubles: dict[tuple[int, Trouble], StandingTrouble] = field(default_factory=dict)
    bots: dict[int, BotContents] = field(default_factory=dict)

    def copy(self) -> "Contents":
        copied = Contents(**{each.name: copy(getattr(self, each.name)) for each in fields(self)})
        copied.bots = {bot_id: part.copy() for bot_id, part in self.bots.items()}
        return copied

    def of_bot(self, bot_id: int | None) -> BotContents:
        """Of all bots for None."""
        if bot_id is not None:
            return self.bots.setdefault(bot_id, BotContents())
        names = [each.name for each in fields(BotContents) if each.name != "bucket"]
        parts: dict[str, Any] = {name: self._of_all(name) for name in names}
        return BotContents(**parts)

    def _of_all(self, name: str) -> OfAllBots[Any, Any]:
        of_all = WithoutTheirBot if name in KEYED_BY_BOT else OfAllBots
        return of_all([getattr(part, name) for part in self.bots.values()])
