"""The bots of one database: a transaction is of one of them, or of all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.account.events import AccountOpened
from domain.lead.events import LeadCaptured
from domain.recorded_event import RecordedEvent

ALL_BOTS = 0
"""In place of a bot's id, in a row that holds for every bot, also for one that comes later. Telegram begins at 1."""


class BotNotNamed(ValueError):
    """A transaction of all bots was asked for a matter of one bot: a mistake of the program."""

    def __init__(self, matter: str) -> None:
        super().__init__(f"{matter} belongs to a bot, and this transaction is of all bots: narrow it with `of_bot`")


class OtherBot(ValueError):
    """A transaction of one bot was given something of another bot: a mistake of the program."""

    def __init__(self, bot_id: int, other: int) -> None:
        super().__init__(f"this transaction is of bot {bot_id}, and was given something of bot {other}")


class OfABot(Protocol):
    @property
    def bot_id(self) -> int | None: ...


def bot_of(tx: OfABot) -> int:
    """Raise ``BotNotNamed``."""
    if tx.bot_id is None:
        raise BotNotNamed("what was asked for")
    return tx.bot_id


@dataclass(frozen=True, slots=True)
class KnownBot:
    """What the database holds of one bot; ``waiting`` are messages that are queued, in flight or unconfirmed."""

    bot_id: int
    accounts: int = 0
    leads: int = 0
    waiting: int = 0

    @property
    def holds_something(self) -> bool:
        return bool(self.accounts or self.leads or self.waiting)

    def __str__(self) -> str:
        return f"{self.bot_id} (accounts {self.accounts}, leads {self.leads}, messages that wait {self.waiting})"


class KnownBots(Protocol):
    async def all(self) -> Sequence[KnownBot]:
        """Every bot that ever sent from this database, or has something in it, in the order of their ids."""
        ...

    async def of_owner(self, owner_id: int) -> Sequence[int]:
        """The ids of the bots that the owner has an account or leads with, in their order."""
        ...


def refuse_other_bots(events: Sequence[RecordedEvent], bot_id: int | None) -> None:
    """Raise ``OtherBot`` for a lead or account that begins with another bot; None takes all."""
    for event in events:
        if isinstance(event, LeadCaptured | AccountOpened) and bot_id not in (None, event.bot_id):
            raise OtherBot(bot_id or ALL_BOTS, event.bot_id)


def begins_here(history: Sequence[RecordedEvent], bot_id: int | None) -> bool:
    """Whether it is a history of that bot, by its first event; None takes all."""
    return not history or bot_id is None or getattr(history[0], "bot_id", None) == bot_id
