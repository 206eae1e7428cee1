"""Acts of owners, at random but the same for the same seed."""

import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import time, timedelta
from uuid import UUID

from application.leads.commands import OwnerCommand
from application.leads.rescheduling import Move
from domain.errors import DomainError
from domain.lead.decisions.preconditions import reminder_of
from domain.lead.lead import Lead
from domain.plan.plan import PlanStep
from tests.simulation.office import Office
from tests.simulation.people import COUNTRIES, WEEKS, ZONES, Person

OFFERED_TIMES = ("24 hours", "3 hours", "tomorrow", "3 working days", "next Monday", "tomorrow at 22:30", "in 5 days")
MOVES = ("in 5 days", "tomorrow", "next Monday at 14:00", "3 working days")

Handler = Callable[[Lead, OwnerCommand], Awaitable[object]]


@dataclass(slots=True)
class Deeds:
    """``done`` counts accepted acts by name, ``refused`` the others."""

    office: Office
    chance: random.Random
    done: dict[str, int] = field(default_factory=dict)
    refused: int = 0

    async def about_a_lead(self, lead_id: UUID) -> None:
        async with self.office.transactions.read() as tx:
            lead = await tx.log.load(lead_id)
        named: Sequence[tuple[str, int, Handler]] = (
            ("done", 30, self._mark),
            ("skip", 10, self._skip),
            ("snooze", 20, self._snooze),
            ("reopen", 10, self._reopen),
            ("move", 12, self._move),
            ("delete", 4, self._delete),
            ("stop", 3, self._stop),
            ("resume", 6, self._resume),
        )
        [(name, _, deed)] = self.chance.choices(named, [weight for _, weight, _ in named])
        if lead.state.is_deleted:
            name, deed = "restore", self._restore
        await self._tried(name, deed(lead, self._command(lead)))

    async def about_oneself(self, person: Person) -> None:
        accounts, owner, chance = self.office.use.account_commands, person.owner, self.chance
        command_id = f"deed:{self._number()}"
        today = self.office.clock.now().date()
        choices: Sequence[tuple[str, Callable[[], Awaitable[object]]]] = (
            ("zone", lambda: accounts.confirm_zone(owner, command_id, chance.choice(ZONES))),
            ("send time", lambda: accounts.choose_send_time(owner, command_id, _a_time(chance))),
            ("working days", lambda: accounts.choose_working_days(owner, command_id, chance.choice(WEEKS))),
            ("holidays", lambda: accounts.choose_holidays(owner, command_id, chance.choice(COUNTRIES))),
            ("pause", lambda: accounts.pause(owner, command_id, today + timedelta(days=chance.randint(2, 9)))),
            ("unpause", lambda: accounts.resume(owner, command_id)),
            ("switch", lambda: accounts.switch_follow_ups(owner, command_id, on=chance.random() < 0.6)),
        )
        name, deed = chance.choice(choices)
        await self._tried(name, deed())

    async def _tried(self, name: str, deed: Awaitable[object]) -> None:
        before = len(self.office.transactions.contents.log)
        try:
            await deed
        except DomainError:
            self.refused += 1
        else:
            self.done[name] = self.done.get(name, 0) + (len(self.office.transactions.contents.log) > before)

    def _command(self, lead: Lead) -> OwnerCommand:
        return OwnerCommand(lead.state.owner_id, lead.id, f"deed:{self._number()}")

    def _number(self) -> int:
        return self.refused + len(self.office.transactions.ours.commands)

    async def _mark(self, lead: Lead, command: OwnerCommand) -> None:
        step = self._a_step(lead, is_open=True)
        await self.office.use.commands.mark_step(command, 1, step, done=True)

    async def _reopen(self, lead: Lead, command: OwnerCommand) -> None:
        step = self._a_step(lead, is_open=False)
        await self.office.use.commands.mark_step(command, 1, step, done=False)

    async def _skip(self, lead: Lead, command: OwnerCommand) -> None:
        await self.office.use.commands.skip_step(command, 1, self._a_step(lead, is_open=True))

    async def _snooze(self, lead: Lead, command: OwnerCommand) -> None:
        step = self._a_step(lead, is_open=True)
        generation = reminder_of(lead.state, step).generation
        words = self.chance.choice(OFFERED_TIMES)
        await self.office.use.commands.snooze_step(command, 1, step, generation=generation, words=words)

    async def _move(self, lead: Lead, command: OwnerCommand) -> None:
        step = self._a_step(lead, is_open=True)
        move = Move(step, self.chance.choice(MOVES), with_rest=self.chance.random() < 0.5, plan=1)
        await self.office.use.rescheduling.move(command, move)

    async def _delete(self, lead: Lead, command: OwnerCommand) -> None:
        await self.office.use.commands.delete(command)

    async def _restore(self, lead: Lead, command: OwnerCommand) -> None:
        await self.office.use.commands.restore(command)

    async def _stop(self, lead: Lead, command: OwnerCommand) -> None:
        await self.office.use.commands.stop_follow_ups(command)

    async def _resume(self, lead: Lead, command: OwnerCommand) -> None:
        await self.office.use.commands.resume_follow_ups(command)

    def _a_step(self, lead: Lead, *, is_open: bool) -> int:
        """Rather an early one. One that is not as wanted, or not there, is refused."""
        steps = [one for one in _steps(lead) if one.is_open is is_open]
        return steps[min(self.chance.randrange(len(steps)), self.chance.randrange(len(steps)))].id if steps else 1


def _steps(lead: Lead) -> Sequence[PlanStep]:
    return lead.state.plan.steps if lead.state.plan else ()


def _a_time(chance: random.Random) -> time:
    return chance.choice((time(9, 30), time(11), time(16, 20), time(19, 50)))
