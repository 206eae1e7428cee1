"""What read models are about: leads and accounts, each with its part of the log and its fold."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from application.ports.transaction import Transaction
from domain import account_events, account_state, lead_events, lead_fold
from domain.account_state import AccountState
from domain.lead_state import LeadState

EventT = TypeVar("EventT")
EventT_co = TypeVar("EventT_co", covariant=True)
StateT = TypeVar("StateT")


class Histories(Protocol[EventT_co]):
    async def histories(self, *, after: UUID | None, until: int, limit: int) -> Sequence[Sequence[EventT_co]]: ...


@dataclass(frozen=True, slots=True)
class Subject(Generic[EventT, StateT]):
    """``name`` is what many of them are called."""

    name: str
    log: Callable[[Transaction], Histories[EventT]]
    fold: Callable[[Iterable[EventT]], StateT]
    id_of: Callable[[StateT], UUID]

    async def states(self, tx: Transaction, *, after: UUID | None, until: int, limit: int) -> Sequence[StateT]:
        """As of position ``until``, in the order of their ids. Raises ``UnreadableEvent``."""
        histories = await self.log(tx).histories(after=after, until=until, limit=limit)
        return [self.fold(history) for history in histories]


LEADS: Subject[lead_events.Event, LeadState] = Subject(
    "leads", lambda tx: tx.log, lead_fold.fold, lambda state: state.lead_id
)
ACCOUNTS: Subject[account_events.Event, AccountState] = Subject(
    "accounts", lambda tx: tx.account_log, account_state.fold, lambda state: state.account_id
)
