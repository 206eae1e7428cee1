"""What all relays of one bot share: pauses, pace, what is known of each chat, and what came of each attempt."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from application.delivery.attempt import Attempt, Verdict
from application.delivery.pause import PauseCause, RelayPause

CLOCKS_DIFFER = timedelta(seconds=5)
"""By less than this: between machines, and between reading the clock and reading the table."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """``next_free_at`` is when an evenly spaced schedule has its next slot, ``given_out`` counts all slots ever."""

    next_free_at: datetime | None = None
    given_out: int = 0


class RelayGate(Protocol):
    """Whether, and how fast, anything may be sent: shared by all processes and kept over restarts."""

    async def pauses(self) -> Sequence[RelayPause]:
        """One of each cause at most, in force or already over."""
        ...

    async def pause(self, pause: RelayPause) -> None:
        """Never shortens a pause of the same cause."""
        ...

    async def lift(self, causes: Collection[PauseCause]) -> None: ...

    async def bucket(self) -> Bucket:
        """In a writing transaction nobody else gives out slots, or leases, until its end."""
        ...

    async def fill(self, bucket: Bucket) -> None: ...


@dataclass(frozen=True, slots=True)
class Lane:
    """What is known of one chat. ``set_at`` is when ``free_at`` was written: a clock that shows much less was set
    back."""

    chat_id: int
    free_at: datetime | None = None
    set_at: datetime | None = None
    unreachable_since: datetime | None = None
    reason: str = ""
    moved_to: int | None = None

    def waits_until(self, now: datetime) -> datetime | None:
        if self.free_at is None or self.set_at is None or self.set_at > now + CLOCKS_DIFFER or self.free_at <= now:
            return None
        return self.free_at


class ChatLanes(Protocol):
    async def get(self, chat_id: int) -> Lane: ...

    async def occupy(self, until: Mapping[int, datetime], *, at: datetime) -> None:
        """Nothing more is sent to these chats before then. Never shortens."""
        ...

    async def mark_unreachable(self, chat_id: int, *, reason: str, at: datetime) -> None: ...

    async def mark_reachable(self, chat_id: int) -> None: ...

    async def move(self, chat_id: int, *, to: int) -> None:
        """What waits for the chat, and what will be added for it, goes to its new id."""
        ...

    async def unreachable(self) -> Sequence[Lane]: ...


class DeliveryAttempts(Protocol):
    """Append-only."""

    async def add(self, attempts: Sequence[Attempt]) -> None: ...

    async def of_entry(self, entry_id: int) -> Sequence[Attempt]:
        """The oldest first."""
        ...

    async def unconfirmed_in_a_row(self) -> int:
        """How many of the last calls, from the newest back, ended as unconfirmed. Calls that proved nothing about
        Telegram (nothing written, refused for now) are passed over."""
        ...

    async def others_sent_since_throttled(self, chat_id: int, *, since: datetime) -> bool:
        """Whether Telegram took messages for other chats since it last refused this one for now, ``since`` then."""
        ...

    async def count_by_verdict(self) -> Mapping[Verdict, int]: ...


@dataclass(frozen=True, slots=True)
class OperatorAction:
    """``command`` is what was typed without its arguments; ``details`` the rest, and never a message's text."""

    at: datetime
    actor: str
    command: str
    reason: str
    entry_id: int | None = None
    details: str = ""


class Witness(Protocol):
    """What is known of the database from outside of it, so that an older copy of it is found out."""

    @property
    def database(self) -> str:
        """Its address, without a password."""
        ...

    async def place(self) -> str:
        """Where this database lives: a copy of it lives elsewhere. Raises ``DatabaseUnavailable``."""
        ...

    def remembered(self) -> int | None:
        """The largest number noted here, None when nothing was. ``keeps_count`` says whether one is to be expected."""
        ...

    @property
    def keeps_count(self) -> bool: ...

    def note(self, given_out: int) -> None:
        """So many slots were given out by now; called before what they were for is handed to Telegram."""
        ...

    def restart(self, given_out: int) -> None:
        """Remember this number from now on, though it may be smaller."""
        ...


class Installation(Protocol):
    """Which database this is: a copy of it must not send what the original has sent."""

    async def identity(self) -> str | None:
        """As it was when a Leadbell last ran on it, or None."""
        ...

    async def identify(self, identity: str) -> None: ...


class OperatorActions(Protocol):
    """Who did what to the outbox and the relay. Append-only."""

    async def add(self, action: OperatorAction) -> None: ...

    async def select(self, *, entry_id: int | None = None, limit: int) -> Sequence[OperatorAction]:
        """The newest first."""
        ...
