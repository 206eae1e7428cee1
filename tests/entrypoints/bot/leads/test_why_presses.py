"""❓ Why now?: a new message that explains the reminder, and changes nothing."""

from datetime import timedelta

from application.wording.callback_data import OnReminder, Verb
from domain.reminders.reminder import ReminderId
from tests.entrypoints.bot.visitor import Visitor, data_of, on_reminder
from tests.support.leads import LEAD_ID, a_new_lead, keep
from tests.support.memory_app import MemoryApp

DAY = timedelta(days=1)


async def test_why_now_explains_in_a_new_message_and_leaves_the_reminder_alone(app: MemoryApp, owner: Visitor) -> None:
    await app.claimed_lead()
    await app.relay_everything()
    events_before = await app.events()

    pressed = await owner.presses(on_reminder(Verb.WHY))

    assert (pressed.words, pressed.edited) == ("", None)
    assert pressed.new is not None
    assert pressed.new.text.startswith(
        "❓ Why Mon 02 Nov 2026, 09:00?\n\nStep 1: Do step 1\nNote: “Met Ada at the fair”"
    )
    assert await app.events() == events_before


async def test_the_reminder_of_an_older_generation_explains_that_it_was_snoozed(app: MemoryApp, owner: Visitor) -> None:
    await app.claimed_lead()
    await app.relay_everything()
    await owner.presses(on_reminder(Verb.SNOOZE))

    pressed = await owner.presses(on_reminder(Verb.WHY))

    assert pressed.new is not None
    assert "snoozed: due Tue 03 Nov 2026, 09:00; “24 hours”, read as" in pressed.new.text


async def test_a_follow_up_explains_itself_and_shows_its_lead(app: MemoryApp, owner: Visitor) -> None:
    await keep(app.transactions, a_new_lead())
    for _ in range(4):
        app.clock.advance(DAY)
        await app.use.follow_ups.schedule_waiting()
        await app.use.claims.claim_due()
        await app.relay_everything()
    message = app.messenger.sent[-1].message

    why = await owner.presses(data_of("Why now?", message))
    view = await owner.presses(data_of("View Lead", message))

    assert why.new is not None
    assert "Every 3 days, until the lead is 60 days old" in why.new.text
    assert view.new is not None
    assert "Met Ada at the fair" in view.new.text


async def test_back_on_a_follow_up_shows_it_as_it_was_sent(app: MemoryApp, owner: Visitor) -> None:
    await keep(app.transactions, a_new_lead())
    for _ in range(4):
        app.clock.advance(DAY)
        await app.use.follow_ups.schedule_waiting()
        await app.use.claims.claim_due()
        await app.relay_everything()
    follow_up = OnReminder(Verb.BACK, ReminderId.of_follow_up(LEAD_ID, 1), 1).encode()

    pressed = await owner.presses(follow_up)

    assert pressed.edited == app.messenger.sent[-1].message
