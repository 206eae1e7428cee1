import asyncio
from pathlib import Path

import pytest

from tests.entrypoints.cli.scene import a_scene
from tests.entrypoints.cli.terminal import Terminal
from tests.support.databases import a_sqlite_url


@pytest.fixture
def empty_terminal(tmp_path: Path) -> Terminal:
    """In an empty folder: there is no database yet."""
    return Terminal(tmp_path)


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """With the tables of this program, and nothing in them."""
    asyncio.run(a_sqlite_url(tmp_path))
    return Terminal(tmp_path)


@pytest.fixture
def scene(terminal: Terminal) -> Terminal:
    """Two leads, of which one is planned and told about its first step."""
    asyncio.run(a_scene(terminal.folder))
    return terminal
