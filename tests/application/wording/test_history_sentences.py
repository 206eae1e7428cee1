"""What has happened to a lead, in its owner's words: a sentence for every kind of event but one."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from application.wording.history_sentences import sentence
from application.wording.wall_clock import WallClock
from domain.due_time import Shift, ShiftCause
from domain.lead.decisions.delivery import claim_reminder, reminder_resolved, reminder_sent, reminder_unconfirmed
from domain.lead.decisions.plans import adopt_plan, identify_prospect
from domain.lead.decisions.steps import skip_step
from domain.lead.events import Event, FollowUpStopped, ReminderSent
from domain.lead.fold import fold
from domain.lead.lead import Lead
from domain.lead.prospect import Prospect
from domain.reminders.follow_ups import TOO_OLD
from tests.support.eventful_lead import an_eventful_lead, every_kind_of_event
from tests.support.leads import BOT_ID, LEAD_ID, MONDAY_9AM, a_new_lead, a_plan, events_of, step_of, tell

UTC_CLOCK = WallClock(ZoneInfo("UTC"))
HOUR = timedelta(hours=1)
LEFT_OUT = {"ReminderClaimed"}
LATE = (Shift(ShiftCause.LATE, MONDAY_9AM),)


def shows(at: datetime) -> str:
    return UTC_CLOCK.briefly(at)


def told(history: Sequence[Event]) -> list[str]:
    """The sentence of each event, also the empty ones."""
    states = [fold(history[: max(1, place)]) for place in range(len(history))]
    return [sentence(event, before, shows) for event, before in zip(history, states, strict=True)]


def last(lead: Lead, *, by: str = "owner") -> str:
    """What is said of the newest event."""
    history = events_of(lead)
    return told([*history[:-1], replace(history[-1], actor=by)])[-1]


def test_every_kind_of_event_but_a_claim_has_a_sentence() -> None:
    history = events_of(an_eventful_lead())
    kinds = [type(event).__name__ for event in history]

    sentences = told(history)

    assert set(kinds) == every_kind_of_event()
    assert {kind for kind, words in zip(kinds, sentences, strict=True) if not words} == LEFT_OUT
    assert [words for words in sentences if words] == [
        "You sent the note",
        "Found in the note: Ada Lovelace, Engines Ltd",
        "You changed the note",
        "You added: Zoë calls back",
        "You took an added note back",
        "You corrected the name",
        "Plan written (4 steps, playbook test)",
        "Reminder for step 1 sent",
        "Reminder for step 2 could not be delivered",
        "Reminder for step 3 sent, and nobody knows whether it arrived",
        "Reminder for step 3 did not arrive, an operator found",
        "Reminder for step 2 is sent once more, by an operator",
        "Reminder for step 2 was too late to be sent",
        "You marked step 1 done",
        "You opened step 1 again",
        "You skipped step 2",
        "You put off the reminder for step 3 to Mon 02 Nov, 10:00",
        "You moved step 3 to Mon 02 Nov, 10:00",
        "You moved step 4 to Tue 03 Nov, 09:00",
        "1 reminder comes at another time, to fit the settings",
        "You marked step 1 done",
        "You marked step 3 done",
        "You marked step 4 done",
        "Follow-up 1 set for Thu 05 Nov, 07:30",
        "The follow-up that waited was called off",
        "You stopped the follow-ups",
        "You asked for follow-ups again",
        "You noted that they replied",
        "You deleted the lead",
        "You restored the lead",
        "Names, notes and texts were erased for good",
    ]


def test_what_an_operator_did_is_not_said_to_be_the_owners_doing() -> None:
    lead = a_new_lead(with_plan=True)
    lead.record(skip_step(lead.state, 1, at=MONDAY_9AM))

    assert last(lead, by="operator:ada") == "An operator skipped step 1"


def test_steps_that_were_told_together_are_named_together() -> None:
    lead = Lead.capture(LEAD_ID, bot_id=BOT_ID, owner_id=7, chat_id=70, note="Met", at=MONDAY_9AM)
    late = tuple(replace(step, due=replace(step.due, shifts=LATE)) for step in a_plan(days=(0, 0, 0)).steps)
    lead.record(adopt_plan(lead.state, replace(a_plan(), steps=late), at=MONDAY_9AM))
    tell(lead, step_of(LEAD_ID, 2), at=MONDAY_9AM)

    assert last(lead) == "Reminder for steps 1, 2 and 3 sent"


@pytest.mark.parametrize(
    ("decide", "words"),
    [
        (partial(reminder_sent, message_id=1), "arrived after all"),
        (partial(reminder_resolved, delivered=True, reason="asked"), "arrived, an operator found"),
    ],
)
def test_an_unconfirmed_reminder_may_be_found_to_have_arrived(decide: Callable[..., Event], words: str) -> None:
    lead, first = a_new_lead(with_plan=True), step_of(LEAD_ID, 1)
    lead.record(claim_reminder(lead.state, first, generation=1, at=MONDAY_9AM))
    lead.record(reminder_unconfirmed(lead.state, first, generation=1, reason="silence", at=MONDAY_9AM))
    lead.record(decide(lead.state, first, generation=1, at=MONDAY_9AM))

    assert last(lead) == f"Reminder for step 1 {words}"


def test_a_second_plan_has_its_number_and_so_have_the_steps_of_the_first() -> None:
    lead = a_new_lead(with_plan=True)
    lead.record(claim_reminder(lead.state, step_of(LEAD_ID, 1), generation=1, at=MONDAY_9AM))
    lead.record(adopt_plan(lead.state, a_plan(2, days=(1,)), at=MONDAY_9AM))
    lead.record(reminder_sent(lead.state, step_of(LEAD_ID, 1), generation=1, message_id=1, at=MONDAY_9AM))

    assert told(events_of(lead))[-2:] == [
        "Plan 2 written (1 step, playbook test)",
        "Reminder for step 1 of plan 1 sent",
    ]


def test_a_follow_up_is_called_one_and_its_end_says_why() -> None:
    at = MONDAY_9AM + HOUR
    follow_up = step_of(LEAD_ID, 1, plan=0)
    sent = ReminderSent(LEAD_ID, 2, at, reminder_id=follow_up, generation=1, message_id=9)
    ended = FollowUpStopped(LEAD_ID, 3, at, reason=TOO_OLD)

    assert told([*events_of(a_new_lead()), sent, ended])[1:] == [
        "Follow-up sent",
        "No more follow-ups: the lead is 60 days old",
    ]


@pytest.mark.parametrize(
    ("prospect", "words"),
    [
        (Prospect(contacts=("+44 1",)), "Nobody's name is in the note"),
        (Prospect(company="Acme"), "Found in the note: Acme"),
        (Prospect(name="N" * 500), f"Found in the note: {'N' * 59}…"),
    ],
)
def test_who_was_found_in_the_note_fits_into_a_line(prospect: Prospect, words: str) -> None:
    lead = a_new_lead()
    lead.record(identify_prospect(lead.state, prospect, at=MONDAY_9AM))

    assert last(lead) == words
