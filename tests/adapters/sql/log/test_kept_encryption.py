"""Sealed and chained events as they are stored: with their key, without it, and their digests.

A change of how words are encrypted, how keys are wrapped or what a digest covers fails here.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from eventsourcing.persistence import StoredEvent

from adapters.sql.encryption.encrypted_event import LeadKey, without_key
from adapters.sql.encryption.keyring import Keyring
from adapters.sql.log.stored_history import MAPPER, read_event
from application.ports.chain import Head, Link
from domain.erased import ERASED
from domain.lead.events import Event, LeadErased
from domain.lead.fold import fold
from tests.adapters.sql.log.test_kept_events import made_anew
from tests.support.erased_events import erased_event
from tests.support.leads import ADA, LEAD_ID

FILES = Path(__file__).parent / "events"
NOTE = "Zoë 🔔 said “yes”"


def lines() -> Sequence[dict[str, Any]]:
    return [json.loads(line) for line in (FILES / "sealed.jsonl").read_text(encoding="utf-8").splitlines()]


def stored() -> Sequence[StoredEvent]:
    return [StoredEvent(LEAD_ID, one["version"], one["topic"], one["state"].encode()) for one in lines()]


def keys() -> dict[str, str]:
    known = json.loads((FILES / "sealed.key.json").read_text())
    assert isinstance(known, dict)
    return known


def events(with_key: bool = True) -> Sequence[Event]:
    key = LeadKey(LEAD_ID, bytes.fromhex(keys()["key"]))
    read = [read_event(key.decrypt(one) if with_key else without_key(one)) for one in stored()]
    return [event for event in read if isinstance(event, Event)]


def test_each_event_is_written_as_it_was_encrypted() -> None:
    key = LeadKey(LEAD_ID, bytes.fromhex(keys()["key"]))
    opened = [key.decrypt(one) for one in stored()]

    assert [MAPPER.to_stored_event(made_anew(read_event(one))) for one in opened] == opened


def test_with_its_key_the_lead_is_as_it_was() -> None:
    before = [event for event in events() if not isinstance(event, LeadErased)]

    state = fold(before)

    assert (state.note, state.prospect) == (NOTE, ADA)
    assert state.plan is not None
    assert [step.action for step in state.plan.steps] == [f"Do step {number}" for number in (1, 2, 3, 4)]


def test_without_its_key_it_is_erased_and_every_due_time_is_the_same() -> None:
    assert events(with_key=False) == [erased_event(event) for event in events()]
    with_key, without = fold(events()[:-1]), fold(events(with_key=False)[:-1])

    assert without.note == ERASED
    assert [one.due_at for one in without.schedule] == [one.due_at for one in with_key.schedule]


def test_the_key_is_unwrapped_by_its_master_key() -> None:
    known = keys()
    keyring = Keyring([bytes.fromhex(known["master_key"])])

    key = keyring.unwrap(UUID(known["lead"]), bytes.fromhex(known["wrapped_key"]), known["wrapped_by"])

    assert key.hex() == known["key"]


def test_every_digest_is_what_it_was() -> None:
    head = Head()
    for position, (event, line) in enumerate(zip(stored(), lines(), strict=True), start=1):
        link = Link(position, LEAD_ID, event.originator_version, event.topic, event.state)
        head = Head(position, link.digest(head.digest))
        assert head.digest.hex() == line["digest"]
