"""``make release``: the tag is set when everything is in order, and only when it is asked for."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
CHANGES = "# Changelog\n\n## Unreleased\n\n* Later.\n\n## 1.2.3 - 2026-12-01\n\n* It rings.\n\n## 1.2.2\n\n* Older.\n"


@dataclass(frozen=True, slots=True)
class Checkout:
    folder: Path

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """As Ada, and on this checkout even when these tests are run by a hook of git."""
        mine = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        who = {
            f"GIT_{role}_{what}": "ada@engines.test" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
        }
        return subprocess.run(
            command, cwd=self.folder, env={**mine, **who}, capture_output=True, text=True, check=False
        )

    def release(self, version: str = "1.2.3", *, confirmed: bool = False) -> subprocess.CompletedProcess[str]:
        return self.run("make", "release", f"VERSION={version}", *(["CONFIRM=yes"] if confirmed else []))

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def commit(self) -> None:
        self.run("git", "add", "--all")
        self.run("git", "commit", "--quiet", "--message", "All of it")

    def tags(self) -> str:
        return self.run("git", "tag", "--list", "-n9").stdout


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """Of a program that is ready to be released as 1.2.3."""
    made = Checkout(tmp_path)
    made.run("git", "init", "--quiet")
    (tmp_path / ".ci").mkdir()
    shutil.copy(REPOSITORY / ".ci" / "release", tmp_path / ".ci" / "release")
    shutil.copy(REPOSITORY / "Makefile", tmp_path / "Makefile")
    made.write("pyproject.toml", '[project]\nname = "leadbell"\nversion = "1.2.3"\n')
    made.write("CHANGELOG.md", CHANGES)
    made.commit()
    return made


def test_without_being_confirmed_it_only_says_what_it_would_do(checkout: Checkout) -> None:
    said = checkout.release()

    assert said.returncode == 0
    assert "Would set the tag v1.2.3" in said.stdout
    assert "* It rings." in said.stdout
    assert checkout.tags() == ""


def test_confirmed_it_sets_a_tag_that_tells_what_has_changed(checkout: Checkout) -> None:
    said = checkout.release(confirmed=True)

    assert "git push origin v1.2.3" in said.stdout
    assert "Leadbell 1.2.3" in checkout.tags()
    assert "* It rings." in checkout.tags()
    assert "Older" not in checkout.tags() + said.stdout
    assert "Later" not in checkout.tags() + said.stdout


def test_a_tag_is_set_once(checkout: Checkout) -> None:
    checkout.release(confirmed=True)

    said = checkout.release(confirmed=True)

    assert said.returncode != 0
    assert "the tag v1.2.3 is there already" in said.stderr


@pytest.mark.parametrize("version", ["", "1.2", "v1.2.3", "next"])
def test_a_version_is_three_numbers(checkout: Checkout, version: str) -> None:
    assert "Say which version" in checkout.release(version).stderr


def test_it_tells_all_that_is_in_the_way_and_sets_nothing(checkout: Checkout) -> None:
    checkout.write("pyproject.toml", 'version = "1.2.4"\n')
    checkout.write("CHANGELOG.md", "# Changelog\n\n## 1.2.3\n\n## 1.2.2\n\n* Older.\n")

    said = checkout.release(confirmed=True)

    assert said.returncode != 0
    assert "changes that are not committed" in said.stderr
    assert "pyproject.toml says version 1.2.4" in said.stderr
    assert 'CHANGELOG.md has nothing under "## 1.2.3"' in said.stderr
    assert checkout.tags() == ""
