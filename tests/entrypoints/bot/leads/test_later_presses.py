"""Later…: the times that a reminder offers instead of 24 hours, and the reply to each choice."""

from datetime import timedelta

import pytest

from application.wording.callback_data import Verb
from domain.account.preferences import Preferences
from domain.lead.events import StepSnoozed
from domain.reminders.reminder import ReminderStatus
from tests.entrypoints.bot.visitor import Visitor, data_of, edited, labels, on_reminder, text_of
from tests.support.accounts import an_account, keep_accounts
from tests.support.leads import LEAD_ID, MONDAY_9AM
from tests.support.memory_app import MemoryApp

DAY = timedelta(days=1)
MENU = [
    "3 hours · Mon 02 Nov, 12:00",
    "Tomorrow · Tue 03 Nov, 09:30",
    "3 working days · Thu 05 Nov, 09:30",
    "Next Monday · Mon 09 Nov, 09:30",
    "✍️ Type it",
    "📅 Move the step instead",
    "◀️ Back",
]


async def at_work_from_monday_to_friday(app: MemoryApp) -> None:
    await keep_accounts(app.transactions, an_account(preferences=Preferences("UTC")))


@pytest.mark.usefixtures("reminded")
async def test_later_changes_the_buttons_and_nothing_else(app: MemoryApp, owner: Visitor) -> None:
    message = (await app.reminder_entry()).content.message
    events_before = await app.events()

    pressed = await owner.presses(on_reminder(Verb.LATER))

    assert (pressed.words, text_of(pressed)) == ("", message.text)
    assert labels(edited(pressed)) == MENU
    assert await app.events() == events_before


async def test_back_shows_the_reminder_as_it_was(reminded: MemoryApp, owner: Visitor) -> None:
    menu = await owner.presses(on_reminder(Verb.LATER))

    back = await owner.presses(data_of("Back", edited(menu)))

    assert back.edited == (await reminded.reminder_entry()).content.message


@pytest.mark.parametrize(
    ("label", "when"),
    [
        ("3 hours", "Mon 02 Nov 2026, 12:00"),
        ("Tomorrow", "Tue 03 Nov 2026, 09:30"),
        ("3 working days", "Thu 05 Nov 2026, 09:30"),
        ("Next Monday", "Mon 09 Nov 2026, 09:30"),
    ],
)
async def test_a_choice_says_when_the_reminder_comes_again(
    reminded: MemoryApp, owner: Visitor, label: str, when: str
) -> None:
    menu = await owner.presses(on_reminder(Verb.LATER))

    pressed = await owner.presses(data_of(label, edited(menu)))

    assert pressed.words == f"⏰ Comes again {when}"
    assert text_of(pressed).endswith(f"\n\n⏰ Comes again {when}")
    assert (await reminded.reminder()).status is ReminderStatus.PENDING


async def test_the_words_of_the_choice_are_kept_with_their_meaning(reminded: MemoryApp, owner: Visitor) -> None:
    await owner.presses(on_reminder(Verb.SNOOZE) + ":4")

    [*_, event] = await reminded.events()
    assert isinstance(event, StepSnoozed)
    assert (event.due.words, event.due.rule) == ("next monday", "next-weekday")


async def test_a_choice_that_falls_on_a_day_off_says_that_it_was_moved(app: MemoryApp, owner: Visitor) -> None:
    await at_work_from_monday_to_friday(app)
    app.clock.advance(4 * DAY)
    await app.planned_lead(at=app.clock.now())
    await app.use.claims.claim_due()

    pressed = await owner.presses(on_reminder(Verb.SNOOZE) + ":2")

    assert text_of(pressed).endswith(
        "⏰ Comes again Mon 09 Nov 2026, 09:30\nMoved from the time chosen: not a working day."
    )


@pytest.mark.parametrize("verb", [Verb.LATER, Verb.BACK, Verb.SNOOZE_BY_WORDS])
async def test_the_menu_of_a_snoozed_reminder_says_when_it_comes(
    reminded: MemoryApp, owner: Visitor, verb: Verb
) -> None:
    await owner.presses(on_reminder(Verb.SNOOZE))

    pressed = await owner.presses(on_reminder(verb))

    assert text_of(pressed).endswith("⏰ Comes again Tue 03 Nov 2026, 09:00")
    assert (await reminded.kinds_of_events()).count("StepSnoozed") == 1


async def test_the_menu_of_a_step_that_is_done_says_so(reminded: MemoryApp, owner: Visitor) -> None:
    await reminded.use.commands.mark_step(reminded.command(), 1, 1, done=True)

    pressed = await owner.presses(on_reminder(Verb.LATER))

    assert text_of(pressed).endswith("✅ Done")
    assert "↩️ Undo" in labels(edited(pressed))


async def test_typed_words_snooze_the_reminder(reminded: MemoryApp, owner: Visitor) -> None:
    asked = await owner.presses(on_reminder(Verb.SNOOZE_BY_WORDS))

    answers = await owner.writes("on Thursday at 15:00")

    assert asked.new is not None
    assert asked.new.text.startswith("⏰ When shall I remind you again of step 1, Met Ada at the fair?")
    assert asked.edited is None
    [answer] = answers
    assert answer == "⏰ Step 1, Met Ada at the fair: comes again Thu 05 Nov 2026, 15:00"
    assert (await reminded.reminder()).due_at == MONDAY_9AM + 3 * DAY + timedelta(hours=6)


async def test_typed_words_that_are_no_time_change_nothing_and_may_be_typed_again(
    reminded: MemoryApp, owner: Visitor
) -> None:
    await owner.presses(on_reminder(Verb.SNOOZE_BY_WORDS))

    refused = await owner.asks("whenever you like")
    unchanged = await reminded.kinds_of_events()
    [answer] = await owner.writes("tomorrow")
    await owner.writes("Met Grace Hopper")

    assert refused.text.startswith("I read no time in that.")
    assert labels(refused) == ["✖️ Cancel", "📝 Keep it as a note"]
    assert "StepSnoozed" not in unchanged
    assert answer.endswith("comes again Tue 03 Nov 2026, 09:30")
    assert len(await reminded.use.queries.list_all(limit=10)) == 2


async def test_a_time_typed_for_a_lead_deleted_by_then_closes_the_question(reminded: MemoryApp, owner: Visitor) -> None:
    await owner.presses(on_reminder(Verb.SNOOZE_BY_WORDS))
    await reminded.use.commands.delete(reminded.command())

    assert await owner.writes("tomorrow") == ["This lead is deleted."]
    assert await owner.writes("Met Grace Hopper") == []


async def test_an_answer_to_a_reminder_snoozed_meanwhile_says_so(reminded: MemoryApp, owner: Visitor) -> None:
    await owner.presses(on_reminder(Verb.SNOOZE_BY_WORDS))
    await reminded.use.commands.snooze_step(reminded.command(), 1, 1, generation=1, words="tomorrow")

    [answer] = await owner.writes("next Friday")

    assert answer.startswith("⏰ This reminder has been put off already: it comes again Tue 03 Nov 2026, 09:30.")
    assert (await reminded.kinds_of_events()).count("StepSnoozed") == 1


@pytest.mark.parametrize("verb", [Verb.LATER, Verb.BACK, Verb.SNOOZE_BY_WORDS, Verb.WHY, Verb.SNOOZE])
@pytest.mark.parametrize("place", [f"{LEAD_ID.hex}:1:99:1", f"{LEAD_ID.hex}:9:1:1", f"{LEAD_ID.hex}:0:1:1"])
async def test_a_reminder_that_never_was_is_refused_politely(
    reminded: MemoryApp, owner: Visitor, verb: Verb, place: str
) -> None:
    events_before = await reminded.events()

    pressed = await owner.presses(f"{verb}:{place}")

    assert pressed.is_alert
    assert await reminded.events() == events_before
