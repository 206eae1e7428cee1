"""A draft as the note asks for it: its tasks first, nothing before the moment that it names, no channel that it rules
out."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from application.ports.planner import Draft, DraftStep
from domain.lead.prospect import Prospect
from domain.timing import parse_timing
from domain.timing.notes import FoundTiming, Task, TimingRole, find_timings
from domain.wishes import unwanted_channels

IsWorkingDay = Callable[[date], bool]
MOST_TASKS = 5
ACTIONS = {
    Task.CALL: ("phone", "Call {who}"),
    Task.WRITE: ("email", "Write to {who}"),
    Task.SEND: ("email", "Send {who} what you promised"),
    Task.MEET: ("meeting", "Meet {who}"),
    Task.QUOTE: ("email", "Send {who} the offer"),
    Task.OTHER: ("task", "Get in touch with {who}"),
}
"""The channel of a task, and the action."""
ANY_CHANNEL = "task"


def as_asked(draft: Draft, note: str, base: datetime, is_working_day: IsWorkingDay) -> Draft:
    """``base`` is when the note was written, in the owner's zone: times in it count from there. The same note gives the
    same draft."""
    found = find_timings(note, base, is_working_day=is_working_day)
    tasks = _tasks(found, base)[:MOST_TASKS]
    begins = max((_days(one, base) for one in found if one.kind is TimingRole.NOT_BEFORE), default=0)
    behind = max((_days(one, base) + 1 for one in tasks), default=0)
    mine = [_task_step(one, draft.prospect, base, not_before=begins) for one in tasks]
    rest = [_later(step, max(begins, behind)) for step in draft.steps]
    return replace(draft, steps=tuple(_without(unwanted_channels(note), [*mine, *rest], draft.prospect)))


def _tasks(found: Sequence[FoundTiming], base: datetime) -> Sequence[FoundTiming]:
    """In the order of their moments, each once."""
    tasks = {one.timing.at: one for one in reversed(found) if one.kind is TimingRole.TASK}
    return sorted(tasks.values(), key=lambda one: (one.timing.at or base, one.first))


def _task_step(found: FoundTiming, prospect: Prospect, base: datetime, *, not_before: int) -> DraftStep:
    channel, action = ACTIONS[found.task]
    is_read_so = parse_timing(found.words, base).at == found.timing.at
    days = _days(found, base)
    timing: dict[str, object] = {"timing": found.words} if is_read_so and days >= not_before else {}
    return DraftStep(channel, action.format(who=_who(prospect)), "", timing or {"delay_days": max(days, not_before)})


def _later(step: DraftStep, days: int) -> DraftStep:
    """A playbook's steps count from the day after the last thing that the note asks for."""
    delay = step.timing.get("delay_days")
    return replace(step, timing={**step.timing, "delay_days": delay + days}) if isinstance(delay, int) else step


def _without(channels: frozenset[str], steps: Sequence[DraftStep], prospect: Prospect) -> Sequence[DraftStep]:
    kept = [step for step in steps if step.channel not in channels]
    return kept or [DraftStep(ANY_CHANNEL, f"Find a way to reach {_who(prospect)}", "", steps[0].timing)]


def _days(found: FoundTiming, base: datetime) -> int:
    return max((found.timing.at.date() - base.date()).days, 0) if found.timing.at else 0


def _who(prospect: Prospect) -> str:
    return prospect.name or prospect.company or "the prospect"
