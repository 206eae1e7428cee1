"""Whatever is typed: exit code 0, 1 or 2, and for 2 a line that says why."""

import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings

from tests.entrypoints.cli.any_arguments import command_lines
from tests.entrypoints.cli.terminal import Ended, Terminal
from tests.support.leads import LEAD_ID

PATIENTLY = settings(suppress_health_check=list(HealthCheck), deadline=None)


def bear(recorded_scene: Path, line: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(recorded_scene, folder, dirs_exist_ok=True)
        ended = Terminal(Path(folder)).leadbell(*line)
    assert ended.code in (0, 1, 2)
    assert "Traceback" not in ended.errors
    if ended.code == 2:
        assert len(ended.errors.splitlines()) == 1 or "--help" in ended.output
    if "--json" in line:
        _require_json(ended)


def _require_json(ended: Ended) -> None:
    assert ended.output == "" or json.loads(ended.output) is not None


@settings(PATIENTLY, max_examples=150)
@given(line=command_lines())
@example(line=("audit", "why", f"{LEAD_ID}:1:99999999999999999999", "--json"))
def test_any_arguments_are_borne(recorded_scene: Path, line: Sequence[str]) -> None:
    bear(recorded_scene, line)


@pytest.mark.faults
def test_3_000_command_lines_are_borne(recorded_scene: Path) -> None:
    counted = [0]

    @settings(PATIENTLY, max_examples=3_000)
    @given(line=command_lines())
    def any_line(line: Sequence[str]) -> None:
        counted[0] += 1
        bear(recorded_scene, line)

    any_line()

    print(f"{counted[0]:,} command lines")  # noqa: T201  # for make faults
