"""After an erasure no table of the database holds a word of it, on both databases."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text

from adapters.sql.database import SqlDatabase
from application.log_proof import LogProof
from application.operator_mandate import Mandate
from tests.adapters.sql.test_accounts_beside_unreadable_leads import break_last_event_of
from tests.adapters.sql.words_everywhere import DAY, WORDS, Office, tables_with
from tests.application.house import YOU, an_erasure
from tests.databases import POSTGRESQL, SQLITE, a_fresh_database
from tests.leads import LEAD_ID, OTHER_LEAD_ID, OWNER_ID, THIRD_LEAD_ID, a_new_lead, keep
from tests.rebuilding import all_hold

STRANGER = 8
BY_OPERATOR = Mandate("operator:ada", "a letter of 3 November")


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
        "lead_list__1",
        "scheduled_reminders",
        "scheduled_reminders__1",
        "inbox",
        "open_questions",
        "outbox",
        "delivery_attempts",
        "chat_lanes",
    }


async def test_a_lead_that_an_operator_erases_leaves_no_word(office: Office) -> None:
    lead_id = await office.a_lead_with_words()

    erased = await an_erasure(office.database, office.clock).erase(lead_id, BY_OPERATOR, dry_run=False)

    assert await tables_with(office.database, *WORDS) == set()
    assert (erased.leads, erased.wiped.waiting) == (1, 0)
    assert await all_hold(office.database)
    assert (await LogProof(office.database, office.clock).verify()).findings == []


async def test_an_owner_who_erases_everything_leaves_no_word(office: Office) -> None:
    lead_id = await office.a_lead_with_words()
    await keep(office.database, a_new_lead(LEAD_ID, with_plan=True), a_new_lead(OTHER_LEAD_ID, owner_id=STRANGER))
    erasure = an_erasure(office.database, office.clock)

    erased = await erasure.erase_all_of(YOU, "telegram:99:2")

    assert (erased.leads, erased.unreadable) == (2, ())
    assert await tables_with(office.database, *WORDS) == set()
    assert await tables_with(office.database, *map(_key_of, (lead_id, LEAD_ID))) == {"stored_events", "lead_keys"}
    assert await erasure.leads_of(STRANGER) == [OTHER_LEAD_ID]


def _key_of(lead_id: object) -> str:
    return str(lead_id)
