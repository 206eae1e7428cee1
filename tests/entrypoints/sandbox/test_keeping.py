"""A room that is kept in a file: an answered call outlives the process, however it ends."""

from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.typedefs import Handler

from entrypoints.sandbox.bot_api.store.room_file import UnknownSnapshot
from entrypoints.sandbox.json_file import JsonFile
from entrypoints.sandbox.server import BotApiServer
from tests.entrypoints.sandbox.scene import ANNA, TOKEN, HandClock, a_bot, a_button


@pytest.fixture
def kept_in(tmp_path: Path) -> Path:
    return tmp_path / "state" / "sandbox.json"


def a_server(clock: HandClock, kept_in: Path) -> BotApiServer:
    return BotApiServer(TOKEN, clock.now, persons=(ANNA,), kept_in=kept_in)


async def test_a_restarted_room_shows_its_conversation(clock: HandClock, kept_in: Path) -> None:
    async with a_server(clock, kept_in) as first, a_bot(first) as bot:
        first.room.person(ANNA.id).say("/start")
        await bot.send_message(ANNA.id, "Hello", reply_markup=a_button("Done", "done"))
        before = first.room.person(ANNA.id).messages

    async with a_server(clock, kept_in) as second:
        anna = second.room.person(ANNA.id)

        assert anna.messages == before
        assert anna.press(2, "done").data == "done"


async def test_message_ids_never_repeat_not_even_of_deleted_messages(clock: HandClock, kept_in: Path) -> None:
    async with a_server(clock, kept_in) as first, a_bot(first) as bot:
        first.room.person(ANNA.id).say("/start")
        gone = await bot.send_message(ANNA.id, "Oops")
        await bot.delete_message(ANNA.id, gone.message_id)

    async with a_server(clock, kept_in) as second:
        next_one = second.room.person(ANNA.id).say("again")

    assert next_one.message_id == 3


async def test_unconfirmed_updates_survive_and_confirmed_ones_do_not_return(clock: HandClock, kept_in: Path) -> None:
    async with a_server(clock, kept_in) as first:
        for text in ("/start", "one", "two"):
            first.room.person(ANNA.id).say(text)
        async with a_bot(first) as bot:
            start, *_ = await bot.get_updates()
            await bot.get_updates(offset=start.update_id + 1)

    async with a_server(clock, kept_in) as second:
        second.room.person(ANNA.id).say("three")
        async with a_bot(second) as bot:
            updates = await bot.get_updates()

    assert [update.message.text for update in updates if update.message] == ["one", "two", "three"]
    assert [update.update_id for update in updates] == [start.update_id + step for step in (1, 2, 3)]


async def test_a_change_is_on_disk_before_its_answer_goes_out(clock: HandClock, kept_in: Path) -> None:
    seen_on_disk = []

    @web.middleware
    async def look(request: web.Request, handler: Handler) -> web.StreamResponse:
        answer = await handler(request)
        seen_on_disk.append(JsonFile(kept_in).read())
        return answer

    async with BotApiServer(TOKEN, clock.now, persons=(ANNA,), kept_in=kept_in, middlewares=[look]) as server:
        server.room.person(ANNA.id).say("/start")
        async with a_bot(server) as bot:
            sent = await bot.send_message(ANNA.id, "Promised")

    [kept] = seen_on_disk
    [chat] = kept["chats"]
    assert chat["messages"][-1]["content"] == {"text": "Promised"}
    assert kept["next_message_id"] == sent.message_id + 1


async def test_sent_files_survive(clock: HandClock, kept_in: Path) -> None:
    async with a_server(clock, kept_in) as first:
        first.room.person(ANNA.id).send_voice(b"OggS words")

    async with a_server(clock, kept_in) as second:
        [file] = second.room.store.files

        assert second.room.store.files.content(file) == b"OggS words"


async def test_a_blocked_bot_stays_blocked_and_its_menu_stays(clock: HandClock, kept_in: Path) -> None:
    menu = [{"command": "leads", "description": "Your leads"}]
    async with a_server(clock, kept_in) as first:
        first.room.person(ANNA.id).block()
        first.room.store.commands.put(menu, scope="default", language="")

    async with a_server(clock, kept_in) as second:
        assert second.room.store.chats.of(ANNA.id).is_blocked
        assert second.room.store.commands.for_person("pl") == menu


def test_a_file_of_another_format_is_refused_and_left_as_it_is(clock: HandClock, kept_in: Path) -> None:
    kept_in.parent.mkdir()
    kept_in.write_text('{"format": 99}', encoding="utf-8")

    with pytest.raises(UnknownSnapshot, match="format 99"):
        a_server(clock, kept_in)

    assert kept_in.read_text(encoding="utf-8") == '{"format": 99}'


async def test_without_a_file_a_later_room_gives_later_update_ids(clock: HandClock) -> None:
    first = BotApiServer(TOKEN, clock.now).room.store.updates.next_id
    clock.move(clock.now() - clock.now().replace(hour=11))

    assert BotApiServer(TOKEN, clock.now).room.store.updates.next_id > first
