"""Why a reminder comes when it comes, from the log alone: each reason for its time, and its outcomes, in order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time, timedelta

import pytest

from application.audit.due_reasons import DueReasons
from application.audit.reason import LAST_ACTIVITY, LAST_SENT, ReasonKind
from application.delivery.outcome import Rejected
from application.errors import LeadNotFound, ReminderNotFound
from application.leads.rescheduling import Move
from application.relay.lead_outcomes import REFUSED
from domain.due_time import GivenBy, Shift, ShiftCause
from domain.lead.decisions.delivery import reminder_sent
from domain.reminders.reminder import ReminderId
from tests.application.leads.newer_plan import adopt
from tests.support.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, a_new_lead, a_plan, keep, planned_at, step_of
from tests.support.memory_app import YOU, MemoryApp
from tests.support.operators import EVE, a_mandate

DAY = timedelta(days=1)
STRANGER = 8
THIRD_FOLLOW_UP = ReminderId.of_follow_up(LEAD_ID, 3)


async def reasons(app: MemoryApp, step_id: int = 1, *, plan: int = 1) -> DueReasons:
    return await app.use.audit.reasons(step_of(LEAD_ID, step_id, plan=plan))


def kinds(found: DueReasons) -> Sequence[ReasonKind]:
    return [reason.kind for reason in found.reasons]


async def a_reminded_lead(app: MemoryApp) -> None:
    await app.claimed_lead()
    await app.relay_everything()


async def a_quiet_lead(app: MemoryApp) -> None:
    """Without a plan; two follow-ups were sent, the third one waits."""
    await keep(app.transactions, a_new_lead())
    for _ in range(8):
        app.clock.advance(DAY)
        await app.use.follow_ups.schedule_waiting()
        await app.use.claims.claim_due()
        await app.relay_everything()


async def a_lead_planned_late(app: MemoryApp) -> None:
    """All of its steps come now, as one message."""
    late = replace(planned_at(MONDAY_9AM), shifts=(Shift(ShiftCause.LATE, MONDAY_9AM),))
    steps = tuple(replace(step, due=late) for step in a_plan().steps)
    await keep(app.transactions, a_new_lead())
    await adopt(app, replace(a_plan(), steps=steps))


async def test_outcomes_of_its_messages_are_in_order(app: MemoryApp) -> None:
    await a_reminded_lead(app)
    await app.use.commands.snooze_step(app.command(), 1, 1, generation=1, words="tomorrow")
    app.clock.advance(2 * DAY)
    await app.use.claims.claim_due()
    app.messenger.next_outcomes.append(Rejected("400: chat not found"))
    await app.relay_everything()

    found = await reasons(app)

    assert kinds(found) == [
        ReasonKind.PLANNED,
        ReasonKind.CLAIMED,
        ReasonKind.SENT,
        ReasonKind.SNOOZED,
        ReasonKind.CLAIMED,
        ReasonKind.FAILED,
    ]
    assert (found.reasons[0].at, found.reasons[0].due) == (MONDAY_9AM, planned_at(MONDAY_9AM))
    assert found.reasons[-1].detail == REFUSED
    snoozed = found.reasons[3].due
    assert snoozed is not None
    assert (snoozed.words, snoozed.given_by) == ("tomorrow", GivenBy.SNOOZE)


async def test_another_step_s_fate_is_none_of_its_reasons(app: MemoryApp) -> None:
    await a_reminded_lead(app)
    await app.use.commands.mark_step(app.command(), 1, 1, done=True)
    await app.use.commands.snooze_step(app.command(), 1, 2, generation=1, words="in 9 days")

    assert kinds(await reasons(app, 3)) == [ReasonKind.PLANNED]


async def test_done_undone_and_skipped_and_the_time_that_undoing_set(app: MemoryApp) -> None:
    await a_reminded_lead(app)
    await app.use.commands.mark_step(app.command(), 1, 1, done=True)
    await app.use.commands.mark_step(app.command(), 1, 1, done=False)
    await app.use.commands.skip_step(app.command(), 1, 1)

    *_, done, reopened, skipped = (await reasons(app)).reasons

    assert [one.kind for one in (done, reopened, skipped)] == [ReasonKind.DONE, ReasonKind.REOPENED, ReasonKind.SKIPPED]
    assert (done.due, skipped.due) == (None, None)
    assert reopened.due is not None
    assert reopened.due.given_by is GivenBy.SEND_TIME


async def test_a_step_of_which_another_ones_message_speaks_says_so(app: MemoryApp) -> None:
    await a_lead_planned_late(app)
    await app.use.claims.claim_due()
    await app.relay_everything()

    first, second = await reasons(app, 1), await reasons(app, 2)

    assert kinds(first) == [ReasonKind.PLANNED, ReasonKind.CLAIMED, ReasonKind.SENT]
    assert kinds(second) == [ReasonKind.PLANNED, ReasonKind.SENT_WITH_ANOTHER, ReasonKind.SENT]
    assert second.reasons[1].number == 1


async def test_a_reminder_that_would_follow_on_the_heels_of_its_message_says_why_it_waits(app: MemoryApp) -> None:
    entry = await app.claimed_lead()
    await app.use.commands.snooze_step(app.command(), 1, 1, generation=1, words="in 1 minute")

    async with app.transactions.read() as tx:
        lead = await tx.log.load(LEAD_ID)
    lead.record(reminder_sent(lead.state, step_of(LEAD_ID, 1), generation=1, message_id=entry.id, at=MONDAY_9AM))
    await keep(app.transactions, lead)

    [*_, sent, kept_apart] = (await reasons(app)).reasons
    assert (sent.kind, sent.due, kept_apart.kind) == (ReasonKind.SENT, None, ReasonKind.KEPT_APART)
    assert kept_apart.due is not None
    assert kept_apart.due.given_by is GivenBy.GUARD


async def test_a_lead_that_was_deleted_and_is_back_says_so(app: MemoryApp) -> None:
    await app.planned_lead()
    await app.use.commands.delete(app.command())
    await app.use.commands.restore(app.command())

    found = await reasons(app, 2)

    assert kinds(found) == [ReasonKind.PLANNED, ReasonKind.DELETED, ReasonKind.RESTORED]
    assert found.reasons[-1].due == found.reasons[0].due


async def test_a_move_names_the_step_that_took_it_along_and_who_moved_it(app: MemoryApp) -> None:
    await app.planned_lead()
    await app.use.rescheduling.move_for_owner(LEAD_ID, Move(2, "in 5 days", with_rest=True), a_mandate())

    second, third = [(await reasons(app, step)).reasons[-1] for step in (2, 3)]

    assert (second.kind, second.number, second.actor) == (ReasonKind.MOVED, 0, EVE)
    assert (third.kind, third.number, third.actor) == (ReasonKind.MOVED_ALONG, 2, EVE)
    assert kinds(await reasons(app, 1)) == [ReasonKind.PLANNED]


async def test_another_zone_or_other_hours_are_a_reason(app: MemoryApp) -> None:
    await app.planned_lead()
    await app.use.rescheduling.move(app.command(), Move(2, "tomorrow"))

    await app.use.account_commands.choose_send_time(YOU, "settings:1", time(14))

    [*_, rederived] = (await reasons(app, 2)).reasons
    assert rederived.kind is ReasonKind.REDERIVED
    assert rederived.due is not None
    assert rederived.due.at == MONDAY_9AM + DAY + timedelta(hours=5)


async def test_a_newer_plan_replaces_waiting_reminders(app: MemoryApp) -> None:
    await app.planned_lead()
    await adopt(app, a_plan(2))
    await app.use.commands.mark_step(app.command(), 2, 2, done=True)

    [_, replaced] = (await reasons(app, 2)).reasons

    assert (replaced.kind, replaced.number) == (ReasonKind.REPLACED, 2)
    assert kinds(await reasons(app, 2, plan=2)) == [ReasonKind.PLANNED, ReasonKind.DONE]


async def test_a_follow_up_counts_from_the_last_activity_and_the_next_one_from_it(app: MemoryApp) -> None:
    await a_quiet_lead(app)

    first, second = [await app.use.audit.reasons(ReminderId.of_follow_up(LEAD_ID, number)) for number in (1, 2)]

    started = [found.reasons[0] for found in (first, second)]
    assert [(one.kind, one.number, one.detail) for one in started] == [
        (ReasonKind.FOLLOW_UP_SCHEDULED, 1, LAST_ACTIVITY),
        (ReasonKind.FOLLOW_UP_SCHEDULED, 2, LAST_SENT),
    ]
    assert started[0].due is not None
    assert started[0].due.base == MONDAY_9AM


async def test_a_waiting_follow_up_ends_when_its_owner_stops_them(app: MemoryApp) -> None:
    await a_quiet_lead(app)
    await app.use.commands.stop_follow_ups(app.command())

    [*_, stopped] = (await app.use.audit.reasons(THIRD_FOLLOW_UP)).reasons

    assert (stopped.kind, stopped.detail) == (ReasonKind.STOPPED, "the owner stopped it")


async def test_a_waiting_follow_up_ends_when_the_lead_is_active_again(app: MemoryApp) -> None:
    await a_quiet_lead(app)
    await adopt(app, a_plan(start=app.clock.now()))

    assert kinds(await app.use.audit.reasons(THIRD_FOLLOW_UP)) == [
        ReasonKind.FOLLOW_UP_SCHEDULED,
        ReasonKind.LEAD_ACTIVE,
    ]


@pytest.mark.parametrize(
    "reminder_id", [step_of(LEAD_ID, 9), step_of(LEAD_ID, 1, plan=2), ReminderId.of_follow_up(LEAD_ID, 1)]
)
async def test_a_reminder_that_never_was_is_not_found(app: MemoryApp, reminder_id: ReminderId) -> None:
    await app.planned_lead()

    with pytest.raises(ReminderNotFound):
        await app.use.audit.reasons(reminder_id)


async def test_a_lead_that_is_not_there_or_not_theirs_is_not_found(app: MemoryApp) -> None:
    await app.planned_lead()

    with pytest.raises(LeadNotFound):
        await app.use.audit.reasons(step_of(LEAD_ID, 1), owner_id=STRANGER)
    with pytest.raises(LeadNotFound):
        await app.use.audit.reasons(step_of(OTHER_LEAD_ID, 1))
