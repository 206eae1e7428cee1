"""``audit log``: of whom, by whom, what kind and when; what led to what; and new events as they come."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from entrypoints.bootstrap.app import bootstrap
from entrypoints.settings import PREFIX, Settings
from tests.entrypoints.cli.scene import FIRST_REMINDER, STRANGER_ID
from tests.entrypoints.cli.terminal import Terminal
from tests.support.leads import LEAD_ID, OTHER_LEAD_ID, OWNER_ID, THIRD_LEAD_ID, a_new_lead, keep

CLAIM = f"claim:{FIRST_REMINDER}:1"


def positions(scene: Terminal, *options: str) -> list[int]:
    return [event["position"] for event in scene.leadbell("audit", "log", *options, "--json").json()]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--owner", str(STRANGER_ID)), [3]),
        (("--owner", str(OWNER_ID), "--kind", "LeadCaptured"), [1]),
        (("--actor", "scheduler"), [4]),
        (("--actor", "operator"), []),
        (("--kind", "ReminderSent", "--kind", "lead.plan_generated"), [2, 5]),
        (("--until", "2026-11-02T09:00:00Z", "--actor", "relay"), [5]),
        (("--until", "2026-11-02T08:59:59Z"), []),
        (("--lead", str(LEAD_ID), "--since", "2026-11-02", "--limit", "2"), [1, 2]),
        (("--chain", CLAIM), [4, 5]),
        (("--chain", "5"), [4, 5]),
        (("--chain", f"{LEAD_ID}:4"), [4, 5]),
        (("--chain", "5", "--limit", "1"), [4]),
    ],
)
def test_the_log_gives_what_is_asked_for(scene: Terminal, options: tuple[str, ...], expected: list[int]) -> None:
    assert positions(scene, *options) == expected


def test_the_table_has_six_columns_and_json_has_all(scene: Terminal) -> None:
    ended = scene.leadbell("audit", "log", "--kind", "ReminderSent")
    [event] = scene.leadbell("audit", "log", "--kind", "ReminderSent", "--json").json()

    heading, line = (row.split() for row in ended.output.splitlines())
    assert " ".join(heading) == "position timestamp event id version actor"
    assert line == ["5", "2026-11-02", "09:00:00", "UTC", "ReminderSent", str(LEAD_ID), "4", "relay"]
    assert (event["correlation_id"], event["causation_id"], event["message_id"]) == (CLAIM, CLAIM, 1)
    assert (event["lead_id"], event["account_id"]) == (str(LEAD_ID), None)


def test_a_chain_is_indented_by_what_led_to_what(scene: Terminal) -> None:
    ended = scene.leadbell("audit", "log", "--chain", "5")

    [_, claimed, sent] = ended.output.splitlines()
    assert " ReminderClaimed " in claimed
    assert " └─ ReminderSent " in sent
    assert claimed.rstrip().endswith(CLAIM)
    assert [event["depth"] for event in scene.leadbell("audit", "log", "--chain", "5", "--json").json()] == [0, 1]


def test_a_longer_log_than_is_shown_is_said_to_be_longer(scene: Terminal) -> None:
    cut, whole = (scene.leadbell("audit", "log", "--limit", limit).output for limit in ("4", "5"))

    assert (
        cut.splitlines()[-1] == "These are the first 4; more follow: narrow the search, say --since, or raise --limit."
    )
    assert "more follow" not in whole


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--owner", "99"), "No event fits.\n"),
        (("--lead", str(THIRD_LEAD_ID)), "No event fits.\n"),
        (("--actor", "operator:eve"), "No event fits.\n"),
        (("--chain", "no-such-command"), "The log has no command and no event of that name.\n"),
    ],
)
def test_what_fits_nothing_says_so(scene: Terminal, options: tuple[str, ...], said: str) -> None:
    ended = scene.leadbell("audit", "log", *options)

    assert (ended.code, ended.output, ended.errors) == (0, said, "")


def test_following_since_a_moment_ends_with_its_limit(scene: Terminal) -> None:
    ended = scene.leadbell("audit", "log", "--follow", "--since", "2026-11-02", "--limit", "5")
    listed = scene.leadbell("audit", "log", "--follow", "--since", "2026-11-02", "--limit", "5", "--json")

    assert ended.output.splitlines()[-1] == f"5  2026-11-02 09:00:00 UTC  ReminderSent  {LEAD_ID}  4  relay"
    assert [json.loads(line)["position"] for line in listed.output.splitlines()] == [1, 2, 3, 4, 5]
    assert (ended.code, listed.code, listed.errors) == (0, 0, "")


def test_a_follower_prints_what_another_program_records_until_it_is_interrupted(scene: Terminal) -> None:
    follower = followed(scene.folder, "--kind", "LeadCaptured", "--since", "2026-11-02T09:00:00Z", "--json")
    assert follower.stdout is not None
    with follower:
        try:
            before = [follower.stdout.readline() for _ in range(2)]
            asyncio.run(one_more_lead(scene.folder))
            new = json.loads(follower.stdout.readline())
            follower.send_signal(signal.SIGINT)
            rest = follower.stdout.read()
        finally:
            follower.kill()

    assert [json.loads(line)["lead_id"] for line in before] == [str(LEAD_ID), str(OTHER_LEAD_ID)]
    assert (new["lead_id"], new["event"], new["actor"]) == (str(THIRD_LEAD_ID), "LeadCaptured", "owner")
    assert (rest, follower.returncode) == ("", 0)


def followed(folder: Path, *options: str) -> "subprocess.Popen[str]":
    settings = {name: value for name, value in os.environ.items() if not name.startswith((PREFIX, "PYTHON"))}
    return subprocess.Popen(
        [sys.executable, "-c", "from entrypoints.cli import main; main()", "audit", "log", "--follow", *options],
        env={**settings, "PYTHONPATH": str(Path(__file__).parents[4])},
        cwd=folder,
        stdout=subprocess.PIPE,
        text=True,
    )


async def one_more_lead(folder: Path) -> None:
    async with bootstrap(Settings(database_url=f"sqlite+aiosqlite:///{folder / 'leadbell.db'}")) as app:
        await keep(app.database, a_new_lead(THIRD_LEAD_ID))
