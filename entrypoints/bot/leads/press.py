"""The lead of a press, or of a typed answer."""

from dataclasses import dataclass

from application.leads.commands import OwnerCommand
from application.use_cases import UseCases
from application.wording.wall_clock import WallClock
from domain.errors import LeadIsDeleted
from domain.lead.state import LeadState


@dataclass(frozen=True, slots=True)
class PressedLead:
    """``clock`` is its owner's."""

    use: UseCases
    command: OwnerCommand
    clock: WallClock

    async def state(self) -> LeadState:
        """Raise ``LeadNotFound``."""
        return await self.use.queries.show(self.command.lead_id, self.command.owner_id)

    async def undeleted(self) -> LeadState:
        """Raise ``LeadNotFound``, ``LeadIsDeleted``."""
        state = await self.state()
        if state.is_deleted:
            raise LeadIsDeleted(state.lead_id)
        return state
