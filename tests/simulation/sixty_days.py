"""The run: notes come in, owners act, and the clock goes from one moment with something to do to the next."""

import random
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from tests.simulation.deeds import Deeds
from tests.simulation.drafts import a_note
from tests.simulation.office import Office
from tests.simulation.people import Person, a_person

SPRING = datetime(2027, 2, 22, tzinfo=UTC)
"""New York's clocks go forward on 14 March, Europe's on the 28th; Sydney's and Lord Howe's back on 4 April."""
AUTUMN = datetime(2026, 9, 28, tzinfo=UTC)
"""Sydney's and Lord Howe's clocks go forward on 4 October, Europe's back on the 25th, New York's on 1 November."""
CHANCES_A_DAY = 6
"""So many times a day some of the owners look at Leadbell."""
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Scale:
    """``deeds`` is how many things an owner does to each lead over the days; half of the leads come in the first
    ``early`` days, the others until ten days before the end."""

    owners: int
    leads: int
    start: datetime = SPRING
    seed: int = 1
    days: int = 60
    deeds: float = 5.0
    early: int = 4

    @property
    def end(self) -> datetime:
        """After a week without acts of owners: the first leads are too old by then."""
        return self.start + timedelta(days=self.days) + WEEK


@dataclass(slots=True)
class Run:
    scale: Scale
    office: Office
    deeds: Deeds
    people: list[Person]
    lead_ids: list[UUID] = field(default_factory=list)
    moments: int = 0
    seconds: float = 0.0


async def simulated(scale: Scale) -> Run:
    """The same for the same scale."""
    chance = random.Random(scale.seed)
    office = Office(scale.start, random.Random(scale.seed + 1))
    run = Run(scale, office, Deeds(office, chance), [a_person(chance, number + 1) for number in range(scale.owners)])
    started = time.perf_counter()
    for person in run.people:
        await person.moves_in(office.use.account_commands)
    captures = _captures(scale, chance)
    for at in _visits(scale, chance):
        await _until(run, at)
        while captures and captures[-1] <= at:
            captures.pop()
            await _capture(run, chance)
        await _visit(run, chance)
        await _settled(run)
    await _until(run, scale.end)
    run.seconds = time.perf_counter() - started
    return run


def _captures(scale: Scale, chance: random.Random) -> list[datetime]:
    """The last first."""
    days = [chance.uniform(0, scale.early if number % 2 else scale.days - 10) for number in range(scale.leads)]
    return sorted((scale.start + timedelta(days=day) for day in days), reverse=True)


def _visits(scale: Scale, chance: random.Random) -> list[datetime]:
    """No whole minute, so that no owner acts in the very moment in which a reminder is due."""
    seconds = sorted(chance.sample(range(60, scale.days * 86_400), scale.days * CHANCES_A_DAY))
    return [scale.start + timedelta(seconds=one, microseconds=chance.randint(1, 999_999)) for one in seconds]


async def _until(run: Run, at: datetime) -> None:
    """Stop wherever there is something to do on the way."""
    office = run.office
    while (due_at := await office.next_moment()) is not None and due_at <= at:
        office.clock.move_to(max(due_at, office.clock.now()))
        await _settled(run)
        left = await office.next_moment()
        assert left is None or left > office.clock.now(), "a due reminder is left over"
    office.clock.move_to(at)


async def _settled(run: Run) -> None:
    run.moments += 1
    await run.office.settle_down()


async def _capture(run: Run, chance: random.Random) -> None:
    number, person = len(run.lead_ids), chance.choice(run.people)
    note = a_note(chance, number, at=run.office.clock.now())
    lead_id = await run.office.use.capture.capture(note, owner=person.owner, command_id=f"note:{number}")
    run.lead_ids.append(lead_id)


async def _visit(run: Run, chance: random.Random) -> None:
    """The planner writes its plans, then some owners act."""
    await run.office.use.enrichment.enrich_waiting()
    scale = run.scale
    expected = scale.leads * scale.deeds / (scale.days * CHANCES_A_DAY)
    for lead_id in chance.sample(run.lead_ids, min(len(run.lead_ids), _whole(expected, chance))):
        await run.deeds.about_a_lead(lead_id)
    for person in chance.sample(run.people, _whole(scale.owners * 6 / (scale.days * CHANCES_A_DAY), chance)):
        await run.deeds.about_oneself(person)


def _whole(number: float, chance: random.Random) -> int:
    return int(number) + (chance.random() < number % 1)
