"""Figures of the database, and the findings among them."""

from datetime import timedelta

import pytest

from application.delivery.attempt import Verdict
from application.delivery.entry import EntryState
from application.delivery.outcome import ChatUnreachable, Unconfirmed
from application.delivery.pause import PauseCause
from application.operations.findings import findings
from application.operations.health import Figures
from application.ports.inbox import InboundUpdate
from application.projections.registry import PROJECTIONS
from tests.support.examined_log import MINUTE, NOTHING, SECOND, figures, found, pause, queue
from tests.support.leads import BOT_ID, CHAT_ID, MONDAY_9AM
from tests.support.memory_app import MemoryApp

LEVEL = {projection.name: 0 for projection in PROJECTIONS}


async def test_of_an_empty_database_all_figures_are_zero_without_findings(app: MemoryApp) -> None:
    assert await figures(app) == Figures(
        at=MONDAY_9AM,
        due_lag=NOTHING,
        send_lag=NOTHING,
        entries={},
        oldest={},
        attempts={},
        pauses=[],
        unconfirmed_in_a_row=0,
        unreachable_chats=0,
        projection_lag=LEVEL,
        updates_waiting=0,
        oldest_update=NOTHING,
    )
    assert await found(app) == []


async def test_the_due_lag_is_that_of_the_longest_due_reminder_and_too_much_after_a_minute(app: MemoryApp) -> None:
    await app.planned_lead()
    app.clock.advance(MINUTE)

    assert (await figures(app)).due_lag == MINUTE
    assert await found(app) == []

    app.clock.advance(SECOND)

    assert await found(app) == ["A reminder has been due for 61 s and is not claimed (more than 1 min)."]
    await app.use.claims.claim_due()
    assert (await figures(app)).due_lag == NOTHING


async def test_entries_are_counted_by_state_with_the_age_of_the_oldest_of_those_that_wait(app: MemoryApp) -> None:
    await queue(app)
    await app.relay_everything()
    app.clock.advance(MINUTE)
    await queue(app)
    app.clock.advance(MINUTE)
    await queue(app)
    app.clock.advance(MINUTE)

    now = await figures(app)

    assert now.entries == {EntryState.SENT: 1, EntryState.QUEUED: 2}
    assert now.oldest == {EntryState.QUEUED: 2 * MINUTE}
    assert now.attempts == {Verdict.SENT: 1}


async def test_a_message_that_could_have_gone_out_five_minutes_ago_is_a_finding(app: MemoryApp) -> None:
    await queue(app)
    app.clock.advance(5 * MINUTE)

    assert (await figures(app)).send_lag == 5 * MINUTE
    assert await found(app) == []

    app.clock.advance(SECOND)

    assert await found(app) == ["A message could have been sent 5 min ago (more than 5 min), and nothing pauses."]


async def test_what_waits_for_a_person_who_cannot_be_reached_is_not_late(app: MemoryApp) -> None:
    app.messenger.next_outcomes.append(ChatUnreachable("blocked"))
    await queue(app)
    await app.relay_everything()
    await queue(app)
    app.clock.advance(10 * MINUTE)

    now = await figures(app)

    assert (now.send_lag, now.unreachable_chats, now.oldest) == (NOTHING, 1, {EntryState.QUEUED: 10 * MINUTE})
    assert await found(app) == []


async def test_unconfirmed_messages_wait_for_a_person(app: MemoryApp) -> None:
    app.messenger.next_outcomes.append(Unconfirmed("no answer"))
    await queue(app)
    await app.relay_everything()
    app.clock.advance(timedelta(hours=3))

    now = await figures(app)

    assert (now.unconfirmed_in_a_row, now.attempts) == (1, {Verdict.UNCONFIRMED: 1})
    assert await found(app) == ["1 message is unconfirmed, the oldest 3 h old: a person has to say whether it arrived."]


@pytest.mark.parametrize(("lag", "place"), [(1, "1 behind"), (-3, "3 ahead of")])
async def test_a_read_model_that_is_not_level_with_the_log_is_named(app: MemoryApp, lag: int, place: str) -> None:
    await app.claimed_lead()
    async with app.transactions.write() as tx:
        await tx.positions.advance("lead_list", await tx.log.head() - lag)

    assert (await figures(app)).projection_lag == {**LEVEL, "lead_list": lag}
    assert await found(app) == [f"The read model lead_list is {place} the log, in events; it should be level."]


async def test_unhandled_updates_are_counted_and_a_finding_after_five_minutes(app: MemoryApp) -> None:
    updates = [InboundUpdate(BOT_ID, 10, CHAT_ID, "{}"), InboundUpdate(BOT_ID, 11, CHAT_ID, "{}")]
    async with app.transactions.write() as tx:
        await tx.inbox.keep(updates, at=app.clock.now())
    app.clock.advance(6 * MINUTE)

    now = await figures(app)

    assert (now.updates_waiting, now.oldest_update) == (2, 6 * MINUTE)
    assert await found(app) == ["2 updates are not handled, the oldest for 6 min (more than 5 min)."]


async def test_a_wall_clock_set_back_makes_no_lag_negative(app: MemoryApp) -> None:
    await queue(app)
    app.clock.jump_wall_clock(-timedelta(hours=1))

    now = await figures(app)

    assert (now.send_lag, now.oldest) == (NOTHING, {EntryState.QUEUED: NOTHING})


async def test_every_finding_says_what_to_do(app: MemoryApp) -> None:
    await app.planned_lead()
    await pause(app, PauseCause.MISCONFIGURED)
    app.clock.advance(2 * MINUTE)

    advice = [one.to_do for one in findings(await figures(app))]

    assert len(advice) == 2
    assert "`leadbell run`" in advice[0]
    assert "`leadbell relay resume --reason R`" in advice[1]
