"""A note in other words."""

import pytest

from domain.errors import LeadIsDeleted, LeadIsErased, NoteRefused
from domain.lead.decisions.ending import delete_lead, erase_lead
from domain.lead.decisions.notes import correct_note
from domain.lead.events import NoteCorrected
from domain.lead.lead import MAX_NOTE_LENGTH
from tests.support.leads import LEAD_ID, MONDAY_9AM, a_lead


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
