"""How a text addresses a prospect of whom much, little or nothing is known."""

import pytest

from adapters.playbooks.note.reader import NoteReading
from adapters.playbooks.personal_text import PersonalText
from domain.lead.prospect import Prospect


def test_all_that_is_known_is_said() -> None:
    text = PersonalText.about(NoteReading(Prospect("Anna Kowalska", "Acme"), event="the expo"))

    assert text == PersonalText(hello="Hi Anna,", prospect="Anna Kowalska", company="Acme", met_at=" at the expo")


def test_an_unknown_fact_leaves_no_hole() -> None:
    text = PersonalText.about(NoteReading(Prospect()))

    assert text == PersonalText(hello="Hello,", prospect="the prospect", company="your team", met_at="")


def test_a_company_alone_stands_for_the_person() -> None:
    assert PersonalText.about(NoteReading(Prospect(company="Acme"))).prospect == "your contact at Acme"


def test_inflected_names_are_not_said_in_english() -> None:
    reading = NoteReading(Prospect("Оленою", "Яндекса"), name_is_inflected=True, company_is_inflected=True)

    assert PersonalText.about(reading) == PersonalText.about(NoteReading(Prospect()))


@pytest.mark.parametrize(
    ("name", "hello"),
    [
        ("Anna Kowalska", "Hi Anna,"),
        ("Jean-Luc Picard", "Hi Jean-Luc,"),
        ("D'Arcy Wretzky", "Hi D'Arcy,"),
        ("Herr Müller", "Hello Herr Müller,"),
        ("Dr. Kübler-Ross", "Hello Dr. Kübler-Ross,"),
        ("J. Smith", "Hello,"),
        ("X", "Hello,"),
        ("_*[Bob]*_", "Hello,"),
        ("🦄🦄", "Hello,"),
        ("", "Hello,"),
    ],
)
def test_the_greeting_fits_the_name(name: str, hello: str) -> None:
    assert PersonalText.about(NoteReading(Prospect(name))).hello == hello
