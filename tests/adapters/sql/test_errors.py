"""What a foreign error means: try again, wait, or a mistake of our own."""

import pytest
from psycopg import Error
from sqlalchemy import exc, make_url, text

from adapters.sql.database import SqlDatabase
from adapters.sql.errors import translated
from application.errors import ConcurrentChange, DatabaseAway, DatabaseUnavailable
from tests.support.databases import a_postgres_url, open_for_bot

SERVER = make_url("postgresql+psycopg://me:do-not-show-me@db/leadbell?sslpassword=nor%20me")


class OfState(Error):
    """As psycopg raises it; ``state`` is None for what the driver found itself."""

    def __init__(self, state: str | None, message: str = "no matter") -> None:
        super().__init__(message)
        self.sqlstate = state


def raise_it(state: str | None, kind: type[exc.DBAPIError] = exc.OperationalError, message: str = "no matter") -> None:
    with translated(SERVER):
        raise kind("SELECT", {}, OfState(state, message))


@pytest.mark.parametrize(
    "state",
    [
        *("26000", "42P05", "34000", "0A000"),  # a pooler gave another session
        *("57P01", "57P02", "57P03", "57P05", "57014", "25006", "25P02", "25P03"),  # ended, or not the first any more
        *("08000", "08001", "08003", "08004", "08006", "08P01"),  # cut off
        *("53000", "53100", "53200", "53300", "53400", "55000", "58000", "58030", "XX000", "40003"),  # in need
    ],
)
@pytest.mark.parametrize("kind", [exc.OperationalError, exc.ProgrammingError, exc.NotSupportedError, exc.InternalError])
def test_what_passes_is_waited_for(state: str, kind: type[exc.DBAPIError]) -> None:
    with pytest.raises(DatabaseAway):
        raise_it(state, kind)


@pytest.mark.parametrize("state", ["42P01", "42703", "42883", "42501"])
def test_other_tables_than_ours_and_missing_rights_cost_no_update(state: str) -> None:
    with pytest.raises(DatabaseUnavailable):
        raise_it(state, exc.ProgrammingError)


@pytest.mark.parametrize("state", ["40001", "40P01", "23505", "55P03"])
def test_a_lost_race_is_run_again(state: str) -> None:
    with pytest.raises(ConcurrentChange):
        raise_it(state)


@pytest.mark.parametrize("state", ["21000", "22001", "22P05", "23502", "23503", "42601", "42804"])
def test_our_own_mistake_stays_one(state: str) -> None:
    with pytest.raises(exc.ProgrammingError):
        raise_it(state, exc.ProgrammingError)


@pytest.mark.parametrize(
    ("message", "waits"),
    [
        ("connection refused", True),
        ("failed to resolve host 'db'", True),
        ("FATAL: the database system is starting up", True),
        ("FATAL: sorry, too many clients already", True),
        ('FATAL: password authentication failed for user "me"', False),
        ('FATAL: database "leadbell" does not exist', False),
        ("FATAL: no pg_hba.conf entry for host", False),
        ("FATAL: unsupported startup parameter: options", False),
        ("server does not support SSL, but SSL was required", False),
    ],
)
def test_a_connection_that_cannot_be_made_is_waited_for_when_waiting_helps(message: str, *, waits: bool) -> None:
    with pytest.raises(DatabaseUnavailable) as refused:
        raise_it(None, message=message)

    assert isinstance(refused.value, DatabaseAway) == waits


@pytest.mark.parametrize("said", ["do-not-show-me", "nor me", "nor%20me"])
def test_a_driver_that_repeats_a_password_is_not_quoted(said: str) -> None:
    with pytest.raises(DatabaseUnavailable) as refused:
        raise_it(None, message=f'invalid value "{said}" for something')

    assert said not in str(refused.value)
    assert "sslpassword" not in str(refused.value)


async def change_what_is_only_read(database: SqlDatabase) -> None:
    with translated(database.url):
        async with database.engine.begin() as connection:
            await connection.execute(text("SET TRANSACTION READ ONLY"))
            await connection.execute(text("DELETE FROM installation"))


@pytest.mark.postgresql
async def test_a_session_that_takes_no_changes_is_left() -> None:
    """As after a failover: the former server answers, and only reads."""
    who = text("SELECT pg_backend_pid()")
    async with a_postgres_url() as url, open_for_bot(url) as database:
        async with database.engine.connect() as connection:
            former = await connection.scalar(who)
        with pytest.raises(DatabaseAway):
            await change_what_is_only_read(database)

        async with database.engine.connect() as connection:
            assert await connection.scalar(who) != former
