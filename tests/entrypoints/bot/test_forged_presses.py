"""Forged buttons: other people's leads, and data that no button carries."""

import pytest

from application.wording.callback_data import Verb
from entrypoints.bot.replies import texts
from tests.application.wording.sent_buttons import SENT
from tests.entrypoints.bot.visitor import REFUSED, Flashed, Visitor, a_bot, on_card, on_lead, on_reminder
from tests.support.databases import of_bot
from tests.support.leads import LEAD_ID, OTHER_BOT_ID, THIRD_LEAD_ID
from tests.support.memory_app import MemoryApp


@pytest.mark.parametrize("data", [data for data in SENT if LEAD_ID.hex in data])
async def test_a_stranger_finds_another_persons_lead_by_none_of_its_buttons(
    app: MemoryApp, stranger: Visitor, data: str
) -> None:
    await app.claimed_lead()
    events_before = await app.events()

    pressed = await stranger.presses(data)

    assert pressed == Flashed(REFUSED, is_alert=True, edited=None, new=None)
    assert await app.events() == events_before


@pytest.mark.parametrize("data", [data for data in SENT if LEAD_ID.hex in data])
async def test_the_owner_finds_their_lead_of_another_bot_by_none_of_its_buttons(app: MemoryApp, data: str) -> None:
    await app.claimed_lead()
    events_before, entries_before = await app.events(), await app.entries()
    other = MemoryApp(transactions=of_bot(app.transactions, OTHER_BOT_ID))

    pressed = await Visitor(other, a_bot(other), bot_id=OTHER_BOT_ID).presses(data)

    assert pressed == Flashed(REFUSED, is_alert=True, edited=None, new=None)
    assert (await app.events(), await app.entries()) == (events_before, entries_before)


async def test_a_lead_that_never_was_is_not_found(owner: Visitor) -> None:
    assert (await owner.presses(on_lead(Verb.LEAD, THIRD_LEAD_ID))).words == REFUSED


async def test_a_deleted_lead_of_another_person_is_unknown_as_well(app: MemoryApp, stranger: Visitor) -> None:
    await app.planned_lead()
    await app.use.commands.delete(app.command())

    assert await stranger.presses(on_card(Verb.DONE)) == Flashed(REFUSED, is_alert=True, edited=None, new=None)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        *((data, texts.OLD_BUTTON) for data in ("", "💣:::", f"done:{LEAD_ID.hex}:1:-1", "set/age/7", "ask/note/999")),
        ("set/confirm/posixrules", "I know no time zone of that name. Type your city, for example Kyiv."),
        (on_card(Verb.DONE, 99), "The plan has no such step."),
        (on_reminder(Verb.DRAFT, 99), "The plan has no such step."),
        (on_reminder(Verb.DRAFT, plan=9), "This lead has no such plan."),
    ],
)
async def test_a_forged_press_is_refused_politely_and_changes_nothing(
    app: MemoryApp, owner: Visitor, data: str, words: str
) -> None:
    await app.planned_lead()
    events_before = await app.events()

    pressed = await owner.presses(data)

    assert pressed == Flashed(words, is_alert=True, edited=None, new=None)
    assert await app.events() == events_before
    assert (await app.use.accounts.show(7)).state is None
