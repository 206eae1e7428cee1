"""People's words in stored events: encrypted under their lead's key, each bound to its place."""

import json
from dataclasses import fields, is_dataclass, replace
from typing import Any, get_args, get_type_hints
from uuid import UUID

import pytest
from eventsourcing.persistence import StoredEvent

from adapters.sql.encryption.encrypted_event import (
    ENCRYPTED,
    PERSONAL,
    DecryptionFailed,
    LeadKey,
    is_personal,
    without_key,
)
from adapters.sql.log.stored_history import MAPPER, read_event
from domain.lead import events as lead_events
from domain.lead.events import Event
from tests.support.erased_events import erased_event
from tests.support.eventful_lead import an_eventful_lead
from tests.support.leads import LEAD_ID, OTHER_LEAD_ID, events_of

KEY = LeadKey(LEAD_ID, bytes(range(32)))
WORDS = ("Zoë", "Ada", "Lovelace", "Engines", "CTO", "ada@engines.test", "Do step", "Hello from step", "email")

NOT_PERSONAL = {
    "originator_topic",
    "actor",
    "command_id",
    "correlation_id",
    "causation_id",
    "reason",  # Telegram's words, an operator's or our own
    "cause",
    "playbook",
    "given_by",
    "rule",
    "zone",
    "detail",  # the name of a holiday
    "warnings",
    "status",
    "field",  # of the prospect: its name, not what it holds
}
"""Texts in a lead's events that say nothing about a prospect: a new field must be added here, or encrypted."""


def stored() -> list[StoredEvent]:
    return [MAPPER.to_stored_event(event) for event in events_of(an_eventful_lead())]


def test_no_personal_word_is_left_in_the_bytes() -> None:
    plain = b"".join(one.state for one in stored()).decode()
    assert all(word in plain for word in WORDS)

    encrypted = b"".join(KEY.encrypt(one).state for one in stored()).decode()

    assert not [word for word in WORDS if word in encrypted]


def test_decrypted_they_are_what_they_were_byte_for_byte() -> None:
    assert [KEY.decrypt(KEY.encrypt(one)) for one in stored()] == stored()


def test_the_same_words_are_encrypted_in_another_way_each_time() -> None:
    captured = stored()[0]

    assert KEY.encrypt(captured) != KEY.encrypt(captured)


def test_a_text_never_encrypted_reads_as_it_is() -> None:
    assert [KEY.decrypt(one) for one in stored()] == stored()
    assert [without_key(one) for one in stored()] == stored()


def test_without_the_key_the_words_are_erased_and_nothing_else() -> None:
    for one in stored():
        assert read_event(without_key(KEY.encrypt(one))) == _erased(read_event(one))


@pytest.mark.parametrize("change", ["the lead", "the version", "the field", "the bytes", "the key"])
def test_words_that_were_moved_or_changed_cannot_be_read(change: str) -> None:
    identified = KEY.encrypt(next(one for one in stored() if one.topic == "lead.prospect_identified"))
    state = json.loads(identified.state)
    prospect = state["prospect"]["_data_"]
    key = KEY
    if change == "the lead":
        key = LeadKey(OTHER_LEAD_ID, bytes(range(32)))
    elif change == "the version":
        identified = replace(identified, originator_version=9)
    elif change == "the field":
        prospect["name"], prospect["company"] = prospect["company"], prospect["name"]
    elif change == "the bytes":
        encrypted = prospect["name"][ENCRYPTED]
        prospect["name"][ENCRYPTED] = ("B" if encrypted[20] != "B" else "C").join((encrypted[:20], encrypted[21:]))
    else:
        key = LeadKey(LEAD_ID, bytes(32))

    with pytest.raises(DecryptionFailed):
        key.decrypt(replace(identified, state=json.dumps(state).encode()))


def test_a_ciphertext_that_is_no_base64_is_broken() -> None:
    captured = replace(stored()[0], state=b'{"note":{"_sealed_":"\\u00e9"}}')

    with pytest.raises(DecryptionFailed):
        KEY.decrypt(captured)


def test_an_event_without_words_is_kept_as_it_is() -> None:
    [deleted] = [one for one in stored() if one.topic == "lead.lead_deleted"]

    assert not is_personal(deleted)
    assert KEY.encrypt(deleted) == deleted


def test_every_text_of_a_lead_s_event_is_encrypted_or_known_to_be_impersonal() -> None:
    kinds = [kind for kind in vars(lead_events).values() if isinstance(kind, type) and issubclass(kind, Event)]

    texts = {name for kind in kinds for name in _texts_of(kind)}

    assert texts - PERSONAL - NOT_PERSONAL == set()
    assert texts >= PERSONAL, "no event has such a field"


def _erased(event: object) -> object:
    assert isinstance(event, Event)
    return erased_event(event)


def _texts_of(kind: type) -> set[str]:
    """The names of all fields of text in an event, and in the values that it carries."""
    assert is_dataclass(kind)
    hints = get_type_hints(kind)
    return {name for field in fields(kind) for name in _texts(field.name, hints[field.name])}


def _texts(name: str, hint: Any) -> set[str]:
    if hint is str:
        return {name}
    if isinstance(hint, type) and is_dataclass(hint) and hint is not UUID:
        return _texts_of(hint)
    return {found for inner in get_args(hint) for found in _texts(name, inner)}
