"""``audit verify`` and ``audit seal``: the log proven, and what was done to it named."""

import json
import sqlite3
from contextlib import closing

import pytest

from application.projections.registry import PROJECTIONS
from tests.entrypoints.cli.terminal import Ended, Terminal
from tests.support.leads import LEAD_ID


def by_hand(scene: Terminal, statement: str) -> None:
    with closing(sqlite3.connect(scene.folder / "leadbell.db")) as connection, connection:
        connection.execute(statement)


def sealed(scene: Terminal) -> str:
    """In a file kept elsewhere."""
    file = scene.folder / "seal.json"
    file.write_text(scene.leadbell("audit", "seal", "--json").output)
    return str(file)


def first_line(ended: Ended) -> str:
    return ended.output.splitlines()[0]


def test_an_untouched_log_is_proven_and_so_are_its_read_models(scene: Terminal) -> None:
    ended = scene.leadbell("audit", "verify")

    assert ended.code == 0
    assert first_line(ended).startswith("log: the chain holds (5 events, the last at position 5, ")
    assert [line.partition(":")[0] for line in ended.output.splitlines()[1:]] == [
        projection.name for projection in PROJECTIONS
    ]


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("UPDATE stored_events SET state = '{}' WHERE id = 3", "chain broken at position 3: lead."),
        ("DELETE FROM stored_events WHERE id > 3", "head differs at position 5: "),
        ("DELETE FROM log_head", "head gone at position 5: "),
        ("DELETE FROM lead_keys", f"key gone: lead {LEAD_ID}; it was never erased"),
    ],
)
def test_what_was_done_to_it_is_named_and_ends_with_1(scene: Terminal, statement: str, finding: str) -> None:
    by_hand(scene, statement)

    ended = scene.leadbell("audit", "verify")

    assert ended.code == 1
    assert "the chain does not hold" in first_line(ended)
    assert any(line.strip().startswith(finding) for line in ended.output.splitlines())
    told = scene.leadbell("audit", "verify", "--json")
    assert (told.code, json.loads(told.output)["holds"]) == (1, False)


def test_a_row_that_differs_ends_with_1_though_the_chain_holds(scene: Terminal) -> None:
    by_hand(scene, "UPDATE lead_list SET title = 'Eve'")

    ended = scene.leadbell("audit", "verify")

    assert ended.code == 1
    assert "the chain holds" in first_line(ended)
    assert "lead_list: 2 rows differ from the log" in ended.output


def test_a_seal_that_was_kept_holds_and_that_is_said(scene: Terminal) -> None:
    seal = sealed(scene)

    ended = scene.leadbell("audit", "verify", "--seal", seal)

    assert ended.code == 0
    assert ended.output.splitlines()[1].startswith("seal: of 20")
    assert ended.output.splitlines()[1].endswith(" at position 5: holds")


def test_a_log_that_was_cut_off_with_its_note_does_not_have_what_was_sealed(scene: Terminal) -> None:
    seal = sealed(scene)
    by_hand(scene, "DELETE FROM stored_events WHERE id = 5")
    by_hand(
        scene,
        "UPDATE log_head SET position = 4, digest = (SELECT digest FROM stored_events WHERE id = 4)",
    )

    ended = scene.leadbell("audit", "verify", "--seal", seal)

    assert ended.code == 1
    assert "seal broken at position 5: sealed " in ended.output
    assert "the log has no such event now" in ended.output


@pytest.mark.parametrize(
    "content",
    ["", "[]", "not json", '{"position": 5}', '{"position": -1, "digest": "00", "sealed_at": "2026-11-02"}'],
)
def test_a_file_that_is_no_seal_is_refused(scene: Terminal, content: str) -> None:
    (scene.folder / "seal.json").write_text(content)

    ended = scene.leadbell("audit", "verify", "--seal", str(scene.folder / "seal.json"))

    assert (ended.code, ended.output) == (2, "")
    assert "audit seal --json" in ended.errors


def test_without_its_master_key_the_chain_is_walked_and_the_rest_is_named(scene: Terminal) -> None:
    locked = scene.with_settings(MASTER_KEY="A" * 43 + "=")
    assert locked.leadbell("db", "upgrade").code == 0

    ended = scene.leadbell("audit", "verify")

    assert ended.code == 1
    assert "the chain holds" in first_line(ended)
    assert "read models: not compared" in ended.output
    assert "LEADBELL_MASTER_KEY" in ended.output
