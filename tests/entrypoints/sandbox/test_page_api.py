"""The reads and acts of the chat page, over HTTP."""

from datetime import timedelta
from typing import Any

import pytest
from aiogram import Bot
from aiohttp import ClientSession, FormData

from entrypoints.sandbox.bot_api.person import Person
from entrypoints.sandbox.server import BotApiServer
from tests.entrypoints.sandbox.scene import ANNA, BORIS, NOON, TOKEN, HandClock

JPEG = b"\xff\xd8\xff\xe0 a photo"


async def get(http: ClientSession, path: str) -> Any:
    async with http.get(f"/sandbox/{path}") as answer:
        return await answer.json()


async def post(http: ClientSession, path: str, **body: object) -> tuple[int, Any]:
    async with http.post(f"/sandbox/{path}", json=body) as answer:
        return answer.status, await answer.json()


async def test_the_state_is_the_room_seen_from_one_chair(http: ClientSession, anna: Person) -> None:
    state = await get(http, f"state?person={ANNA.id}")

    assert state["person"]["first_name"] == "Anna"
    assert [person["id"] for person in state["people"]] == [ANNA.id, BORIS.id]
    assert [(m["text"], m["from_bot"]) for m in state["messages"]] == [("/start", False)]
    assert state["clock"] == {"now": NOON.isoformat(), "zone": "Europe/Warsaw", "movable": True}


async def test_without_a_name_the_page_is_the_first_person_s(http: ClientSession) -> None:
    assert (await get(http, "state?person="))["person"]["id"] == ANNA.id


@pytest.mark.parametrize("person", ["99", "nonsense"])
async def test_an_old_bookmark_opens_the_first_person_s_page(http: ClientSession, person: str) -> None:
    async with http.get("/", params={"person": person}, allow_redirects=False) as answer:
        assert (answer.status, answer.headers["Location"]) == (302, "/")


@pytest.mark.parametrize(
    ("path", "body", "refusal"),
    [
        ("say", {"person": 99, "text": "hi"}, (404, "No person with this id is in the sandbox.")),
        ("say", {"text": " "}, (400, "Bad Request: message text is empty")),
        ("press", {"message_id": 1, "data": "done"}, (409, "That message has no such button any more.")),
    ],
)
async def test_a_refused_act_is_answered_with_its_reason(
    http: ClientSession, anna: Person, path: str, body: dict[str, object], refusal: tuple[int, str]
) -> None:
    status, answer = await post(http, path, **{"person": ANNA.id} | body)

    assert (status, answer["error"]) == refusal


async def test_a_person_says_sends_and_presses(http: ClientSession, bot: Bot, anna: Person) -> None:
    await post(http, "say", person=ANNA.id, text="Met Tom")
    await post(http, "sticker", person=ANNA.id, emoji="🔥")
    await post(http, "contact", person=ANNA.id, phone_number="+1", first_name="Tom")

    assert [next(iter(message.content)) for message in anna.messages] == ["text", "text", "sticker", "contact"]


async def test_a_press_names_its_query(http: ClientSession, bot: Bot, server: BotApiServer, anna: Person) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Done", "callback_data": "done"}]]}
    await http.post(f"/bot{TOKEN}/sendMessage", json={"chat_id": ANNA.id, "text": "Due", "reply_markup": keyboard})

    status, answer = await post(http, "press", person=ANNA.id, message_id=2, data="done")

    [update] = await bot.get_updates(offset=-1)
    assert update.callback_query is not None
    assert (status, answer) == (200, {"query_id": update.callback_query.id})


async def test_blocking_and_unblocking(http: ClientSession, anna: Person) -> None:
    assert await post(http, "block", person=ANNA.id) == (200, {"blocked": True})
    assert (await post(http, "say", person=ANNA.id, text="hi"))[0] == 409
    assert await post(http, "unblock", person=ANNA.id) == (200, {"blocked": False})


@pytest.mark.parametrize(
    ("fields", "content", "kind"),
    [
        ({"kind": "photo", "width": "640", "height": "480"}, JPEG, "photo"),
        ({"kind": "voice", "duration": "3"}, b"OggS", "voice"),
    ],
)
async def test_uploads_become_messages_and_can_be_seen_again(
    http: ClientSession, anna: Person, fields: dict[str, str], content: bytes, kind: str
) -> None:
    form = FormData({"person": str(ANNA.id), **fields})
    form.add_field("file", content, filename="x", content_type="audio/ogg")

    async with http.post("/sandbox/upload", data=form, headers={"X-Leadbell-Sandbox": "1"}) as answer:
        assert answer.status == 200

    [*_, shown] = (await get(http, f"state?person={ANNA.id}"))["messages"]
    file = shown[kind][-1] if kind == "photo" else shown[kind]
    async with http.get(f"/sandbox/files/{file['file_id']}") as played:
        assert await played.read() == content


async def test_a_photo_that_is_no_jpeg_is_refused(http: ClientSession, anna: Person) -> None:
    form = FormData({"person": str(ANNA.id), "kind": "photo"})
    form.add_field("file", b"<svg/>", filename="x.jpg", content_type="image/jpeg")

    async with http.post("/sandbox/upload", data=form, headers={"X-Leadbell-Sandbox": "1"}) as answer:
        assert answer.status == 409


async def test_skipping_goes_to_the_next_reminder_until_nothing_is_scheduled(http: ClientSession) -> None:
    _, first = await post(http, "clock/skip")
    _, second = await post(http, "clock/skip")

    assert first["skipped_to"] == first["clock"]["now"] == (NOON + timedelta(days=2)).isoformat()
    assert second["skipped_to"] is None


async def test_the_clock_is_advanced_by_seconds_and_never_back(http: ClientSession) -> None:
    _, later = await post(http, "clock/advance", seconds=3600)
    status, _ = await post(http, "clock/advance", seconds=-3600)

    assert later["clock"]["now"] == (NOON + timedelta(hours=1)).isoformat()
    assert status == 409
    assert (await get(http, "clock"))["now"] == later["clock"]["now"]


async def test_people_can_be_let_in_over_http(http: ClientSession) -> None:
    status, answer = await post(http, "persons", id=55, first_name="Cleo", has_started=True)

    assert status == 200
    assert answer["people"][-1] == {"id": 55, "is_bot": False, "first_name": "Cleo", "language_code": "en"}
    assert (await post(http, "persons", id=0, first_name="Ada"))[0] == 400


async def test_calls_and_accepted_messages_can_be_read(http: ClientSession, bot: Bot, anna: Person) -> None:
    await bot.send_message(ANNA.id, "Once")

    assert await get(http, "calls") == {
        "calls": {"sendMessage": 1},
        "accepted": [{"chat_id": ANNA.id, "message_id": 2, "text": "Once"}],
    }


async def test_a_sandbox_without_controls_says_that_its_clock_stays(clock: HandClock) -> None:
    async with BotApiServer(TOKEN, clock.now) as server, ClientSession(base_url=server.url) as http:
        status, answer = await post(http, "clock/skip")

        assert (status, answer["error"]) == (409, "This sandbox's clock cannot be moved.")
        assert (await get(http, "clock"))["movable"] is False


async def test_a_port_that_is_taken_is_an_error_at_the_start(server: BotApiServer, clock: HandClock) -> None:
    taken = int(server.url.rpartition(":")[2])

    with pytest.raises(OSError, match="address already in use"):
        async with BotApiServer(TOKEN, clock.now, port=taken):
            pass
