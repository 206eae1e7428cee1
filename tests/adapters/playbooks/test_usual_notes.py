"""Notes that a new user types first: the sandbox page's own examples, and notes after lunch or a call."""

import pytest

from domain.lead.prospect import Prospect
from tests.adapters.playbooks.reading import prospect_in


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Met Anna Kowalska from Acme at the SaaS expo, wants a demo", Prospect("Anna Kowalska", "Acme")),
        (
            "Call Tom Reyes, CTO of Brightwater, next Tuesday about the pilot, tom@brightwater.example",
            Prospect("Tom Reyes", "Brightwater", "CTO", ("tom@brightwater.example",)),
        ),
        (
            "Inbound from Hana Sato at Kumo Robotics: asked for pricing for 40 seats",
            Prospect("Hana Sato", "Kumo Robotics"),
        ),
    ],
)
def test_the_examples_of_the_sandbox_page_tell_who_it_is(note: str, expected: Prospect) -> None:
    assert prospect_in(note) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Inbound from Hana Sato at Kumo Robotics, wants pricing", Prospect("Hana Sato", "Kumo Robotics")),
        ("Inbound call from Kenji Ito (Kumo Robotics)", Prospect("Kenji Ito", "Kumo Robotics")),
        ("Inbound lead from Anna, asked for a demo", Prospect("Anna")),
        ("New inquiry from Taavi Roosimäe, CTO at Bolt", Prospect("Taavi Roosimäe", "Bolt", "CTO")),
    ],
)
def test_who_writes_in_is_the_prospect(note: str, expected: Prospect) -> None:
    assert prospect_in(note) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Lunch w/ Priya Shah. Wants a demo", Prospect("Priya Shah")),
        ("Lunch w/ Taavi Roosimäe. Wants a demo", Prospect("Taavi Roosimäe")),
        ("Coffee at the expo w/ Anna (Acme)", Prospect("Anna", "Acme")),
        ("Lunch with Priya.", Prospect("Priya")),
        ("Lunch w/ Priya.", Prospect("Priya")),
        ("Met Kenji.", Prospect("Kenji")),
        (
            "spoke with Jürgen Müller (Siemens), +49 170 1234567",
            Prospect("Jürgen Müller", "Siemens", contacts=("+49 170 1234567",)),
        ),
    ],
)
def test_whom_they_sat_or_spoke_with_is_the_prospect(note: str, expected: Prospect) -> None:
    assert prospect_in(note) == expected


@pytest.mark.parametrize(
    "note",
    [
        *("Lunch with Acme.", "Lunch w/ Siemens.", "Lunch with Friday.", "Met Berlin.", "Lunch W Priya", "Lunch w/"),
        *("Discount w/ Priya Shah", "Inbound from Kumo Robotics: asked for pricing"),
        *("Inbound from Kumo Robotics at Slush", "Inbound from LinkedIn", "Inbound from London"),
        *("Inbound. From Anna Kowalska", "Inbound referral from Anna Kowalska"),
        *("Lead from Anna Kowalska, a colleague", "Email from Anna Kowalska, a colleague", "Intro to HANA"),
        *("Call HANA team", "Inbound from"),
    ],
)
def test_a_company_a_day_a_place_or_a_go_between_is_not_the_prospect(note: str) -> None:
    assert prospect_in(note) == Prospect()
