import pytest

from tests.support.memory_app import House


@pytest.fixture
def house() -> House:
    return House()
