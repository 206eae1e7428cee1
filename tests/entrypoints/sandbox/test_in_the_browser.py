"""The chat page in a real browser, with a real bot behind it: what a person sees, types and presses."""

import pytest
from playwright.async_api import Page, expect

from entrypoints.sandbox.bot_api.store.profile import Profile
from entrypoints.sandbox.server import BotApiServer
from tests.entrypoints.sandbox.scene import ANNA

pytestmark = pytest.mark.browser

XSS = '<img src=x onerror="document.title=1">'
MALLORY = Profile(id=9, first_name=XSS)


async def type_and_send(page: Page, text: str) -> None:
    await page.get_by_label("Message", exact=True).fill(text)
    await page.keyboard.press("Enter")


async def test_a_note_is_answered_and_a_button_pressed(page: Page) -> None:
    await expect(page.get_by_role("heading", name="Tell Leadbell whom you met")).to_be_visible()

    await type_and_send(page, "Met Tom")
    await expect(page.locator(".is-mine .text")).to_have_text("Met Tom")
    await expect(page.locator(".is-theirs strong")).to_have_text("Met Tom")
    await page.get_by_role("button", name="Done").click()

    await expect(page.locator(".is-theirs .text").last).to_have_text("Step 1 is done")
    await expect(page.locator(".edited")).to_have_text("edited")
    await expect(page.locator("#toast")).to_have_text("Well done")
    await expect(page.get_by_role("button", name="Done")).to_have_count(0)
    await expect(page.locator("#empty")).to_be_hidden()


async def test_an_alert_stays_until_it_is_closed(page: Page) -> None:
    await page.locator(".chip").first.click()

    await page.get_by_role("button", name="Explain").click()

    alert = page.get_by_role("alertdialog")
    await expect(alert).to_contain_text("Because you said so.")
    await alert.get_by_role("button", name="OK").click()
    await expect(alert).to_be_hidden()
    await expect(page.get_by_role("button", name="Explain")).not_to_have_attribute("aria-busy", "true")


async def test_shift_and_enter_makes_a_new_line(page: Page) -> None:
    await page.get_by_label("Message", exact=True).fill("one")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("two")
    await page.keyboard.press("Enter")

    await expect(page.locator(".is-mine .text")).to_have_text("one\ntwo")


async def test_a_slash_offers_the_bot_s_commands(page: Page) -> None:
    await page.get_by_label("Message", exact=True).fill("/l")
    await expect(page.get_by_role("option", name="/leads Your leads and what is next")).to_be_visible()

    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")

    await expect(page.locator(".is-mine .command")).to_have_text("/leads")


async def test_the_clock_is_skipped_until_nothing_is_scheduled(page: Page) -> None:
    await expect(page.locator("#clock-time")).to_have_text("13:00:00")
    await expect(page.locator("#clock-zone")).to_have_text("Europe/Warsaw")

    await page.get_by_role("button", name="+1 h").click()
    await expect(page.locator("#clock-time")).to_have_text("14:00:00")
    await page.get_by_role("button", name="+1 day").click()
    await expect(page.locator("#clock-date")).to_have_text("Tuesday, 24 November 2026")
    skip = page.get_by_role("button", name="Skip to the next reminder")
    await skip.click()
    await expect(page.locator("#clock-answer")).to_have_text("It is now Wed 25 Nov, 13:00")
    await skip.click()

    await expect(page.locator("#clock-answer")).to_have_text("Nothing is scheduled")


async def test_days_are_separated_by_the_sandbox_s_clock(page: Page) -> None:
    await type_and_send(page, "today")
    await expect(page.locator(".is-theirs")).to_have_count(2)
    await page.get_by_role("button", name="+1 day").click()

    await type_and_send(page, "tomorrow")

    await expect(page.locator(".day")).to_have_text(["Monday, 23 November 2026", "Tuesday, 24 November 2026"])


async def test_markup_in_names_and_texts_stays_text(page: Page, server: BotApiServer) -> None:
    server.room.add_person(MALLORY)
    await page.goto(f"{server.url}/?person={MALLORY.id}")
    await type_and_send(page, XSS)
    await expect(page.locator(".is-theirs strong")).to_have_text(XSS)
    server.room.person(MALLORY.id).send_contact("+1", XSS)

    await expect(page.locator(".contact b")).to_have_text(XSS)
    await expect(page.get_by_label("You are").locator("option:checked")).to_have_text(XSS)
    await expect(page.locator(".messages img")).to_have_count(0)
    await expect(page).to_have_title("Leadbell sandbox")


async def test_blocking_closes_the_composer_until_unblocking(page: Page, server: BotApiServer) -> None:
    await page.get_by_role("button", name="Block").click()
    await expect(page.get_by_text("You have blocked the bot.")).to_be_visible()
    await expect(page.get_by_role("button", name="Share location")).to_be_hidden()
    assert server.room.store.chats.of(ANNA.id).is_blocked

    await page.get_by_role("button", name="Unblock").click()

    await expect(page.get_by_label("Message", exact=True)).to_be_enabled()
