"""An erased lead: decisions stay, without words of people, and no more are taken."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from domain.erased import ERASED
from domain.errors import LeadIsErased
from domain.lead.decisions.ending import delete_lead, erase_lead, restore_lead
from domain.lead.decisions.plans import adopt_plan, identify_prospect
from domain.lead.decisions.replies import prospect_replied
from domain.lead.decisions.steps import skip_step
from domain.lead.events import LeadErased
from domain.lead.fold import fold
from domain.lead.lead import Lead
from domain.lead.prospect import Prospect
from domain.lead.state import LeadState
from tests.support.erased_events import erased_event
from tests.support.leads import ADA, LEAD_ID, MONDAY_9AM, a_lead, a_new_lead, a_plan, events_of, sends_at

DAY = timedelta(days=1)


def an_erased_lead() -> Lead:
    lead = a_lead(with_plan=True)
    lead.record(erase_lead(lead.state, "they asked for it", at=MONDAY_9AM + DAY))
    return lead


def test_erasing_records_when_and_why() -> None:
    event = erase_lead(a_lead(with_plan=True).state, "they asked for it", at=MONDAY_9AM + DAY)

    assert event == LeadErased(LEAD_ID, 3, MONDAY_9AM + DAY, reason="they asked for it")


def test_every_word_is_gone_and_every_date_is_there() -> None:
    lead = a_new_lead(with_plan=True)
    lead.record(identify_prospect(lead.state, ADA, at=MONDAY_9AM))
    before = lead.state

    lead.record(erase_lead(lead.state, "asked", at=MONDAY_9AM))

    state = lead.state
    assert (state.note, state.title) == (ERASED, ERASED)
    assert state.prospect == Prospect(ERASED, ERASED, ERASED, (ERASED, ERASED))
    assert state.plan is not None
    assert {(step.channel, step.action, step.suggested_text) for step in state.plan.steps} == {(ERASED,) * 3}
    assert [one.due_at for one in state.schedule] == [one.due_at for one in before.schedule]


def test_an_empty_field_stays_empty() -> None:
    assert an_erased_lead().state.prospect == Prospect()


def test_an_erased_lead_counts_as_deleted_since_then_or_since_before() -> None:
    deleted_before = a_lead()
    deleted_before.record(delete_lead(deleted_before.state, at=MONDAY_9AM))
    deleted_before.record(erase_lead(deleted_before.state, "asked", at=MONDAY_9AM + DAY))

    assert deleted_before.state.deleted_at == MONDAY_9AM
    assert an_erased_lead().state.deleted_at == MONDAY_9AM + DAY
    assert deleted_before.state.erased_at == MONDAY_9AM + DAY
    assert an_erased_lead().state.quiet_since is None


DECISIONS: list[Callable[[LeadState], object]] = [
    lambda state: restore_lead(state, at=MONDAY_9AM, next_send=sends_at(MONDAY_9AM)),
    lambda state: erase_lead(state, "again", at=MONDAY_9AM),
    lambda state: delete_lead(state, at=MONDAY_9AM),
    lambda state: skip_step(state, 1, at=MONDAY_9AM),
    lambda state: identify_prospect(state, ADA, at=MONDAY_9AM),
    lambda state: adopt_plan(state, a_plan(2), at=MONDAY_9AM),
    lambda state: prospect_replied(state, at=MONDAY_9AM),
]


@pytest.mark.parametrize("decide", DECISIONS)
def test_nothing_more_can_be_decided_about_it(decide: Callable[[LeadState], object]) -> None:
    with pytest.raises(LeadIsErased):
        decide(an_erased_lead().state)


def test_folded_without_words_it_is_the_same() -> None:
    lead = a_new_lead(with_plan=True)
    lead.record(identify_prospect(lead.state, ADA, at=MONDAY_9AM))
    lead.record(erase_lead(lead.state, "asked", at=MONDAY_9AM))

    assert fold(erased_event(event) for event in events_of(lead)) == lead.state
