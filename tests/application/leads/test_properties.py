"""Whatever people and machines do to a lead, in whatever order: no reminder comes that must not."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.memory.database import MemoryTransactions
from application.read_models.lead_list import lead_rows
from application.read_models.scheduled_reminders import reminder_rows
from domain.errors import ClaimRefused, DomainError
from domain.lead.decisions.delivery import claim_reminder, reminder_failed, reminder_sent, reminder_unconfirmed
from domain.lead.decisions.ending import delete_lead, erase_lead, restore_lead
from domain.lead.decisions.follow_ups import schedule_follow_up
from domain.lead.decisions.plans import adopt_plan
from domain.lead.decisions.replies import prospect_replied
from domain.lead.decisions.steps import skip_step, snooze_step, toggle_step
from domain.lead.events import Event, LeadDeleted, ReminderClaimed
from domain.lead.fold import fold
from domain.lead.lead import Lead
from domain.plan.plan import StepStatus
from domain.reminders.reminder import Reminder, ReminderId, ReminderKind, ReminderStatus
from tests.domain.worktime.owners import IN_KYIV
from tests.support.leads import BOT_ID, LEAD_ID, MONDAY_9AM, a_new_lead, a_plan, events_of, keep, sends_at, snoozed_to
from tests.support.rebuilding import differing

STEPS = 3
NEXT_SEND_AFTER = timedelta(hours=5)


@dataclass
class Story:
    """A lead, the time, what has happened, and the claims whose message is still on its way."""

    lead: Lead = field(default_factory=lambda: a_new_lead(with_plan=True))
    now: datetime = MONDAY_9AM
    history: list[Event] = field(default_factory=list)
    in_flight: list[tuple[ReminderId, int]] = field(default_factory=list)

    def collect(self) -> None:
        self.history += events_of(self.lead)


Move = Callable[[Story], None]


def pass_time(hours: int) -> Move:
    def move(story: Story) -> None:
        story.now += timedelta(hours=hours)

    return move


def toggle(step_id: int) -> Move:
    return lambda story: story.lead.record(
        toggle_step(story.lead.state, step_id, at=story.now, next_send=sends_at(story.now + NEXT_SEND_AFTER))
    )


def skip(step_id: int) -> Move:
    return lambda story: story.lead.record(skip_step(story.lead.state, step_id, at=story.now))


def snooze(step_id: int) -> Move:
    return lambda story: story.lead.record(
        snooze_step(story.lead.state, step_id, until=snoozed_to(story.now + timedelta(hours=24)), at=story.now)
    )


def delete(story: Story) -> None:
    story.lead.record(delete_lead(story.lead.state, at=story.now))


def restore(story: Story) -> None:
    story.lead.record(restore_lead(story.lead.state, at=story.now, next_send=sends_at(story.now + NEXT_SEND_AFTER)))


def erase(story: Story) -> None:
    story.lead.record(erase_lead(story.lead.state, "asked", at=story.now))


def reply(story: Story) -> None:
    story.lead.record(prospect_replied(story.lead.state, at=story.now))


def plan_anew(story: Story) -> None:
    story.lead.record(
        adopt_plan(story.lead.state, a_plan(story.lead.state.next_plan_number, start=story.now), at=story.now)
    )


def claim_due(story: Story) -> None:
    """As the poller does: what the read model says is due."""
    for row in reminder_rows(story.lead.state):
        if row.status is ReminderStatus.PENDING and row.due_at <= story.now:
            claim = ReminderId.parse(row.reminder_id), row.generation
            story.lead.record(claim_reminder(story.lead.state, claim[0], generation=row.generation, at=story.now))
            story.in_flight.append(claim)


def settle(decide: Callable[..., Event]) -> Move:
    def move(story: Story) -> None:
        if not story.in_flight:
            return
        reminder_id, generation = story.in_flight.pop(0)
        story.lead.record(decide(story.lead.state, reminder_id, generation=generation, at=story.now))

    return move


def follow_up(story: Story) -> None:
    story.lead.record(schedule_follow_up(story.lead.state, work_time=IN_KYIV, at=story.now))


OUTCOMES: tuple[Callable[..., Event], ...] = (
    partial(reminder_sent, message_id=1),
    partial(reminder_failed, reason="403"),
    partial(reminder_unconfirmed, reason="silence"),
)
step_ids = st.integers(1, STEPS)
moves = st.one_of(
    st.sampled_from([1, 25, 200]).map(pass_time),
    step_ids.map(toggle),
    step_ids.map(skip),
    step_ids.map(snooze),
    st.just(delete),
    st.just(restore),
    st.just(reply),
    st.integers(0, 9).map(lambda chance: erase if chance == 9 else restore),
    st.just(plan_anew),
    st.just(claim_due),
    st.sampled_from(OUTCOMES).map(settle),
)
stories = st.lists(moves, max_size=30)


def told(moves: list[Move]) -> Iterator[Story]:
    """The story after each move; a move that the rules refuse changes nothing."""
    story = Story()
    story.collect()
    for move in moves:
        with suppress(DomainError):
            move(story)
        story.collect()
        yield story


def must_not_come(story: Story) -> list[Reminder]:
    state = story.lead.state
    return [reminder for reminder in state.schedule if state.is_deleted or _is_over(story, reminder)]


def _is_over(story: Story, reminder: Reminder) -> bool:
    plan = story.lead.state.plans[reminder.id.plan_number - 1]
    is_replaced = plan is not story.lead.state.plan
    return is_replaced or plan.step(reminder.id.step_id).status is not StepStatus.OPEN


@given(stories)
def test_no_claim_succeeds_once_the_lead_is_deleted_or_the_step_over(moves: list[Move]) -> None:
    far_future = timedelta(days=10_000)

    for story in told(moves):
        for reminder in must_not_come(story):
            for generation in range(1, reminder.generation + 2):
                with pytest.raises(ClaimRefused):
                    story.lead.record(
                        claim_reminder(story.lead.state, reminder.id, generation=generation, at=story.now + far_future)
                    )


@given(stories)
def test_a_generation_is_claimed_at_most_once(moves: list[Move]) -> None:
    *_, story = [Story(), *told(moves)]

    claims = [(one.reminder_id, one.generation) for one in story.history if isinstance(one, ReminderClaimed)]
    assert len(claims) == len(set(claims))


@given(st.lists(st.one_of(moves, st.just(follow_up)), max_size=30))
def test_a_follow_up_is_ahead_of_a_lead_alone(moves: list[Move]) -> None:
    """So a decision about what waits is one event."""
    to_quiet = [skip(step_id) for step_id in range(1, STEPS + 1)]

    for story in told([*to_quiet, follow_up, *moves]):
        ahead = [reminder.id.kind for reminder in story.lead.state.schedule if reminder.is_ahead]
        assert ReminderKind.FOLLOW_UP not in ahead or len(ahead) == 1


@given(stories)
def test_nothing_is_due_at_once_because_a_lead_or_a_step_came_back(moves: list[Move]) -> None:
    """Rearming never makes due now what was not due before."""
    for story in told(moves):
        last = story.history[-1]
        rescheduled = getattr(last, "rescheduled", None)
        if rescheduled is not None and last.timestamp == story.now:
            assert all(one.due.at > story.now for one in rescheduled.reminders)


@given(stories)
def test_the_state_is_the_fold_of_what_happened(moves: list[Move]) -> None:
    for story in told(moves):
        folded = fold(story.history)

        assert folded == story.lead.state
        assert not (isinstance(story.history[-1], LeadDeleted) and reminder_rows(folded))


@given(stories)
def test_the_read_models_are_what_a_rebuild_would_make_of_the_log(moves: list[Move]) -> None:
    async def tell_and_verify() -> None:
        transactions, story = MemoryTransactions().of_bot(BOT_ID), Story()
        await keep(transactions, story.lead)
        for move in moves:
            with suppress(DomainError):
                move(story)
            await keep(transactions, story.lead)
        assert await differing(transactions) == []
        assert (await _rows(transactions)) == (lead_rows(story.lead.state), reminder_rows(story.lead.state))

    asyncio.run(tell_and_verify())


async def _rows(transactions: MemoryTransactions) -> tuple[object, object]:
    async with transactions.read() as tx:
        return await tx.leads.rows_of([LEAD_ID]), await tx.reminders.rows_of([LEAD_ID])
