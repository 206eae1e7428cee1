"""What anybody could send as a button: other people's leads, and nonsense."""

import pytest

from application.wording import callback_data as buttons
from application.wording.callback_data import lead_data
from entrypoints.bot.replies import texts
from tests.entrypoints.bot.visitor import REFUSED, Flashed, Visitor, on_card, on_reminder
from tests.support.leads import LEAD_ID, THIRD_LEAD_ID
from tests.support.memory_app import MemoryApp


@pytest.mark.parametrize(
    "data",
    [
        *(lead_data(verb, LEAD_ID) for verb in (buttons.LEAD, buttons.VIEW, buttons.DELETE)),
        *(lead_data(verb, LEAD_ID) for verb in (buttons.DELETE_SURELY, buttons.RESTORE)),
        *(on_card(verb) for verb in (buttons.DONE, buttons.REOPEN)),
        *(on_reminder(verb) for verb in (buttons.DONE, buttons.REOPEN, buttons.SKIP, buttons.SNOOZE, buttons.DRAFT)),
        lead_data(buttons.LEAD, THIRD_LEAD_ID),
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

    assert await stranger.presses(on_card(buttons.DONE)) == Flashed(REFUSED, is_alert=True, edited=None, new=None)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("", texts.OLD_BUTTON),
        ("done", texts.OLD_BUTTON),
        ("explode:" + LEAD_ID.hex, texts.OLD_BUTTON),
        (f"done:{LEAD_ID.hex}", texts.OLD_BUTTON),
        (f"done:{LEAD_ID.hex}:1:1:1:1", texts.OLD_BUTTON),
        (f"done:{LEAD_ID.hex}:1:-1", texts.OLD_BUTTON),
        (f"done:{LEAD_ID.hex}:1:" + "9" * 40, texts.OLD_BUTTON),
        (f"snooze:{LEAD_ID.hex}:1:1", texts.OLD_BUTTON),
        ("done::1:1", texts.OLD_BUTTON),
        ("leads::", texts.OLD_BUTTON),
        ("💣:::", texts.OLD_BUTTON),
        (on_card(buttons.DONE, 99), "The plan has no such step."),
        (on_reminder(buttons.DRAFT, 99), "The plan has no such step."),
        (on_reminder(buttons.DRAFT, plan=9), "This lead has no such plan."),
    ],
)
async def test_what_no_button_of_ours_says_is_refused_politely(
    app: MemoryApp, owner: Visitor, data: str, words: str
) -> None:
    await app.planned_lead()
    events_before = await app.events()

    pressed = await owner.presses(data)

    assert pressed == Flashed(words, is_alert=True, edited=None, new=None)
    assert await app.events() == events_before
