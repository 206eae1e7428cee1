"""The chat page in a real browser: attachments, and a sandbox that stops."""

import io
import struct
import wave
import zlib

import pytest
from aiogram import Bot
from aiohttp import ClientSession
from playwright.async_api import FilePayload, Page, expect

from entrypoints.sandbox.server import BotApiServer
from tests.entrypoints.sandbox.scene import ANNA, TOKEN, HandClock

pytestmark = pytest.mark.browser


def a_png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\x00" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def two_seconds_of_silence() -> bytes:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * 16000)
    return buffer.getvalue()


async def test_a_picture_is_sent_as_a_jpeg_no_larger_than_telegram_keeps(page: Page, server: BotApiServer) -> None:
    card = FilePayload(name="card.png", mimeType="image/png", buffer=a_png(2560, 64))

    await page.locator("#photo-file").set_input_files(card)

    await expect(page.locator(".is-mine img.photo")).to_be_visible()
    [message] = [said for said in server.room.person(ANNA.id).messages if "photo" in said.content]
    [file] = server.room.store.files
    assert message.content["photo"] == [{**file.reference(), "width": 1280, "height": 32}]
    assert server.room.store.files.content(file).startswith(b"\xff\xd8")


async def test_a_page_opened_on_a_picture_stays_at_the_end_when_it_has_come(page: Page) -> None:
    card = FilePayload(name="card.png", mimeType="image/png", buffer=a_png(400, 1200))
    await page.locator("#photo-file").set_input_files(card)
    await expect(page.locator(".message")).to_have_count(3)

    await page.reload()

    await expect(page.locator("img.photo")).to_have_js_property("complete", True)
    await expect(page.locator(".message").last).to_be_in_viewport(ratio=1)


async def test_several_pictures_become_one_album(page: Page, server: BotApiServer) -> None:
    cards = [FilePayload(name=f"{n}.png", mimeType="image/png", buffer=a_png(8, 8)) for n in range(2)]

    await page.locator("#photo-file").set_input_files(cards)

    await expect(page.locator(".is-mine img.photo")).to_have_count(2)
    said = [message.content for message in server.room.person(ANNA.id).messages if "photo" in message.content]
    assert said[0]["media_group_id"] == said[1]["media_group_id"]


async def test_a_file_that_is_no_picture_is_refused(page: Page) -> None:
    prose = FilePayload(name="prose.png", mimeType="image/png", buffer=b"words")

    await page.locator("#photo-file").set_input_files(prose)

    await expect(page.locator("#toast")).to_have_text("prose.png is not a picture.")


async def test_a_voice_file_is_sent_with_its_length(page: Page, server: BotApiServer) -> None:
    note = FilePayload(name="note.wav", mimeType="audio/wav", buffer=two_seconds_of_silence())

    await page.locator("#voice-file").set_input_files(note)

    await expect(page.locator(".is-mine audio")).to_be_visible()
    [file] = server.room.store.files
    assert server.room.person(ANNA.id).messages[0].content["voice"] == {
        **file.reference(),
        "duration": 2,
        "mime_type": "audio/wav",
    }


async def test_a_contact_is_shared_by_keyboard_alone(page: Page) -> None:
    await page.get_by_role("button", name="Attach").focus()
    for key in ("Enter", "ArrowDown", "ArrowDown", "Enter"):
        await page.keyboard.press(key)
    await expect(page.get_by_role("heading", name="Share a contact")).to_be_visible()

    for text in ("Tom", "Reyes", "+1 555 0100"):
        await page.keyboard.type(text)
        await page.keyboard.press("Tab")
    await page.get_by_role("button", name="Send contact").press("Enter")

    await expect(page.locator(".is-mine .contact b")).to_have_text("Tom Reyes")


async def test_a_cancelled_contact_is_not_shared(page: Page, server: BotApiServer) -> None:
    await page.get_by_role("button", name="Attach").click()
    await page.get_by_role("menuitem", name="Contact").click()
    await page.get_by_label("First name").fill("Tom")

    await page.get_by_role("button", name="Cancel").click()

    await expect(page.locator("#contact-dialog")).to_be_hidden()
    assert server.room.person(ANNA.id).messages == []


async def test_a_sticker_is_shown_large(page: Page) -> None:
    await page.get_by_role("button", name="Attach").click()
    await page.get_by_role("menuitem", name="Sticker").click()

    await page.get_by_role("button", name="🤝").click()

    await expect(page.locator(".is-mine .sticker")).to_have_text("🤝")


async def test_a_stopped_sandbox_is_said_and_a_restarted_one_is_found_again(
    page: Page, server: BotApiServer, clock: HandClock
) -> None:
    port = int(server.url.rpartition(":")[2])

    await server.__aexit__(None, None, None)
    await expect(page.get_by_role("alert")).to_have_text("Sandbox stopped. Start it again with leadbell sandbox.")
    await expect(page.get_by_label("Message", exact=True)).to_be_disabled()
    async with BotApiServer(TOKEN, clock.now, port=port, persons=(ANNA,)) as restarted:
        await expect(page.get_by_role("alert")).to_be_hidden()
        restarted.room.person(ANNA.id).say("back again")

        await expect(page.locator(".is-mine .text")).to_have_text("back again")


async def test_the_bot_is_seen_typing(page: Page, bot: Bot, http: ClientSession) -> None:
    await http.post("/sandbox/say", json={"person": ANNA.id, "text": "hi"})
    await expect(page.locator(".is-theirs")).to_have_count(2)

    await bot.send_chat_action(ANNA.id, "typing")

    await expect(page.locator("#bot-status")).to_have_text("typing…")


async def test_a_message_that_arrives_while_reading_back_waits_for_the_reader(
    page: Page, server: BotApiServer, bot: Bot
) -> None:
    anna = server.room.person(ANNA.id)
    for number in range(30):
        anna.send_contact(str(number), "Tom")
    await expect(page.locator(".message")).to_have_count(90)
    await page.locator("#scroll").hover()
    await page.mouse.wheel(0, -100_000)
    await expect(page.locator(".contact").first).to_be_in_viewport()

    await bot.send_message(ANNA.id, "Something new")
    await page.get_by_role("button", name="New message").click()

    await expect(page.locator(".message").last).to_be_in_viewport()
    await expect(page.locator("#to-end")).to_be_hidden()
