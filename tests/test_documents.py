"""What the documents name is there: files, modules, settings, commands and their options, targets of make.

That links and their anchors lead somewhere is proven by ``make docs``, as part of ``make check``.
"""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from entrypoints.settings import PREFIX, Settings
from tests.reference.commands import documented_commands

REPOSITORY = Path(__file__).parents[1]
PAST = ("CHANGELOG.md", "docs/decisions")
"""They may name what there is no more."""
OF_TESTS = {"LEADBELL_TEST_POSTGRES_URL"}

# In parts, so that this file does not hold what it forbids.
PRIVATE = ["/".join(("", folder, "")) for folder in ("home", "work", "root")]
REGISTRIES = [
    ".".join(host)
    for host in (("py" + "pi", "org"), ("python" + "hosted", "org"), ("npm" + "js", "org"), ("npm" + "js", "com"))
]
OUTSIDE = [
    "../" + "shared",
    *(f"{name}.md" for name in ("DES" + "IGN", "FIELD" + "-NOTES", "ROO" + "MS", "STY" + "LE")),
]
CODE = re.compile(r"^```\w*\n(.*?)^```|`([^`\n]+)`", re.DOTALL | re.MULTILINE)


def our_files() -> list[Path]:
    listed = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    git = subprocess.run(listed, cwd=REPOSITORY, capture_output=True, check=False)
    if git.returncode != 0:
        pytest.skip("not a git repository, so it is not known which files are ours")
    return [file for name in git.stdout.decode().split("\0") if name and (file := REPOSITORY / name).is_file()]


def documents() -> list[Path]:
    return [file for file in our_files() if file.suffix == ".md"]


def present_documents() -> list[Path]:
    return [file for file in documents() if not str(file.relative_to(REPOSITORY)).startswith(PAST)]


def test_what_a_document_points_to_is_there() -> None:
    missing = [
        f"{file.name}: {target}"
        for file in documents()
        for target in re.findall(r"\]\(([^)#\s]+)", file.read_text(encoding="utf-8"))
        if "://" not in target and not target.startswith("mailto:") and not (file.parent / target).exists()
    ]

    assert missing == []


def test_the_modules_that_documents_name_are_there() -> None:
    named = r"(?<![\w./])((?:domain|application|adapters|entrypoints|tests)/[\w/.]*)"
    missing = [
        f"{file.name}: {name}"
        for file in present_documents()
        for name in re.findall(named, file.read_text(encoding="utf-8"))
        if not (REPOSITORY / name.rstrip(".")).exists()
    ]

    assert missing == []


def test_the_settings_that_documents_name_are_those_of_the_program() -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields} | OF_TESTS
    named = {
        f"{file.name}: {name}"
        for file in present_documents()
        for name in re.findall(rf"\b{PREFIX}[A-Z_]*[A-Z]", file.read_text(encoding="utf-8"))
        if name not in known
    }

    assert named == set()


def test_the_commands_that_documents_name_are_those_of_the_program() -> None:
    options = {one.words: {name for p in one.command.params for name in p.opts} for one in documented_commands()}
    wrong = []
    for file in present_documents():
        for line in _code_lines(file):
            for said in re.findall(r"(?<![\w@.])leadbell ([a-z][^`|;&#]*)", line):
                command = _command(said, set(options))
                if command is None or set(re.findall(r"--[a-z-]+", said)) - options[command] - {"--help"}:
                    wrong.append(f"{file.name}: leadbell {said}")

    assert wrong == []


def test_the_targets_of_make_that_documents_name_are_there() -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = {
        (file.name, target)
        for file in present_documents()
        for line in _code_lines(file)
        for target in re.findall(r"(?:^|\s)make ([a-z-]+)", line)
    }

    assert {(name, target) for name, target in named if target not in targets} == set()


@pytest.mark.parametrize("forbidden", [PRIVATE, REGISTRIES, OUTSIDE], ids=["private", "registries", "outside"])
def test_no_file_names_a_private_path_a_registry_or_a_document_from_outside(forbidden: list[str]) -> None:
    found = [f"{file.name}: {one}" for file in our_files() for one in forbidden if one.encode() in file.read_bytes()]

    assert found == []


def _code_lines(file: Path) -> Iterator[str]:
    for block, inline in CODE.findall(file.read_text(encoding="utf-8")):
        yield from (block or inline).splitlines()


def _command(said: str, known: set[tuple[str, ...]]) -> tuple[str, ...] | None:
    """Its words; None when there is no such command. A group may be named alone."""
    words = tuple(re.findall(r"^[a-z-]+(?: [a-z-]+)?", said)[0].split())
    is_of_a_group = any(len(one) > 1 and one[0] == words[0] for one in known)
    words = tuple(word for word in words if not word.startswith("-"))[: 2 if is_of_a_group else 1]
    return words if words in known else None
