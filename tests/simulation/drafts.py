"""Notes that say their own plan, and a planner that writes it; some of the time it is away."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from application.errors import PlannerUnavailable
from application.ports.clock import Clock
from application.ports.planner import Draft, DraftStep
from domain.lead.prospect import Prospect

DEFAULT = "-"
DELAY = "+"
AT_HAND = "now"
SHAPES = (
    (AT_HAND, "+3", DEFAULT),
    ("in 3 hours", "Day 3", "Week 2"),
    ("Day 1", "3 business days", "next Monday at 14:00"),
    ("+0", "+2", "+9", "+20"),
    ("in 3 hours", DEFAULT, DEFAULT, DEFAULT),
    ("tomorrow at 22:30", "Saturday", "in 2 weeks"),
    ("Day 3", "in 3 hours", DEFAULT),
    ("Week 2",),
    ("after the demo", "in 5 days", "Day 7", "+30"),
    ("next Monday at 14:00", "3 business days", "tomorrow"),
    ("immediately", "in 3 hours", "tomorrow at 22:30", DEFAULT, "in 5 days"),
    ("Day 45",),
)
"""The times of a plan's steps: words, a number of days, or nothing."""


def a_note(chance: random.Random, number: int, *, at: datetime) -> str:
    """Mostly the planner is there; for some notes it is away for hours or days."""
    away = timedelta(hours=chance.choice([0] * 12 + [5, 30, 80, 130]))
    return "|".join([f"lead {number}", (at + away).isoformat(), *chance.choice(SHAPES)])


def steps_of(note: str) -> list[str]:
    return note.split("|")[2:]


@dataclass(frozen=True, slots=True)
class NotePlanner:
    """Implements the ``Planner`` port."""

    clock: Clock

    async def draft(self, note: str) -> Draft:
        name, back_at, *said = note.split("|")
        if self.clock.now() < datetime.fromisoformat(back_at):
            raise PlannerUnavailable("away")
        return Draft("simulated", Prospect(name=name), tuple(_step(words) for words in said))


def _step(words: str) -> DraftStep:
    return DraftStep("email", f"do what is meant by {words}", "", _timing(words))


def _timing(words: str) -> dict[str, object]:
    if words.startswith(DELAY):
        return {"delay_days": int(words[1:])}
    return {} if words == DEFAULT else {"timing": words}
