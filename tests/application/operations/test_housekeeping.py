"""Regular work: each seal once, each deleted lead erased after its retention."""

import json
import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.sql.log.chain import SqlLogChain
from application.delivery.entry import EntryKind
from application.leads.commands import OwnerCommand
from application.operations.housekeeping import Housekeeping
from application.operator_request import OperatorRequest
from application.ports.chain import Head
from tests.support.leads import LEAD_ID, OWNER_ID
from tests.support.memory_app import MemoryApp, an_app_on_a_file, use_cases

DAY = timedelta(days=1)
ADMINS = frozenset({500, 501})


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[MemoryApp]:
    async with an_app_on_a_file(tmp_path) as app:
        yield app


async def no_head(chain: SqlLogChain) -> None:
    """As if the head was removed."""


def housekeeping_with_admins(app: MemoryApp) -> Housekeeping:
    return use_cases(app.transactions, app.clock, admins=ADMINS).housekeeping


async def seals(app: MemoryApp) -> list[tuple[int, str]]:
    return [(one.content.chat_id, one.content.message.text) for one in await app.entries()]


async def test_each_admin_is_sent_the_seal_once_a_day(app: MemoryApp) -> None:
    await app.planned_lead()
    housekeeping = housekeeping_with_admins(app)

    for _ in range(30):
        await housekeeping.tidy()
        app.clock.advance(timedelta(hours=1))

    assert [chat_id for chat_id, _ in await seals(app)] == [500, 501, 500, 501]
    assert all(one.content.kind is EntryKind.NOTICE for one in await app.entries())


async def test_the_seal_in_it_proves_the_log(app: MemoryApp) -> None:
    await app.planned_lead()

    await housekeeping_with_admins(app).tidy()

    [(_, text), _] = await seals(app)
    [line] = [line for line in text.splitlines() if line.startswith("{")]
    sealed = json.loads(line)
    head = (await app.use.proof.verify()).head
    assert (sealed["position"], sealed["digest"]) == (head.position, head.digest.hex())
    assert head != Head()


async def test_without_admins_no_seal_is_sent(app: MemoryApp) -> None:
    await app.use.housekeeping.tidy()

    assert await seals(app) == []


async def test_a_log_that_cannot_be_sealed_is_reported_and_the_rest_is_done(
    app: MemoryApp, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead_id = await app.planned_lead()
    await app.use.commands.delete(OwnerCommand(OWNER_ID, lead_id, "delete"))
    app.clock.advance(31 * DAY)
    monkeypatch.setattr(SqlLogChain, "head", no_head)

    with caplog.at_level(logging.ERROR):
        await housekeeping_with_admins(app).tidy()

    assert "a part of housekeeping failed" in caplog.text
    assert await seals(app) == []
    assert (await app.use.queries.get(LEAD_ID)).is_erased


async def test_it_is_done_again_within_the_hour_and_soon_while_messages_are_in_flight(app: MemoryApp) -> None:
    mostly = await app.use.housekeeping.next_at() - app.clock.now()
    lead_id = await app.planned_lead()
    app.clock.advance(timedelta(hours=1))
    await app.use.claims.claim_due()
    await app.relay.lease_due()

    await app.use.erasure.erase(lead_id, OperatorRequest("operator:ada", "asked"), dry_run=False)

    soon = await app.use.housekeeping.next_at() - app.clock.now()
    assert (mostly, soon) == (timedelta(hours=1), timedelta(minutes=1))
