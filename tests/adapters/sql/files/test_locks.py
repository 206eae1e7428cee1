"""One writing process on a SQLite file."""

from pathlib import Path

import pytest
from sqlalchemy import make_url

from adapters.sql.files.locks import one_writing_process
from application.errors import DatabaseInUse, DatabaseUnavailable


def test_the_second_process_is_told_who_has_the_file(tmp_path: Path) -> None:
    url = make_url(f"sqlite+aiosqlite:///{tmp_path / 'leadbell.db'}")

    refusal = pytest.raises(DatabaseInUse, match=r"process \d+.*stop it first")
    with one_writing_process(url), refusal, one_writing_process(url):
        pass


def test_the_lock_is_free_again_afterwards(tmp_path: Path) -> None:
    url = make_url(f"sqlite+aiosqlite:///{tmp_path / 'leadbell.db'}")

    with one_writing_process(url):
        pass

    with one_writing_process(url):
        pass


def test_who_only_looks_makes_no_lock_file_and_heeds_the_one_that_is_there(tmp_path: Path) -> None:
    url = make_url(f"sqlite+aiosqlite:///{tmp_path / 'leadbell.db'}")

    with one_writing_process(url, makes_file=False):
        assert list(tmp_path.iterdir()) == []

    refusal = pytest.raises(DatabaseInUse, match="stop it first")
    with one_writing_process(url), refusal, one_writing_process(url, makes_file=False):
        pass


def test_on_postgresql_any_number_may_run() -> None:
    url = make_url("postgresql+psycopg://localhost/leadbell")

    with one_writing_process(url), one_writing_process(url):
        pass


def test_a_folder_that_is_not_there_is_named() -> None:
    url = make_url("sqlite+aiosqlite:////nowhere/leadbell.db")

    with pytest.raises(DatabaseUnavailable, match=r"/nowhere/leadbell\.db\.lock"), one_writing_process(url):
        pass
