import pytest

from tests.application.house import House


@pytest.fixture
def house() -> House:
    return House()
