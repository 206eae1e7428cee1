"""Properties of the due times of every plan and every owner."""

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from domain.due_time import DueTime
from domain.plan.plan_dates import moved, plan_dates, rederived
from domain.timing import read_plan
from domain.worktime import WorkTime
from tests.domain.worktime.test_worktime_properties import INSTANTS, OWNERS

WORDS = st.sampled_from(
    [
        *("immediately", "in 2 hours", "within 3 hours", "tonight", "Day 1", "Day 3", "Day 3-5", "within 4 days"),
        *("by Friday 17:00", "in 4 business days", "in 2 business days at 7am", "Saturday at 10:00", "end of month"),
        *("Week 2", "Month 2", "TBD"),
    ]
)
STEPS = st.lists(
    st.fixed_dictionaries({}, optional={"timing": WORDS, "delay_days": st.integers(0, 40)}), min_size=1, max_size=7
)
DELAYS = st.timedeltas(timedelta(0), timedelta(days=20))


def planned(steps: list[dict[str, object]], base: datetime, now: datetime, owner: WorkTime) -> tuple[DueTime, ...]:
    timings = read_plan(steps, base.astimezone(owner.zone))
    return plan_dates(timings, base=base, now=now, work_time=owner, grammar=2)


@given(STEPS, INSTANTS, DELAYS, OWNERS)
def test_due_times_are_allowed_in_order_and_not_in_the_past(
    steps: list[dict[str, object]], base: datetime, delay: timedelta, owner: WorkTime
) -> None:
    now = base + delay

    dues = planned(steps, base, now, owner)

    assert all(now <= due.at and owner.is_allowed(due.at) for due in dues)
    assert all(earlier.at <= later.at for earlier, later in pairwise(dues))


@given(STEPS, INSTANTS, DELAYS, OWNERS)
def test_the_same_working_hours_change_nothing(
    steps: list[dict[str, object]], base: datetime, delay: timedelta, owner: WorkTime
) -> None:
    now = base + delay
    dues = planned(steps, base, now, owner)

    again = rederived(dues, work_time=owner, now=now)

    assert again == dues


@given(STEPS, INSTANTS, DELAYS, OWNERS)
def test_steps_ahead_of_a_plan_made_in_time_stay_where_they_are(
    steps: list[dict[str, object]], base: datetime, ahead: timedelta, owner: WorkTime
) -> None:
    dues = planned(steps, base, base, owner)
    later = base + ahead

    gone = [due.at for due in dues if due.at <= later]
    pending = tuple(due for due in dues if due.at > later)

    assert rederived(pending, work_time=owner, now=later, after=max(gone, default=None)) == pending


@given(STEPS, INSTANTS, OWNERS, OWNERS)
def test_there_and_back_is_where_it_was(
    steps: list[dict[str, object]], base: datetime, owner: WorkTime, other: WorkTime
) -> None:
    dues = planned(steps, base, base, owner)

    there = rederived(dues, work_time=other, now=base)
    back = rederived(there, work_time=owner, now=base)

    assert [due.at for due in back] == [due.at for due in dues]
    assert all(there_and_here.meant == due.meant for there_and_here, due in zip(there, dues, strict=True))


@given(STEPS, INSTANTS, OWNERS, OWNERS)
def test_one_by_itself_is_allowed_too(
    steps: list[dict[str, object]], base: datetime, owner: WorkTime, other: WorkTime
) -> None:
    for due in planned(steps, base, base, owner):
        again = moved(due, work_time=other, now=base)

        assert again.at >= base
        assert other.is_allowed(again.at)
