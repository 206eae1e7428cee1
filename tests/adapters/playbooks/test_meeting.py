"""Whether a note says that they met."""

import pytest

from adapters.playbooks.note.meeting import says_they_met
from adapters.playbooks.note.words import NoteWords


@pytest.mark.parametrize(
    "note",
    [
        *("Met Anna", "Anna, met yesterday", "Meeting at a conference with Anna", "Talked to Anna at the expo"),
        *("Anna, trade show: at the trade show she asked for a demo", "Spoke at the fair", "Chatted at a meetup"),
        *("She came by our booth", "Anna attended our webinar", "Sat together at an industry dinner"),
        *("Introduced by Kyle", "Business card from the trade show", "Expo: Anna", "Познайомились на конференції"),
        *("Познайомився з Оленою", "Зустріли на виставці", "познакомились на выставке", "Встретил Ивана"),
        *("Олена, говорили на форумі", "Haben uns auf der Messe getroffen", "Auf der Messe gesprochen"),
        *("Anna kennengelernt", "Conocí a José en la feria", "Hablamos en el congreso"),
    ],
)
def test_they_met(note: str) -> None:
    assert says_they_met(NoteWords.of(note))


@pytest.mark.parametrize(
    "note",
    [
        *("", "Anna Kowalska, CTO at Acme", "Never met Anna", "We haven't met yet", "Did not meet her at the expo"),
        *("They will be at the expo", "They exhibit at the expo next month", "We want to meet Anna"),
        *("Met all requirements", "They introduced a new product", "Sells at a fair price"),
        *("In the event of a delay", "Asked on a conference call", "Хочу познакомиться с Иваном"),
        *("Хочу познайомитись", "Зустріч завтра", "Зустрінемось завтра", "Nie getroffen", "Metro Cash and Carry"),
        "helmet maker",
    ],
)
def test_they_did_not_meet_yet(note: str) -> None:
    assert not says_they_met(NoteWords.of(note))
