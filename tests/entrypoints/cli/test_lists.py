"""The commands that show something: to people as a table, to programs as JSON, and always the same."""

import asyncio
import json

import pytest

from adapters.sql.migrations.runner import revisions
from application.ports.histories import Category
from application.projections.registry import PROJECTIONS
from tests.entrypoints.cli.scene import FIRST_REMINDER, a_prospect
from tests.entrypoints.cli.terminal import Terminal
from tests.support.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID

NEWEST = revisions()[-1]
ANY_TIME = "2026-11-02T09:00:00Z"


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (("leads", "list"), []),
        (("outbox", "list"), []),
        (("audit", "log"), []),
        (("db", "upgrade"), {"state": "ready", "revision": NEWEST, "newest": NEWEST}),
    ],
)
def test_on_an_empty_database_json_is_whole_all_the_same(
    terminal: Terminal, command: tuple[str, ...], expected: object
) -> None:
    ended = terminal.leadbell(*command, "--json")

    assert (ended.code, ended.json()) == (0, expected)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("leads", "list"), "There are no leads yet."),
        (("outbox", "list"), "No entries."),
        (("audit", "log"), "No events."),
    ],
)
def test_on_an_empty_database_people_are_told_so(terminal: Terminal, command: tuple[str, ...], words: str) -> None:
    ended = terminal.leadbell(*command)

    assert (ended.code, ended.output, ended.errors) == (0, f"{words}\n", "")


def test_leads_list_shows_the_leads_of_all_owners_next_due_first(scene: Terminal) -> None:
    [first, second] = scene.leadbell("leads", "list", "--json").json()

    assert (first["lead_id"], first["owner_id"], first["steps"]) == (str(LEAD_ID), 7, "0/3")
    assert first["next_due_at"] == MONDAY_9AM.isoformat()
    assert (second["lead_id"], second["steps"], second["next_due_at"]) == (str(OTHER_LEAD_ID), None, None)


def test_a_limit_takes_the_first(scene: Terminal) -> None:
    leads = scene.leadbell("leads", "list", "--limit", "1", "--json").json()
    events = scene.leadbell("audit", "log", "--limit", "2", "--json").json()
    entries = scene.leadbell("outbox", "list", "--limit", "1", "--json").json()

    assert [lead["lead_id"] for lead in leads] == [str(LEAD_ID)]
    assert [event["event"] for event in events] == ["LeadCaptured", "PlanGenerated"]
    assert len(entries) == 1


def test_leads_show_gives_a_lead_its_plan_and_its_reminders(scene: Terminal) -> None:
    shown = scene.leadbell("leads", "show", str(LEAD_ID), "--json").json()

    assert (shown["lead_id"], shown["note"], shown["deleted_at"]) == (str(LEAD_ID), "Met Ada at the fair", None)
    assert [step["action"] for step in shown["plans"][0]["steps"]] == ["Do step 1", "Do step 2", "Do step 3"]
    assert [(one["reminder_id"], one["status"]) for one in shown["reminders"]] == [
        (FIRST_REMINDER, "sent"),
        (f"{LEAD_ID}:1:2", "pending"),
        (f"{LEAD_ID}:1:3", "pending"),
    ]


def test_leads_show_for_people_is_the_card_that_the_owner_sees(scene: Terminal) -> None:
    ended = scene.leadbell("leads", "show", str(LEAD_ID))

    assert "⬜ 1. Do step 1\nemail · due Mon 02 Nov 2026, 09:00 · reminded" in ended.output
    assert [f"{LEAD_ID}:1:1", "1", "sent", "2026-11-02", "09:00:00", "UTC", "1", "1", "0"] in [
        line.split() for line in ended.output.splitlines()
    ]
    assert ended.code == 0


def test_a_lead_without_a_plan_has_no_reminders(scene: Terminal) -> None:
    ended = scene.leadbell("leads", "show", str(OTHER_LEAD_ID))

    assert "Writing the plan" in ended.output
    assert ended.output.endswith("It has no reminders.\n")


def test_audit_log_shows_who_did_what_and_why(scene: Terminal) -> None:
    events = scene.leadbell("audit", "log", "--json").json()

    assert [(event["position"], event["event"], event["actor"]) for event in events] == [
        (1, "LeadCaptured", "owner"),
        (2, "PlanGenerated", "owner"),
        (3, "LeadCaptured", "owner"),
        (4, "ReminderClaimed", "scheduler"),
        (5, "ReminderSent", "relay"),
    ]
    claimed, sent = events[3:]
    assert claimed["command_id"] == sent["causation_id"] == f"claim:{FIRST_REMINDER}:1"
    assert claimed["timestamp"] == MONDAY_9AM.isoformat()


@pytest.mark.parametrize(
    ("since", "count"),
    [
        ("2026-11-02T09:00:00Z", 5),
        ("2026-11-02T09:00:00", 5),
        ("2026-11-02T11:00:00+02:00", 5),
        ("2026-11-02", 5),
        ("2026-11-02T09:00:00.000001Z", 0),
        ("2026-11-02T09:00:00-01:00", 0),
    ],
)
def test_audit_log_since_a_moment_is_in_utc_unless_it_says_otherwise(scene: Terminal, since: str, count: int) -> None:
    assert len(scene.leadbell("audit", "log", "--since", since, "--json").json()) == count


def test_outbox_list_and_show_give_the_entry_with_its_frozen_text(scene: Terminal) -> None:
    [entry] = scene.leadbell("outbox", "list", "--state", "sent", "--json").json()
    shown = scene.leadbell("outbox", "show", str(entry["entry_id"]), "--json").json()

    assert (entry["kind"], entry["reminder_id"], entry["generation"]) == ("reminder", FIRST_REMINDER, 1)
    assert (entry["state"], entry["attempts"], entry["message_id"]) == ("sent", 1, 1)
    assert shown["text"].startswith("🔔 Engagement Step Due: ")
    assert entry.items() <= shown.items()


def test_projections_status_says_how_far_each_is(scene: Terminal) -> None:
    assert scene.leadbell("projections", "status", "--json").json() == [
        {"name": projection.name, "position": 5, "head": 5} for projection in PROJECTIONS
    ]


def test_verify_says_that_all_is_equal(scene: Terminal) -> None:
    read = {Category.LEADS: "2 leads", Category.ACCOUNTS: "0 accounts"}

    ended = scene.leadbell("projections", "verify")

    assert ended.code == 0
    assert [line.partition(", digest")[0] for line in ended.output.splitlines()] == [
        f"{projection.name}: equal to the log ({read[projection.aggregate_type.category]}, position 5 of 5"
        for projection in PROJECTIONS
    ]
    assert all(one["holds"] for one in scene.leadbell("projections", "verify", "--json").json())


@pytest.mark.parametrize(
    "command",
    [
        ("leads", "list"),
        ("leads", "show", str(LEAD_ID)),
        ("projections", "status"),
        ("projections", "verify"),
        ("audit", "log"),
        ("audit", "state", str(LEAD_ID), "--at", ANY_TIME),
        ("audit", "verify"),
        ("outbox", "list"),
        ("outbox", "show", "1"),
        ("db", "check"),
        ("db", "upgrade"),
    ],
)
def test_whatever_shows_something_does_so_for_people_and_as_json(scene: Terminal, command: tuple[str, ...]) -> None:
    for_people, as_json = scene.leadbell(*command), scene.leadbell(*command, "--json")

    assert (for_people.code, as_json.code) == (0, 0)
    assert for_people.output.strip()
    assert not for_people.output.startswith(("{", "["))
    assert as_json.json()
    assert json.loads(as_json.output) == as_json.json()


def test_a_prospect_cannot_drive_the_operators_terminal(terminal: Terminal) -> None:
    name = "\x1b]0;owned\x07Zoë\x1b[31m\u009b31m \u202eeoZ"
    asyncio.run(a_prospect(terminal.folder, name))

    listed, shown = terminal.leadbell("leads", "list"), terminal.leadbell("leads", "show", str(LEAD_ID))

    in_json = terminal.leadbell("leads", "show", str(LEAD_ID), "--json")
    for ended in (listed, shown, in_json):
        assert not {"\x1b", "\x07", "\u009b", "\u202e"} & set(ended.output)
    for ended in (listed, shown):
        assert " ]0;ownedZoë[31m31m eoZ" in ended.output
    assert in_json.json()["prospect"]["name"] == name
