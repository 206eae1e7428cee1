"""Where an event comes from: who acted, by which command, and what led to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.recorded_event import RecordedEvent

OWNER = "owner"
SCHEDULER = "scheduler"
RELAY = "relay"


@dataclass(frozen=True, slots=True)
class Origin:
    """``command_id`` names this command for all time, so that running it twice changes nothing.

    ``correlation_id`` is the first command of the chain and ``causation_id`` the command or event just before;
    both are this command's own id when it starts a chain.
    """

    actor: str
    command_id: str
    correlation_id: str = ""
    causation_id: str = ""

    def stamp(self, events: Sequence[RecordedEvent]) -> list[RecordedEvent]:
        return [self._stamped(event) for event in events]

    def _stamped(self, event: RecordedEvent) -> RecordedEvent:
        return replace(
            event,
            actor=self.actor,
            command_id=self.command_id,
            correlation_id=self.correlation_id or self.command_id,
            causation_id=self.causation_id or self.command_id,
        )


def claim_command_id(reminder_id: object, generation: int) -> str:
    return f"claim:{reminder_id}:{generation}"
