"""The promises, checked on the messages that came: each yields its violations, lead by lead."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from domain.lead import events as lead_events
from domain.reminders.reminder import ReminderId
from tests.simulation.calendar import Habits
from tests.simulation.expected_lead import TOO_OLD, ExpectedLead, Scheduled, Telling
from tests.simulation.history import History

Expected = Mapping[UUID, ExpectedLead]


def expected_of(history: History, *, until: datetime) -> Expected:
    """Return the model's reading of the same history."""
    found = {}
    for lead_id, decisions in history.decisions.items():
        (_, habits), *rest = decisions
        assert isinstance(habits, Habits)
        captured_at = rest[0][0]
        lead = ExpectedLead(habits, captured_at, captured_at)
        lead.live(rest, until=until)
        found[lead_id] = lead
    return found


def each_generation_is_sent_once(history: History) -> Iterator[str]:
    claimed = (one.event for one in history.log if isinstance(one.event, lead_events.ReminderClaimed))
    claims = Counter((event.reminder_id, event.generation) for event in claimed)
    sent = Counter((ReminderId(one.lead_id, one.plan, one.step), one.generation) for one in history.sent)
    for key in claims | sent:
        if (claims[key], sent[key]) != (1, 1):
            yield f"{key} was claimed {claims[key]} times and sent {sent[key]} times"


def messages_are_as_due(history: History, expected: Expected) -> Iterator[str]:
    """None missed, none too many, each at its time."""
    came: dict[UUID, list[Telling]] = {lead_id: [] for lead_id in expected}
    for one in history.sent:
        came[one.lead_id] += [Telling(one.at, one.plan, step) for step in one.steps]
    for lead_id, lead in expected.items():
        missed, extra = Counter(lead.tellings) - Counter(came[lead_id]), Counter(came[lead_id]) - Counter(lead.tellings)
        if missed or extra:
            yield f"{lead_id}: missed {sorted(missed)}, not due {sorted(extra)}"


def no_owner_is_disturbed(history: History) -> Iterator[str]:
    for one in history.sent:
        habits = _at(history.habits[history.owners[one.lead_id]], one.at)
        if complaint := habits.complaint(one.at):
            yield f"{one} came at {one.at.astimezone(habits.zone):%a %F %T}: {complaint}"


def follow_ups_are_as_agreed(history: History, expected: Expected) -> Iterator[str]:
    """Counted from the last activity, three days after it or after the last that was sent."""
    recorded: dict[UUID, list[Scheduled]] = {lead_id: [] for lead_id in expected}
    for one in history.log:
        if isinstance(event := one.event, lead_events.FollowUpScheduled):
            of = recorded[event.originator_id]
            of.append(Scheduled(event.number, event.count, event.timestamp, event.due.at))
    for lead_id, lead in expected.items():
        for found, wanted in zip(recorded[lead_id], lead.scheduled, strict=False):
            if found != wanted:
                yield f"{lead_id}: {found} instead of {wanted}"
                break
        if len(recorded[lead_id]) != len(lead.scheduled):
            yield f"{lead_id}: {len(recorded[lead_id])} follow-ups instead of {len(lead.scheduled)}"


def no_follow_up_while_a_step_is_ahead(history: History, expected: Expected) -> Iterator[str]:
    for one in history.sent:
        if one.plan == 0 and _is_ahead(expected[one.lead_id], one.at):
            yield f"{one} came while a step was ahead"


def no_unwanted_follow_up(history: History, expected: Expected) -> Iterator[str]:
    for one in history.sent:
        if one.plan:
            continue
        if one.at > expected[one.lead_id].captured_at + TOO_OLD:
            yield f"{one} came when the lead was too old"
        if not _at(history.habits[history.owners[one.lead_id]], one.at).follow_ups:
            yield f"{one} came to an owner who has none"


def plans_keep_their_order(history: History) -> Iterator[str]:
    for one in history.log:
        if isinstance(event := one.event, lead_events.PlanGenerated):
            for first, second in pairwise(event.plan.steps):
                if second.due.at < first.due.at:
                    yield f"{event.originator_id}: step {second.id} is due before step {first.id}"


def _at(habits: Sequence[tuple[datetime, Habits]], at: datetime) -> Habits:
    """As they were decided up to that moment."""
    return habits[bisect_right(habits, at, key=lambda one: one[0]) - 1][1]


def _is_ahead(lead: ExpectedLead, at: datetime) -> bool:
    """Just before that moment."""
    place = bisect_left(lead.ahead, at, key=lambda one: one[0])
    return place > 0 and lead.ahead[place - 1][1]
