"""On memory and on SQLite, forwards and back."""

from datetime import timedelta

import pytest

from tests.support.databases import MEMORY, SQLITE

HOUR = timedelta(hours=1)


@pytest.fixture(params=[MEMORY, SQLITE])
def database(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=[HOUR, -HOUR], ids=["forwards", "back"])
def jump(request: pytest.FixtureRequest) -> timedelta:
    assert isinstance(request.param, timedelta)
    return request.param
