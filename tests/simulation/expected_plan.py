"""When the steps of a plan are due, by the model: each by what it means, and none before the one before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.simulation.calendar import AfterWorkdays, Habits, Meaning, OnADay
from tests.simulation.meanings import meaning


@dataclass(frozen=True, slots=True)
class Meant:
    """``is_spaced``: without a time of its own, so it keeps its distance from the step before. ``is_free``: its time is
    the owner's, so it heeds no neighbour."""

    what: Meaning
    is_spaced: bool = False
    is_free: bool = False


def meant_by_steps(said: Sequence[str], *, captured_at: datetime, habits: Habits) -> list[Meant]:
    found = []
    for index, words in enumerate(said):
        what = meaning(words, captured_at, habits)
        spaced = OnADay(habits.day_of(captured_at) + timedelta(days=3 * (index + 1)))
        found.append(Meant(spaced, is_spaced=True) if what is None else Meant(what))
    return found


def placed(steps: Sequence[Meant], habits: Habits, *, now: datetime, after: datetime | None = None) -> list[datetime]:
    """``after`` is when the step before the first of them was due."""
    moments, last, last_in_time = [], after, after
    for step in steps:
        what = step.what
        if not step.is_free:
            in_time = habits.place(what)
            if step.is_spaced and last_in_time is not None and in_time < last_in_time:
                what = AfterWorkdays(3, habits.day_of(last_in_time))
                in_time = habits.place(what)
            last_in_time = max(in_time, last_in_time or in_time)
        at = habits.place(what, now)
        if not step.is_free:
            # The step before may have its moment from other habits.
            at = last = at if last is None or at >= last else habits.forward(last)
        moments.append(at)
    return moments
