"""Addresses in a note."""

import pytest

from adapters.playbooks.note.contacts import MAX_CONTACTS, find_contacts


@pytest.mark.parametrize(
    ("note", "contact"),
    [
        ("write to john@globex.com.", "john@globex.com"),
        ("mailto:j.smith+crm@mail.globex.co.uk", "j.smith+crm@mail.globex.co.uk"),
        ("call +380 67 123 45 67 today", "+380 67 123 45 67"),
        ("+380671234567 5 licences", "+380671234567"),
        ("tel. 067 123 45 67", "067 123 45 67"),
        ("0671234567", "0671234567"),
        ("+1 (555) 123-4567", "+1 (555) 123-4567"),
        ("555-123-4567", "555-123-4567"),
        ("telegram @anna_k, please", "@anna_k"),
        ("t.me/annak", "t.me/annak"),
        ("https://www.linkedin.com/in/anna-k-123/", "https://www.linkedin.com/in/anna-k-123"),
        ("see linkedin.com/in/олена-шевченко", "linkedin.com/in/олена-шевченко"),
    ],
)
def test_a_contact_is_found_as_typed(note: str, contact: str) -> None:
    assert find_contacts(note) == (contact,)


@pytest.mark.parametrize(
    "note",
    [
        *("2026-11-22", "on 02.11.2026", "on 02.11.2026 10:30", "budget 100 000 000 USD", "0.123456789"),
        *("order 12345", "+50 %", "john@localhost", "@bob", "@acme.com", "a@", "1234567890123456789012"),
    ],
)
def test_a_date_a_sum_or_half_an_address_is_no_contact(note: str) -> None:
    assert find_contacts(note) == ()


def test_contacts_keep_the_notes_order_and_come_once() -> None:
    note = "@anna_k, anna@acme.test, +48 600 700 800, anna@acme.test"

    assert find_contacts(note) == ("@anna_k", "anna@acme.test", "+48 600 700 800")


def test_only_so_many_contacts_are_kept() -> None:
    note = " ".join(f"user{number}@acme.test" for number in range(MAX_CONTACTS + 1))

    assert find_contacts(note) == tuple(f"user{number}@acme.test" for number in range(MAX_CONTACTS))
