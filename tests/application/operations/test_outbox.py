"""Operators' commands on single entries: the entry, the event on its lead, and the line in the trail."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.delivery.entry import DeliveryPolicy, EntryState
from application.delivery.outcome import NotSent, Rejected, Unconfirmed
from application.ports.operator_actions import OperatorAction
from application.wording.notices import MARK
from domain.lead.events import ReminderFailed, ReminderRequeued, ReminderResolved
from domain.reminders.reminder import ReminderStatus
from tests.support.entries import an_answer
from tests.support.leads import LEAD_ID, MONDAY_9AM, step_of
from tests.support.memory_app import MemoryApp
from tests.support.operators import EVE, WHY, a_mandate, a_reminder_that_was, operations, trail, written

HOUR = timedelta(hours=1)
CLAIM = f"claim:{LEAD_ID}:1:1:1"


async def test_a_refused_message_is_queued_again_and_its_lead_records_it(app: MemoryApp) -> None:
    dead = await a_reminder_that_was(app, Rejected("400: chat not found"))
    app.clock.advance(HOUR)

    change = await operations(app).retry(dead.id, a_mandate())

    assert (change.before, change.after) == (dead, await app.reminder_entry())
    assert change.after == replace(
        dead,
        content=replace(dead.content, expires_at=None),
        state=EntryState.QUEUED,
        reason=f"retried: {WHY}",
        not_before=MONDAY_9AM + HOUR,
        settled_at=None,
    )
    assert (await app.reminder()).status is ReminderStatus.CLAIMED
    assert (await app.events())[-1] == ReminderRequeued(
        LEAD_ID,
        5,
        MONDAY_9AM + HOUR,
        reason=WHY,
        reminder_id=step_of(LEAD_ID, 1),
        generation=1,
        actor=EVE,
        command_id="operator:1",
        correlation_id=CLAIM,
        causation_id="operator:1",
    )
    assert await trail(app.transactions) == [
        OperatorAction(MONDAY_9AM + HOUR, EVE, "outbox retry", WHY, dead.id, "dead → queued")
    ]
    await app.relay_everything()
    [sent] = app.messenger.sent
    assert sent.message == dead.content.message  # without the mark of a repeat
    assert (await app.reminder()).status is ReminderStatus.SENT


async def test_what_expired_is_queued_again_and_does_not_expire_a_second_time(app: MemoryApp) -> None:
    queued = await app.claimed_lead()
    app.clock.advance(25 * HOUR)
    await app.use.expiry.expire_due()

    await operations(app).retry(queued.id, a_mandate())

    assert await app.use.expiry.expire_due() == 0
    await app.relay_everything()
    assert (await app.reminder_entry()).state is EntryState.SENT
    assert (await app.reminder()).status is ReminderStatus.SENT


async def test_a_message_that_waits_for_its_time_is_tried_now_without_an_event(app: MemoryApp) -> None:
    waiting = await a_reminder_that_was(app, NotSent("connection refused"))
    history = await app.events()

    change = await operations(app).retry(waiting.id, a_mandate())

    assert waiting.not_before > MONDAY_9AM
    assert (change.after.state, change.after.not_before) == (EntryState.QUEUED, MONDAY_9AM)
    assert await app.events() == history
    assert [one.details for one in await trail(app.transactions)] == ["queued → queued"]


async def test_what_may_have_arrived_is_sent_once_more_and_marked(app: MemoryApp) -> None:
    unconfirmed = await a_reminder_that_was(app, Unconfirmed("no answer"))

    change = await operations(app).resend(unconfirmed.id, a_mandate(), accept_duplicate=True)

    assert (change.after.state, change.after.may_duplicate) == (EntryState.QUEUED, True)
    assert (await app.kinds_of_events())[-1] == "ReminderRequeued"
    [action] = await trail(app.transactions)
    assert (action.command, action.details) == ("outbox resend", "--accept-duplicate; unconfirmed → queued")
    await app.relay_everything()
    [sent] = app.messenger.sent
    assert sent.message.spans == (MARK, *unconfirmed.content.message.spans)


async def test_a_repeat_that_was_refused_may_be_sent_once_more_all_the_same(app: MemoryApp) -> None:
    await app.claimed_lead()
    app.messenger.next_outcomes.extend([Unconfirmed("no answer"), Rejected("400")])
    relay = app.a_relay(DeliveryPolicy.RESEND)
    await relay.relay_due()
    app.clock.advance(HOUR)
    await relay.relay_due()
    dead = await app.reminder_entry()

    change = await operations(app).resend(dead.id, a_mandate(), accept_duplicate=True)

    assert (dead.state, dead.may_duplicate) == (EntryState.DEAD, True)
    assert (change.after.state, change.after.may_duplicate) == (EntryState.QUEUED, True)


@pytest.mark.parametrize(
    ("delivered", "state", "status", "answer"),
    [
        (True, EntryState.SENT, ReminderStatus.SENT, "delivered"),
        (False, EntryState.DEAD, ReminderStatus.FAILED, "not-delivered"),
    ],
)
async def test_an_operator_says_whether_an_unconfirmed_message_arrived(
    app: MemoryApp, delivered: bool, state: EntryState, status: ReminderStatus, answer: str
) -> None:
    unconfirmed = await a_reminder_that_was(app, Unconfirmed("no answer"))

    change = await operations(app).resolve(unconfirmed.id, a_mandate(), delivered=delivered)

    assert (change.after.state, change.after.reason) == (state, f"resolved as {answer}: {WHY}")
    assert (await app.reminder()).status is status
    assert (await app.events())[-1] == ReminderResolved(
        LEAD_ID,
        5,
        MONDAY_9AM,
        delivered=delivered,
        reason=WHY,
        reminder_id=step_of(LEAD_ID, 1),
        generation=1,
        actor=EVE,
        command_id="operator:1",
        correlation_id=CLAIM,
        causation_id="operator:1",
    )
    [action] = await trail(app.transactions)
    assert (action.command, action.details) == ("outbox resolve", f"--as {answer}; unconfirmed → {state}")


async def test_what_surely_did_not_arrive_can_be_retried_and_comes_unmarked(app: MemoryApp) -> None:
    unconfirmed = await a_reminder_that_was(app, Unconfirmed("no answer"))
    await operations(app).resolve(unconfirmed.id, a_mandate(), delivered=False)

    change = await operations(app).retry(unconfirmed.id, a_mandate())

    assert (change.after.state, change.after.may_duplicate) == (EntryState.QUEUED, False)
    assert (await app.reminder()).status is ReminderStatus.CLAIMED


@pytest.mark.parametrize("outcome", [None, Unconfirmed("no answer")])
async def test_what_is_open_still_can_be_given_up(app: MemoryApp, outcome: Unconfirmed | None) -> None:
    entry = await app.claimed_lead() if outcome is None else await a_reminder_that_was(app, outcome)

    change = await operations(app).discard(entry.id, a_mandate())

    assert (change.after.state, change.after.reason) == (EntryState.WITHDRAWN, f"discarded: {WHY}")
    assert (await app.reminder()).status is ReminderStatus.FAILED
    [*_, event] = await app.events()
    assert isinstance(event, ReminderFailed)
    assert (event.reason, event.actor) == (f"discarded: {WHY}", EVE)


async def test_an_answer_has_no_lead(app: MemoryApp) -> None:
    async with app.transactions.write() as tx:
        answer = await tx.outbox.add(an_answer(), at=MONDAY_9AM)

    change = await operations(app).discard(answer, a_mandate())

    assert change.after.state is EntryState.WITHDRAWN
    assert [one.entry_id for one in await trail(app.transactions)] == [answer]


async def test_a_dry_run_returns_the_change_and_keeps_nothing(app: MemoryApp) -> None:
    unconfirmed = await a_reminder_that_was(app, Unconfirmed("no answer"))
    before = await written(app)

    resent = await operations(app).resend(unconfirmed.id, a_mandate(), accept_duplicate=True, dry_run=True)
    resolved = await operations(app).resolve(unconfirmed.id, a_mandate(), delivered=True, dry_run=True)
    discarded = await operations(app).discard(unconfirmed.id, a_mandate(), dry_run=True)

    states = [change.after.state for change in (resent, resolved, discarded)]
    assert states == [EntryState.QUEUED, EntryState.SENT, EntryState.WITHDRAWN]
    assert await written(app) == before
