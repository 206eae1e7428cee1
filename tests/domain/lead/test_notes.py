"""A note in other words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.errors import LeadIsDeleted, LeadIsErased, NoteRefused
from domain.lead.decisions.ending import delete_lead, erase_lead
from domain.lead.decisions.notes import add_note, correct_note, withdraw_note
from domain.lead.decisions.plans import correct_prospect, identify_prospect
from domain.lead.events import NoteCorrected
from domain.lead.lead import MAX_NOTE_LENGTH
from domain.lead.prospect import Prospect
from tests.support.leads import ADA, LEAD_ID, MONDAY_9AM, a_lead


def test_a_corrected_note_leaves_the_plan_as_it_is() -> None:
    lead = a_lead(with_plan=True)
    plan, quiet_since = lead.state.plan, lead.state.quiet_since

    lead.record(correct_note(lead.state, " Met Grace ", at=MONDAY_9AM))

    [event] = lead.collect_events()
    assert event == NoteCorrected(LEAD_ID, 3, MONDAY_9AM, note="Met Grace")
    assert (lead.state.note, lead.state.plan, lead.state.quiet_since) == ("Met Grace", plan, quiet_since)


def test_the_same_words_correct_nothing() -> None:
    lead = a_lead()

    assert correct_note(lead.state, f"{lead.state.note}\n", at=MONDAY_9AM) is None


@pytest.mark.parametrize("note", ["", " \n", "x" * (MAX_NOTE_LENGTH + 1)])
def test_a_note_is_not_corrected_into_none(note: str) -> None:
    with pytest.raises(NoteRefused):
        correct_note(a_lead().state, note, at=MONDAY_9AM)


def test_the_note_of_a_deleted_lead_stays() -> None:
    lead = a_lead()
    lead.record(delete_lead(lead.state, at=MONDAY_9AM))

    with pytest.raises(LeadIsDeleted):
        correct_note(lead.state, "Met Grace", at=MONDAY_9AM)


def test_an_erased_note_stays_erased() -> None:
    lead = a_lead()
    lead.record(correct_note(lead.state, "Met Grace", at=MONDAY_9AM))
    lead.record(erase_lead(lead.state, "they asked for it", at=MONDAY_9AM))

    assert "Grace" not in lead.state.note
    with pytest.raises(LeadIsErased):
        correct_note(lead.state, "Met Grace", at=MONDAY_9AM)


def test_more_words_are_kept_beside_the_note_and_can_be_taken_back() -> None:
    lead = a_lead(with_plan=True)

    for words in (" Wants a demo ", "Prefers mornings"):
        lead.record(add_note(lead.state, words, at=MONDAY_9AM))
    lead.record(withdraw_note(lead.state, 1, at=MONDAY_9AM))
    lead.record(add_note(lead.state, "Moves in May", at=MONDAY_9AM))

    assert [(one.number, one.text) for one in lead.state.added_notes] == [(2, "Prefers mornings"), (3, "Moves in May")]
    assert withdraw_note(lead.state, 1, at=MONDAY_9AM) is None


def test_a_lead_that_is_spoken_of_is_not_quiet() -> None:
    lead = a_lead()

    lead.record(add_note(lead.state, "Wants a demo", at=MONDAY_9AM + timedelta(days=5)))

    assert lead.state.active_at == MONDAY_9AM + timedelta(days=5)


def test_what_the_owner_says_of_the_prospect_stays_when_the_note_is_read() -> None:
    lead = a_lead()

    lead.record(correct_prospect(lead.state, Prospect(name="Grace Hopper"), "name", at=MONDAY_9AM))
    lead.record(identify_prospect(lead.state, ADA, at=MONDAY_9AM))

    assert lead.state.prospect == replace(ADA, name="Grace Hopper")
    assert correct_prospect(lead.state, lead.state.prospect, "name", at=MONDAY_9AM) is None
