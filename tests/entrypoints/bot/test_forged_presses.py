"""What anybody could send as a button: other people's leads, and nonsense."""

import pytest

from application.wording.callback_data import Verb
from entrypoints.bot.replies import texts
from tests.entrypoints.bot.visitor import REFUSED, Flashed, Visitor, on_card, on_lead, on_reminder
from tests.support.leads import LEAD_ID, THIRD_LEAD_ID
from tests.support.memory_app import MemoryApp


@pytest.mark.parametrize(
    "data",
    [
        *(on_lead(verb) for verb in (Verb.LEAD, Verb.VIEW, Verb.DELETE)),
        *(on_lead(verb) for verb in (Verb.DELETE_SURELY, Verb.RESTORE)),
        *(on_card(verb) for verb in (Verb.DONE, Verb.REOPEN)),
        *(on_reminder(verb) for verb in (Verb.DONE, Verb.REOPEN, Verb.SKIP, Verb.SNOOZE, Verb.DRAFT)),
        on_lead(Verb.LEAD, THIRD_LEAD_ID),
    ],
)
async def test_other_peoples_leads_are_as_unknown_as_none(app: MemoryApp, stranger: Visitor, data: str) -> None:
    await app.claimed_lead()
    events_before = await app.events()

    pressed = await stranger.presses(data)

    assert pressed == Flashed(REFUSED, is_alert=True, edited=None, new=None)
    assert await app.events() == events_before


async def test_a_deleted_lead_of_somebody_else_is_unknown_as_well(app: MemoryApp, stranger: Visitor) -> None:
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
