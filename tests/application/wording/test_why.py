"""Why a reminder comes when it comes, in the words that owners and operators read."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from application.leads.rescheduling import Move
from application.wording.timing_phrases import RULE_PHRASES
from application.wording.wall_clock import WallClock
from application.wording.why import LATEST, why_message
from application.wording.why_due import due_sentences
from domain.due_time import AfterWorkingDays, AtInstant, DueTime, GivenBy, OnDay, Shift, ShiftCause
from domain.reminders.reminder import ReminderId
from domain.timing import TimingWarning
from domain.timing.rules.order import RULES
from tests.support.leads import LEAD_ID, MONDAY_9AM, step_of
from tests.support.memory_app import YOU, MemoryApp
from tests.support.planned_by_words import a_house_in, planned

KYIV = WallClock(ZoneInfo("Europe/Kyiv"))
DAY = timedelta(days=1)
NO_DATE = ("unknown", "rejected")


async def said(app: MemoryApp, step_id: int = 1, *, latest: int | None = LATEST) -> Sequence[str]:
    found = await app.use.audit.reasons(step_of(LEAD_ID, step_id))
    return why_message(found, KYIV, latest=latest).text.split("\n")


def explained(due: DueTime) -> Sequence[str]:
    return list(due_sentences(due, KYIV))


async def test_a_step_says_its_words_how_they_were_read_and_what_moved_it() -> None:
    app = a_house_in()
    await planned(app, "in 5 days")

    assert await said(app) == [
        "❓ Why Mon 09 Nov 2026, 09:30?",
        "",
        "Step 1: Do step 1",
        "Note: “Met Ada at the fair”",
        "Plan 1 by test, made Mon 02 Nov 2026, 11:00.",
        "",
        "Words: “in 5 days”, read as N hours, days, weeks or months (rule span, grammar 3).",
        "Counts from Mon 02 Nov 2026, 11:00.",
        "Meant: the day Sat 07 Nov 2026, at the send time.",
        "Moved to Mon 09 Nov 2026, 09:30: not a working day.",
        "So it was due Mon 09 Nov 2026, 09:30.",
        "",
        "Times are those of Europe/Kyiv.",
    ]


async def test_a_step_without_words_says_that_there_were_none() -> None:
    app = a_house_in()
    await planned(app, "")

    lines = await said(app)

    assert lines[6] == (
        "No timing was given: 3 days for each step, since no time was given (rule default-spacing, grammar 3)."
    )


async def test_what_happened_since_is_told_with_the_time_that_each_of_it_set() -> None:
    app = a_house_in()
    await planned(app, "in 2 days")
    await app.use.commands.snooze_step(app.command(), 1, 1, generation=1, words="on Saturday")
    await app.use.account_commands.confirm_zone(YOU, "settings:1", "America/New_York")
    await app.use.account_commands.choose_send_time(YOU, "settings:2", time(11))
    await app.use.rescheduling.move(app.command(), Move(1, "tomorrow"))

    lines = await said(app)

    assert lines[lines.index("Since then:") + 1 : -2] == [
        "• Mon 02 Nov 2026, 11:00: snoozed: due Mon 09 Nov 2026, 09:30; “on saturday”, read as the next such weekday "
        "(rule weekday, grammar 3); moved to Mon 09 Nov 2026, 09:30: not a working day",
        "• Mon 02 Nov 2026, 11:00: the owner's zone changed from Europe/Kyiv to America/New_York: "
        "due Mon 09 Nov 2026, 16:30; moved to Mon 09 Nov 2026, 16:30: not a working day",
        "• Mon 02 Nov 2026, 11:00: the owner's working hours, days off or pause changed: "
        "due Mon 09 Nov 2026, 18:00; moved to Mon 09 Nov 2026, 18:00: not a working day",
        "• Mon 02 Nov 2026, 11:00: the step was moved: due Tue 03 Nov 2026, 18:00; “tomorrow”, read as today, tomorrow "
        "or the day after (rule named-day, grammar 3)",
    ]


async def test_a_step_that_was_put_back_says_why_at_that_time() -> None:
    app = a_house_in()
    await planned(app, "today")
    await app.use.claims.claim_due()
    await app.relay_everything()
    await app.use.commands.mark_step(app.command(), 1, 1, done=True)
    await app.use.commands.mark_step(app.command(), 1, 1, done=False)

    lines = await said(app)

    assert [line.split(": ", 1)[1] for line in lines if line.startswith("•")] == [
        "taken to be sent",
        "sent",
        "the step was done",
        "the step was opened again: due Tue 03 Nov 2026, 09:30, at the next send time, since its time had passed",
    ]


async def test_a_long_history_fits_into_a_message_and_operators_see_all_of_it() -> None:
    app = a_house_in()
    await planned(app, "in 2 days")
    for _ in range(30):
        await app.use.commands.mark_step(app.command(), 1, 1, done=True)
        await app.use.commands.mark_step(app.command(), 1, 1, done=False)

    short, whole = await said(app), await said(app, latest=None)

    assert "• … 50 earlier" in short
    assert sum(line.startswith("•") for line in short) == LATEST + 1
    assert sum(line.startswith("•") for line in whole) == 60
    assert len("\n".join(short)) < 4096


async def test_a_follow_up_says_from_what_it_counts_and_until_when() -> None:
    app = a_house_in()
    await planned(app, "today")
    await app.use.commands.skip_step(app.command(), 1, 1)
    await app.use.follow_ups.schedule_waiting()

    found = await app.use.audit.reasons(ReminderId.of_follow_up(LEAD_ID, 1))

    lines = why_message(found, KYIV).text.split("\n")
    assert lines[2] == "Follow-up 1 since the lead was last active"
    assert lines[5] == "Every 3 days, until the lead is 60 days old: this one after the lead's last activity."
    assert lines[-3] == "So it was due Thu 05 Nov 2026, 09:30."


async def test_only_the_beginning_of_a_long_note_is_shown() -> None:
    app = MemoryApp()
    lead_id = await app.captured_lead(note="x" * 2_000)
    await app.use.enrichment.enrich_waiting()

    text = why_message(await app.use.audit.reasons(step_of(lead_id, 1)), KYIV).text

    assert f"Note: “{'x' * 199}…”" in text


@pytest.mark.parametrize(
    ("due", "sentence"),
    [
        (OnDay(date(2026, 11, 28)), "Meant: the day Sat 28 Nov 2026, at the send time."),
        (OnDay(date(2026, 11, 28), time(14)), "Meant: the day Sat 28 Nov 2026, at 14:00."),
        (AfterWorkingDays(1, date(2026, 11, 27)), "Meant: 1 working day after Fri 27 Nov 2026, at the send time."),
        (AfterWorkingDays(3, date(2026, 11, 27), time(9)), "Meant: 3 working days after Fri 27 Nov 2026, at 09:00."),
        (AtInstant(MONDAY_9AM), "Meant: the moment Mon 02 Nov 2026, 11:00."),
    ],
)
def test_what_was_meant_is_said_by_the_calendar(due: OnDay | AfterWorkingDays | AtInstant, sentence: str) -> None:
    assert explained(DueTime(MONDAY_9AM, GivenBy.TIMING, meant=due)) == [sentence]


@pytest.mark.parametrize("cause", ShiftCause)
def test_every_cause_of_a_shift_has_its_words(cause: ShiftCause) -> None:
    due = DueTime(MONDAY_9AM, GivenBy.TIMING, meant=AtInstant(MONDAY_9AM), shifts=(Shift(cause, MONDAY_9AM + DAY),))

    [_, moved] = explained(due)

    assert moved.startswith("Moved to Tue 03 Nov 2026, 11:00: ")


def test_a_holiday_is_named_and_so_are_deadline_anchor_and_warnings() -> None:
    due = DueTime(
        MONDAY_9AM,
        GivenBy.TIMING,
        meant=AtInstant(MONDAY_9AM),
        until=OnDay(date(2026, 12, 25)),
        anchor="the call",
        shifts=(Shift(ShiftCause.HOLIDAY, MONDAY_9AM, "Christmas Day"),),
        warnings=(TimingWarning.VAGUE_NUMBER.value,),
    )

    assert explained(due) == [
        "It says to count from “the call”, and Leadbell does not know when that is.",
        "Meant: the moment Mon 02 Nov 2026, 11:00.",
        "At the latest: the day Fri 25 Dec 2026, at the end of the day.",
        "Moved to Mon 02 Nov 2026, 11:00: a holiday (Christmas Day).",
        "⚠️ how many was not said exactly.",
    ]


def test_every_rule_that_gives_a_time_has_its_words() -> None:
    dating = {rule.id for rule in RULES if any(date not in NO_DATE for date in rule.examples.values())}

    assert dating - set(RULE_PHRASES) == set()
