"""Kills at random: nothing twice under ``quarantine``, every duplicate marked under ``resend``, nothing lost."""

import os
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from application.delivery.attempt import Verdict
from application.delivery.entry import DeliveryPolicy
from application.delivery.pacing import Pacing
from tests.faults.bot_api.call import DEFAULT_TOKEN
from tests.faults.bot_api.running import counting_server
from tests.faults.database_urls import a_fresh_url
from tests.faults.random_kills.evidence import evidence_of
from tests.faults.random_kills.faults_by_chance import weather
from tests.faults.random_kills.promises import broken_promises
from tests.faults.random_kills.storm import Storm
from tests.faults.worker_process import Order, warm_up, worker_settings
from tests.journeys.many_leads import due_leads
from tests.support.databases import POSTGRESQL, SQLITE, open_for_bot

CHATS = range(5001, 5101)
PACING = Pacing(per_second=40, chat_gap=timedelta(seconds=0.2), burst=4)
LEASE, REQUEST_TIMEOUT = timedelta(seconds=3), timedelta(seconds=1)
WORKERS = {POSTGRESQL: 4, SQLITE: 1}
"""Each of them polls and relays."""

under_both_policies = pytest.mark.parametrize("policy", DeliveryPolicy)


async def test_a_short_storm(tmp_path: Path) -> None:
    await assert_promises_hold(POSTGRESQL, DeliveryPolicy.QUARANTINE, tmp_path, reminders=100, kills_at_least=1)


@pytest.mark.faults
@pytest.mark.parametrize("database", [POSTGRESQL, SQLITE])
@under_both_policies
async def test_a_long_storm(database: str, policy: DeliveryPolicy, tmp_path: Path) -> None:
    await assert_promises_hold(database, policy, tmp_path, reminders=1200, kills_at_least=15)


KILLS_THAT_HIT = 15
"""Of so many at least one comes while a worker sends."""


async def assert_promises_hold(
    database: str, policy: DeliveryPolicy, folder: Path, *, reminders: int, kills_at_least: int
) -> None:
    """The seed is printed; ``LEADBELL_TEST_SEED`` brings back its faults and turns, though not the machine's."""
    seed = int(os.environ.get("LEADBELL_TEST_SEED") or random.randrange(1_000_000))
    warm_up()
    say(f"seed {seed}: {reminders} reminders, {policy}, {database}")
    async with (
        counting_server(token=DEFAULT_TOKEN, rules=weather(seed)) as server,
        a_fresh_url(database, folder) as url,
        open_for_bot(url) as transactions,
    ):
        settings = worker_settings(url, server.url, LEASE, REQUEST_TIMEOUT).model_copy(update={"delivery": policy})
        over = timedelta(seconds=reminders / PACING.per_second)
        start = datetime.now(UTC)
        due = await due_leads(transactions, count=reminders, chats=CHATS, start=start, over=over)
        order = Order(settings, folder, PACING)
        storm = Storm(transactions, order, WORKERS[database], reminders, random.Random(seed))

        await storm.blow(within_s=120 + reminders / 2)

        await server.until_decided()
        evidence = await evidence_of(transactions, await server.record(), due)
    attempts = {verdict.value: count for verdict, count in evidence.verdicts.items()}
    say(f"{storm.kills} kills, the breaker was closed by hand {storm.resumed} times; {dict(evidence.states)}")
    say(f"attempts: {attempts}; {evidence.duplicates} came twice")
    broken = broken_promises(evidence, policy)
    assert not broken, "\n".join(broken[:20])
    assert storm.kills >= kills_at_least
    if storm.kills >= KILLS_THAT_HIT:
        assert evidence.verdicts.get(Verdict.LEASE_OVER, 0) > 0


def say(words: str) -> None:
    print(words)  # noqa: T201 - so that a failure can be played again
