import asyncio
import shutil
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


@pytest.fixture(scope="session")
def recorded_scene(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scene")
    asyncio.run(a_sqlite_url(folder))
    asyncio.run(a_scene(folder))
    return folder


@pytest.fixture
def scene(recorded_scene: Path, empty_terminal: Terminal) -> Terminal:
    """Two leads, of which one is planned and told about its first step: recorded once, copied for each test."""
    shutil.copytree(recorded_scene, empty_terminal.folder, dirs_exist_ok=True)
    return empty_terminal
