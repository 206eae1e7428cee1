"""What operators may not do to an entry: each refusal says what would fit, and writes nothing."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from application.delivery.entry import EntryState, NewEntry
from application.delivery.outcome import Rejected, Unconfirmed
from application.errors import EntryNotFound
from application.operations.outbox import EntryChange
from application.operations.outbox_listing import OutboxPruning
from application.operations.refusals import (
    ActionRefused,
    CardIsOld,
    DuplicateNotAccepted,
    EntryIsBeingSent,
    MessageForgotten,
    MessageUnwanted,
    StateUnfit,
)
from domain.lead.state import LeadState
from tests.support.entries import a_card, an_answer
from tests.support.leads import MONDAY_9AM, a_new_lead, keep
from tests.support.memory_app import MemoryApp
from tests.support.operators import a_mandate, a_reminder_that_was, operations, trail, written

HOUR = timedelta(hours=1)


def retry(app: MemoryApp, entry_id: int) -> Awaitable[EntryChange]:
    return operations(app).retry(entry_id, a_mandate())


def resend(app: MemoryApp, entry_id: int) -> Awaitable[EntryChange]:
    return operations(app).resend(entry_id, a_mandate(), accept_duplicate=True)


def resolve(app: MemoryApp, entry_id: int) -> Awaitable[EntryChange]:
    return operations(app).resolve(entry_id, a_mandate(), delivered=True)


def discard(app: MemoryApp, entry_id: int) -> Awaitable[EntryChange]:
    return operations(app).discard(entry_id, a_mandate())


Command = Callable[[MemoryApp, int], Awaitable[EntryChange]]
ALL: tuple[Command, ...] = (retry, resend, resolve, discard)


async def refused(app: MemoryApp, command: Command, entry_id: int, kind: type[ActionRefused]) -> str:
    """The message for the operator; nothing was written."""
    before = await written(app)
    with pytest.raises(kind) as refusal:
        await command(app, entry_id)
    assert await written(app) == before
    return str(refusal.value)


async def an_entry(app: MemoryApp, new: NewEntry, state: EntryState) -> int:
    async with app.transactions.write() as tx:
        entry_id = await tx.outbox.add(new, at=MONDAY_9AM)
        if state is not EntryState.QUEUED:
            await tx.outbox.end([await tx.outbox.get(entry_id)], state, reason="as the test wants it", at=MONDAY_9AM)
    return entry_id


@pytest.mark.parametrize("command", ALL)
async def test_every_command_refuses_an_entry_in_flight(app: MemoryApp, command: Command) -> None:
    await app.claimed_lead()
    [leased] = await app.relay.lease_due()

    refusal = await refused(app, command, leased.entry.id, EntryIsBeingSent)

    assert refusal == "outbox entry 1 is being sent: try again after 2026-11-02 09:01:00 UTC, when its lease is over"


async def test_a_lease_that_is_over_is_for_a_running_relay_to_settle(app: MemoryApp) -> None:
    await app.claimed_lead()
    [leased] = await app.relay.lease_due()
    app.clock.advance(HOUR)

    refusal = await refused(app, resolve, leased.entry.id, EntryIsBeingSent)

    assert "its lease was over at 2026-11-02 09:01:00 UTC: a running Leadbell settles it" in refusal


@pytest.mark.parametrize(
    ("command", "state", "hint"),
    [
        (retry, EntryState.QUEUED, "it waits for the relay"),
        (retry, EntryState.UNCONFIRMED, "`outbox resend` sends it once more"),
        (retry, EntryState.SENT, "it has arrived"),
        (retry, EntryState.WITHDRAWN, "it is no longer wanted"),
        (resend, EntryState.QUEUED, "`outbox discard` keeps it from being sent"),
        (resend, EntryState.DEAD, "`outbox retry` queues it again"),
        (resend, EntryState.EXPIRED, "`outbox retry` queues it again"),
        (resend, EntryState.SENT, "it has arrived"),
        (resolve, EntryState.QUEUED, "it waits for the relay"),
        (resolve, EntryState.DEAD, "`outbox retry` queues it again"),
        (resolve, EntryState.SENT, "it has arrived"),
        (discard, EntryState.DEAD, "`outbox retry` queues it again"),
        (discard, EntryState.SENT, "it has arrived"),
        (discard, EntryState.WITHDRAWN, "it is no longer wanted"),
    ],
)
async def test_a_command_that_does_not_fit_says_what_would(
    app: MemoryApp, command: Command, state: EntryState, hint: str
) -> None:
    entry_id = await an_entry(app, an_answer(), state)

    refusal = await refused(app, command, entry_id, StateUnfit)

    assert refusal.startswith(f"outbox entry 1 is {state}, and `outbox ")
    assert hint in refusal


async def test_a_repeat_that_ended_is_not_retried_as_if_it_had_never_been_sent(app: MemoryApp) -> None:
    unconfirmed = await a_reminder_that_was(app, Unconfirmed("no answer"))
    await resend(app, unconfirmed.id)
    app.messenger.next_outcomes.append(Rejected("400"))
    await app.relay.relay_due()

    refusal = await refused(app, retry, unconfirmed.id, StateUnfit)

    assert "an earlier attempt may have arrived: `outbox resend` sends it once more" in refusal


async def test_a_duplicate_must_be_accepted(app: MemoryApp) -> None:
    unconfirmed = await a_reminder_that_was(app, Unconfirmed("no answer"))

    def without_consent(app: MemoryApp, entry_id: int) -> Awaitable[EntryChange]:
        return operations(app).resend(entry_id, a_mandate(), accept_duplicate=False)

    refusal = await refused(app, without_consent, unconfirmed.id, DuplicateNotAccepted)

    assert "may have arrived already, and Telegram cannot be asked" in refusal
    assert "--accept-duplicate" in refusal


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda app: app.use.commands.mark_step(app.command(), 1, 1, done=True), "it is completed"),
        (lambda app: app.use.commands.delete(app.command()), "is deleted"),
        (
            lambda app: app.use.commands.snooze_step(app.command(), 1, 1, generation=1, words="1 hour"),
            "it has been scheduled anew since",
        ),
    ],
)
async def test_a_reminder_that_its_owner_has_answered_is_no_longer_wanted(
    app: MemoryApp, change: Callable[[MemoryApp], Awaitable[LeadState]], reason: str
) -> None:
    dead = await a_reminder_that_was(app, Rejected("400"))
    await change(app)

    refusal = await refused(app, retry, dead.id, MessageUnwanted)

    assert "is no longer wanted" in refusal
    assert reason in refusal


@pytest.mark.parametrize("command", [resolve, discard])
async def test_the_outcome_of_a_message_is_recorded_even_when_its_lead_is_deleted(
    app: MemoryApp, command: Command
) -> None:
    unconfirmed = await a_reminder_that_was(app, Unconfirmed("no answer"))
    await app.use.commands.delete(app.command())

    await command(app, unconfirmed.id)

    assert len(await trail(app.transactions)) == 1


async def test_what_was_pruned_has_nothing_to_send(app: MemoryApp) -> None:
    dead = await a_reminder_that_was(app, Rejected("400"))
    app.clock.advance(HOUR)
    await OutboxPruning(app.transactions, app.clock).prune(app.clock.now(), a_mandate())

    assert "it was pruned" in await refused(app, retry, dead.id, MessageForgotten)


async def test_a_card_that_its_lead_has_outgrown_is_not_sent(app: MemoryApp) -> None:
    await keep(app.transactions, a_new_lead())
    card = await an_entry(app, a_card(), EntryState.DEAD)
    app.clock.advance(HOUR)
    await app.use.commands.delete(app.command())

    assert "its owner gets the present one with /leads" in await refused(app, retry, card, CardIsOld)


async def test_a_card_that_is_still_so_is_sent(app: MemoryApp) -> None:
    await keep(app.transactions, a_new_lead())
    card = await an_entry(app, a_card(), EntryState.DEAD)

    change = await retry(app, card)

    assert change.after == replace(change.before, state=EntryState.QUEUED, reason=change.after.reason, settled_at=None)


@pytest.mark.parametrize("command", ALL)
async def test_every_command_refuses_an_unknown_entry(app: MemoryApp, command: Command) -> None:
    with pytest.raises(EntryNotFound):
        await command(app, 12)
