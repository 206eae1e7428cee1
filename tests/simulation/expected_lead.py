"""One lead as the model sees it: from its owner's decisions, which reminders have to come, and when.

It folds nothing but decisions of people: records of the schedulers it does not see.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import groupby

from domain.lead import events as happened
from tests.simulation.calendar import Habits, OnADay
from tests.simulation.drafts import steps_of
from tests.simulation.expected_plan import meant_by_steps
from tests.simulation.expected_steps import Step, Steps
from tests.simulation.meanings import meaning

FOLLOW_UP_AFTER = timedelta(days=3)
TOO_OLD = timedelta(days=60)
PLANNERS_TIME = timedelta(days=1)
BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, order=True)
class Telling:
    """``plan`` is 0 for a follow-up, whose ``step`` is its number."""

    at: datetime
    plan: int
    step: int


@dataclass(frozen=True, slots=True)
class Scheduled:
    number: int
    count: int
    at: datetime
    due_at: datetime


@dataclass(slots=True)
class ExpectedLead:
    """``ahead`` says from when on a step waited, or none did."""

    habits: Habits
    captured_at: datetime
    quiet_since: datetime
    steps: Steps | None = None
    note: str = ""
    is_deleted: bool = False
    is_stopped: bool = False
    number: int = 0
    count: int = 0
    follow_up: OnADay | None = None
    follow_up_at: datetime = BEFORE_ALL
    tellings: list[Telling] = field(default_factory=list)
    scheduled: list[Scheduled] = field(default_factory=list)
    ahead: list[tuple[datetime, bool]] = field(default_factory=list)

    def live(self, inputs: Sequence[tuple[datetime, happened.Event | Habits]], *, until: datetime) -> None:
        """``inputs`` are in the order of the log. All that happens in one moment is taken in, then time goes on."""
        for at, together in groupby(inputs, key=lambda one: one[0]):
            self._pass_time(at)
            for _, one in together:
                self._take(one, at)
            self._settle(at)
        self._pass_time(until + timedelta(microseconds=1))

    def _pass_time(self, until: datetime) -> None:
        while (at := min(self._moments(), default=until)) < until:
            self._settle(at)

    def _moments(self) -> Iterable[datetime]:
        if self.is_deleted:
            return
        yield from (step.due_at for step in self._waiting())
        if self.follow_up is not None and self.habits.follow_ups:
            yield self.follow_up_at
        elif self._is_quiet():
            yield self._may_be_scheduled_at()

    def _settle(self, now: datetime) -> None:
        for step in self._waiting():
            if step.due_at <= now and not self.is_deleted:
                step.waits, step.sent_at = False, now
                self.quiet_since = max(self.quiet_since, step.due_at)
                self.tellings.append(Telling(now, 1, step.id))
        is_wanted = self.habits.follow_ups and not self.is_deleted
        if self.follow_up is not None and self.follow_up_at <= now and is_wanted:
            self.tellings.append(Telling(now, 0, self.number))
            self.quiet_since, self.follow_up = self.follow_up_at, None
        self.ahead.append((now, bool(self._waiting())))
        if self._is_quiet() and self._may_be_scheduled_at() <= now:
            self._schedule(now)

    def _is_quiet(self) -> bool:
        is_over = self.is_deleted or self.is_stopped or not self.habits.follow_ups
        is_young = self.quiet_since + FOLLOW_UP_AFTER <= self.captured_at + TOO_OLD
        return not is_over and is_young and not self._waiting() and self.follow_up is None

    def _may_be_scheduled_at(self) -> datetime:
        """When the planner has had its time and the owner's pause is over: until then it may end any day."""
        with_plan_at = BEFORE_ALL if self.steps is not None else self.quiet_since + PLANNERS_TIME
        return max(with_plan_at, self.habits.pause_over_at)

    def _schedule(self, now: datetime) -> None:
        day = OnADay(self.habits.day_of(self.quiet_since) + FOLLOW_UP_AFTER)
        due_at = self.habits.place(day, now)
        if due_at > self.captured_at + TOO_OLD:
            self.is_stopped = True
            return
        self.number, self.count = self.number + 1, self.count + 1
        self.follow_up, self.follow_up_at = day, due_at
        self.scheduled.append(Scheduled(self.number, self.count, now, due_at))

    def _take(self, one: happened.Event | Habits, at: datetime) -> None:
        if isinstance(one, Habits):
            self._change_habits(one, at)
        elif isinstance(one, happened.FollowUpStopped):
            self.is_stopped, self.follow_up = True, None
        elif isinstance(one, happened.LeadDeleted):
            self.is_deleted = True
        else:
            self._act(one, at)
            self.quiet_since, self.count, self.follow_up = at, 0, None

    def _act(self, one: happened.Event, at: datetime) -> None:
        """Take an activity."""
        match one:
            case happened.LeadCaptured():
                self.note = one.note
            case happened.PlanGenerated():
                meant = meant_by_steps(steps_of(self.note), captured_at=self.captured_at, habits=self.habits)
                self.steps = Steps.planned(meant, self.habits, now=at)
            case happened.FollowUpResumed():
                self.is_stopped = False
            case happened.LeadRestored():
                self.is_deleted = False
                self._plan().restore(self.habits, at)
                self._plan().rederive(self.habits, at)
            case _:
                self._act_on_step(one, at)

    def _act_on_step(self, one: happened.Event, at: datetime) -> None:
        match one:
            case happened.StepToggled(done=False):
                self._plan().reopen(one.step_id, self.habits, at)
                self._plan().rederive(self.habits, at)
            case happened.StepToggled() | happened.StepSkipped():
                self._plan().close(one.step_id)
            case happened.StepSnoozed():
                what = meaning(one.due.words, at, self.habits)
                assert what is not None, one.due.words
                self._plan()[one.step_id].put_off(what, self.habits.place(what, at))
            case happened.StepRescheduled():
                self._plan().move(one.dates.steps)

    def _change_habits(self, habits: Habits, at: datetime) -> None:
        is_about_time = replace(habits, follow_ups=self.habits.follow_ups) != self.habits
        self.habits = habits
        if self.is_deleted:
            return
        if not habits.follow_ups and self.follow_up is not None:
            self._withdraw_follow_up()
        if is_about_time:
            self._plan().rederive(habits, at)
            self._move_follow_up(habits, at)

    def _move_follow_up(self, habits: Habits, now: datetime) -> None:
        """One that would come when the lead is too old is withdrawn; there may be another if that turns out wrong."""
        if self.follow_up is None:
            return
        at = habits.place(self.follow_up, now)
        if at != self.follow_up_at and at > self.captured_at + TOO_OLD:
            self._withdraw_follow_up()
        else:
            self.follow_up_at = at

    def _withdraw_follow_up(self) -> None:
        self.follow_up, self.count = None, self.count - 1

    def _plan(self) -> Steps:
        return self.steps or Steps()

    def _waiting(self) -> list[Step]:
        return self._plan().waiting
