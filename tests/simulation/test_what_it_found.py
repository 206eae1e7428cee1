"""Faults that the simulation has found, each in the smallest story that shows it.

One that is not mended yet says so, and fails as soon as it is.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from adapters.holiday_calendar import VacanzaHolidayCalendar
from application.accounts.working_time import WorkTimes
from application.leads.enrichment import PlanEnrichment
from domain.account.preferences import Preferences
from domain.reminders.reminder import ReminderStatus
from domain.worktime import MONDAY_TO_FRIDAY
from tests.simulation.drafts import NotePlanner, note_of
from tests.support.leads import MONDAY_9AM
from tests.support.memory_app import YOU, MemoryApp

DAY = timedelta(days=1)
HALF_AN_HOUR = timedelta(minutes=30)
NEW_YORK = ZoneInfo("America/New_York")
SYDNEY = ZoneInfo("Australia/Sydney")


def an_app() -> MemoryApp:
    """Send time 9:30 in UTC, Monday to Friday, quiet from 20:00 to 8:00."""
    return MemoryApp(WorkTimes(Preferences(), VacanzaHolidayCalendar()))


async def tell_all(app: MemoryApp, *, until: datetime) -> list[datetime]:
    """Go from due time to due time. Return when messages came."""
    came = []
    while (due_at := await _next(app)) is not None and due_at <= until:
        app.clock.move_to(max(due_at, app.clock.now()))
        before = len(app.messenger.sent)
        while await app.use.claims.claim_due() + await app.use.follow_ups.schedule_waiting():
            await app.relay_everything()
        await app.use.expiry.expire_due()
        await app.relay_everything()
        came += [app.clock.now()] * (len(app.messenger.sent) - before)
    app.clock.move_to(until)
    return came


async def _next(app: MemoryApp) -> datetime | None:
    moments = (await app.use.claims.next_due_at(), await app.use.follow_ups.next_at())
    return min((one for one in moments if one is not None), default=None)


async def test_follow_ups_that_are_wanted_again_come_at_a_send_time() -> None:
    app = an_app()
    await app.captured_lead()
    await app.use.enrichment.enrich_waiting()
    await tell_all(app, until=MONDAY_9AM + 13 * DAY)
    await app.use.account_commands.switch_follow_ups(YOU, "off", on=False)
    await tell_all(app, until=MONDAY_9AM + 14 * DAY + timedelta(hours=13))  # one would have come at 9:30

    await app.use.account_commands.switch_follow_ups(YOU, "on", on=True)

    assert await tell_all(app, until=MONDAY_9AM + 15 * DAY) == []
    assert await tell_all(app, until=MONDAY_9AM + 15 * DAY + HALF_AN_HOUR) == [MONDAY_9AM + 15 * DAY + HALF_AN_HOUR]


async def test_a_restored_lead_knows_the_owners_new_zone() -> None:
    app = an_app()
    lead_id = await app.captured_lead()
    await app.use.enrichment.enrich_waiting()
    await app.use.commands.delete(app.command(lead_id))
    await app.use.account_commands.confirm_zone(YOU, "moved", "America/New_York")

    await app.use.commands.restore(app.command(lead_id))

    assert [one.due_at.astimezone(NEW_YORK).time() for one in await app.reminders(lead_id)][1:] == 2 * [time(9, 30)]


async def test_a_reopened_step_knows_the_owners_new_zone() -> None:
    app = an_app()
    lead_id = await app.captured_lead()
    await app.use.enrichment.enrich_waiting()
    await app.use.commands.mark_step(app.command(lead_id), 1, 3, done=True)
    await app.use.account_commands.confirm_zone(YOU, "moved", "America/New_York")

    await app.use.commands.mark_step(app.command(lead_id), 1, 3, done=False)

    assert (await app.reminder(3, lead_id)).due_at.astimezone(NEW_YORK).time() == time(9, 30)


async def test_a_pause_takes_no_follow_up_beyond_the_leads_sixty_days() -> None:
    app = an_app()
    lead_id = await app.captured_lead()
    await app.use.enrichment.enrich_waiting()
    await tell_all(app, until=MONDAY_9AM + 56 * DAY)
    assert [one.status for one in await app.reminders(lead_id)].count(ReminderStatus.PENDING) == 1

    await app.use.account_commands.pause(YOU, "pause", (MONDAY_9AM + 66 * DAY).date())

    assert await tell_all(app, until=MONDAY_9AM + 70 * DAY) == []


async def test_a_pause_that_ends_early_has_not_ended_the_follow_ups() -> None:
    app = an_app()
    lead_id = await app.captured_lead()
    await app.use.enrichment.enrich_waiting()
    await tell_all(app, until=MONDAY_9AM + 30 * DAY)
    await app.use.account_commands.pause(YOU, "pause", (MONDAY_9AM + 90 * DAY).date())
    await app.use.commands.skip_step(app.command(lead_id), 1, 1)
    await app.use.follow_ups.schedule_waiting()

    await app.use.account_commands.resume(YOU, "resume")

    assert len(await tell_all(app, until=MONDAY_9AM + 40 * DAY)) > 0


async def test_a_step_that_keeps_the_order_keeps_the_days_off_too() -> None:
    sunday_to_thursday = WorkTimes(Preferences(working_days=frozenset({6, 0, 1, 2, 3})), VacanzaHolidayCalendar())
    app = MemoryApp(sunday_to_thursday)
    planner = NotePlanner(app.clock)
    lead_id = await app.captured_lead(note=note_of("Ada", MONDAY_9AM, "Day 6", "in 3 hours"))
    await PlanEnrichment(app.transactions, planner, app.clock, sunday_to_thursday).enrich_waiting()
    await app.use.commands.mark_step(app.command(lead_id), 1, 1, done=True)  # it was due on Sunday

    await app.use.account_commands.choose_working_days(YOU, "days", MONDAY_TO_FRIDAY)

    assert (await app.reminder(2, lead_id)).due_at.weekday() in MONDAY_TO_FRIDAY


async def test_a_step_that_is_done_leaves_the_others_where_they_are() -> None:
    app = an_app()
    lead_id = await app.captured_lead(note=note_of("Ada", MONDAY_9AM, "Day 1", "Week 2", "Day 3"))
    await PlanEnrichment(
        app.transactions, NotePlanner(app.clock), app.clock, app.use.enrichment.work_times
    ).enrich_waiting()
    kept_until = (await app.reminder(3, lead_id)).due_at

    await app.use.commands.mark_step(app.command(lead_id), 1, 2, done=True)

    assert (await app.reminder(3, lead_id)).due_at == kept_until == (await app.reminder(2, lead_id)).due_at


async def test_a_follow_up_comes_on_the_first_day_after_a_pause_in_the_east_too() -> None:
    app = an_app()
    await app.use.account_commands.confirm_zone(YOU, "moved", SYDNEY.key)
    lead_id = await app.captured_lead()
    await app.use.enrichment.enrich_waiting()
    await tell_all(app, until=MONDAY_9AM + 20 * DAY)
    back_on = (MONDAY_9AM + 30 * DAY).date()
    await app.use.account_commands.pause(YOU, "pause", back_on)
    await app.use.commands.skip_step(app.command(lead_id), 1, 1)

    await tell_all(app, until=MONDAY_9AM + 29 * DAY)
    came = []
    for _ in range(48):  # nothing says when a pause is over, so it looks every hour
        came += await tell_all(app, until=app.clock.now() + 2 * HALF_AN_HOUR)
        await app.use.follow_ups.schedule_waiting()

    assert [at.astimezone(SYDNEY).date() for at in came][:1] == [back_on]
