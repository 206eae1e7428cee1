"""/delete_my_data: asked once, with the data that goes and the data that stays; done for good."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from application.ports.work import Work
from application.wording.callback_data import DeleteMyData, Verb
from tests.entrypoints.bot.visitor import Visitor, edited, on_card, on_lead
from tests.support.leads import LEAD_ID, OTHER_LEAD_ID, OWNER_ID, THIRD_LEAD_ID
from tests.support.memory_app import MemoryApp, an_app_on_a_file

STRANGER = 8
ERASE, KEEP = DeleteMyData(surely=True).encode(), DeleteMyData(surely=False).encode()


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[MemoryApp]:
    async with an_app_on_a_file(tmp_path) as app:
        yield app


async def test_a_person_without_leads_is_asked_as_well_since_words_may_be_kept(owner: Visitor) -> None:
    assert "0 leads" in (await owner.asks("/delete_my_data")).text


async def test_the_question_names_the_data_that_goes_and_that_stays(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead(LEAD_ID)
    await app.planned_lead(OTHER_LEAD_ID)

    question = await owner.asks("/delete_my_data")

    assert "2 leads, deleted ones too" in question.text
    assert "your settings and your Telegram id" in question.text
    assert [button.data for row in question.buttons for button in row] == [ERASE, KEEP]
    assert await app.use.erasure.leads_of(OWNER_ID) == [LEAD_ID, OTHER_LEAD_ID]


async def test_all_is_kept_by_a_person_who_presses_keep(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead()

    pressed = await owner.presses(KEEP)

    assert edited(pressed).text == "Everything is kept."
    assert await app.use.erasure.leads_of(OWNER_ID) == [LEAD_ID]


async def test_all_leads_of_the_owner_are_erased_and_none_of_a_stranger(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead(LEAD_ID)
    await app.planned_lead(OTHER_LEAD_ID)
    await app.planned_lead(THIRD_LEAD_ID, owner_id=STRANGER)

    pressed = await owner.presses(ERASE)

    assert "Erased: 2 leads" in edited(pressed).text
    assert edited(pressed).buttons == ()
    assert await app.use.erasure.leads_of(OWNER_ID) == []
    assert await app.use.erasure.leads_of(STRANGER) == [THIRD_LEAD_ID]


async def test_housekeeping_is_woken_to_empty_the_files_after_the_commit(app: MemoryApp, owner: Visitor) -> None:
    woken = set[Work]()
    app.on_wake = woken.update

    await owner.presses(ERASE)  # words may be kept without a lead, too

    assert Work.HOUSEKEEPING in woken


async def test_pressed_twice_it_erases_nothing_more(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead()
    await owner.presses(ERASE)

    again = await owner.presses(ERASE)

    assert "Erased: 0 leads" in edited(again).text


async def test_a_note_after_it_begins_again(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead()
    await owner.presses(ERASE)

    await owner.writes("Met Grace Hopper")

    assert len(await app.use.erasure.leads_of(OWNER_ID)) == 1


async def test_the_press_itself_leaves_no_words_behind(app: MemoryApp, owner: Visitor) -> None:
    """The update of a press holds the text of its message, and is handled when the leads are gone."""
    await owner.writes("Met Grace Hopper")
    await owner.presses(ERASE)
    async with app.transactions.write() as tx:
        while waiting := await tx.inbox.heads(limit=1):
            await tx.inbox.mark_handled(waiting[0], at=app.clock.now())

    await app.use.erasure.redaction.redact_remembered()

    async with app.transactions.read() as tx:
        assert [await tx.inbox.kept(8990, number) for number in (1, 2)] == [None, None]


async def test_a_button_on_an_old_card_says_that_the_lead_is_gone(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead()
    await owner.presses(ERASE)

    for data in (on_card(Verb.DONE), on_lead(Verb.RESTORE), on_lead(Verb.LEAD)):
        pressed = await owner.presses(data)
        assert edited(pressed).text == "🗑 This lead was erased. Nobody can bring it back."
        assert edited(pressed).buttons == ()


async def test_no_list_shows_it_any_more(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead()
    await owner.presses(ERASE)
    app.clock.advance(timedelta(days=2))

    assert "You have no leads yet" in (await owner.asks("/leads")).text
    assert "Nothing is overdue" in (await owner.asks("/overdue")).text
