"""A plan made late: the late steps come as one message, which is one entry in the outbox."""

from datetime import UTC, datetime, timedelta
from uuid import uuid5

import pytest

from application.delivery.entry import Entry, EntryState
from application.delivery.outcome import Outcome, Rejected, Unconfirmed
from application.leads.capture import LEADS_NAMESPACE
from application.ports.planner import Draft, DraftStep
from domain.lead.events import ReminderClaimed
from domain.lead.prospect import Prospect
from domain.reminders.schedule import BatchedReminders
from tests.support.leads import step_of
from tests.support.memory_app import MemoryApp
from tests.support.operators import a_mandate, operations
from tests.support.planned_by_words import a_house_in, clocks

DAY = timedelta(days=1)
HALF_PAST_NINE = datetime(2026, 11, 5, 7, 30, tzinfo=UTC)
"""On Thursday in Kyiv: the note is of Monday, and its planner was away until Wednesday noon."""
LATE_LEAD = uuid5(LEADS_NAMESPACE, "tg:1:1")
WORDS = ("immediately", "Day 1", "Day 1 at 14:00", "Day 20")
SPOKEN = Draft(
    "test", Prospect("Ada Lovelace"), tuple(DraftStep("email", f"Do it {word}", "", {"timing": word}) for word in WORDS)
)


@pytest.fixture
async def late() -> MemoryApp:
    app = a_house_in()
    app.planner.answer = SPOKEN
    await app.captured_lead()
    app.clock.advance(2 * DAY + timedelta(hours=1))
    assert await app.use.enrichment.enrich_waiting() == 1
    await app.relay_everything()
    app.messenger.handed_over.clear()
    return app


async def statuses(app: MemoryApp) -> list[str]:
    return [row.status.value for row in await app.reminders(LATE_LEAD)]


async def claimed(app: MemoryApp, *, limit: int = 50) -> Entry:
    """The one entry that speaks of all late steps."""
    app.clock.move_to(HALF_PAST_NINE)
    assert await app.use.claims.claim_due(limit=limit) == 1
    [entry] = await app.reminder_entries()
    return entry


async def test_what_has_passed_is_put_to_the_next_send_time_and_the_rest_stays(late: MemoryApp) -> None:
    assert await clocks(late, lead_id=LATE_LEAD) == [
        "Thu 2026-11-05 09:30",
        "Thu 2026-11-05 09:30",
        "Thu 2026-11-05 09:30",
        "Mon 2026-11-23 09:30",
    ]


async def test_the_late_ones_are_one_claim_one_entry_and_one_message(
    late: MemoryApp, caplog: pytest.LogCaptureFixture
) -> None:
    entry = await claimed(late)
    assert caplog.records == []
    await late.relay_everything()

    [sent] = late.messenger.sent
    assert (entry.content.reminder_id, entry.content.generation) == (step_of(LATE_LEAD, 1), 1)
    assert sent.message == entry.content.message
    assert sent.message.text.startswith("🔔 3 Engagement Steps Due: Ada Lovelace\n")
    assert await statuses(late) == ["sent", "sent", "sent", "pending"]


async def test_the_claim_names_the_others_and_is_read_back(late: MemoryApp) -> None:
    await claimed(late)

    [*_, event] = await late.events(LATE_LEAD)
    assert isinstance(event, ReminderClaimed)
    assert event.together == BatchedReminders((step_of(LATE_LEAD, 2), step_of(LATE_LEAD, 3)))


@pytest.mark.parametrize("limit", [1, 2, 3, 50])
async def test_a_batch_that_cuts_them_in_two_makes_no_second_message(late: MemoryApp, limit: int) -> None:
    await claimed(late, limit=limit)

    assert [await late.use.claims.claim_due(limit=limit) for _ in range(3)] == [0, 0, 0]
    assert await statuses(late) == ["claimed", "claimed", "claimed", "pending"]
    assert len(await late.reminder_entries()) == 1


@pytest.mark.parametrize(("outcome", "status"), [(Rejected("400"), "failed"), (Unconfirmed("silence"), "unconfirmed")])
async def test_what_becomes_of_the_message_becomes_of_all(late: MemoryApp, outcome: Outcome, status: str) -> None:
    await claimed(late)
    late.messenger.next_outcomes.append(outcome)

    await late.relay_everything()

    assert await statuses(late) == [status, status, status, "pending"]


async def test_all_of_them_expire_together_and_are_in_the_overdue_list(late: MemoryApp) -> None:
    await claimed(late)
    late.clock.advance(DAY)

    assert await late.use.expiry.expire_due() == 1

    assert await statuses(late) == ["expired", "expired", "expired", "pending"]
    assert [step.action for step in (await late.use.queries.overdue(7, 0)).items] == [
        f"Do it {one}" for one in WORDS[:3]
    ]


async def test_the_message_is_still_wanted_when_the_step_that_it_began_with_is_done(late: MemoryApp) -> None:
    await claimed(late)
    await late.use.commands.mark_step(late.command(LATE_LEAD), 1, 1, done=True)

    await late.relay_everything()

    assert len(late.messenger.sent) == 1
    assert await statuses(late) == ["completed", "sent", "sent", "pending"]


async def test_it_is_withdrawn_when_none_of_them_is_wanted(late: MemoryApp) -> None:
    await claimed(late)
    for step_id in (1, 2, 3):
        await late.use.commands.mark_step(late.command(LATE_LEAD), 1, step_id, done=True)

    await late.relay_everything()

    assert late.messenger.sent == []
    [entry] = await late.reminder_entries()
    assert entry.state is EntryState.WITHDRAWN


async def test_the_first_of_them_put_off_comes_again_alone(late: MemoryApp) -> None:
    await claimed(late)
    await late.relay_everything()
    await late.use.commands.snooze_step(late.command(LATE_LEAD), 1, 1, generation=1, words="24 hours")
    late.clock.advance(DAY)

    await late.use.claims.claim_due()
    await late.relay_everything()

    [_, again] = late.messenger.sent
    assert again.message.text.startswith("🔔 Engagement Step Due: Ada Lovelace\n\n📋 Step 1: Do it immediately")
    assert await statuses(late) == ["sent", "sent", "sent", "pending"]


async def test_the_first_put_off_while_the_message_waits_leaves_it_to_the_others(late: MemoryApp) -> None:
    await claimed(late)
    async with late.transactions.write() as tx:
        await tx.chat_states.mark_unreachable(70, reason="blocked", at=late.clock.now())
    await late.use.commands.snooze_step(late.command(LATE_LEAD), 1, 1, generation=1, words="3 hours")
    late.clock.advance(timedelta(hours=3))
    await late.use.claims.claim_due()
    await late.use.commands.mark_step(late.command(LATE_LEAD), 1, 4, done=True)
    async with late.transactions.write() as tx:
        await tx.chat_states.mark_reachable(70)

    await late.relay_everything()

    assert [one.message.text.splitlines()[0] for one in late.messenger.sent] == [
        "🔔 3 Engagement Steps Due: Ada Lovelace",
        "🔔 Engagement Step Due: Ada Lovelace",
    ]
    assert await statuses(late) == ["sent", "sent", "sent", "completed"]


async def test_an_operator_who_has_it_sent_again_speaks_of_all_of_them(late: MemoryApp) -> None:
    await claimed(late)
    late.messenger.next_outcomes.append(Rejected("400: chat not found"))
    await late.relay_everything()
    [dead] = await late.reminder_entries()

    await operations(late).retry(dead.id, a_mandate())
    retried = await statuses(late)
    await late.relay_everything()

    assert retried == ["claimed", "claimed", "claimed", "pending"]
    assert await statuses(late) == ["sent", "sent", "sent", "pending"]
