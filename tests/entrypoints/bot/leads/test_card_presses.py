"""Presses on the card of a lead: the toast, and the message shown then."""

from application.wording.callback_data import Verb
from domain.lead.lead import Lead
from tests.entrypoints.bot.visitor import Visitor, data_of, edited, labels, on_card, on_lead, text_of
from tests.support.leads import BOT_ID, LEAD_ID, MONDAY_9AM, keep
from tests.support.memory_app import MemoryApp


async def test_a_step_on_the_card_is_marked_done_and_open_again(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead()

    done = await owner.presses(on_card(Verb.DONE))
    reopened = await owner.presses(on_card(Verb.REOPEN))

    assert (done.words, done.is_alert) == ("✅ Done", False)
    assert "✅ 1. Do step 1\nemail · done Mon 02 Nov 2026, 09:00" in text_of(done)
    assert (reopened.words, reopened.is_alert) == ("⬜ Open again", False)
    assert "⬜ 1. Do step 1" in text_of(reopened)


async def test_the_buttons_of_the_card_turn_with_its_steps(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead()

    done = await owner.presses(on_card(Verb.DONE, 2))

    assert data_of("✅ 2.", edited(done)) == on_card(Verb.REOPEN, 2)
    assert data_of("⬜ 1.", edited(done)) == on_card(Verb.DONE, 1)


async def test_deleting_asks_first_and_keeping_shows_the_card_again(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead()

    asked = await owner.presses(on_lead(Verb.DELETE))
    kept = await owner.presses(data_of("Keep it", edited(asked)))

    assert asked.words == ""
    assert text_of(asked) == f"Delete Lead #{str(LEAD_ID)[:8]} and its reminders?"
    assert "Plan: test" in text_of(kept)
    assert not (await app.state()).is_deleted


async def test_a_deleted_lead_says_so_and_can_be_restored(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead()
    asked = await owner.presses(on_lead(Verb.DELETE))

    deleted = await owner.presses(data_of("Yes, delete", edited(asked)))
    restored = await owner.presses(data_of("Undo", edited(deleted)))

    assert deleted.words == "🗑 Deleted"
    assert text_of(deleted).endswith(" is deleted. Its reminders will not come.")
    assert labels(edited(deleted)) == ["↩️ Undo", "🕓 History"]
    assert restored.words == "↩️ Restored"
    assert "Plan: test" in text_of(restored)


async def test_a_card_pressed_while_its_plan_is_written_asks_for_patience(app: MemoryApp, owner: Visitor) -> None:
    await keep(
        app.transactions, Lead.capture(LEAD_ID, bot_id=BOT_ID, owner_id=7, chat_id=70, note="Met Ada", at=MONDAY_9AM)
    )

    opened = await owner.presses(on_lead(Verb.LEAD))
    forged = await owner.presses(on_card(Verb.DONE))

    assert "Writing the plan" in text_of(opened)
    assert (forged.words, forged.is_alert) == ("The plan is still being written. Try again in a moment.", True)
    assert (forged.edited, forged.new) == (None, None)


async def test_follow_ups_are_stopped_and_resumed_on_the_card(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead()

    stopped = await owner.presses(on_lead(Verb.STOP))
    resumed = await owner.presses(on_lead(Verb.FOLLOW))

    assert stopped.words == "🔕 No more follow-ups"
    assert "No follow-ups for this lead." in text_of(stopped)
    assert resumed.words == "🔔 Following up again"
    assert "No follow-ups for this lead." not in text_of(resumed)
