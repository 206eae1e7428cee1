"""Presses on a reminder: the toast, the reminder afterwards, and the change."""

import pytest

from application.delivery.outcome import Rejected
from application.wording.callback_data import Verb
from domain.reminders.reminder import ReminderStatus
from tests.entrypoints.bot.visitor import Visitor, data_of, edited, labels, on_lead, on_reminder, text_of
from tests.support.memory_app import MemoryApp


@pytest.mark.parametrize(
    ("verb", "words", "outcome", "status"),
    [
        (Verb.DONE, "✅ Done", "✅ Done", ReminderStatus.COMPLETED),
        (Verb.SKIP, "⏭ Skipped", "⏭ Skipped", ReminderStatus.SKIPPED),
        (
            Verb.SNOOZE,
            "⏰ Comes again Tue 03 Nov 2026, 09:00",
            "⏰ Comes again Tue 03 Nov 2026, 09:00",
            ReminderStatus.PENDING,
        ),
    ],
)
async def test_a_reminder_says_its_new_status(
    reminded: MemoryApp, owner: Visitor, *, verb: Verb, words: str, outcome: str, status: ReminderStatus
) -> None:
    pressed = await owner.presses(on_reminder(verb))

    assert (pressed.words, pressed.is_alert) == (words, False)
    assert text_of(pressed).startswith("🔔 Engagement Step Due: ")
    assert text_of(pressed).endswith(f"\n\n{outcome}")
    assert (await reminded.reminder()).status is status


@pytest.mark.usefixtures("reminded")
@pytest.mark.parametrize(("verb", "label"), [(Verb.DONE, "↩️ Undo"), (Verb.SKIP, "↩️ Undo"), (Verb.SNOOZE, "✅ Done")])
async def test_a_reminder_offers_the_next_press(owner: Visitor, verb: Verb, label: str) -> None:
    pressed = await owner.presses(on_reminder(verb))

    assert labels(edited(pressed)) == [label, "📋 View Lead"]


async def test_undo_on_a_reminder_opens_its_step_again(reminded: MemoryApp, owner: Visitor) -> None:
    done = await owner.presses(on_reminder(Verb.DONE))

    undone = await owner.presses(data_of("Undo", edited(done)))

    assert undone.words == "⬜ Open again"
    assert text_of(undone).endswith("⏰ Comes again Mon 02 Nov 2026, 09:30")
    assert (await reminded.state()).plan_number(1).step(1).is_open


@pytest.mark.usefixtures("reminded")
@pytest.mark.parametrize("data", [on_reminder(Verb.VIEW), on_lead(Verb.VIEW)], ids=["now", "before"])
async def test_view_lead_brings_the_card_as_a_new_message(owner: Visitor, data: str) -> None:
    pressed = await owner.presses(data)

    assert (pressed.words, pressed.edited) == ("", None)
    assert pressed.new is not None
    assert "Plan: test" in pressed.new.text


@pytest.mark.usefixtures("reminded")
async def test_view_full_draft_brings_the_whole_text_as_a_new_message(owner: Visitor) -> None:
    pressed = await owner.presses(on_reminder(Verb.DRAFT))

    assert (pressed.words, pressed.edited) == ("", None)
    assert pressed.new is not None
    assert pressed.new.text == "Hello from step 1"
    assert pressed.new.buttons == ()


async def test_done_on_a_message_that_the_bot_may_no_longer_see_is_done_all_the_same(
    reminded: MemoryApp, owner: Visitor
) -> None:
    pressed = await owner.presses_on(owner.inaccessible(), on_reminder(Verb.DONE))

    assert (pressed.words, pressed.is_alert) == ("✅ Done", False)
    assert (await reminded.reminder()).status is ReminderStatus.COMPLETED


async def test_a_message_that_cannot_be_edited_any_more_comes_as_a_new_message(
    reminded: MemoryApp, owner: Visitor
) -> None:
    reminded.messenger.next_outcomes.append(Rejected("message can't be edited"))

    pressed = await owner.presses(on_reminder(Verb.DONE))

    assert pressed.words == "✅ Done"
    assert pressed.new is not None
    assert pressed.new.text.endswith("✅ Done")
