"""What surrounds a program: the folder it runs in and its environment."""

import os
from pathlib import Path

import pytest

from entrypoints.settings import PREFIX


def without_settings(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """In ``folder``, so that no ``.env`` of ours is read, and without any variable of Leadbell's."""
    monkeypatch.chdir(folder)
    for name in os.environ:
        if name.upper().startswith(PREFIX):
            monkeypatch.delenv(name)
