"""A sandbox over real HTTP, with a real aiogram bot, a plain HTTP client and a browser in front of it.

All of it lives in one event loop, that of the session: there is one Chromium, and its start takes longer than a test.
"""

import os
import shutil
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from aiogram import Bot
from aiohttp import ClientSession
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright, expect

from entrypoints.sandbox.bot_api.person import Person
from entrypoints.sandbox.clock import SandboxClock
from entrypoints.sandbox.kept_clock import KeptClock
from entrypoints.sandbox.server import BotApiServer
from tests.entrypoints.sandbox import scripted_bot
from tests.entrypoints.sandbox.scene import ANNA, BORIS, NOON, TOKEN, HandClock, a_bot

BROWSER_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
# A loaded computer may take its time; a condition that holds is seen at once all the same.
expect.set_options(timeout=15_000)

NO_CHROMIUM = (
    "no Chromium on this computer: `apt install chromium` on Debian, `brew install --cask chromium` on macOS, "
    "or any Google Chrome in the PATH"
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if pytest_asyncio.is_async_test(item) and Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest_asyncio.fixture(loop_scope="session")
async def server(clock: HandClock, tmp_path: Path) -> AsyncIterator[BotApiServer]:
    """Its page's clock has one reminder ahead, in two days."""
    due = iter([NOON + timedelta(days=2)])

    async def next_due_at() -> datetime | None:
        return next(due, None)

    ahead = SandboxClock(clock.now, clock.monotonic)
    controls = KeptClock(ahead, tmp_path / "clock.json", "Europe/Warsaw", next_due_at)
    people = (ANNA, BORIS)
    async with BotApiServer(TOKEN, ahead.now, controls=controls, persons=people, monotonic=clock.monotonic) as server:
        yield server


@pytest_asyncio.fixture(loop_scope="session")
async def bot(server: BotApiServer) -> AsyncIterator[Bot]:
    async with a_bot(server) as bot:
        yield bot


@pytest_asyncio.fixture(loop_scope="session")
async def http(server: BotApiServer) -> AsyncIterator[ClientSession]:
    async with ClientSession(base_url=server.url) as session:
        yield session


@pytest.fixture
def anna(server: BotApiServer) -> Person:
    """She has started the chat, and the bot has not asked for her message yet."""
    person = server.room.person(ANNA.id)
    person.say("/start")
    return person


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None and "CI" not in os.environ:
        pytest.skip(NO_CHROMIUM)
    assert chromium is not None, "CI installs a chromium for the browser tests"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=[*BROWSER_FLAGS])
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, server: BotApiServer, bot: Bot) -> AsyncIterator[Page]:
    """Opened and connected, with the scripted bot at work; at the end no script must have failed in it."""
    troubles: list[str] = []

    def note(line: ConsoleMessage) -> None:
        if line.type == "error" and "Failed to load resource" not in line.text:
            troubles.append(line.text)

    page = await browser.new_page()  # in a context of its own, as in a new window
    page.on("console", note)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    async with scripted_bot.running(bot):
        await page.goto(server.url)
        await expect(page.locator("#bot-status")).to_have_text("@leadbell_sandbox_bot")
        yield page
        await page.close()
    assert troubles == []
