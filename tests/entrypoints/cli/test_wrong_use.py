"""Commands that cannot be carried out: a line that says why, exit code 2, and nothing has changed."""

import asyncio
import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing

import pytest

from tests.entrypoints.cli.scene import a_scene
from tests.entrypoints.cli.terminal import Terminal
from tests.entrypoints.cli.wrong_uses import REFUSED
from tests.support.databases import a_sqlite_url


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """One for all: a refusal changes nothing."""
    folder = tmp_path_factory.mktemp("scene")
    asyncio.run(a_sqlite_url(folder))
    asyncio.run(a_scene(folder))
    return Terminal(folder)


def content(scene: Terminal) -> tuple[list[str], list[str]]:
    with closing(sqlite3.connect(scene.folder / "leadbell.db")) as connection:
        return sorted(
            one.name for one in scene.folder.iterdir() if one.suffix != ".lock" and "-" not in one.name
        ), list(connection.iterdump())


@pytest.mark.parametrize(
    ("words", "command"), [(words, command) for words, commands in REFUSED for command in commands]
)
def test_it_is_said_why_and_nothing_has_changed(scene: Terminal, words: str, command: Sequence[str]) -> None:
    before = content(scene)

    ended = scene.leadbell(*command)

    assert (ended.code, ended.output) == (2, "")
    assert ended.errors
    assert words in ended.errors
    assert len(ended.errors.splitlines()) == 1
    assert "Traceback" not in ended.errors
    assert content(scene) == before


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("leads", "show", "12", "--json"), "'12' is no lead id"),
        (("leads", "list", "--json", "--limit", "0"), "greater than or equal to 1"),
        (("audit", "why", "--json"), "Missing argument"),
        (("outbox", "show", "99", "--json"), "99"),
    ],
)
def test_a_program_that_asked_for_json_reads_the_problem_as_json(
    scene: Terminal, command: Sequence[str], words: str
) -> None:
    ended = scene.leadbell(*command)

    assert ended.code == 2
    assert words in json.loads(ended.output)["error"]
    assert words in ended.errors
