"""The operator gets the command lines of PostgreSQL's own tools, without the password."""

from pathlib import Path

import pytest
from sqlalchemy import make_url

from adapters.sql.operations.server_backup import ServerCopies
from application.ports.copies import BackupRefused

URL = (
    "postgresql+psycopg://me:do-not-show-me@db.test:5433/lead%20bell?sslmode=require&password=nor-me&sslpassword=nor-me"
)
ADDRESS = "'postgresql://me@db.test:5433/lead bell?sslmode=require'"
FILE = Path("monday's backup.dump")


@pytest.fixture
def copies() -> ServerCopies:
    return ServerCopies(make_url(URL))


def test_a_backup_is_made_by_pg_dump(copies: ServerCopies) -> None:
    with pytest.raises(BackupRefused) as refused:
        copies.keep(FILE)

    assert f"pg_dump --format=custom --file='monday'\"'\"'s backup.dump' --dbname={ADDRESS}" in str(refused.value)
    assert "me:" not in str(refused.value)
    assert "nor-me" not in str(refused.value)


async def test_it_is_restored_by_pg_restore_and_fenced_afterwards(copies: ServerCopies) -> None:
    with pytest.raises(BackupRefused) as refused:
        await copies.examine(FILE)

    assert f"pg_restore --clean --if-exists --no-owner --dbname={ADDRESS} " in str(refused.value)
    assert "erased after the dump are back, with their keys: erase them again" in str(refused.value)
    assert "leadbell db upgrade; leadbell outbox fence --since TIME" in str(refused.value)
    assert "me:" not in str(refused.value)
    assert "nor-me" not in str(refused.value)
