"""What read models are about: leads and accounts, each with its part of the log and its fold."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from application.errors import EventNotFolded
from application.ports.histories import History, LogPart
from domain import account_events, account_state, lead_events, lead_fold
from domain.account_state import AccountState
from domain.lead_state import LeadState

EventT = TypeVar("EventT")
StateT = TypeVar("StateT")


@dataclass(frozen=True, slots=True)
class Subject(Generic[EventT, StateT]):
    """``event`` is the class of all of its events."""

    part: LogPart
    event: type[EventT]
    fold: Callable[[Iterable[EventT]], StateT]
    id_of: Callable[[StateT], UUID]

    def state(self, history: History) -> StateT:
        """Raises ``EventNotFolded``, naming the first event that does not follow from those before it."""
        at = history[0]

        def events() -> Iterator[EventT]:
            nonlocal at
            for version, at in enumerate(history, start=1):
                if not isinstance(at.event, self.event) or at.event.originator_version != version:
                    raise ValueError("out of place")
                yield at.event

        try:
            return self.fold(events())
        except Exception as error:  # whatever a fold raises is about the event that it was given last
            raise EventNotFolded(
                position=at.position,
                of=self.part.value.removesuffix("s"),
                lead_id=at.event.originator_id,
                version=at.event.originator_version,
                topic=at.event.TOPIC,
            ) from error


LEADS: Subject[lead_events.Event, LeadState] = Subject(
    LogPart.LEADS, lead_events.Event, lead_fold.fold, lambda state: state.lead_id
)
ACCOUNTS: Subject[account_events.Event, AccountState] = Subject(
    LogPart.ACCOUNTS, account_events.Event, account_state.fold, lambda state: state.account_id
)
