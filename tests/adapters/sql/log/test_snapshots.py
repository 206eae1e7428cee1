"""What has a long history is loaded from a snapshot and the latest events: the same as from all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from eventsourcing.domain import Snapshot
from sqlalchemy import select, text

from adapters.sql.database import SqlDatabase
from adapters.sql.log.codec.events import event_mapper
from adapters.sql.log.snapshots import EVERY
from adapters.sql.schema.tables import snapshots
from application.ports.transaction import Transactions
from domain.account.decisions import switch_follow_ups
from domain.lead.decisions.steps import toggle_step
from domain.lead.fold import fold
from domain.lead.lead import Lead
from domain.lead.state import AddedNote, LeadState
from tests.adapters.sql.log.test_kept_events import LATE, MOVED, PAUSED, lead_as_of
from tests.support.accounts import an_account, keep_accounts
from tests.support.databases import POSTGRESQL, SQLITE, a_fresh_database
from tests.support.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, OWNER_ID, a_new_lead, keep, sends_at
from tests.support.long_leads import a_long_lead

WHOLE = {MOVED: 17, LATE: 14, PAUSED: 3}
"""Leads that are kept from their first event on, and how many they have."""
FOLDED = "eb08c692baaf620b"
"""Of the states that the kept events fold to. When it changes, ``Lead.FOLD`` must count on."""


def test_every_state_is_written_and_read_as_it_is() -> None:
    mapper = event_mapper()
    for state in _kept_states():
        lead = a_new_lead(state.lead_id)
        lead.state = state
        read = mapper.to_domain_event(mapper.to_stored_event(Snapshot.take(lead)))
        assert isinstance(read, Snapshot)
        assert read.state["state"] == state
        assert read.state["state"].captured_by == state.captured_by


def test_another_meaning_of_an_event_counts_on() -> None:
    mapper = event_mapper()
    states = b"".join(mapper.transcoder.encode(state) for state in _kept_states())

    assert (Lead.FOLD, sha256(states).hexdigest()[:16]) == (2, FOLDED)


@pytest.mark.parametrize("name", [SQLITE, POSTGRESQL])
async def test_a_load_to_write_takes_a_snapshot_and_goes_on_from_it(name: str, tmp_path: Path) -> None:
    async with a_fresh_database(name, tmp_path) as database:
        await keep(database, a_long_lead(LEAD_ID, events=EVERY + 20), a_new_lead(OTHER_LEAD_ID, with_plan=True))
        await _load_to_write(database)
        assert await _snapshot_versions(database) == {LEAD_ID: EVERY + 20}

        async with database.write() as tx:
            lead = await tx.log.load(LEAD_ID)
            lead.record(toggle_step(lead.state, 1, at=MONDAY_9AM, next_send=sends_at(MONDAY_9AM)))
            await tx.log.append(lead.take())
            again = await tx.log.load_all([LEAD_ID, OTHER_LEAD_ID])
            history = await tx.log.history(LEAD_ID)

        assert again.leads[LEAD_ID].state == fold(history)
        assert (again.leads[LEAD_ID].version, again.leads[OTHER_LEAD_ID].version) == (EVERY + 21, 2)
        assert await _snapshot_versions(database) == {LEAD_ID: EVERY + 20}


@pytest.mark.parametrize("name", [SQLITE, POSTGRESQL])
async def test_an_account_has_snapshots_too(name: str, tmp_path: Path) -> None:
    async with a_fresh_database(name, tmp_path) as database:
        account = an_account()
        for count in range(EVERY):
            account.record(switch_follow_ups(account.state, on=count % 2 == 1, at=MONDAY_9AM))
        await keep_accounts(database, account)
        async with database.write() as tx:
            whole = await tx.account_log.load(OWNER_ID)
        assert await _snapshot_versions(database) == {account.id: EVERY + 1}

        async with database.read() as tx:
            again = await tx.account_log.load(OWNER_ID)

    assert whole is not None
    assert again is not None
    assert again.state == whole.state == account.state


async def test_a_load_to_read_takes_none(tmp_path: Path) -> None:
    async with a_fresh_database(SQLITE, tmp_path) as database:
        await keep(database, a_long_lead(LEAD_ID, events=EVERY + 20))
        async with database.read() as tx:
            await tx.log.load(LEAD_ID)

        assert await _snapshot_versions(database) == {}


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE snapshots SET fold = fold + 1",
        "UPDATE snapshots SET digest = x'00'",
        "UPDATE snapshots SET version = 5",
        "UPDATE snapshots SET version = version + 1",
        "UPDATE snapshots SET state = x'7b7d'",
        "UPDATE snapshots SET state = replace(CAST(state AS TEXT), 'schedule', 'another')",
        """UPDATE snapshots SET state = replace(CAST(state AS TEXT), '_sealed_":"', '_sealed_":"AAAA')""",
        "DELETE FROM stored_events WHERE originator_version > 100",
    ],
    ids=[
        *("another fold", "another history", "an earlier version", "a later version"),
        *("empty", "another program's", "changed words", "the log was cut"),
    ],
)
async def test_a_snapshot_that_does_not_fit_is_left_aside(damage: str, tmp_path: Path) -> None:
    async with a_fresh_database(SQLITE, tmp_path) as database:
        await keep(database, a_long_lead(LEAD_ID, events=EVERY + 20))
        await _load_to_write(database)
        assert isinstance(database, SqlDatabase)
        async with database.engine.begin() as connection:
            await connection.execute(text(damage))

        async with database.read() as tx:
            loaded, history = await tx.log.load(LEAD_ID), await tx.log.history(LEAD_ID)

    assert loaded.state == fold(history)


async def test_a_lead_without_its_key_has_no_snapshot(tmp_path: Path) -> None:
    async with a_fresh_database(SQLITE, tmp_path) as database:
        await keep(database, a_long_lead(LEAD_ID, events=EVERY + 20))
        await _load_to_write(database)
        async with database.write() as tx:
            await tx.keys.destroy([LEAD_ID])
            erased = await tx.log.load(LEAD_ID)

        assert erased.state.note == "[erased]"
        assert await _snapshot_versions(database) == {}


def _kept_states() -> Sequence[LeadState]:
    """After each event of the leads that are kept whole, and one with a reply."""
    states = [lead_as_of(lead_id, version) for lead_id, events in WHOLE.items() for version in range(1, events + 1)]
    noted = (AddedNote(2, "Call her brother", MONDAY_9AM),)
    told = replace(states[2], added_notes=noted, notes_added=2, corrected=frozenset({"name"}))
    return [*states, told, replace(states[2], replies={1: MONDAY_9AM})]


async def _load_to_write(database: Transactions) -> None:
    async with database.write() as tx:
        await tx.log.load(LEAD_ID)


async def _snapshot_versions(database: Transactions) -> Mapping[UUID, int]:
    assert isinstance(database, SqlDatabase)
    async with database.engine.connect() as connection:
        rows = await connection.execute(select(snapshots.c.originator_id, snapshots.c.version))
        return {row.originator_id: row.version for row in rows}
