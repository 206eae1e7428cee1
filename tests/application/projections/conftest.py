from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.memory_app import MemoryApp, an_app_on_a_file


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[MemoryApp]:
    """On a file: memory has no shadow tables."""
    async with an_app_on_a_file(tmp_path) as app:
        yield app
