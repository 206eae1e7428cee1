"""What outcomes make of a lead and the relay, and an entry once it is stored; the policy has a test of its own."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from application.delivery.entry import DeliveryPolicy, EntryState
from application.delivery.outcome import Misconfigured, NotSent, Rejected, Sent, Throttled, Unconfirmed
from application.delivery.pause import PauseCause, RelayPause
from application.delivery.settlement import OTHERS_FIRST
from application.relay.lead_outcomes import REFUSED
from domain.lead.events import ReminderFailed, ReminderSent
from domain.reminders.reminder import ReminderStatus
from tests.support.leads import CHAT_ID, LEAD_ID, MONDAY_9AM, step_of
from tests.support.memory_app import MemoryApp
from tests.support.slow_messenger import SlowMessenger

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
BACKOFF = timedelta(seconds=4)
OTHER_CHAT = 71


async def test_sent_ends_it_and_goes_into_the_leads_history(app: MemoryApp) -> None:
    queued = await app.claimed_lead()
    app.clock.advance(SECOND)

    assert await app.relay.relay_due() == 1

    entry, row = await app.reminder_entry(), await app.reminder()
    assert entry == replace(
        queued,
        state=EntryState.SENT,
        attempts=1,
        token=entry.token,
        leased_at=MONDAY_9AM + SECOND,
        message_id=1,
        settled_at=MONDAY_9AM + SECOND,
    )
    assert (row.status, row.reminder_count, row.last_reminded_at) == (ReminderStatus.SENT, 1, MONDAY_9AM + SECOND)
    [*_, event] = await app.events()
    claim = f"claim:{step_of(LEAD_ID, 1)}:1"
    assert event == ReminderSent(
        LEAD_ID,
        4,
        MONDAY_9AM + SECOND,
        reminder_id=step_of(LEAD_ID, 1),
        generation=1,
        message_id=1,
        actor="relay",
        command_id=f"settle:{entry.id}:{entry.token}",
        correlation_id=claim,
        causation_id=claim,
    )


async def test_sent_is_never_sent_again(app: MemoryApp) -> None:
    await app.claimed_lead()
    await app.relay.relay_due()

    app.clock.advance(timedelta(days=1))

    assert await app.relay.relay_due() == 0
    assert await app.relay.rescue() == 0
    assert len(app.messenger.handed_over) == 1


async def test_not_sent_waits_for_its_backoff_and_is_tried_again(app: MemoryApp) -> None:
    queued = await app.claimed_lead()
    app.messenger.next_outcomes.append(NotSent("connection refused"))

    await app.relay.relay_due()

    waiting = await app.reminder_entry()
    assert waiting == replace(
        queued,
        attempts=1,
        token=waiting.token,
        leased_at=MONDAY_9AM,
        not_before=MONDAY_9AM + BACKOFF,
        reason="connection refused",
    )
    assert await app.deliveries() == []
    assert (await app.reminder()).status is ReminderStatus.CLAIMED
    assert await app.relay.next_look_at() == MONDAY_9AM + BACKOFF
    assert await app.relay.relay_due() == 0
    app.clock.advance(BACKOFF)
    assert await app.relay.relay_due() == 1
    assert (await app.reminder_entry()).state is EntryState.SENT
    assert await app.deliveries() == ["ReminderSent"]


async def test_throttled_pauses_the_relay_for_all_chats_and_counts_no_attempt(app: MemoryApp) -> None:
    queued = await app.claimed_lead()
    app.messenger.next_outcomes.append(Throttled(timedelta(seconds=30)))

    await app.relay.relay_due()

    resumes_at = MONDAY_9AM + timedelta(seconds=30)
    waiting = await app.reminder_entry()
    assert waiting == replace(queued, token=waiting.token, leased_at=MONDAY_9AM, reason=waiting.reason)
    assert await app.pauses() == [RelayPause(PauseCause.THROTTLED, MONDAY_9AM, resumes_at, waiting.reason)]
    assert await app.deliveries() == []
    await app.queue_answers(OTHER_CHAT)
    assert await app.relay.relay_due() == 0
    assert await app.relay.next_look_at() == resumes_at
    app.clock.move_to(resumes_at)
    assert await app.relay.relay_due() == 1
    app.clock.advance(OTHERS_FIRST)
    assert await app.relay.relay_due() == 1


async def test_rejected_is_dead_with_its_reason(app: MemoryApp) -> None:
    queued = await app.claimed_lead()
    app.messenger.next_outcomes.append(Rejected("400: chat not found"))

    await app.relay.relay_due()

    dead = await app.reminder_entry()
    assert dead == replace(
        queued,
        state=EntryState.DEAD,
        attempts=1,
        token=dead.token,
        leased_at=MONDAY_9AM,
        settled_at=MONDAY_9AM,
        reason="400: chat not found",
    )
    assert (await app.reminder()).status is ReminderStatus.FAILED
    [*_, event] = await app.events()
    assert isinstance(event, ReminderFailed)
    assert event.reason == REFUSED, "Telegram's words may quote the message, and an event cannot be emptied"
    app.clock.advance(timedelta(days=1))
    assert await app.relay.relay_due() == 0


async def test_misconfigured_pauses_the_relay_and_kills_nothing(app: MemoryApp) -> None:
    queued = await app.claimed_lead()
    await app.queue_answers(OTHER_CHAT)
    app.messenger.next_outcomes.extend([Misconfigured("401: Unauthorized")] * 2)

    await app.relay.relay_due()

    app.messenger.next_outcomes.clear()
    waiting = await app.reminder_entry()
    assert waiting == replace(queued, token=waiting.token, leased_at=MONDAY_9AM, reason="401: Unauthorized")
    repaired_by = MONDAY_9AM + MINUTE
    assert await app.pauses() == [RelayPause(PauseCause.MISCONFIGURED, MONDAY_9AM, repaired_by, "401: Unauthorized")]
    assert await app.relay.relay_due() == 0
    app.clock.advance(MINUTE)
    assert await app.relay.relay_due() == 2
    assert {entry.state for entry in await app.entries()} == {EntryState.SENT}


async def test_unconfirmed_waits_for_a_person_under_quarantine(app: MemoryApp) -> None:
    queued = await app.claimed_lead()
    app.messenger.next_outcomes.append(Unconfirmed("read time-out"))

    await app.a_relay(DeliveryPolicy.QUARANTINE).relay_due()

    entry = await app.reminder_entry()
    assert entry == replace(
        queued,
        state=EntryState.UNCONFIRMED,
        attempts=1,
        token=entry.token,
        leased_at=MONDAY_9AM,
        settled_at=MONDAY_9AM,
        reason="read time-out",
    )
    assert await app.deliveries() == ["ReminderUnconfirmed"]
    assert (await app.reminder()).status is ReminderStatus.UNCONFIRMED
    app.clock.advance(timedelta(days=1))
    assert await app.relay.relay_due() == 0
    assert len(app.messenger.handed_over) == 1


async def test_unconfirmed_is_sent_again_and_marked_under_resend(app: MemoryApp) -> None:
    queued = await app.claimed_lead()
    app.messenger.next_outcomes.append(Unconfirmed("read time-out"))
    relay = app.a_relay(DeliveryPolicy.RESEND)

    await relay.relay_due()

    waiting = await app.reminder_entry()
    assert waiting == replace(
        queued,
        attempts=1,
        token=waiting.token,
        leased_at=MONDAY_9AM,
        not_before=MONDAY_9AM + BACKOFF,
        reason="read time-out",
        may_duplicate=True,
    )
    assert await app.deliveries() == []
    app.clock.advance(BACKOFF)
    await relay.relay_due()
    sent = await app.reminder_entry()
    assert (sent.state, sent.may_duplicate) == (EntryState.SENT, True)


@pytest.mark.parametrize("policy", list(DeliveryPolicy))
async def test_an_unconfirmed_edit_is_made_again_because_it_cannot_duplicate(
    app: MemoryApp, policy: DeliveryPolicy
) -> None:
    await app.captured_lead()
    await app.relay_everything()
    await app.use.enrichment.enrich_waiting()
    app.messenger.next_outcomes.append(Unconfirmed("read time-out"))
    relay = app.a_relay(policy)

    await relay.relay_due()

    [_, card] = await app.entries()
    assert (card.state, card.may_duplicate) == (EntryState.QUEUED, False)
    app.clock.advance(BACKOFF)
    await relay.relay_due()
    assert [edit.edits for edit in app.messenger.edited] == [1]


# Order and racing relays.


async def test_racing_relays_hand_over_each_entry_once(app: MemoryApp) -> None:
    await app.queue_answers(*range(6))

    await asyncio.gather(*(app.relay.relay_due() for _ in range(4)))

    assert sorted(sent.chat_id for sent in app.messenger.handed_over) == [0, 1, 2, 3, 4, 5]


async def test_nothing_is_handed_over_while_a_transaction_is_open(app: MemoryApp) -> None:
    async def write() -> None:
        async with app.transactions.write() as tx:
            await tx.commands.remember("meanwhile", at=MONDAY_9AM)

    messenger = SlowMessenger(write, Sent(1))
    await app.claimed_lead()

    await asyncio.wait_for(app.a_relay(messenger=messenger).relay_due(), timeout=5)

    assert (await app.reminder_entry()).state is EntryState.SENT


async def test_one_chats_trouble_holds_up_no_other_chat(app: MemoryApp) -> None:
    await app.queue_answers(CHAT_ID, CHAT_ID, OTHER_CHAT)
    app.messenger.next_outcomes.append(NotSent("connection refused"))

    await app.relay_everything()

    assert [sent.chat_id for sent in app.messenger.sent] == [OTHER_CHAT]
