"""How fast and how evenly due reminders reach Telegram, beside what Telegram allows and beside a peer."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles

import pytest

from application.delivery.pacing import UNPACED, Pacing
from tests.benchmarks.delivery_scene import a_url, a_worker, plan_reminders
from tests.benchmarks.peer import no_op_jobs_per_second
from tests.faults.bot_api.limits import Limits
from tests.faults.bot_api.rates import most_in_any_second, shortest_gap_in_a_chat
from tests.faults.bot_api.running import counting_server
from tests.support.databases import POSTGRESQL, SQLITE, a_postgres_url

pytestmark = pytest.mark.benchmark

BUSY_CHAT, OTHER_CHATS = 1, range(2, 242)
TELEGRAMS_LIMITS = Limits(per_second=30, per_chat_s=1.0, retry_after=1, penalty=True)
LONG = timedelta(minutes=3)


@pytest.mark.parametrize("name", [SQLITE, POSTGRESQL])
async def test_300_reminders_for_241_chats_one_of_them_busy(name: str, tmp_path: Path) -> None:
    due_at = datetime.now(UTC) - timedelta(minutes=1)
    chats = [BUSY_CHAT] * 60 + list(OTHER_CHATS)
    async with a_url(name, tmp_path) as url, counting_server(limits=TELEGRAMS_LIMITS) as server:
        await plan_reminders(url, [(chat_id, due_at) for chat_id in chats])
        started_at = time.monotonic()
        async with a_worker(url, server, Pacing()):
            await server.until_accepted(300, within=LONG)
        arrivals = [one for one in await server.record() if one.method == "sendMessage"]

    others = [one.accepted_mono for one in arrivals if one.chat_id != BUSY_CHAT and one.accepted_mono is not None]
    refused = [one for one in arrivals if one.status == 429]
    print(
        f"\n{name}: the last of 240 other chats after {max(others) - started_at:.1f} s (limit 11 s, best possible 8 s)"
    )
    print(f"{name}: {len(refused)} refusals (429); at most {most_in_any_second(arrivals)} in any second (limit 30)")
    print(f"{name}: the busy chat at least {shortest_gap_in_a_chat(arrivals):.2f} s apart (limit 1 s)")
    assert len(others) == 240
    assert not refused


@pytest.mark.parametrize("name", [SQLITE, POSTGRESQL])
async def test_how_late_a_reminder_is_without_other_work(name: str, tmp_path: Path) -> None:
    samples, first = 120, datetime.now(UTC) + timedelta(seconds=6)
    due = {chat_id: first + timedelta(milliseconds=300) * chat_id for chat_id in range(1, samples + 1)}
    async with a_url(name, tmp_path) as url, counting_server() as server:
        await plan_reminders(url, list(due.items()))
        async with a_worker(url, server, Pacing()):
            await server.until_accepted(samples, within=LONG)
        arrivals = [one for one in await server.record() if one.method == "sendMessage"]

    late = [(one.accepted_at - due[one.chat_id]).total_seconds() for one in arrivals if one.accepted_at and one.chat_id]
    p99 = quantiles(late, n=100)[-1]
    print(
        f"\n{name}: idle, due to accepted: median {median(late):.3f} s (aim 0.3), 99th percentile {p99:.3f} s (aim 1)"
    )
    assert min(late) >= 0, "nothing comes before it is due"


@pytest.mark.parametrize("name", [SQLITE, POSTGRESQL])
async def test_claim_to_sent_beside_no_op_jobs(name: str, tmp_path: Path) -> None:
    count = 1500
    due_at = datetime.now(UTC) - timedelta(minutes=1)
    async with a_url(name, tmp_path) as url, counting_server() as server:
        await plan_reminders(url, [(chat_id, due_at) for chat_id in range(1, count + 1)])
        started_at = time.monotonic()
        async with a_worker(url, server, UNPACED):
            await server.until_accepted(count, within=LONG)
        ours = count / (time.monotonic() - started_at)
    async with a_postgres_url() as url:
        theirs = await no_op_jobs_per_second(url, count)

    print(f"\n{name}: claim to sent {ours / theirs:.2f} times procrastinate's no-op jobs on PostgreSQL (aim 1)")
    print(
        f"{name}: ({ours:.0f} and {theirs:.0f} a second on this machine, our server's share of the processor included)"
    )
