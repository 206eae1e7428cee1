"""``leadbell`` as it is typed, in this process: its output, its errors and its exit code."""

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from entrypoints.cli.command import run, typed_tree
from entrypoints.settings import PREFIX
from tests.entrypoints.log_settings import kept_log_settings
from tests.entrypoints.surroundings import without_settings


@dataclass(frozen=True, slots=True)
class Ended:
    code: int
    output: str
    errors: str

    def json(self) -> Any:
        """Nothing but JSON was printed."""
        assert self.errors == ""
        return json.loads(self.output)


@dataclass(frozen=True, slots=True)
class Terminal:
    """In ``folder``, where ``leadbell.db`` is by default; ``settings`` are variables without their prefix."""

    folder: Path
    settings: tuple[tuple[str, str], ...] = ()

    def with_settings(self, **settings: str) -> "Terminal":
        return Terminal(self.folder, (*self.settings, *settings.items()))

    def leadbell(self, *arguments: str) -> Ended:
        output, errors = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, kept_log_settings():
            without_settings(patch, self.folder)
            for name, value in self.settings:
                patch.setenv(PREFIX + name, value)
            patch.setenv("COLUMNS", "300")
            patch.setattr(sys, "argv", ["leadbell", *arguments])
            with redirect_stdout(output), redirect_stderr(errors):
                code = _exit_code()
        return Ended(code, output.getvalue(), errors.getvalue())


def _exit_code() -> int:
    """Anything but an exit gets out of here, as a traceback would."""
    try:
        run(typed_tree())
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    return 0
