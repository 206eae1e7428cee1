"""What a message is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.intent import Act, ActKind, Intent, Wish, WishKind, read_message
from tests.domain.intent.message_figures import cases


@pytest.mark.parametrize("name", ["messages", "fresh"])
def test_messages_are_read_as_meant_and_none_is_wrongly_a_note(name: str) -> None:
    found = cases(name)

    assert [case.text for case in found if case.read is Intent.NOTE is not case.expected] == []
    assert sum(case.is_right for case in found) >= 0.97 * len(found)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("done", Act(ActKind.DONE)),
        ("skipped!", Act(ActKind.SKIPPED)),
        ("snooze until monday", Act(ActKind.SNOOZED, when="monday")),
        ("in 3 days", Act(ActKind.SNOOZED, when="in 3 days")),
        ("nächsten Montag", Act(ActKind.SNOOZED, when="nächsten Montag")),
        ("she said yes, meeting thursday 15:00", Act(ActKind.REPLIED, when="thursday 15:00")),
        ("ответила", Act(ActKind.REPLIED)),
        ("wrong number, it's +44 20 7946 0000", Act(ActKind.CONTACT, value="+44 20 7946 0000")),
        ("her mail is jane@nordwind.example", Act(ActKind.CONTACT, value="jane@nordwind.example")),
        ("his name is Jon not John", Act(ActKind.NAME, value="Jon", person="John")),
        ("er heißt Meier, nicht Maier", Act(ActKind.NAME, value="Meier", person="Maier")),
        ("не Джон, а Йон", Act(ActKind.NAME, value="Йон", person="Джон")),
        ("wants a discount", Act(ActKind.WORDS)),
        ("ok", Act(ActKind.WORDS)),
        ("done" + " and more" * 100, Act(ActKind.WORDS)),
    ],
)
def test_an_answer_to_a_lead_s_message_acts_on_it(text: str, act: Act) -> None:
    reading = read_message(text, answers_lead=True)

    assert (reading.intent, reading.act) == (Intent.ABOUT_LEAD, act)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("find Sarah", Wish(WishKind.FIND, query="Sarah")),
        ("remind me about John friday", Wish(WishKind.REMIND, query="John", when="friday")),
        ("напомни об Ольге в пятницу", Wish(WishKind.REMIND, query="Ольге", when="в пятницу")),
        ("How many leads?", Wish(WishKind.COUNT)),
    ],
)
def test_a_wish_says_what_is_wanted(text: str, wish: Wish) -> None:
    assert read_message(text).wish == wish


def test_a_person_before_or_behind_an_act_is_named() -> None:
    assert read_message("anna replied").act == Act(ActKind.REPLIED, person="anna")
    assert read_message("done with Anna Lee").act == Act(ActKind.DONE, person="Anna Lee")


@given(text=st.text(), answers_lead=st.booleans())
def test_any_text_is_something(text: str, *, answers_lead: bool) -> None:
    assert read_message(text, answers_lead=answers_lead).intent in Intent
