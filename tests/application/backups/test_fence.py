"""After a restore nothing is sent again that the lost days may have sent: on every database."""

from collections import Counter

from application.backups.fence_batch import Fenced
from application.delivery.entry import EntryKind, EntryState
from application.delivery.outcome import Sent
from application.ports.transaction import Transactions
from application.relay.settle import FinishedAttempt
from domain.lead.events import ReminderClaimed, ReminderUnconfirmed
from domain.reminders.reminder import ReminderStatus
from tests.support.entries import a_card
from tests.support.leads import CHAT_ID, LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, a_new_lead, keep, step_of
from tests.support.operators import EVE, a_mandate
from tests.support.rebuilding import differing
from tests.support.restored_lead import DAY, OTHER_CHAT, REASON, Restored


async def test_waiting_in_flight_and_due_messages_are_left_unsent(restored: Restored) -> None:
    fenced = await restored.fenced()

    assert fenced == Fenced(
        unconfirmed=Counter({EntryKind.REMINDER: 2, EntryKind.ANSWER: 1, EntryKind.CARD: 1}),
        withdrawn=Counter({EntryKind.CARD: 1}),
        claimed=2,
    )
    assert await restored.states() == [
        (EntryKind.REMINDER, EntryState.UNCONFIRMED),
        (EntryKind.REMINDER, EntryState.UNCONFIRMED),
        (EntryKind.ANSWER, EntryState.UNCONFIRMED),
        (EntryKind.CARD, EntryState.UNCONFIRMED),
        (EntryKind.CARD, EntryState.WITHDRAWN),
        (EntryKind.REMINDER, EntryState.UNCONFIRMED),
        (EntryKind.REMINDER, EntryState.UNCONFIRMED),
    ]
    assert {entry.reason for entry in await restored.entries()} == {REASON}
    unconfirmed, pending = ReminderStatus.UNCONFIRMED, ReminderStatus.PENDING
    assert await restored.statuses(LEAD_ID, OTHER_LEAD_ID) == [unconfirmed, unconfirmed, pending] * 2
    assert await differing(restored.transactions) == []


async def test_fenced_entries_are_never_sent_by_themselves(restored: Restored) -> None:
    await restored.fenced()

    await restored.goes_on()

    assert restored.messenger.handed_over == []


async def test_reminders_that_become_due_afterwards_are_sent(restored: Restored) -> None:
    await restored.fenced()
    restored.clock.advance(3 * DAY)

    await restored.goes_on()

    assert [one.chat_id for one in restored.messenger.sent] == [CHAT_ID, OTHER_CHAT]
    assert await restored.statuses() == [*[ReminderStatus.UNCONFIRMED] * 2, ReminderStatus.SENT]


async def test_the_leads_histories_say_who_fenced_and_why(restored: Restored) -> None:
    now = restored.clock.now()

    await restored.fenced()

    history = [event for event in await restored.history() if event.originator_id == LEAD_ID]
    second, claim = step_of(LEAD_ID, 2), f"claim:{LEAD_ID}:1:2:1"
    assert [type(event).__name__ for event in history[2:]] == [
        "ReminderClaimed",
        "ReminderClaimed",
        "ReminderUnconfirmed",
        "ReminderUnconfirmed",
    ]
    assert history[3] == ReminderClaimed(
        LEAD_ID,
        4,
        now,
        reminder_id=second,
        generation=1,
        due_at=MONDAY_9AM + 3 * DAY,
        actor=EVE,
        command_id=claim,
        correlation_id="operator:1",
        causation_id="operator:1",
    )
    ended = [event for event in history if isinstance(event, ReminderUnconfirmed) and event.reminder_id == second]
    assert [(event.actor, event.reason, event.correlation_id) for event in ended] == [(EVE, REASON, claim)]


async def test_a_fenced_reminder_may_be_sent_by_a_person(restored: Restored) -> None:
    await restored.fenced()

    await restored.operations.resend(1, a_mandate(), accept_duplicate=True)
    await restored.relay.relay_due()

    assert [one.chat_id for one in restored.messenger.sent] == [CHAT_ID]
    assert (await restored.statuses())[0] is ReminderStatus.SENT


async def test_an_outcome_that_comes_after_the_fence_counts(transactions: Transactions) -> None:
    restored = Restored(transactions)
    await restored.planned_lead()
    await restored.claims.claim_due()
    [leased] = await restored.relay.lease_due()
    await restored.fenced()

    await restored.relay.outcomes.settle(FinishedAttempt(leased.entry, Sent(12)))

    [entry] = await restored.entries()
    assert (entry.state, entry.message_id) == (EntryState.SENT, 12)


async def test_an_edit_that_was_being_made_is_withdrawn(transactions: Transactions) -> None:
    restored = Restored(transactions)
    await keep(transactions, a_new_lead())
    async with transactions.write() as tx:
        card = await tx.outbox.add(a_card(), at=MONDAY_9AM)
    await restored.relay.relay_due()
    async with transactions.write() as tx:
        await tx.outbox.add(a_card(edits=card), at=MONDAY_9AM)
    assert len(await restored.relay.lease_due()) == 1

    fenced = await restored.fenced()

    assert fenced == Fenced(withdrawn=Counter({EntryKind.CARD: 1}))
    assert [state for _, state in await restored.states()] == [EntryState.SENT, EntryState.WITHDRAWN]


async def test_ended_entries_and_later_reminders_stay_as_they_are(transactions: Transactions) -> None:
    restored = Restored(transactions)
    await restored.planned_lead()
    await restored.claims.claim_due()
    await restored.relay.relay_due()
    before = await restored.entries()

    assert await restored.fenced() == Fenced()

    assert await restored.entries() == before
    assert await restored.statuses() == [ReminderStatus.SENT, ReminderStatus.PENDING, ReminderStatus.PENDING]
