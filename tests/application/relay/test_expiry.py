"""A reminder that is too late to be of use is not sent: it goes to its owner's overdue list, with one notice."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from application.delivery.entry import Entry, EntryKind, EntryState
from application.wording.notices import overdue_notice
from domain.lead.decisions.plans import adopt_plan
from domain.lead.events import ReminderExpired
from domain.reminders.reminder import ReminderStatus
from tests.support.database_down import TOO_LATE, after_being_down
from tests.support.leads import CHAT_ID, LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, a_new_lead, a_plan, keep, step_of
from tests.support.memory_app import MemoryApp

DAY = timedelta(days=1)
STRANGER = 8


@pytest.fixture
async def overdue(app: MemoryApp) -> MemoryApp:
    """The first step's reminder has expired; the notice about it is still to be sent."""
    await app.planned_lead()
    await after_being_down(app)
    return app


async def notices(app: MemoryApp) -> Sequence[Entry]:
    return [entry for entry in await app.entries() if entry.content.kind is EntryKind.NOTICE]


# Expiring.


async def test_a_reminder_that_comes_too_late_is_not_sent(overdue: MemoryApp) -> None:
    await overdue.relay_everything()

    assert [one.message for one in overdue.messenger.handed_over] == [overdue_notice()]
    entry = await overdue.reminder_entry()
    assert (entry.state, entry.reason, entry.settled_at) == (EntryState.EXPIRED, "too late to be of use", TOO_LATE)
    assert (await overdue.reminder()).status is ReminderStatus.EXPIRED


async def test_its_lead_records_that_it_expired(overdue: MemoryApp) -> None:
    claim = f"claim:{step_of(LEAD_ID, 1)}:1"

    assert (await overdue.events())[-1] == ReminderExpired(
        LEAD_ID,
        4,
        TOO_LATE,
        reminder_id=step_of(LEAD_ID, 1),
        generation=1,
        actor="relay",
        command_id="settle:1:unsent",
        correlation_id=claim,
        causation_id=claim,
    )


async def test_a_claim_that_could_not_be_sent_in_time_expires_as_well(app: MemoryApp) -> None:
    await app.claimed_lead()
    async with app.transactions.write() as tx:
        await tx.chat_states.mark_unreachable(CHAT_ID, reason="blocked", at=MONDAY_9AM)
    app.clock.move_to(TOO_LATE)

    assert await app.use.expiry.expire_due() == 1
    assert (await app.reminder_entry()).state is EntryState.EXPIRED


@pytest.mark.parametrize(("late", "state"), [(DAY - timedelta(microseconds=1), "sent"), (DAY, "expired")])
async def test_a_reminder_is_of_use_for_a_day(app: MemoryApp, late: timedelta, state: str) -> None:
    await app.claimed_lead()
    app.clock.move_to(MONDAY_9AM + late)

    await app.use.expiry.expire_due()
    await app.relay_everything()

    assert (await app.reminder_entry()).state == state


# The notice.


async def test_one_notice_is_about_several_steps_and_two_leads(app: MemoryApp) -> None:
    lead = a_new_lead()
    lead.record(adopt_plan(lead.state, a_plan(days=(0, 0, 9)), at=MONDAY_9AM))
    await keep(app.transactions, lead)
    await app.planned_lead(OTHER_LEAD_ID)

    await after_being_down(app)

    [notice] = await notices(app)
    assert (notice.content.chat_id, notice.content.message) == (CHAT_ID, overdue_notice())
    assert [row.status for row in await app.reminders()] == ["expired", "expired", "pending"]


async def test_every_owner_has_a_notice_of_their_own(app: MemoryApp) -> None:
    await app.planned_lead()
    await app.planned_lead(OTHER_LEAD_ID, owner_id=STRANGER)

    await after_being_down(app)

    assert [notice.content.chat_id for notice in await notices(app)] == [CHAT_ID, STRANGER * 10]


async def test_no_second_notice_comes_while_the_first_waits(overdue: MemoryApp) -> None:
    overdue.clock.move_to(MONDAY_9AM + 4 * DAY)
    await overdue.use.claims.claim_due()

    expired = await overdue.use.expiry.expire_due()

    assert expired == 1
    assert len(await notices(overdue)) == 1


async def test_an_entry_that_expires_after_the_notice_was_sent_gives_a_new_notice(overdue: MemoryApp) -> None:
    await overdue.relay_everything()
    overdue.clock.move_to(MONDAY_9AM + 4 * DAY)
    await overdue.use.claims.claim_due()

    await overdue.use.expiry.expire_due()

    assert [notice.state for notice in await notices(overdue)] == [EntryState.SENT, EntryState.QUEUED]
