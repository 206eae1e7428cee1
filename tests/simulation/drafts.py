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
    return note_of(f"lead {number}", at + away, *chance.choice(SHAPES))


def note_of(name: str, back_at: datetime, *said: str) -> str:
    """``back_at`` is when the planner is there, ``said`` are the times of its steps: in hexadecimal digits, else they
    would be found as times that the note names."""
    return "|".join([name, *(words.encode().hex() for words in (back_at.isoformat(), *said))])


def steps_of(note: str) -> list[str]:
    return [bytes.fromhex(words).decode() for words in note.split("|")[2:]]


@dataclass(frozen=True, slots=True)
class NotePlanner:
    """Implements the ``Planner`` port."""

    clock: Clock

    async def draft(self, note: str) -> Draft:
        name, back_at, *_ = note.split("|")
        if self.clock.now() < datetime.fromisoformat(bytes.fromhex(back_at).decode()):
            raise PlannerUnavailable("away")
        return Draft("simulated", Prospect(name=name), tuple(_step(words) for words in steps_of(note)))


def _step(words: str) -> DraftStep:
    return DraftStep("email", f"do what is meant by {words}", "", _timing(words))


def _timing(words: str) -> dict[str, object]:
    if words.startswith(DELAY):
        return {"delay_days": int(words[1:])}
    return {} if words == DEFAULT else {"timing": words}
