"""What operators may not do to an entry: each refusal says what would fit, and writes nothing."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from application.delivery.entry import EntryState, NewEntry
from application.delivery.outcome import Rejected, Sent, Unconfirmed
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
from tests.support.entries import a_card, an_answer
from tests.support.leads import MONDAY_9AM, a_new_lead, keep
from tests.support.memory_app import House
from tests.support.operators import a_mandate, a_reminder_that_was, operations, trail, written

HOUR = timedelta(hours=1)


def retry(house: House, entry_id: int) -> Awaitable[EntryChange]:
    return operations(house).retry(entry_id, a_mandate())


def resend(house: House, entry_id: int) -> Awaitable[EntryChange]:
    return operations(house).resend(entry_id, a_mandate(), accept_duplicate=True)


def resolve(house: House, entry_id: int) -> Awaitable[EntryChange]:
    return operations(house).resolve(entry_id, a_mandate(), delivered=True)


def discard(house: House, entry_id: int) -> Awaitable[EntryChange]:
    return operations(house).discard(entry_id, a_mandate())


Command = Callable[[House, int], Awaitable[EntryChange]]
ALL: tuple[Command, ...] = (retry, resend, resolve, discard)


async def refused(house: House, command: Command, entry_id: int, kind: type[ActionRefused]) -> str:
    """What the operator is told; nothing was written."""
    before = await written(house)
    with pytest.raises(kind) as refusal:
        await command(house, entry_id)
    assert await written(house) == before
    return str(refusal.value)


async def an_entry(house: House, new: NewEntry, state: EntryState) -> int:
    async with house.transactions.write() as tx:
        entry_id = await tx.outbox.add(new, at=MONDAY_9AM)
        if state is not EntryState.QUEUED:
            await tx.outbox.end([await tx.outbox.get(entry_id)], state, reason="as the test wants it", at=MONDAY_9AM)
    return entry_id


@pytest.mark.parametrize("command", ALL)
async def test_nobody_touches_what_is_being_sent(house: House, command: Command) -> None:
    await house.claimed_lead()
    [leased] = await house.relay.lease_due()

    told = await refused(house, command, leased.entry.id, EntryIsBeingSent)

    assert told == "outbox entry 1 is being sent: try again after 2026-11-02 09:01:00 UTC, when its lease is over"


async def test_a_lease_that_is_over_is_for_a_running_relay_to_settle(house: House) -> None:
    await house.claimed_lead()
    [leased] = await house.relay.lease_due()
    house.clock.advance(HOUR)

    told = await refused(house, resolve, leased.entry.id, EntryIsBeingSent)

    assert "its lease was over at 2026-11-02 09:01:00 UTC: a running Leadbell settles it" in told


@pytest.mark.parametrize(
    ("command", "state", "hint"),
    [
        (retry, EntryState.QUEUED, "it waits for the relay"),
        (retry, EntryState.UNCONFIRMED, "`outbox resend` sends it once more"),
        (retry, EntryState.SENT, "it has arrived"),
        (retry, EntryState.WITHDRAWN, "nobody wants it any more"),
        (resend, EntryState.QUEUED, "`outbox discard` keeps it from being sent"),
        (resend, EntryState.DEAD, "`outbox retry` queues it again"),
        (resend, EntryState.EXPIRED, "`outbox retry` queues it again"),
        (resend, EntryState.SENT, "it has arrived"),
        (resolve, EntryState.QUEUED, "it waits for the relay"),
        (resolve, EntryState.DEAD, "`outbox retry` queues it again"),
        (resolve, EntryState.SENT, "it has arrived"),
        (discard, EntryState.DEAD, "`outbox retry` queues it again"),
        (discard, EntryState.SENT, "it has arrived"),
        (discard, EntryState.WITHDRAWN, "nobody wants it any more"),
    ],
)
async def test_a_state_that_does_not_fit_is_told_what_would(
    house: House, command: Command, state: EntryState, hint: str
) -> None:
    entry_id = await an_entry(house, an_answer(), state)

    told = await refused(house, command, entry_id, StateUnfit)

    assert told.startswith(f"outbox entry 1 is {state}, and `outbox ")
    assert hint in told


async def test_a_repeat_that_ended_is_not_retried_as_if_it_had_never_been_sent(house: House) -> None:
    unconfirmed = await a_reminder_that_was(house, Unconfirmed("no answer"))
    await resend(house, unconfirmed.id)
    house.messenger.next_outcomes.append(Rejected("400"))
    await house.relay.relay_due()

    told = await refused(house, retry, unconfirmed.id, StateUnfit)

    assert "an earlier try may have arrived: `outbox resend` sends it once more" in told


async def test_a_duplicate_must_be_accepted(house: House) -> None:
    unconfirmed = await a_reminder_that_was(house, Unconfirmed("no answer"))

    def without_consent(house: House, entry_id: int) -> Awaitable[EntryChange]:
        return operations(house).resend(entry_id, a_mandate(), accept_duplicate=False)

    told = await refused(house, without_consent, unconfirmed.id, DuplicateNotAccepted)

    assert "may have arrived already, and Telegram cannot be asked" in told
    assert "--accept-duplicate" in told


async def test_a_reminder_of_a_step_that_is_done_is_wanted_by_nobody(house: House) -> None:
    dead = await a_reminder_that_was(house, Rejected("400"))
    await house.use.commands.mark_step(house.command(), 1, 1, done=True)

    told = await refused(house, retry, dead.id, MessageUnwanted)

    assert "is wanted by nobody now" in told
    assert told.endswith("it is completed")


async def test_a_reminder_of_a_deleted_lead_is_wanted_by_nobody(house: House) -> None:
    unconfirmed = await a_reminder_that_was(house, Unconfirmed("no answer"))
    await house.use.commands.delete(house.command())

    told = await refused(house, resend, unconfirmed.id, MessageUnwanted)

    assert told.endswith("is deleted")


async def test_a_reminder_that_was_snoozed_since_is_wanted_by_nobody(house: House) -> None:
    dead = await a_reminder_that_was(house, Rejected("400"))
    await house.use.commands.snooze_step(house.command(), 1, 1, generation=1, words="1 hour")

    assert "it has been scheduled anew since" in await refused(house, retry, dead.id, MessageUnwanted)


@pytest.mark.parametrize("command", [resolve, discard])
async def test_what_became_of_a_message_is_recorded_even_when_its_lead_is_gone(house: House, command: Command) -> None:
    unconfirmed = await a_reminder_that_was(house, Unconfirmed("no answer"))
    await house.use.commands.delete(house.command())

    await command(house, unconfirmed.id)

    assert len(await trail(house.transactions)) == 1


async def test_what_was_pruned_has_nothing_to_send(house: House) -> None:
    dead = await a_reminder_that_was(house, Rejected("400"))
    house.clock.advance(HOUR)
    await OutboxPruning(house.transactions, house.clock).prune(house.clock.now(), a_mandate())

    assert "it was pruned" in await refused(house, retry, dead.id, MessageForgotten)


async def test_a_card_that_its_lead_has_outgrown_is_not_sent(house: House) -> None:
    await keep(house.transactions, a_new_lead())
    card = await an_entry(house, a_card(), EntryState.DEAD)
    house.clock.advance(HOUR)
    await house.use.commands.delete(house.command())

    assert "its owner gets the present one with /leads" in await refused(house, retry, card, CardIsOld)


async def test_a_card_that_is_still_so_is_sent(house: House) -> None:
    await keep(house.transactions, a_new_lead())
    card = await an_entry(house, a_card(), EntryState.DEAD)

    change = await retry(house, card)

    assert change.after == replace(change.before, state=EntryState.QUEUED, reason=change.after.reason, settled_at=None)


@pytest.mark.parametrize("command", ALL)
async def test_there_is_nothing_to_be_done_to_an_entry_that_is_not_there(house: House, command: Command) -> None:
    with pytest.raises(EntryNotFound):
        await command(house, 12)


async def test_what_arrived_after_all_is_not_resolved(house: House) -> None:
    await a_reminder_that_was(house, Sent(1))

    await refused(house, resolve, 1, StateUnfit)
