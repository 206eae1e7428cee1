"""Sharing a location: from a person, over HTTP and in the page; a place beyond the poles is refused."""

import pytest
from aiogram import Bot
from aiohttp import ClientSession
from playwright.async_api import Page, expect

from entrypoints.sandbox.bot_api.person import CannotDo, Person
from entrypoints.sandbox.server import BotApiServer
from tests.entrypoints.sandbox.scene import ANNA, NOON

NOWHERE = [(90.01, 0.0), (-91.0, 0.0), (0.0, 180.01), (0.0, -200.0), (float("nan"), 0.0), (0.0, float("inf"))]


def shared(server: BotApiServer) -> list[object]:
    return [message.content.get("location") for message in server.room.person(ANNA.id).messages if not message.from_bot]


async def test_a_location_arrives_as_telegram_would_send_it(bot: Bot, anna: Person) -> None:
    anna.send_location(50.4501, -30.5234)

    [update] = await bot.get_updates(offset=-1)
    assert update.message is not None
    assert update.message.location is not None
    location = update.message.location
    assert (location.latitude, location.longitude) == (50.4501, -30.5234)
    assert location.model_dump(exclude_none=True) == {"latitude": 50.4501, "longitude": -30.5234}
    assert (update.message.content_type, update.message.text, update.message.date) == ("location", None, NOON)


@pytest.mark.parametrize(("latitude", "longitude"), NOWHERE)
def test_a_place_outside_the_earth_cannot_be_shared(anna: Person, latitude: float, longitude: float) -> None:
    with pytest.raises(CannotDo, match="between -90 and 90"):
        anna.send_location(latitude, longitude)

    assert len(anna.messages) == 1


async def test_the_page_shares_a_location(http: ClientSession, server: BotApiServer) -> None:
    body = {"person": ANNA.id, "latitude": -33.8688, "longitude": "151.2093"}

    async with http.post("/sandbox/location", json=body) as answer:
        assert (answer.status, await answer.json()) == (200, {"message_id": 1})

    assert shared(server) == [{"latitude": -33.8688, "longitude": 151.2093}]


@pytest.mark.parametrize(
    ("latitude", "status"),
    [("north", 400), ("", 400), (None, 400), ([50], 400), (10**400, 400), ("nan", 400), (91, 409)],
)
async def test_a_wrong_latitude_is_refused(
    http: ClientSession, server: BotApiServer, latitude: object, status: int
) -> None:
    body = {"person": ANNA.id, "latitude": latitude, "longitude": 0}

    async with http.post("/sandbox/location", json=body) as answer:
        assert answer.status == status

    assert shared(server) == []


@pytest.mark.browser
async def test_a_place_of_the_list_is_shared_at_once(page: Page, server: BotApiServer) -> None:
    await page.get_by_role("button", name="Share location").click()

    await page.get_by_role("button", name="Kyiv").click()

    await expect(page.locator(".is-mine .location")).to_have_text("📍Location50.4501, 30.5234")
    await expect(page.locator("#location-dialog")).to_be_hidden()
    assert shared(server) == [{"latitude": 50.4501, "longitude": 30.5234}]


@pytest.mark.browser
async def test_coordinates_are_typed_and_sent_by_keyboard_alone(page: Page, server: BotApiServer) -> None:
    await page.get_by_role("button", name="Share location").press("Enter")
    await page.get_by_label("Latitude").focus()

    await page.keyboard.type("-18.14")
    await page.keyboard.press("Tab")
    await page.keyboard.type("178.44")
    await page.keyboard.press("Enter")

    await expect(page.locator(".is-mine .location span").last).to_have_text("-18.14, 178.44")
    assert shared(server) == [{"latitude": -18.14, "longitude": 178.44}]


@pytest.mark.browser
async def test_coordinates_beyond_the_poles_stay_in_the_dialog(page: Page, server: BotApiServer) -> None:
    await page.get_by_role("button", name="Share location").click()
    await page.get_by_label("Latitude").fill("91")
    await page.get_by_label("Longitude").fill("0")

    await page.get_by_role("button", name="Send location").click()
    await expect(page.locator("#location-dialog")).to_be_visible()
    await page.get_by_role("button", name="Cancel").click()

    await expect(page.locator("#location-dialog")).to_be_hidden()
    assert shared(server) == []
