"""Other steps do not wait for a step that its owner has moved alone."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.due_time import GivenBy
from domain.lead.decisions.due_times import out_of_date, rederive_due_times
from domain.lead.decisions.plans import adopt_plan
from domain.lead.decisions.steps import move_step, toggle_step
from domain.lead.lead import Lead
from domain.plan.plan_dates import plan_dates
from domain.timing import GRAMMAR_VERSION, read_plan
from domain.typed_times import due_by_words
from domain.worktime import WorkTime
from tests.domain.worktime.owners import IN_KYIV
from tests.support.leads import LEAD_ID, MONDAY_9AM, a_lead, a_plan, sends_at

DAY = timedelta(days=1)
IN_NEW_YORK = replace(IN_KYIV, zone=ZoneInfo("America/New_York"))
WORDS: Sequence[Mapping[str, object]] = ({"timing": "Day 10"}, {"timing": "Day 3"}, {})


def planned() -> Lead:
    lead = a_lead(LEAD_ID)
    base = MONDAY_9AM.astimezone(IN_KYIV.zone)
    dues = plan_dates(read_plan(WORDS, base), base=base, now=MONDAY_9AM, work_time=IN_KYIV, grammar=GRAMMAR_VERSION)
    plan = a_plan(days=(0, 0, 0))
    for number, due in enumerate(dues, start=1):
        plan = plan.dated(number, due)
    lead.record(adopt_plan(lead.state, plan, at=MONDAY_9AM))
    return lead


def dues_of(lead: Lead) -> list[datetime]:
    return [reminder.due_at for reminder in lead.state.schedule]


def moved_alone(lead: Lead) -> Lead:
    to = due_by_words("in 60 days", GivenBy.MOVE, work_time=IN_KYIV, now=MONDAY_9AM)
    lead.record(move_step(lead.state, 1, to=to, with_rest=False, work_time=IN_KYIV, at=MONDAY_9AM))
    return lead


@pytest.mark.parametrize("work_time", [IN_KYIV, IN_NEW_YORK], ids=["the same hours", "another zone"])
def test_the_others_do_not_wait_for_it(work_time: WorkTime) -> None:
    lead = moved_alone(planned())
    lead.record(toggle_step(lead.state, 1, at=MONDAY_9AM, next_send=sends_at(MONDAY_9AM + DAY)))

    lead.record(rederive_due_times(lead.state, work_time=work_time, cause="zone", at=MONDAY_9AM))

    moved, *others = dues_of(lead)
    assert moved > MONDAY_9AM + 50 * DAY
    assert all(at < MONDAY_9AM + 20 * DAY for at in others)


def test_a_due_time_decided_by_the_present_hours_is_not_out_of_date() -> None:
    lead = planned()

    assert out_of_date(lead.state, IN_KYIV) == []
    assert len(out_of_date(lead.state, IN_NEW_YORK)) == 3
