"""🕓 History on a card: the events of the lead, page by page, and back."""

from datetime import timedelta
from uuid import UUID

from application.wording.callback_data import ShowHistory, Verb
from tests.entrypoints.bot.visitor import REFUSED, Flashed, Visitor, data_of, edited, labels, on_card, on_lead, text_of
from tests.support.leads import LEAD_ID
from tests.support.memory_app import YOU, MemoryApp

HOUR = timedelta(hours=1)


def lines(pressed: Flashed) -> list[str]:
    """The lines about events."""
    return [line for line in text_of(pressed).splitlines()[1:-1] if line]


async def test_the_card_turns_into_its_history_and_back(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead()
    app.clock.advance(HOUR)
    await owner.presses(on_card(Verb.DONE))
    card = await owner.presses(on_lead(Verb.LEAD))

    history = await owner.presses(data_of("🕓 History", edited(card)))
    back = await owner.presses(data_of("Back to the lead", edited(history)))

    assert (history.words, history.new) == ("", None)
    assert lines(history) == [
        "Mon 02 Nov, 10:00 · You marked step 1 done",
        "Mon 02 Nov, 09:00 · Plan written (3 steps, playbook test)",
        "Mon 02 Nov, 09:00 · You sent the note",
    ]
    assert back.edited == card.edited


async def test_times_are_by_the_owners_clock(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead()
    await app.use.account_commands.confirm_zone(YOU, "zone", "Europe/Kyiv")

    history = await owner.presses(ShowHistory(Verb.HISTORY, LEAD_ID, 0).encode())

    assert lines(history)[-1] == "Mon 02 Nov, 11:00 · You sent the note"
    assert text_of(history).endswith("Times are those of Europe/Kyiv.")


async def test_a_long_history_is_turned_page_by_page_to_its_beginning_and_back(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead()
    for _ in range(9):
        await owner.presses(on_card(Verb.DONE))
        await owner.presses(on_card(Verb.REOPEN))

    pages = [await owner.presses(ShowHistory(Verb.HISTORY, LEAD_ID, 0).encode())]
    while "Older ▶️" in labels(edited(pages[-1])):
        pages.append(await owner.presses(data_of("Older", edited(pages[-1]))))
    newer = await owner.presses(data_of("Newer", edited(pages[-1])))

    assert [len(lines(page)) for page in pages] == [8, 8, 4]
    assert lines(pages[-1])[-1].endswith("You sent the note")
    assert newer.edited == pages[1].edited


async def test_looking_changes_nothing(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead()
    before = await app.events()

    await owner.presses(ShowHistory(Verb.HISTORY, LEAD_ID, 0).encode())

    assert await app.events() == before


async def test_a_deleted_lead_still_has_its_history(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead()
    deleted = await owner.presses(on_lead(Verb.DELETE_SURELY))

    history = await owner.presses(data_of("🕓 History", edited(deleted)))
    back = await owner.presses(data_of("Back to the lead", edited(history)))

    assert lines(history)[0] == "Mon 02 Nov, 09:00 · You deleted the lead"
    assert back.edited == deleted.edited


async def test_a_lead_that_never_was_has_none(owner: Visitor) -> None:
    assert (await owner.presses(ShowHistory(Verb.HISTORY, UUID(int=1), 0).encode())).words == REFUSED
