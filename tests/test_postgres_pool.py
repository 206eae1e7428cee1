"""A database of the pool is as the migrations left it, whoever had it before."""

import pytest

from tests.support.databases import postgres_pool
from tests.support.postgres_server import connected

TRACES = (
    "INSERT INTO projection_positions VALUES ('a read model', 7)",
    "DELETE FROM log_head",
    "CREATE TABLE lead_list__1 (LIKE lead_list)",
    "SELECT nextval('stored_events_id_seq')",
)


def test_who_comes_next_finds_no_trace() -> None:
    pool = postgres_pool()
    name = pool.take()
    before = pool.contents(name)
    with connected(name) as connection:
        for statement in TRACES:
            connection.execute(statement)

    pool.give_back(name)

    assert pool.take() == name
    assert pool.contents(name) == before
    pool.give_back(name)


@pytest.mark.parametrize("change", ["ALTER TABLE lead_list ADD extra text", "DROP INDEX ix_lead_list_bot_id_owner_id"])
def test_a_database_whose_tables_differ_is_not_used_again(change: str) -> None:
    pool = postgres_pool()
    name = pool.take()
    with connected(name) as connection:
        connection.execute(change)

    pool.give_back(name)

    successor = pool.take()
    assert successor != name
    pool.give_back(successor)
