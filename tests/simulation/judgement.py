"""A run and everything that was promised about it."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.lead.events import ReminderClaimed
from tests.simulation import promises
from tests.simulation.history import History, history_of
from tests.simulation.sixty_days import Run


@dataclass(frozen=True, slots=True)
class Judgement:
    history: History
    broken: dict[str, list[str]]
    """By the promise; those that hold are not in it."""


def judged(run: Run) -> Judgement:
    history = history_of(run.office.transactions.contents.log, run.office.messenger.arrived)
    expected = promises.expected_of(history, until=run.scale.end)
    found: dict[str, Iterator[str]] = {
        "each generation is sent once": promises.each_generation_is_sent_once(history),
        "messages are as due": promises.messages_are_as_due(history, expected),
        "no owner is disturbed": promises.no_owner_is_disturbed(history),
        "follow-ups are as agreed": promises.follow_ups_are_as_agreed(history, expected),
        "no follow-up while a step is ahead": promises.no_follow_up_while_a_step_is_ahead(history, expected),
        "no unwanted follow-up": promises.no_unwanted_follow_up(history, expected),
        "plans keep their order": promises.plans_keep_their_order(history),
    }
    broken = {promise: wrong for promise, faults in found.items() if (wrong := list(faults))}
    return Judgement(history, broken)


def summary(run: Run, judgement: Judgement) -> str:
    sent, log = judgement.history.sent, judgement.history.log
    claims = sum(isinstance(one.event, ReminderClaimed) for one in log)
    deeds = ", ".join(f"{count} {name}" for name, count in sorted(run.deeds.done.items()))
    return (
        f"\n{run.scale.owners} owners, {run.scale.leads} leads, {run.scale.days} days from {run.scale.start:%F}, "
        f"seed {run.scale.seed}: {sum(one.plan > 0 for one in sent)} plan reminders, "
        f"{sum(one.plan == 0 for one in sent)} follow-ups, {claims} claims, {len(run.office.messenger.handed_over)} "
        f"deliveries, {sum(run.deeds.done.values())} acts of owners ({deeds}), {len(log)} events, "
        f"{run.moments} moments, {run.seconds:.0f} s"
    )
