"""What each outcome makes of an entry, its lead and the relay: section 6 of the design, row by row."""

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
from tests.support.entries import an_answer
from tests.support.leads import CHAT_ID, LEAD_ID, MONDAY_9AM, step_of
from tests.support.memory_app import House
from tests.support.slow_messenger import SlowMessenger

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
BACKOFF = timedelta(seconds=4)
OTHER_CHAT = 71


async def pauses(house: House) -> list[RelayPause]:
    async with house.transactions.read() as tx:
        return list(await tx.rate_limiter.pauses())


async def queue_answers(house: House, *chat_ids: int) -> None:
    async with house.transactions.write() as tx:
        for chat_id in chat_ids:
            await tx.outbox.add(an_answer(chat_id), at=house.clock.now())


async def test_sent_ends_it_and_goes_into_the_leads_history(house: House) -> None:
    queued = await house.claimed_lead()
    house.clock.advance(SECOND)

    assert await house.relay.relay_due() == 1

    entry, row = await house.reminder_entry(), await house.reminder()
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
    [*_, event] = await house.events()
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


async def test_sent_is_never_sent_again(house: House) -> None:
    await house.claimed_lead()
    await house.relay.relay_due()

    house.clock.advance(timedelta(days=1))

    assert await house.relay.relay_due() == 0
    assert await house.relay.rescue() == 0
    assert len(house.messenger.handed_over) == 1


async def test_not_sent_waits_for_its_backoff_and_is_tried_again(house: House) -> None:
    queued = await house.claimed_lead()
    house.messenger.next_outcomes.append(NotSent("connection refused"))

    await house.relay.relay_due()

    waiting = await house.reminder_entry()
    assert waiting == replace(
        queued,
        attempts=1,
        token=waiting.token,
        leased_at=MONDAY_9AM,
        not_before=MONDAY_9AM + BACKOFF,
        reason="connection refused",
    )
    assert await house.deliveries() == []
    assert (await house.reminder()).status is ReminderStatus.CLAIMED
    assert await house.relay.next_look_at() == MONDAY_9AM + BACKOFF
    assert await house.relay.relay_due() == 0
    house.clock.advance(BACKOFF)
    assert await house.relay.relay_due() == 1
    assert (await house.reminder_entry()).state is EntryState.SENT
    assert await house.deliveries() == ["ReminderSent"]


async def test_the_backoff_doubles_up_to_ten_minutes(house: House) -> None:
    await house.claimed_lead()
    waits = list[timedelta]()

    for _ in range(10):
        house.messenger.next_outcomes.append(NotSent("connection refused"))
        tried_at = house.clock.now()
        await house.relay.relay_due()
        waits.append((await house.reminder_entry()).not_before - tried_at)
        house.clock.advance(waits[-1])

    assert [wait.total_seconds() for wait in waits] == [4, 8, 16, 32, 64, 128, 256, 512, 600, 600]


async def test_throttled_pauses_the_relay_for_all_chats_and_counts_no_attempt(house: House) -> None:
    queued = await house.claimed_lead()
    house.messenger.next_outcomes.append(Throttled(timedelta(seconds=30)))

    await house.relay.relay_due()

    resumes_at = MONDAY_9AM + timedelta(seconds=30)
    waiting = await house.reminder_entry()
    assert waiting == replace(queued, token=waiting.token, leased_at=MONDAY_9AM, reason=waiting.reason)
    assert await pauses(house) == [RelayPause(PauseCause.THROTTLED, MONDAY_9AM, resumes_at, waiting.reason)]
    assert await house.deliveries() == []
    await queue_answers(house, OTHER_CHAT)
    assert await house.relay.relay_due() == 0
    assert await house.relay.next_look_at() == resumes_at
    house.clock.move_to(resumes_at)
    assert await house.relay.relay_due() == 1
    house.clock.advance(OTHERS_FIRST)
    assert await house.relay.relay_due() == 1


async def test_rejected_is_dead_with_its_reason(house: House) -> None:
    queued = await house.claimed_lead()
    house.messenger.next_outcomes.append(Rejected("403: bot was blocked by the user"))

    await house.relay.relay_due()

    dead = await house.reminder_entry()
    assert dead == replace(
        queued,
        state=EntryState.DEAD,
        attempts=1,
        token=dead.token,
        leased_at=MONDAY_9AM,
        settled_at=MONDAY_9AM,
        reason="403: bot was blocked by the user",
    )
    assert (await house.reminder()).status is ReminderStatus.FAILED
    [*_, event] = await house.events()
    assert isinstance(event, ReminderFailed)
    assert event.reason == REFUSED, "Telegram's words may quote the message, and an event cannot be emptied"
    house.clock.advance(timedelta(days=1))
    assert await house.relay.relay_due() == 0


async def test_misconfigured_pauses_the_relay_and_kills_nothing(house: House) -> None:
    queued = await house.claimed_lead()
    await queue_answers(house, OTHER_CHAT)
    house.messenger.next_outcomes.append(Misconfigured("401: Unauthorized"))
    house.messenger.next_outcomes.append(Misconfigured("401: Unauthorized"))

    await house.relay.relay_due()

    house.messenger.next_outcomes.clear()
    waiting = await house.reminder_entry()
    assert waiting == replace(queued, token=waiting.token, leased_at=MONDAY_9AM, reason="401: Unauthorized")
    repaired_by = MONDAY_9AM + MINUTE
    assert await pauses(house) == [RelayPause(PauseCause.MISCONFIGURED, MONDAY_9AM, repaired_by, "401: Unauthorized")]
    assert await house.relay.relay_due() == 0
    house.clock.advance(MINUTE)
    assert await house.relay.relay_due() == 2
    assert {entry.state for entry in await house.entries()} == {EntryState.SENT}


async def test_unconfirmed_waits_for_a_person_under_quarantine(house: House) -> None:
    queued = await house.claimed_lead()
    house.messenger.next_outcomes.append(Unconfirmed("read time-out"))

    await house.a_relay(DeliveryPolicy.QUARANTINE).relay_due()

    entry = await house.reminder_entry()
    assert entry == replace(
        queued,
        state=EntryState.UNCONFIRMED,
        attempts=1,
        token=entry.token,
        leased_at=MONDAY_9AM,
        settled_at=MONDAY_9AM,
        reason="read time-out",
    )
    assert await house.deliveries() == ["ReminderUnconfirmed"]
    assert (await house.reminder()).status is ReminderStatus.UNCONFIRMED
    house.clock.advance(timedelta(days=1))
    assert await house.relay.relay_due() == 0
    assert len(house.messenger.handed_over) == 1


async def test_unconfirmed_is_sent_again_and_marked_under_resend(house: House) -> None:
    queued = await house.claimed_lead()
    house.messenger.next_outcomes.append(Unconfirmed("read time-out"))
    relay = house.a_relay(DeliveryPolicy.RESEND)

    await relay.relay_due()

    waiting = await house.reminder_entry()
    assert waiting == replace(
        queued,
        attempts=1,
        token=waiting.token,
        leased_at=MONDAY_9AM,
        not_before=MONDAY_9AM + BACKOFF,
        reason="read time-out",
        may_duplicate=True,
    )
    assert await house.deliveries() == []
    house.clock.advance(BACKOFF)
    await relay.relay_due()
    sent = await house.reminder_entry()
    assert (sent.state, sent.may_duplicate) == (EntryState.SENT, True)


@pytest.mark.parametrize("policy", list(DeliveryPolicy))
async def test_an_unconfirmed_edit_is_made_again_because_it_cannot_duplicate(
    house: House, policy: DeliveryPolicy
) -> None:
    await house.captured_lead()
    await house.relay_everything()
    await house.use.enrichment.enrich_waiting()
    house.messenger.next_outcomes.append(Unconfirmed("read time-out"))
    relay = house.a_relay(policy)

    await relay.relay_due()

    [_, card] = await house.entries()
    assert (card.state, card.may_duplicate) == (EntryState.QUEUED, False)
    house.clock.advance(BACKOFF)
    await relay.relay_due()
    assert [edit.edits for edit in house.messenger.edited] == [1]


# Order and racing relays.


async def test_racing_relays_hand_over_each_entry_once(house: House) -> None:
    await queue_answers(house, *range(6))

    await asyncio.gather(*(house.relay.relay_due() for _ in range(4)))

    assert sorted(sent.chat_id for sent in house.messenger.handed_over) == [0, 1, 2, 3, 4, 5]


async def test_nothing_is_handed_over_while_a_transaction_is_open(house: House) -> None:
    async def write() -> None:
        async with house.transactions.write() as tx:
            await tx.commands.remember("meanwhile", at=MONDAY_9AM)

    messenger = SlowMessenger(write, Sent(1))
    await house.claimed_lead()

    await asyncio.wait_for(house.a_relay(messenger=messenger).relay_due(), timeout=5)

    assert (await house.reminder_entry()).state is EntryState.SENT


async def test_one_chats_trouble_holds_up_no_other_chat(house: House) -> None:
    await queue_answers(house, CHAT_ID, CHAT_ID, OTHER_CHAT)
    house.messenger.next_outcomes.append(NotSent("connection refused"))

    await house.relay_everything()

    assert [sent.chat_id for sent in house.messenger.sent] == [OTHER_CHAT]
