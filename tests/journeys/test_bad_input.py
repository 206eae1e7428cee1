"""The worst that a person could send gets a clear answer, changes nothing that it should not, and is kept."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from application.wording.callback_data import DELETE_SURELY, lead_data
from entrypoints.bot.replies import texts
from entrypoints.sandbox.bot_api.person import Person
from tests.journeys.house import ANNA, House, a_house


@pytest.mark.parametrize(
    ("send", "answer"),
    [
        (lambda you: you.say("/frobnicate now"), "I do not know /frobnicate."),
        (lambda you: you.send_sticker("👍"), texts.NOT_TEXT.text),
        (lambda you: you.send_contact("+48 600 100 200", "Anna"), texts.NOT_TEXT.text),
        (lambda you: you.send_voice(b"OggS"), texts.NOT_TEXT.text),
    ],
)
async def test_what_cannot_be_read_is_answered(tmp_path: Path, send: Callable[[Person], object], answer: str) -> None:
    async with a_house(tmp_path) as house:
        send(house.you)

        await house.hears(answer)

        assert await house.app.queries.list_all(limit=10) == []


async def test_a_name_full_of_emoji_and_markup_arrives_as_typed(tmp_path: Path) -> None:
    note = "Name: 🦄 _*[Zoë]*_ `<b>\nCompany: [A_*B]"
    async with a_house(tmp_path) as house:
        house.you.say(note)

        card = await house.hears("Plan:")

        assert "🦄 _*[Zoë]*_ `<b>" in str(card.content["text"])


async def test_a_forged_button_gets_a_polite_refusal_and_changes_nothing(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        lead_id = await a_lead(house)
        mallory = house.somebody_else()

        for forged in (lead_data(DELETE_SURELY, lead_id), f"done:{lead_id.hex}:1:1", f"view:{lead_id.hex}"):
            assert await press_forged(house, mallory, forged) == "I do not find this lead among yours."
        for nonsense in (
            "",
            "done",
            "done:zz:1:1",
            f"done:{lead_id.hex}",
            f"done:{lead_id.hex}:1:99",
            "leads::-1",
            "💣:::",
        ):
            assert await press_forged(house, house.you, nonsense) in (texts.OLD_BUTTON, "The plan has no such step.")

        [lead] = await house.app.queries.list_all(limit=10)
        assert lead.row.deleted_at is None
        assert lead.row.steps_done == 0


async def test_a_button_of_a_deleted_lead_says_so(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await a_lead(house)
        reminder = await house.hears("📋 Step 1:")
        card = await house.hears("Plan: Met at an event")
        await house.press("🗑 Delete", card)
        await house.hears("Delete Anna Kowalska")
        await house.press("🗑 Yes", card)
        await house.hears("is deleted", times=1)

        answer = await house.press("✅ Done", reminder)

        assert answer == "This lead is deleted."
        await house.hears("is deleted", times=2)


async def test_an_empty_note_is_refused_and_kept(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        write_past_the_client(house, "  \n ")

        await house.hears("That note is empty.")

        assert await house.app.queries.list_all(limit=10) == []


async def test_ten_thousand_characters_are_kept_whole_and_shown_short(tmp_path: Path) -> None:
    note = "Anna Kowalska wants a demo. " + "🦄" * 9_972
    async with a_house(tmp_path) as house:
        write_past_the_client(house, note)

        card = await house.hears("Plan:")

        [lead] = await house.app.queries.list_all(limit=10)
        assert (await house.app.queries.get(lead.row.lead_id)).note == note
        assert len(str(card.content["text"])) < 2_000


async def test_a_note_beyond_all_measure_is_refused_with_the_measure(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        write_past_the_client(house, "x" * 20_001)

        await house.hears("That note is too long: it has 20001 characters, and I can keep 20000.")


async def test_an_update_of_no_known_shape_stops_nobody(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        house.sandbox.server.room.store.updates.add("message", {"message_id": "not a number"})
        house.you.say(ANNA)

        await house.hears("Plan: Met at an event")


async def a_lead(house: House) -> UUID:
    house.you.say(ANNA)
    await house.hears("Plan: Met at an event")
    [lead] = await house.app.queries.list_all(limit=10)
    return lead.row.lead_id


async def press_forged(house: House, presser: Person, data: str) -> str:
    """What no client would send: a button with any data, on a message of the bot."""
    store = house.sandbox.server.room.store
    query = store.callbacks.open(presser.profile.id, 1, data)
    message = {"message_id": 1, "date": 1, "chat": presser.profile.as_chat(), "from": store.bot.as_user()}
    pressed = {"id": query.query_id, "from": presser.profile.as_user(), "chat_instance": "1", "data": data}
    with store.changes.watched() as changes:
        store.updates.add("callback_query", {**pressed, "message": message})
        return await house.flashed(changes, query.query_id)


def write_past_the_client(house: House, text: str) -> None:
    """A text that Telegram's clients would not send as one message."""
    profile, store = house.you.profile, house.sandbox.server.room.store
    house.sandbox.server.room.store.chats.of(profile.id).has_started = True
    message = {"message_id": 9_000, "date": 1, "chat": profile.as_chat(), "from": profile.as_user(), "text": text}
    store.updates.add("message", message)
