"""After an erasure no table of the database holds a word of it, on both databases."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from adapters.sql.database import SqlDatabase
from application.audit.proof import LogProof
from application.operator_request import OperatorRequest
from domain.lead.decisions.ending import delete_lead
from tests.adapters.sql.encryption.personal_words import DAY, WORDS, Office, tables_with
from tests.adapters.sql.log.test_accounts_beside_unreadable_leads import break_last_event_of
from tests.support.databases import POSTGRESQL, SQLITE, a_fresh_database
from tests.support.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, OWNER_ID, a_new_lead, keep
from tests.support.memory_app import YOU, use_cases
from tests.support.rebuilding import all_hold

STRANGER = 8
BY_OPERATOR = OperatorRequest("operator:ada", "a letter of 3 November")


@pytest.fixture(params=[SQLITE, POSTGRESQL])
async def office(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Office]:
    async with a_fresh_database(request.param, tmp_path) as opened:
        assert isinstance(opened, SqlDatabase)
        yield Office(opened)


async def test_before_it_they_are_everywhere_but_in_the_log(office: Office) -> None:
    """Else the other tests would prove nothing."""
    await office.a_lead_with_words()

    assert await tables_with(office.database, *WORDS) == {
        "lead_list",
        "lead_list__shadow",
        "scheduled_reminders",
        "scheduled_reminders__shadow",
        "inbox",
        "open_questions",
        "outbox",
        "delivery_attempts",
        "chat_states",
    }


async def test_a_lead_that_an_operator_erases_leaves_no_word(office: Office) -> None:
    lead_id = await office.a_lead_with_words()

    erased = await use_cases(office.database, office.clock).erasure.erase(lead_id, BY_OPERATOR, dry_run=False)

    assert await tables_with(office.database, *WORDS) == set()
    assert (erased.leads, erased.redacted.waiting) == (1, 0)
    assert await all_hold(office.database)
    assert (await LogProof(office.database, office.clock).verify()).findings == []


async def test_an_owner_who_erases_everything_leaves_no_word_and_others_keep_theirs(office: Office) -> None:
    lead_id = await office.a_lead_with_words()
    await keep(office.database, a_new_lead(LEAD_ID, with_plan=True), a_new_lead(OTHER_LEAD_ID, owner_id=STRANGER))

    erased = await use_cases(office.database, office.clock).erasure.erase_all_of(YOU, "telegram:99:2")

    assert (erased.leads, erased.unreadable) == (2, ())
    assert await tables_with(office.database, *WORDS) == set()
    async with office.database.read() as tx:
        assert set(await tx.chain.leads_without_key()) == {lead_id, LEAD_ID}
        assert (await tx.log.load(OTHER_LEAD_ID)).state.note == "Met Ada at the fair"
        assert await tx.leads.all_of(STRANGER) == [OTHER_LEAD_ID]


async def test_a_lead_of_theirs_that_cannot_be_read_is_left_and_named(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    lead_id = await office.a_lead_with_words()
    await keep(office.database, a_new_lead(LEAD_ID, with_plan=True))
    await break_last_event_of(office.database, LEAD_ID, 2)

    erased = await use_cases(office.database, office.clock).erasure.erase_all_of(YOU, "telegram:99:2")

    assert (erased.leads, erased.unreadable) == (1, (LEAD_ID,))
    assert "a lead was not erased" in [record.message for record in caplog.records]
    assert await tables_with(office.database, *WORDS) == set()
    async with office.database.read() as tx:
        assert await tx.chain.leads_without_key() == [lead_id]
        assert await tx.leads.all_of(OWNER_ID) == [LEAD_ID]


async def test_leads_that_cannot_be_read_keep_no_other_from_being_erased_in_its_time(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are more than a batch, and come first: they were deleted before the others."""
    monkeypatch.setattr("application.erasure.erasure.BATCH", 2)
    ids = [UUID(int=number) for number in range(1, 7)]
    for minutes, lead_id in enumerate(ids):
        lead = a_new_lead(lead_id)
        lead.record(delete_lead(lead.state, at=MONDAY_9AM + timedelta(minutes=minutes)))
        await keep(office.database, lead)
    for lead_id in ids[:3]:
        await break_last_event_of(office.database, lead_id, 2)
    office.clock.advance(31 * DAY)

    erased = await use_cases(office.database, office.clock).erasure.erase_expired()

    assert (erased.leads, erased.unreadable) == (3, tuple(ids[:3]))
    async with office.database.read() as tx:
        assert await tx.leads.all_of(OWNER_ID) == ids[:3]
