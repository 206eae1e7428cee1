"""One writing process on a SQLite file."""

from pathlib import Path

import pytest
from sqlalchemy import make_url

from adapters.sql.files.locks import writer_lock
from application.errors import DatabaseInUse, DatabaseUnavailable


def test_the_refusal_names_the_process_with_the_lock(tmp_path: Path) -> None:
    url = make_url(f"sqlite+aiosqlite:///{tmp_path / 'leadbell.db'}")

    refusal = pytest.raises(DatabaseInUse, match=r"process \d+.*stop it first")
    with writer_lock(url), refusal, writer_lock(url):
        pass


def test_the_lock_is_free_again_afterwards(tmp_path: Path) -> None:
    url = make_url(f"sqlite+aiosqlite:///{tmp_path / 'leadbell.db'}")

    with writer_lock(url):
        pass

    with writer_lock(url):
        pass


def test_who_only_looks_makes_no_lock_file_and_heeds_the_one_that_is_there(tmp_path: Path) -> None:
    url = make_url(f"sqlite+aiosqlite:///{tmp_path / 'leadbell.db'}")

    with writer_lock(url, create_lock_file=False):
        assert list(tmp_path.iterdir()) == []

    refusal = pytest.raises(DatabaseInUse, match="stop it first")
    with writer_lock(url), refusal, writer_lock(url, create_lock_file=False):
        pass


def test_on_postgresql_any_number_may_run() -> None:
    url = make_url("postgresql+psycopg://localhost/leadbell")

    with writer_lock(url), writer_lock(url):
        pass


def test_a_folder_that_is_not_there_is_named() -> None:
    url = make_url("sqlite+aiosqlite:////nowhere/leadbell.db")

    with pytest.raises(DatabaseUnavailable, match=r"/nowhere/leadbell\.db\.lock"), writer_lock(url):
        pass
