"""A restore that is killed: either nothing has happened, or no program starts on what it has put there."""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from application.errors import DatabaseRestored
from tests.entrypoints.kept_and_put_back import ADA, AFTER, BEFORE, Shop
from tests.support.leads import MONDAY_9AM

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload([__name__, "pytest"])
PATIENCE_S = 60


@pytest.fixture
async def shop(tmp_path: Path) -> Shop:
    """Its first reminder was sent after the backup."""
    shop = Shop(tmp_path)
    await shop.is_planned()
    await shop.is_backed_up()
    assert await shop.tells(MONDAY_9AM) == 1
    return shop


async def test_killed_before_the_copy_has_its_place_nothing_has_happened(shop: Shop) -> None:
    killed(dies_on_the_copy, shop)

    await shop.start(AFTER)
    async with shop.open(AFTER) as app:
        assert [one.event.actor for one in await app.use.audit.log()][
            -1
        ] == "relay"  # the message that was sent is known
    await shop.restores()
    assert [one.name for one in shop.folder.iterdir() if "restoring" in one.name] == []


async def test_killed_before_the_copy_is_accepted_no_program_starts_until_it_is_fenced(shop: Shop) -> None:
    killed(dies_in_its_place, shop)

    with pytest.raises(DatabaseRestored, match="outbox fence"):
        await shop.start(AFTER)
    async with shop.open(AFTER) as app:
        await app.use.outbox_fence.fence(BEFORE, ADA)
    await shop.start(AFTER)
    assert await shop.tells(AFTER) == 0


def killed(how: Callable[[Shop], None], shop: Shop) -> None:
    process = FORKS.Process(target=how, args=(shop,))
    process.start()
    process.join(PATIENCE_S)
    assert process.exitcode == -signal.SIGKILL
    process.close()


def dies_on_the_copy(shop: Shop) -> None:
    async def restore() -> None:
        async with shop.open(AFTER) as app:
            copies = app.use.restore.copies
            async with copies.put_back(shop.file, copies.former(AFTER)):
                await _die()

    asyncio.run(restore())


def dies_in_its_place(shop: Shop) -> None:
    async def restore() -> None:
        async with shop.open(AFTER) as app:
            await replace(app.use.restore, accept=_die).restore(shop.file, ADA)

    asyncio.run(restore())


async def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
