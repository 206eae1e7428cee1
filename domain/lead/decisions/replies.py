"""The command for what every follow-up is after: an answer of the prospect's."""

from datetime import datetime

from domain.lead.decisions.deciding import Deciding
from domain.lead.events import ProspectReplied


class LeadReplies:
    def record_reply(self: Deciding, *, at: datetime) -> None:
        """The prospect has answered the present plan; nothing when that was said already. Raises ``LeadIsDeleted``,
        ``LeadHasNoPlan``."""
        self.refuse_if_deleted()
        plan = self.present_plan()
        if self.state.replied_at is None:
            self.decide(ProspectReplied, at, plan_number=plan.number)
