"""The history of a run, which is judged: the log, and the messages as they arrived."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from application.delivery.message import Message
from application.ports.event_log import Recorded
from domain.account import events as account_events
from domain.lead import events as lead_events
from domain.worktime import QuietHours
from tests.simulation.calendar import Habits
from tests.simulation.office import Arrived
from tests.simulation.people import HOLIDAYS

DECISIONS = (
    lead_events.LeadCaptured,
    lead_events.PlanGenerated,
    lead_events.StepToggled,
    lead_events.StepSkipped,
    lead_events.StepSnoozed,
    lead_events.StepRescheduled,
    lead_events.FollowUpStopped,
    lead_events.FollowUpResumed,
    lead_events.LeadDeleted,
    lead_events.LeadRestored,
)
"""Of owners and planners; the other events are the schedulers'."""
_OF_A_REMINDER = re.compile(r"view:(?P<lead>[0-9a-f]{32}):(?P<plan>\d+):(?P<step>\d+):(?P<generation>\d+)")
_STEP = re.compile(r"Step (\d+):")


@dataclass(frozen=True, slots=True)
class SentReminder:
    """A message about a reminder as its owner sees it; ``steps`` are all of which it speaks."""

    at: datetime
    lead_id: UUID
    plan: int
    step: int
    generation: int
    steps: Sequence[int]


@dataclass(frozen=True, slots=True)
class History:
    """``habits`` are those of each owner, from each moment on; ``decisions`` of each lead begin with the owner's, and
    have their changes in between, in the order of the log."""

    log: Sequence[Recorded]
    sent: Sequence[SentReminder]
    owners: Mapping[UUID, int]
    habits: Mapping[int, Sequence[tuple[datetime, Habits]]]
    decisions: Mapping[UUID, Sequence[tuple[datetime, lead_events.Event | Habits]]]


def history_of(log: Sequence[Recorded], arrived: Sequence[Arrived]) -> History:
    owners: dict[UUID, int] = {}
    habits: dict[int, list[tuple[datetime, Habits]]] = defaultdict(list)
    leads: dict[int, list[UUID]] = defaultdict(list)
    decisions: dict[UUID, list[tuple[datetime, lead_events.Event | Habits]]] = {}
    accounts: dict[UUID, int] = {}
    for one in log:
        event = one.event
        if isinstance(event, account_events.Event):
            if isinstance(event, account_events.AccountOpened):
                accounts[event.originator_id] = event.owner_id
            owner_id = accounts[event.originator_id]
            known = habits[owner_id][-1][1] if habits[owner_id] else None
            habits[owner_id].append((event.timestamp, _changed(known, event)))
            for lead_id in leads[owner_id]:
                decisions[lead_id].append(habits[owner_id][-1])
        elif isinstance(event, lead_events.LeadCaptured):
            owners[event.originator_id] = event.owner_id
            leads[event.owner_id].append(event.originator_id)
            decisions[event.originator_id] = [habits[event.owner_id][-1], (event.timestamp, event)]
        elif isinstance(event, DECISIONS) and not _is_end_of_all(event):
            decisions[event.originator_id].append((event.timestamp, event))
    sent = [found for one in arrived if (found := reminder_in(one)) is not None]
    return History(log, sent, owners, habits, decisions)


def reminder_in(arrived: Arrived) -> SentReminder | None:
    """None for a card."""
    found = _OF_A_REMINDER.search(_data(arrived.message))
    if found is None:
        return None
    plan, step, generation = (int(found[name]) for name in ("plan", "step", "generation"))
    steps = [int(one) for one in _STEP.findall(arrived.message.text)] if plan else [step]
    return SentReminder(arrived.at, UUID(hex=found["lead"]), plan, step, generation, steps)


def _data(message: Message) -> str:
    return " ".join(button.data for row in message.buttons for button in row)


def _is_end_of_all(event: object) -> bool:
    """The scheduler's word, not the owner's."""
    return isinstance(event, lead_events.FollowUpStopped) and event.actor == "scheduler"


def _changed(known: Habits | None, event: account_events.Event) -> Habits:
    if isinstance(event, account_events.AccountOpened):
        of = event.preferences
        return Habits(ZoneInfo(of.zone), of.send_time, _pair(of.quiet_hours), of.working_days, follow_ups=of.follow_ups)
    assert known is not None
    match event:
        case account_events.TimeZoneConfirmed():
            return replace(known, zone=ZoneInfo(event.zone))
        case account_events.SendTimeChosen():
            return replace(known, send_time=event.send_time)
        case account_events.QuietHoursChosen():
            return replace(known, quiet=_pair(event.quiet_hours))
        case account_events.WorkingDaysChosen():
            return replace(known, working_days=event.working_days)
        case account_events.HolidayCountryChosen():
            return replace(known, holidays=HOLIDAYS.get(event.country, {}))
        case account_events.FollowUpsSwitched():
            return replace(known, follow_ups=event.on)
        case account_events.RemindersPaused():
            return replace(known, paused_until=event.until)
        case account_events.RemindersResumed():
            return replace(known, paused_until=None)
    return known


def _pair(quiet: QuietHours | None) -> tuple[time, time] | None:
    return None if quiet is None else (quiet.start, quiet.end)
