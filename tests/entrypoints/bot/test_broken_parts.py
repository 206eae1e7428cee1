"""What is sent counts, however much of the update around it is new, broken or missing."""

import json
from collections.abc import Mapping

import pytest

from domain.lead.lead import MAX_NOTE_LENGTH
from entrypoints.bot.incoming.reading import UnreadableUpdate, read_update
from entrypoints.bot.replies import texts
from tests.entrypoints.bot.visitor import PRESSED_ID, Visitor
from tests.support.memory_app import MemoryApp

NOTE = "Met Ada at the fair"
HIDDEN = {"type": "hidden_user", "date": 1422450181}
BROKEN: Mapping[str, object] = {
    "a forward whose sender is hidden": {"forward_origin": HIDDEN},
    "a forward of an unknown kind": {"forward_origin": {"type": "of_tomorrow"}},
    "a forward that is no object": {"forward_origin": [1, 2]},
    "a reply to such a forward": {"reply_to_message": {"forward_origin": HIDDEN}},
    "a reply to nothing that can be read": {"reply_to_message": "x" * 1000},
    "a reply from elsewhere": {"external_reply": {"origin": {"type": 7}}},
    "a quote without words": {"quote": {"position": "first"}},
    "an entity without a type": {"entities": [{"offset": 0, "length": 3}]},
    "entities that are none": {"entities": "bold"},
    "a link preview of tomorrow": {"link_preview_options": 17},
    "a sender of another shape": {"sender_chat": False, "via_bot": "x"},
    "a date that is none": {"date": "yesterday"},
    "a date beyond the calendar": {"date": 10**17},
    "buttons of tomorrow": {"reply_markup": {"inline_keyboard": [[{"teleport": 1}]]}},
    "a sender that is none": {"from": "Ada"},
    "no sender": {"from": None},
    "a sender whose id is none": {"from": {"id": 1e999, "is_bot": False}},
    "a part that is very deep": {"web_app_data": json.loads("[" * 500 + "]" * 500)},
}


@pytest.mark.parametrize("part", BROKEN.values(), ids=BROKEN)
async def test_a_note_with_a_part_that_cannot_be_read_becomes_a_lead(
    app: MemoryApp, owner: Visitor, part: Mapping[str, object]
) -> None:
    assert await owner.sends({"text": NOTE, **part}) == []

    [lead] = await app.use.queries.list_all(limit=10)
    assert (await app.state(lead.row.lead_id)).note == NOTE


@pytest.mark.parametrize("kind", [None, 7, "of_tomorrow", ["private"]])
async def test_a_chat_of_an_unknown_type_with_the_id_of_a_person_is_private(
    app: MemoryApp, owner: Visitor, kind: object
) -> None:
    assert await owner.sends({"text": NOTE, "chat": {"id": owner.chat_id, "type": kind}}) == []

    assert len(await app.use.queries.list_all(limit=10)) == 1


@pytest.mark.parametrize("kind", ["group", "channel", "of_tomorrow", None])
async def test_a_chat_of_several_is_none_of_a_person(app: MemoryApp, owner: Visitor, kind: object) -> None:
    assert await owner.sends({"text": NOTE, "chat": {"id": -100, "type": kind}}) == []

    assert await app.use.queries.list_all(limit=10) == []


async def test_a_language_that_is_none_counts_as_unknown(app: MemoryApp, owner: Visitor) -> None:
    person = {"id": owner.person_id, "is_bot": False, "language_code": {"en": 1}}

    assert await owner.sends({"text": NOTE, "from": person}) == []

    assert len(await app.use.queries.list_all(limit=10)) == 1


@pytest.mark.parametrize(
    "message",
    [
        {"text": "🔔", "entities": [{"offset": 0, "length": 1}]},
        {"text": {"of": "tomorrow"}},
        {"forward_origin": HIDDEN, "text": "🔔"},
        {"reply_markup": "none"},
    ],
)
async def test_a_press_on_a_message_with_a_part_that_cannot_be_read_acts(
    owner: Visitor, message: Mapping[str, object]
) -> None:
    chat = {"id": owner.chat_id, "type": "private"}

    pressed = await owner.presses_on({"message_id": PRESSED_ID, "date": 1, "chat": chat, **message}, "set")

    assert not pressed.is_alert
    assert pressed.edited is not None


@pytest.mark.parametrize("status", ["of_tomorrow", 7, None, {"left": True}])
async def test_a_membership_of_an_unknown_kind_blocks_no_chat(app: MemoryApp, owner: Visitor, status: object) -> None:
    change = {"chat": {"id": owner.chat_id, "type": "private"}, "from": {"id": owner.person_id}, "date": 1}

    assert await owner.sends({**change, "new_chat_member": {"status": status}}, kind="my_chat_member") == []

    async with app.transactions.read() as tx:
        assert await tx.chat_states.unreachable() == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Met Ada\ud800 Lovelace", "Met Ada� Lovelace"),
        ("Met Ada\udfff", "Met Ada�"),
        ("Met\x00 Ada", "Met Ada"),
    ],
)
async def test_characters_that_no_column_takes_cost_no_note(
    app: MemoryApp, owner: Visitor, text: str, kept: str
) -> None:
    assert await owner.writes(text) == []

    [lead] = await app.use.queries.list_all(limit=10)
    assert (await app.state(lead.row.lead_id)).note == kept


@pytest.mark.parametrize(
    "payload",
    [
        '{"update_id": 1, "message": {"chat": {"id": 9223372036854775808, "type": "private"}, "message_id": 1}}',
        '{"update_id": 1, "message": {"chat": {"id": true}, "message_id": 1, "text": "Met Ada"}}',
        '{"update_id": 1, "message": {"chat": {"id": 7.5}, "message_id": 1}}',
        '{"update_id": 1, "message": "Met Ada"}',
        '{"update_id": 1, "callback_query": {"from": {"id": 7}}}',
        '{"update_id": 1, "callback_query": {"id": "press", "from": {"id": -1e999}}}',
        '{"update_id": 1, "my_chat_member": {"chat": []}}',
        "",
        "7",
        '["Met Ada"]',
        "[" * 100_000,
    ],
)
def test_an_update_that_does_not_say_whose_it_is_cannot_be_read(payload: str) -> None:
    with pytest.raises(UnreadableUpdate):
        read_update(payload)


# Telegram's own words.

OWN_WORDS: Mapping[str, object] = {
    "pinned": {"pinned_message": {"message_id": 1, "date": 0}},
    "auto-delete": {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
    "write access": {"write_access_allowed": {"from_request": True}},
    "background": {"chat_background_set": {"type": {}}},
    "topic": {"forum_topic_created": {"name": "Sales", "icon_color": 1}},
    "checklist": {"checklist_tasks_done": {"marked_as_done_task_ids": [1]}},
    "gift": {"gift": {"owned_gift_id": "1"}},
    "boost": {"boost_added": {"boost_count": 1}},
    "shared users": {"users_shared": {"request_id": 1, "users": []}},
    "payment": {"successful_payment": {"currency": "EUR"}},
    "connected site": {"connected_website": "example.org"},
    "video chat": {"video_chat_started": {}},
    "of tomorrow": {"telepathy_received": {"strength": 1}},
    "nothing at all": {},
}


@pytest.mark.parametrize("content", OWN_WORDS.values(), ids=OWN_WORDS)
async def test_telegrams_own_words_about_a_chat_are_not_answered(
    app: MemoryApp, owner: Visitor, content: Mapping[str, object]
) -> None:
    assert await owner.sends(content) == []
    assert await app.entries() == []


@pytest.mark.parametrize("kind", ["photo", "voice", "video", "document", "sticker", "poll", "story", "venue"])
async def test_what_a_person_sends_and_leadbell_cannot_read_is_answered(owner: Visitor, kind: str) -> None:
    assert await owner.sends({kind: {"of": "any shape"}}) == [texts.NOT_TEXT.text]


async def test_the_caption_of_a_picture_is_a_note(app: MemoryApp, owner: Visitor) -> None:
    assert await owner.sends({"photo": [{}], "caption": NOTE}) == [texts.WORDS_ONLY.text]

    [lead] = await app.use.queries.list_all(limit=10)
    assert (await app.state(lead.row.lead_id)).note == NOTE


async def test_a_caption_that_is_too_long_is_refused_as_a_note_is(owner: Visitor) -> None:
    [answer] = await owner.sends({"photo": [{}], "caption": "x" * (MAX_NOTE_LENGTH + 1)})

    assert answer.startswith("That note is too long")
