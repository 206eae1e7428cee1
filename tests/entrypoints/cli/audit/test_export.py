"""``audit export``: every event on a line, held against the rules of CloudEvents 1.0 and of its JSON format."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from application.ports.event_log import Recorded
from domain.account.decisions import choose_working_days, confirm_zone
from domain.recorded_event import RecordedEvent
from entrypoints.cli.audit.cloud_events import cloud_event
from entrypoints.cli.db.new_file import new_file
from tests.entrypoints.cli.scene import FIRST_REMINDER
from tests.entrypoints.cli.terminal import Terminal
from tests.support.accounts import an_account
from tests.support.eventful_lead import an_eventful_lead
from tests.support.leads import BOT_ID, LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, a_new_lead, events_of

NAME = re.compile(r"[a-z0-9]{1,20}")
"""Of an attribute, extensions too."""
TEXTS = {"id", "source", "specversion", "type", "datacontenttype", "subject", "time"}
NOT_IN_A_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def hold_to_the_rules(event: Mapping[str, object]) -> None:
    attributes = {name: value for name, value in event.items() if name not in ("data", "data_base64")}
    assert {"id", "source", "specversion", "type"} <= set(attributes)
    assert event["specversion"] == "1.0"
    for name, value in attributes.items():
        assert NAME.fullmatch(name), name
        assert type(value) in (str, int, bool), name
        if isinstance(value, str):
            assert value
            assert not NOT_IN_A_TEXT.search(value)
        assert not isinstance(value, int) or -(2**31) <= value < 2**31, name
    assert all(isinstance(attributes[name], str) for name in TEXTS & set(attributes))
    source = urlsplit(str(event["source"]))
    assert source.path
    assert not source.username
    assert datetime.fromisoformat(str(event["time"])).tzinfo is not None
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", str(event["time"]))
    assert event["datacontenttype"] == "application/json"
    assert isinstance(event["data"], dict)


def lines(text: str) -> list[dict[str, object]]:
    """Each is one JSON object, and ends as JSON Lines wants it."""
    assert text == "" or text.endswith("\n")
    assert text.isascii()
    return [json.loads(line) for line in text.splitlines()]


def every_kind_of_event() -> list[RecordedEvent]:
    account = an_account()
    account.record(confirm_zone(account.state, "Europe/Kyiv", at=MONDAY_9AM))
    account.record(choose_working_days(account.state, frozenset({4, 0, 2}), at=MONDAY_9AM))
    return [*events_of(an_eventful_lead()), *account.take()]


@pytest.mark.parametrize("event", every_kind_of_event(), ids=lambda event: f"{type(event).__name__}")
def test_every_event_keeps_to_the_rules(event: RecordedEvent) -> None:
    exported = cloud_event(Recorded(2**40, replace(event, actor="owner", command_id="c", correlation_id="c")))

    hold_to_the_rules(json.loads(json.dumps(exported)))


def test_an_event_is_exported_with_all_that_it_says() -> None:
    [event] = events_of(a_new_lead())
    stamped = replace(event, actor="operator:ada", command_id="c", correlation_id="d", causation_id="e")

    assert cloud_event(Recorded(17, stamped, "0a1b")) == {
        "specversion": "1.0",
        "id": f"{LEAD_ID}:1",
        "source": "/leadbell",
        "type": "lead.lead_captured",
        "subject": str(LEAD_ID),
        "time": "2026-11-02T09:00:00+00:00",
        "datacontenttype": "application/json",
        "position": "17",
        "version": 1,
        "actor": "operator:ada",
        "commandid": "c",
        "correlationid": "d",
        "causationid": "e",
        "digest": "0a1b",
        "data": {"bot_id": BOT_ID, "owner_id": 7, "chat_id": 70, "note": "Met Ada at the fair"},
    }


def test_what_is_not_known_of_an_old_event_is_left_out() -> None:
    [event] = events_of(a_new_lead())

    exported = cloud_event(Recorded(1, event))

    hold_to_the_rules(exported)
    assert {"actor", "commandid", "correlationid", "causationid", "digest"} & set(exported) == set()


def test_the_export_is_the_log_in_its_order(scene: Terminal) -> None:
    ended = scene.leadbell("audit", "export")

    events = lines(ended.output)
    for event in events:
        hold_to_the_rules(event)
    assert (ended.code, ended.errors) == (0, "")
    assert [event["position"] for event in events] == ["1", "2", "3", "4", "5"]
    assert len({(event["source"], event["id"]) for event in events}) == 5
    assert len({event["digest"] for event in events if re.fullmatch("[0-9a-f]{64}", str(event["digest"]))}) == 5
    assert events[4]["correlationid"] == events[3]["commandid"] == f"claim:{FIRST_REMINDER}:1"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--lead", str(OTHER_LEAD_ID)), ["3"]),
        (("--since", "2026-11-03"), []),
        (("--until", "2026-11-02T09:00:00Z"), ["1", "2", "3", "4", "5"]),
        (("--until", "2026-11-01"), []),
    ],
)
def test_a_part_of_the_log_can_be_exported(scene: Terminal, options: tuple[str, ...], expected: list[str]) -> None:
    assert [event["position"] for event in lines(scene.leadbell("audit", "export", *options).output)] == expected


def test_a_file_gets_the_same_lines_for_its_owners_eyes_only(scene: Terminal) -> None:
    ended = scene.leadbell("audit", "export", "log.jsonl")

    file = scene.folder / "log.jsonl"
    assert (ended.code, ended.output, ended.errors) == (0, "5 events are in log.jsonl.\n", "")
    assert file.read_text() == scene.leadbell("audit", "export").output
    assert file.stat().st_mode & 0o077 == 0
    assert beside(scene.folder) == []


def test_an_export_that_breaks_off_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        broken_off(tmp_path / "log.jsonl")

    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_taken_meanwhile_stays_with_who_took_it(tmp_path: Path) -> None:
    with pytest.raises(FileExistsError):
        taken_meanwhile(tmp_path / "log.jsonl")

    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("log.jsonl", "theirs")]


def broken_off(file: Path) -> None:
    with new_file(file) as mine:
        mine.write("half a li")
        raise KeyboardInterrupt


def taken_meanwhile(file: Path) -> None:
    with new_file(file) as mine:
        mine.write("mine")
        file.write_text("theirs")


def beside(folder: Path) -> list[Path]:
    return list(folder.glob(".log.jsonl*"))
