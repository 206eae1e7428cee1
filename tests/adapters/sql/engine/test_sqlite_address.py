"""Addresses of SQLite files: each file has one, whatever links lead to it."""

import os
from pathlib import Path

import pytest

from adapters.sql.engine.address import database_url
from application.errors import DatabaseUnavailable


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("sqlite:///leadbell.db", "leadbell.db"),
        ("sqlite+aiosqlite:///leadbell.db", "leadbell.db"),
        ("sqlite+pysqlite:///./leadbell.db", "leadbell.db"),
        ("sqlite:///sub/../leadbell.db", "leadbell.db"),
        ("sqlite:///leadbell.db?mode=rwc", "leadbell.db"),
        ("leadbell.db", "leadbell.db"),
        ("sub/leads of ours.sqlite3", "sub/leads of ours.sqlite3"),
        ("sqlite:///a%20b.db", "a%20b.db"),
    ],
)
def test_a_file_is_named_in_any_way(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, address: str, file: str) -> None:
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path)

    assert database_url(address).database == file


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("sqlite://", "a database in memory"),
        ("sqlite:///", "a database in memory"),
        ("sqlite:///:memory:", "a database in memory"),
        ("sqlite:///file::memory:?cache=shared", "a database in memory"),
        ("sqlite://leadbell.db", "three slashes"),
        ("sqlite:///leadbell.db?mode=ro", "no options"),
        ("sqlite:///file:leadbell.db", "no options"),
        ("sqlite:///no/leadbell.db", "there is no folder"),
        ("sqlite:///sub", "is a folder: name a file in it"),
        ("sqlite:///link-to-sub", "is a folder: name a file in it"),
        ("sqlite:///link-to-nothing/leadbell.db", "there is no folder"),
        ("sqlite:///loop", "levels of symbolic links"),
        ("sqlite:///" + "x" * 300 + ".db", "File name too long"),
    ],
)
def test_any_other_name_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, address: str, problem: str) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "link-to-sub").symlink_to("sub")
    (tmp_path / "link-to-nothing").symlink_to("nothing")
    (tmp_path / "loop").symlink_to("loop")
    monkeypatch.chdir(tmp_path)

    with pytest.raises(DatabaseUnavailable, match=problem):
        database_url(address)


@pytest.mark.parametrize("is_there", [True, False])
def test_a_link_leads_to_the_file_whether_it_is_there_or_not(tmp_path: Path, *, is_there: bool) -> None:
    real = tmp_path / "disk" / "leadbell.db"
    real.parent.mkdir()
    if is_there:
        real.touch()
    (tmp_path / "link.db").symlink_to("disk/leadbell.db")
    (tmp_path / "folder").symlink_to("disk")
    (tmp_path / "chain.db").symlink_to("link.db")

    ways = ("link.db", "folder/leadbell.db", "chain.db", "folder/../disk/leadbell.db")

    assert {database_url(f"sqlite:///{tmp_path / way}").database for way in ways} == {os.path.realpath(real)}
