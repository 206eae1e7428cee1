"""Leads that have gone quiet: scheduled, claimed and sent like every reminder, until their owner acts."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from application.delivery.entry import EntryState
from application.delivery.outcome import Rejected, Unconfirmed
from domain.lead.events import FollowUpScheduled
from domain.reminders.reminder import ReminderId, ReminderKind
from tests.support.leads import CHAT_ID, LEAD_ID, OTHER_LEAD_ID, a_new_lead, keep
from tests.support.memory_app import YOU, MemoryApp
from tests.support.planned_by_words import a_house_in, planned, shown

DAY = timedelta(days=1)
FIRST = ReminderId.of_follow_up(LEAD_ID, 1)
THURSDAY = datetime(2026, 11, 5, 7, 30, tzinfo=UTC)
"""Three days after Monday, at the send time in Kyiv."""


@pytest.fixture
async def quiet() -> MemoryApp:
    """A lead of Monday, 11:00 in Kyiv, whose plan is done."""
    app = a_house_in()
    await planned(app, "today")
    await app.use.commands.mark_step(app.command(), 1, 1, done=True)
    return app


@pytest.fixture
async def claimed(quiet: MemoryApp) -> MemoryApp:
    """The first follow-up is queued."""
    await quiet.use.follow_ups.schedule_waiting()
    quiet.clock.move_to(THURSDAY)
    assert await quiet.use.claims.claim_due() == 1
    return quiet


async def follow_ups(app: MemoryApp, lead_id: UUID = LEAD_ID) -> list[tuple[str, str]]:
    """When each is due on clocks in Kyiv, and its status."""
    rows = [row for row in await app.reminders(lead_id) if row.kind == ReminderKind.FOLLOW_UP.value]
    return [(shown(row.due_at), row.status.value) for row in rows]


async def test_a_quiet_lead_gets_its_follow_up_and_the_scheduler_says_so(quiet: MemoryApp) -> None:
    scheduled = [await quiet.use.follow_ups.schedule_waiting() for _ in range(2)]

    assert scheduled == [1, 0]
    assert await follow_ups(quiet) == [("Thu 2026-11-05 09:30", "pending")]
    [*_, event] = await quiet.events()
    assert isinstance(event, FollowUpScheduled)
    assert (event.actor, event.command_id) == ("scheduler", f"follow-up:{LEAD_ID}:1:4")
    assert await quiet.use.follow_ups.next_at() is None


async def test_nothing_is_scheduled_while_a_step_is_ahead(quiet: MemoryApp) -> None:
    await planned(quiet, "Day 20", lead_id=OTHER_LEAD_ID)

    await quiet.use.follow_ups.schedule_waiting()

    assert await follow_ups(quiet, OTHER_LEAD_ID) == []


async def test_it_is_claimed_and_sent_like_every_reminder(claimed: MemoryApp) -> None:
    entry = await claimed.reminder_entry()
    await claimed.relay_everything()

    [sent] = claimed.messenger.sent
    assert (entry.content.reminder_id, entry.content.chat_id, entry.content.due_at) == (FIRST, CHAT_ID, THURSDAY)
    assert entry.content.expires_at == THURSDAY + DAY
    assert sent.message.text.startswith("🔔 Follow Up: Lead #11111111")
    assert await claimed.deliveries() == ["ReminderSent"]
    assert await follow_ups(claimed) == [("Thu 2026-11-05 09:30", "sent")]


@pytest.mark.parametrize(("outcome", "status"), [(Rejected("400"), "failed"), (Unconfirmed("silence"), "unconfirmed")])
async def test_the_next_follow_up_comes_however_the_last_ended(
    claimed: MemoryApp, outcome: Rejected | Unconfirmed, status: str
) -> None:
    claimed.messenger.next_outcomes.append(outcome)
    await claimed.relay_everything()

    await claimed.use.follow_ups.schedule_waiting()

    assert await follow_ups(claimed) == [("Thu 2026-11-05 09:30", status), ("Mon 2026-11-09 09:30", "pending")]


async def test_an_action_of_the_owner_withdraws_a_queued_follow_up_and_counts_anew(claimed: MemoryApp) -> None:
    await claimed.use.commands.mark_step(claimed.command(), 1, 1, done=False)

    await claimed.relay_everything()

    assert (await claimed.reminder_entry()).state is EntryState.WITHDRAWN
    assert claimed.messenger.sent == []
    assert await follow_ups(claimed) == [("Thu 2026-11-05 09:30", "cancelled")]


async def test_a_plan_that_comes_late_cancels_it() -> None:
    app = a_house_in()
    lead_id = await app.captured_lead()
    app.clock.advance(2 * DAY)
    await app.use.follow_ups.schedule_waiting()
    scheduled = await follow_ups(app, lead_id)

    await app.use.enrichment.enrich_waiting()

    assert [status for _, status in scheduled] == ["pending"]
    assert [status for _, status in await follow_ups(app, lead_id)] == ["cancelled"]


@pytest.mark.parametrize("is_deleted", [False, True], ids=["stopped", "deleted"])
async def test_a_queued_follow_up_is_withdrawn_and_no_other_comes(claimed: MemoryApp, *, is_deleted: bool) -> None:
    commands = claimed.use.commands
    await (commands.delete if is_deleted else commands.stop_follow_ups)(claimed.command())

    await claimed.relay_everything()
    claimed.clock.advance(30 * DAY)

    assert claimed.messenger.sent == []
    assert [await claimed.use.follow_ups.schedule_waiting(), await claimed.use.claims.claim_due()] == [0, 0]


async def test_a_lead_that_was_stopped_can_be_followed_up_again(claimed: MemoryApp) -> None:
    await claimed.use.commands.stop_follow_ups(claimed.command())
    await claimed.use.commands.resume_follow_ups(claimed.command())

    assert await claimed.use.follow_ups.schedule_waiting() == 1
    assert await follow_ups(claimed) == [("Thu 2026-11-05 09:30", "cancelled"), ("Mon 2026-11-09 09:30", "pending")]


async def test_an_owner_who_wants_them_again_gets_them_again(quiet: MemoryApp) -> None:
    await quiet.use.account_commands.switch_follow_ups(YOU, "tg:1:1", on=False)
    quiet.clock.advance(10 * DAY)
    await quiet.use.account_commands.switch_follow_ups(YOU, "tg:1:2", on=True)

    assert await quiet.use.follow_ups.schedule_waiting() == 1
    assert await follow_ups(quiet) == [("Fri 2026-11-13 09:30", "pending")]


async def test_a_follow_up_from_before_they_were_switched_off_is_replaced_when_they_are_wanted_again(
    quiet: MemoryApp,
) -> None:
    await quiet.use.follow_ups.schedule_waiting()
    await quiet.use.account_commands.switch_follow_ups(YOU, "tg:1:1", on=False)
    quiet.clock.move_to(THURSDAY + 6 * DAY)
    await quiet.use.account_commands.switch_follow_ups(YOU, "tg:1:2", on=True)

    await quiet.use.follow_ups.schedule_waiting()
    await quiet.use.claims.claim_due()
    await quiet.relay_everything()

    assert quiet.messenger.sent == []
    assert await follow_ups(quiet) == [("Thu 2026-11-05 09:30", "cancelled"), ("Thu 2026-11-12 09:30", "pending")]


async def test_the_overdue_list_has_no_follow_ups_and_no_notice_sends_there(claimed: MemoryApp) -> None:
    claimed.clock.advance(2 * DAY)

    assert await claimed.use.expiry.expire_due() == 1

    assert (await claimed.use.queries.overdue(YOU.id, 0)).total == 0
    assert await follow_ups(claimed) == [("Thu 2026-11-05 09:30", "expired")]
    assert [entry.content.reminder_id for entry in await claimed.entries()] == [FIRST]


async def test_the_list_shows_the_next_follow_up_as_what_is_due_next(quiet: MemoryApp) -> None:
    before = await quiet.use.queries.page(YOU.id, 0)
    await quiet.use.follow_ups.schedule_waiting()
    scheduled = await quiet.use.queries.page(YOU.id, 0)
    quiet.clock.move_to(THURSDAY)
    await quiet.use.claims.claim_due()
    await quiet.relay_everything()

    sent = await quiet.use.queries.page(YOU.id, 0)

    assert [page.items[0].next_due_at for page in (before, scheduled, sent)] == [None, THURSDAY, None]


async def test_a_lead_whose_row_is_out_of_date_is_put_right_and_left_alone(quiet: MemoryApp) -> None:
    async with quiet.transactions.read() as tx:
        stale = await tx.quiet_leads.rows_of([LEAD_ID])
    await quiet.use.commands.stop_follow_ups(quiet.command())
    async with quiet.transactions.write() as tx:
        await tx.quiet_leads.add(stale)

    assert [await quiet.use.follow_ups.schedule_waiting() for _ in range(2)] == [1, 0]
    assert await follow_ups(quiet) == []


async def test_follow_ups_go_by_their_owners_clock(quiet: MemoryApp) -> None:
    await keep(quiet.transactions, a_new_lead(OTHER_LEAD_ID))
    await quiet.use.account_commands.confirm_zone(YOU, "tg:1:1", "America/New_York")
    quiet.clock.advance(DAY)

    await quiet.use.follow_ups.schedule_waiting()

    [(due, _)] = await follow_ups(quiet, OTHER_LEAD_ID)
    assert due == "Thu 2026-11-05 16:30"
