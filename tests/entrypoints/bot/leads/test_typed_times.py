"""A time that is typed for a lead goes to that lead."""

from datetime import timedelta

from application.wording.callback_data import Verb
from tests.entrypoints.bot.visitor import Visitor, labels, on_reminder
from tests.support.leads import CHAT_ID, MONDAY_9AM
from tests.support.memory_app import MemoryApp


async def is_asked(app: MemoryApp) -> bool:
    async with app.transactions.read() as tx:
        return await tx.questions.of(CHAT_ID) is not None


async def test_a_time_typed_for_a_reminder_is_taken_to_its_lead(app: MemoryApp, owner: Visitor) -> None:
    await app.claimed_lead()
    await app.relay_everything()
    await owner.presses(on_reminder(Verb.SNOOZE_BY_WORDS))

    not_understood = await owner.asks("whenever you like")
    understood = await owner.writes("tomorrow")

    assert not_understood.text.startswith("I read no time in that.")
    assert labels(not_understood) == ["✖️ Cancel", "📝 Keep it as a note"]
    assert len(understood) == 1
    assert (await app.reminder()).due_at.date() == MONDAY_9AM.date() + timedelta(days=1)
    assert not await is_asked(app)


async def test_a_time_typed_for_a_lead_that_is_deleted_by_now_is_refused(app: MemoryApp, owner: Visitor) -> None:
    await app.claimed_lead()
    await app.relay_everything()
    await owner.presses(on_reminder(Verb.SNOOZE_BY_WORDS))
    await app.use.commands.delete(app.command())

    assert await owner.writes("tomorrow") == ["This lead is deleted."]
    assert not await is_asked(app)
