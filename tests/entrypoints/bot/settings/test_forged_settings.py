"""Data that no button of the settings carries, however it was made."""

import pytest

from entrypoints.bot.replies import texts
from tests.entrypoints.bot.visitor import Flashed, Visitor
from tests.support.memory_app import MemoryApp


@pytest.mark.parametrize(
    "data",
    [
        "set/",
        "set//",
        "set/age",
        "set/age/7",
        "set/ask",
        "set/ask/language",
        "set/confirm",
        "set/zone/Europe/Atlantis",
        "set/zone/../../etc/passwd",
        "set/zone//etc/passwd",
        "set/zone/America",
        "set/confirm/" + "x" * 50,
        "set/time/24:00",
        "set/time/09:30+02:00",
        "set/quiet/20:00-20:00",
        "set/quiet/20:00",
        "set/days/moonday",
        "set/days/,",
        "set/holidays/de",
        "set/holidays/DEU",
        "set/language/xx",
        "set/followups/maybe",
        "set/pause/tomorrow",
        "set/pause/2026-02-30",
        "set/time/10:00/now",
        "settings",
        "set:zone",
        "sét",
        "ask/",
        "ask/note/",
        "ask/note/-1",
        "ask/note/12345678901",
        "ask/cancel/1",
        "ask/note/999",
    ],
)
async def test_what_no_button_of_ours_says_is_refused_politely(app: MemoryApp, owner: Visitor, data: str) -> None:
    pressed = await owner.presses(data)

    assert pressed == Flashed(texts.OLD_BUTTON, is_alert=True, edited=None, new=None)
    assert (await app.use.accounts.show(7)).state is None


async def test_a_zone_that_is_no_place_is_refused(app: MemoryApp, owner: Visitor) -> None:
    pressed = await owner.presses("set/confirm/posixrules")

    assert pressed.is_alert
    assert (await app.use.accounts.show(7)).state is None
