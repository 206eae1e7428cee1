"""The acts of owners, and time."""

from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from domain.errors import DomainError
from domain.lead.decisions.plans import adopt_plan
from domain.lead.decisions.preconditions import reminder_of
from domain.lead.lead import Lead
from tests.faults.state_machine.moves import Who
from tests.faults.state_machine.story import Story
from tests.support.leads import LEAD_ID, OTHER_LEAD_ID, OWNER_ID, THIRD_LEAD_ID, a_new_lead, a_plan, keep

DUE_AFTER_DAYS = (0, 0, 1)
OWNERS = {LEAD_ID: OWNER_ID, OTHER_LEAD_ID: OWNER_ID, THIRD_LEAD_ID: OWNER_ID + 1}
HOUR = timedelta(hours=1)
TIMES = [timedelta(seconds=5), timedelta(seconds=31), timedelta(minutes=10), HOUR, 25 * HOUR]
JUMPS = [timedelta(minutes=-40), timedelta(minutes=40)]

Command = Coroutine[Any, Any, object]

leads = st.sampled_from(list(OWNERS))
steps = st.integers(1, len(DUE_AFTER_DAYS))


class OwnerRules(Story):
    """Two owners; a move that the domain refuses changes nothing."""

    @initialize()
    def there_are_leads(self) -> None:
        for lead_id in OWNERS:
            self.schedule(lead_id)

    @rule(lead_id=leads)
    def schedule(self, lead_id: UUID) -> None:
        """A plan, or the next one. Two of its steps are due."""
        now = self.world.clock.now()
        lead = self._lead(lead_id) or a_new_lead(lead_id, owner_id=OWNERS[lead_id], at=now)
        with suppress(DomainError):
            lead.record(
                adopt_plan(lead.state, a_plan(lead.state.next_plan_number, start=now, days=DUE_AFTER_DAYS), at=now)
            )
            self.does(Who.OWNER, keep(self.world.transactions, lead))

    @rule(lead_id=leads, step_id=steps, hours=st.sampled_from([2, 30]))
    def snooze(self, lead_id: UUID, step_id: int, hours: int) -> None:
        commands = self.world.use.commands
        self._ask(
            lead_id,
            lambda lead, plan: commands.snooze_step(
                self.world.command(lead),
                plan,
                step_id,
                generation=reminder_of(lead.state, step_id).generation,
                words=f"{hours} hours",
            ),
        )

    @rule(lead_id=leads, step_id=steps, done=st.booleans())
    def mark(self, lead_id: UUID, step_id: int, done: bool) -> None:
        commands = self.world.use.commands
        self._ask(lead_id, lambda lead, plan: commands.mark_step(self.world.command(lead), plan, step_id, done=done))

    @rule(lead_id=leads, step_id=steps)
    def skip(self, lead_id: UUID, step_id: int) -> None:
        commands = self.world.use.commands
        self._ask(lead_id, lambda lead, plan: commands.skip_step(self.world.command(lead), plan, step_id))

    @rule(lead_id=leads, is_restored=st.booleans())
    def delete_or_restore(self, lead_id: UUID, is_restored: bool) -> None:
        do = self.world.use.commands.restore if is_restored else self.world.use.commands.delete
        self._ask(lead_id, lambda lead, _: do(self.world.command(lead)))

    @rule(by=st.sampled_from(TIMES))
    def time_passes(self, by: timedelta) -> None:
        self.world.clock.advance(by)

    @rule(by=st.sampled_from(JUMPS))
    def wall_clock_is_set(self, by: timedelta) -> None:
        self.world.clock.jump_wall_clock(by)

    def _lead(self, lead_id: UUID) -> Lead | None:
        return self.world.run(self.world.load(lead_id)) if lead_id in self.seen.states else None

    def _ask(self, lead_id: UUID, command: Callable[[Lead, int], Command]) -> None:
        lead = self._lead(lead_id)
        if lead is None or lead.state.plan is None:
            return
        with suppress(DomainError):
            self.does(Who.OWNER, command(lead, lead.state.plan.number))
