"""The state of a lead after its events."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from domain.errors import UnknownPlan
from domain.lead import events as happened
from domain.lead.decisions.plans import adopt_plan, identify_prospect
from domain.lead.decisions.steps import toggle_step
from domain.lead.fold import evolve, fold
from domain.lead.prospect import Prospect
from tests.support.eventful_lead import ODD_MOMENT, an_eventful_lead
from tests.support.leads import LEAD_ID, MONDAY_9AM, a_lead, a_new_lead, a_plan, events_of, sends_at

LATER = MONDAY_9AM + timedelta(minutes=10)
NEXT_SEND = MONDAY_9AM + timedelta(minutes=30)
TUESDAY = MONDAY_9AM + timedelta(days=1)


def test_the_folded_history_is_the_state_that_the_lead_decided_by() -> None:
    lead = an_eventful_lead()

    state = fold(events_of(lead))

    assert state == lead.state
    assert (state.version, state.changed_at) == (lead.version, ODD_MOMENT)


def test_a_history_may_be_folded_on_from_any_point() -> None:
    lead = an_eventful_lead()
    history = events_of(lead)

    state = fold(history[:5])
    for event in history[5:]:
        state = evolve(state, event)

    assert state == lead.state


def test_an_earlier_state_is_not_touched_by_what_follows() -> None:
    lead = a_lead(with_plan=True)
    before, as_it_was = lead.state, fold(events_of(a_new_lead(with_plan=True)))

    lead.record(toggle_step(lead.state, 1, at=LATER, next_send=sends_at(NEXT_SEND)))

    assert before == as_it_was
    assert before != lead.state


def test_an_empty_history_is_no_lead() -> None:
    with pytest.raises(ValueError, match="starts with LeadCaptured"):
        fold([])


def test_a_history_that_starts_in_the_middle_is_no_lead() -> None:
    history = events_of(a_new_lead(with_plan=True))

    with pytest.raises(ValueError, match="starts with LeadCaptured"):
        fold(history[1:])


def test_a_history_that_closes_a_step_before_there_is_a_plan_is_no_lead() -> None:
    with pytest.raises(ValueError, match="before there is a plan"):
        evolve(a_lead().state, happened.StepSkipped(LEAD_ID, 2, LATER, step_id=1))


def test_an_event_without_a_fold_is_an_error_and_not_silence() -> None:
    @dataclass(frozen=True)
    class Unheard(happened.Event):
        TOPIC = "lead.unheard"

    event = Unheard(LEAD_ID, 2, LATER)

    with pytest.raises(TypeError, match="Unheard"):
        evolve(a_lead().state, event)


@pytest.mark.parametrize(
    ("prospect", "title"),
    [
        (Prospect(), "Lead #11111111"),
        (Prospect(company="Acme"), "Acme"),
        (Prospect("Ada", "Acme"), "Ada"),
        (Prospect("_*[Bob]*_ 🦄"), "_*[Bob]*_ 🦄"),
    ],
)
def test_a_lead_is_called_by_the_best_that_is_known(prospect: Prospect, title: str) -> None:
    lead = a_lead()

    lead.record(identify_prospect(lead.state, prospect, at=MONDAY_9AM))

    assert lead.state.title == title


def test_plans_are_found_by_their_number() -> None:
    lead = a_lead(with_plan=True)
    lead.record(adopt_plan(lead.state, a_plan(2, days=(5,)), at=MONDAY_9AM))

    assert lead.state.plan_number(1) == a_plan()
    assert lead.state.plan_number(2) == lead.state.plan == a_plan(2, days=(5,))


@pytest.mark.parametrize("number", [-1, 0, 2])
def test_a_plan_that_never_was_is_unknown(number: int) -> None:
    lead = a_lead(with_plan=True)

    with pytest.raises(UnknownPlan) as refusal:
        lead.state.plan_number(number)

    assert refusal.value.number == number
