"""The documents say what the program does: settings, commands, links and words are held against it."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from entrypoints.cli.command import cli
from entrypoints.settings import PREFIX, Settings, read_settings
from tests.entrypoints.surroundings import without_settings

REPOSITORY = Path(__file__).parents[1]
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CHANGELOG.md")

GLOSSARY = """
owner; lead; prospect; plan; step; reminder; generation; claim; outbox entry; attempt; settle; unconfirmed; projection;
read model; position; card; answer; rearmament; doorbell; lead's lock; relay; inbox; press; log
"""

# In parts, so that this file does not hold what it forbids.
FORBIDDEN = ["/".join(("", room, "")).encode() for room in ("home", "work", "root")] + [
    ".".join(host).encode()
    for host in (("py" + "pi", "org"), ("python" + "hosted", "org"), ("npm" + "js", "org"), ("npm" + "js", "com"))
]


def test_the_settings_in_the_readme_are_those_of_the_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    without_settings(monkeypatch, tmp_path)
    documented = {
        variable.removeprefix(PREFIX).lower(): default.strip("`")
        for variable, default, _ in _rows("README.md", rf"`({PREFIX}\w+)`")
    }

    given = {name: default for name, default in documented.items() if default != "none"}

    assert list(documented) == list(Settings.model_fields)
    assert read_settings(**given) == read_settings()
    assert [name for name in documented if name not in given] == [
        name for name, field in Settings.model_fields.items() if not field.default
    ]


def test_the_commands_in_the_readme_are_those_of_the_program() -> None:
    documented = {}
    for usage, *_ in _rows("README.md", r"`leadbell ([^`]+)`"):
        name = re.match(r"[a-z]+( [a-z]+)*", usage)
        assert name is not None
        documented[name[0]] = set(re.findall(r"--[a-z-]+", usage))

    group = typer.main.get_command(cli)

    assert isinstance(group, TyperGroup)
    assert documented == dict(_commands(group))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_a_document_points_to_is_there(document: str) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)", _read(document))

    missing = [target for target in targets if "://" not in target and not (REPOSITORY / target).exists()]

    assert missing == []


def test_the_modules_that_the_architecture_names_are_there() -> None:
    named = set(re.findall(r"`?((?:domain|application|adapters|entrypoints|tests)/[\w/.]*)", _read("ARCHITECTURE.md")))

    assert {name for name in named if not (REPOSITORY / name.rstrip(".")).exists()} == set()


def test_the_glossary_has_the_words_that_the_code_uses() -> None:
    words = {word for cell, *_ in _rows("ARCHITECTURE.md", r"([a-z][a-z', ]+)") for word in cell.split(", ")}

    assert set(" ".join(GLOSSARY.split()).split("; ")) - words == set()


def test_no_file_names_a_private_path_or_a_package_registry() -> None:
    listed = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    git = subprocess.run(listed, cwd=REPOSITORY, capture_output=True, check=False)
    if git.returncode != 0:
        pytest.skip("not a git repository, so nobody knows which files are ours")
    files = [REPOSITORY / name for name in git.stdout.decode().split("\0") if name]

    found = [
        f"{file.name}: {one.decode()}"
        for file in files
        if file.is_file()
        for one in FORBIDDEN
        if one in file.read_bytes()
    ]

    assert found == []


def _read(document: str) -> str:
    return (REPOSITORY / document).read_text(encoding="utf-8")


def _rows(document: str, first_cell: str) -> Iterator[list[str]]:
    """The cells of each table row that begins so; of the first cell what the group matches."""
    for line in _read(document).splitlines():
        if match := re.match(rf"\| {first_cell} \|", line):
            yield [match[1], *(cell.strip() for cell in line[match.end() : -1].split(" | "))]


def _commands(group: TyperGroup, before: str = "") -> Iterator[tuple[str, set[str]]]:
    """Full names and long options."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from _commands(command, f"{before}{name} ")
        else:
            options = {option for one in command.params for option in one.opts if option.startswith("--")}
            yield f"{before}{name}", options - {"--help"}
