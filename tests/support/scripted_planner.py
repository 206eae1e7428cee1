"""A planner that writes the same plan each time, or fails."""

from collections.abc import Awaitable, Callable

from application.errors import PlannerUnavailable
from application.ports.planner import Draft, DraftStep
from tests.support.leads import ADA

DRAFT = Draft(
    playbook="test",
    prospect=ADA,
    steps=(
        DraftStep("email", "Say hello", "Hello Ada", {"timing": "immediately"}),
        DraftStep("phone", "Call her", "", {"delay_days": 3}),
        DraftStep("email", "Ask again", "Any news?", {}),
    ),
)


class ScriptedPlanner:
    """Implements the ``Planner`` port. ``answer`` is what it drafts; ``meanwhile`` happens while it thinks."""

    def __init__(self) -> None:
        self.is_available = True
        self.notes: list[str] = []
        self.answer = DRAFT
        self.meanwhile: Callable[[], Awaitable[object]] | None = None

    async def draft(self, note: str) -> Draft:
        self.notes.append(note)
        if not self.is_available:
            raise PlannerUnavailable("it is asleep")
        if self.meanwhile is not None:
            await self.meanwhile()
        return self.answer
