import pytest

from tests.support.memory_app import MemoryApp


@pytest.fixture
def app() -> MemoryApp:
    return MemoryApp()
