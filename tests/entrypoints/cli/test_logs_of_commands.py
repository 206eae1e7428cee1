"""The logs of a command are as the settings say; and are there when the settings are wrong."""

import json
import logging
from pathlib import Path

import pytest

from entrypoints.cli import database
from entrypoints.settings_problem import SettingsProblem
from tests.entrypoints.log_settings import kept_log_settings
from tests.entrypoints.surroundings import without_settings

OURS = logging.getLogger("entrypoints.cli")


def test_the_settings_choose_the_format(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    without_settings(monkeypatch, tmp_path)
    monkeypatch.setenv("LEADBELL_LOG_FORMAT", "json")

    with kept_log_settings():
        database.settings_and_logs()
        OURS.warning("it failed")

    assert json.loads(capsys.readouterr().err)["event"] == "it failed"


def test_there_are_logs_while_the_settings_are_read_and_when_they_are_wrong(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    without_settings(monkeypatch, tmp_path)
    monkeypatch.setenv("LEADBELL_LOG_FORMAT", "xml")

    with kept_log_settings():
        with pytest.raises(SettingsProblem, match="LEADBELL_LOG_FORMAT"):
            database.settings_and_logs()
        OURS.info("it goes on")

    assert "it goes on [entrypoints.cli]" in capsys.readouterr().err
