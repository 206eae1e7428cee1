"""``audit why``: why a reminder comes when it comes, for people and for programs."""

import pytest

from tests.entrypoints.cli.scene import FIRST_REMINDER
from tests.entrypoints.cli.terminal import Terminal
from tests.support.leads import LEAD_ID, MONDAY_9AM


def test_for_people_it_is_what_the_owner_reads(scene: Terminal) -> None:
    ended = scene.leadbell("audit", "why", FIRST_REMINDER)

    assert ended.output.splitlines()[:5] == [
        "❓ Why Mon 02 Nov 2026, 09:00?",
        "",
        "Step 1: Do step 1",
        "Note: “Met Ada at the fair”",
        "Plan 1 by test, made Mon 02 Nov 2026, 09:00.",
    ]
    assert "• Mon 02 Nov 2026, 09:00: sent\n" in ended.output
    assert ended.output.endswith("Times are those of UTC.\n")
    assert (ended.code, ended.errors) == (0, "")


def test_as_json_each_reason_has_its_moment_and_what_it_set(scene: Terminal) -> None:
    why = scene.leadbell("audit", "why", FIRST_REMINDER, "--json").json()

    assert (why["reminder_id"], why["status"], why["due_at"]) == (FIRST_REMINDER, "sent", MONDAY_9AM.isoformat())
    assert (why["note"], why["playbook"], why["zone"]) == ("Met Ada at the fair", "test", "UTC")
    assert [reason["kind"] for reason in why["reasons"]] == ["planned", "claimed", "sent"]
    assert why["reasons"][0]["due"]["given_by"] == "delay_days"
    assert why["reasons"][1]["actor"] == "scheduler"


@pytest.mark.parametrize("written", [f"claim:{FIRST_REMINDER}:1", f"{FIRST_REMINDER}:1", f"{LEAD_ID.hex}:1:1"])
def test_a_reminder_is_found_as_a_claim_or_a_button_writes_it_too(scene: Terminal, written: str) -> None:
    assert scene.leadbell("audit", "why", written, "--json").json()["reminder_id"] == FIRST_REMINDER
