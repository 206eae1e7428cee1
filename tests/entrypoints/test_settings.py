"""Settings: what is so when nothing is said, what may be said, and what a wrong value is told."""

from base64 import b64encode
from datetime import time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import SecretBytes, SecretStr

from application.delivery.entry import DeliveryPolicy
from application.inbox.house import Access
from domain.account.preferences import Preferences
from domain.worktime import QuietHours
from entrypoints.logs import LogFormat
from entrypoints.settings import PREFIX, Settings, read_settings
from entrypoints.settings_problem import SettingsProblem
from tests.entrypoints.surroundings import without_settings

TOKEN = "8990:do-not-show-me"
MASTER_KEY = b64encode(bytes(32)).decode()
OTHER_KEY = b64encode(b"k" * 32).decode()


@pytest.fixture(autouse=True)
def _nothing_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    without_settings(monkeypatch, tmp_path)


def test_every_setting_has_a_default() -> None:
    assert dict(read_settings()) == {
        "telegram_token": (),
        "telegram_api_url": None,
        "database_url": "sqlite+aiosqlite:///leadbell.db",
        "timezone": ZoneInfo("UTC"),
        "send_time": time(9, 30),
        "quiet_hours": QuietHours(time(20), time(8)),
        "workdays": frozenset(range(5)),
        "poll_interval": timedelta(minutes=15),
        "delivery": DeliveryPolicy.QUARANTINE,
        "request_timeout": timedelta(seconds=10),
        "lease": timedelta(seconds=60),
        "expire_after": timedelta(hours=24),
        "retention": timedelta(days=30),
        "master_key": (),
        "allowed_users": frozenset(),
        "admins": frozenset(),
        "access": Access.OPEN,
        "limit_messages": 120,
        "limit_notes": 300,
        "limit_leads": 10_000,
        "limit_bytes": 10_000_000,
        "trust_clock": False,
        "http_port": None,
        "http_host": "127.0.0.1",
        "log_format": LogFormat.CONSOLE,
    }


def test_new_owners_start_with_what_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in (
        ("TIMEZONE", "Asia/Tokyo"),
        ("SEND_TIME", "10:00"),
        ("QUIET_HOURS", "none"),
        ("WORKDAYS", "sat,sun"),
    ):
        monkeypatch.setenv(PREFIX + name, text)

    preferences = read_settings().preferences

    assert preferences == Preferences("Asia/Tokyo", time(10), quiet_hours=None, working_days=frozenset({5, 6}))


def test_every_setting_is_explained_with_an_example() -> None:
    for field in Settings.model_fields.values():
        assert field.description
        assert field.examples


@pytest.mark.parametrize(
    ("variable", "text", "value"),
    [
        ("TELEGRAM_TOKEN", TOKEN, (SecretStr(TOKEN),)),
        ("TELEGRAM_API_URL", "http://127.0.0.1:8081", "http://127.0.0.1:8081"),
        ("DATABASE_URL", "sqlite+aiosqlite:////srv/leadbell.db", "sqlite+aiosqlite:////srv/leadbell.db"),
        ("DATABASE_URL", "postgresql+psycopg:///leadbell", "postgresql+psycopg:///leadbell"),
        ("TIMEZONE", "Europe/Kyiv", ZoneInfo("Europe/Kyiv")),
        ("SEND_TIME", "08:00", time(8)),
        ("QUIET_HOURS", "22:00-07:30", QuietHours(time(22), time(7, 30))),
        ("QUIET_HOURS", "none", None),
        ("WORKDAYS", "sun-thu", frozenset({6, 0, 1, 2, 3})),
        ("WORKDAYS", "mon, wed,fri", frozenset({0, 2, 4})),
        ("POLL_INTERVAL", "1s", timedelta(seconds=1)),
        ("DELIVERY", "resend", DeliveryPolicy.RESEND),
        ("REQUEST_TIMEOUT", "29s", timedelta(seconds=29)),
        ("LEASE", "2m", timedelta(minutes=2)),
        ("RETENTION", "90d", timedelta(days=90)),
        ("RETENTION", "none", None),
        ("MASTER_KEY", MASTER_KEY, (SecretBytes(bytes(32)),)),
        ("MASTER_KEY", f"{OTHER_KEY}, {MASTER_KEY}", (SecretBytes(b"k" * 32), SecretBytes(bytes(32)))),
        ("ADMINS", "1234567", frozenset({1234567})),
        ("ALLOWED_USERS", "1234567, 7654321", frozenset({1234567, 7654321})),
        ("ALLOWED_USERS", "1234567", frozenset({1234567})),
        ("HTTP_PORT", "9090", 9090),
        ("HTTP_HOST", "0.0.0.0", "0.0.0.0"),
        ("LOG_FORMAT", "json", LogFormat.JSON),
    ],
)
def test_a_variable_sets_its_setting(monkeypatch: pytest.MonkeyPatch, variable: str, text: str, value: object) -> None:
    monkeypatch.setenv(PREFIX + variable, text)

    assert getattr(read_settings(), variable.lower()) == value


@pytest.mark.parametrize(
    ("variable", "text", "problem", "example"),
    [
        ("TELEGRAM_API_URL", "localhost:8081", "begins with http:// or https://", "http://127.0.0.1:8081"),
        ("TELEGRAM_API_URL", "https://", "begins with http:// or https://", "http://127.0.0.1:8081"),
        ("TIMEZONE", "Europe/Atlantis", "there is no such time zone", "Europe/Kyiv"),
        ("TIMEZONE", "../../etc/passwd", "there is no such time zone", "Europe/Kyiv"),
        ("SEND_TIME", "half past nine", "hours and minutes on a 24-hour clock", "09:30"),
        ("SEND_TIME", "24:00", "hours and minutes on a 24-hour clock", "09:30"),
        ("SEND_TIME", "09:30+02:00", "hours and minutes on a 24-hour clock", "09:30"),
        ("SEND_TIME", "21:00", "must lie outside of LEADBELL_QUIET_HOURS", "09:30 and 20:00-08:00"),
        ("QUIET_HOURS", "at night", "two times of day", "20:00-08:00"),
        ("QUIET_HOURS", "20:00-20:00", "two different times of day", "20:00-08:00"),
        ("QUIET_HOURS", "09:00-10:00", "must lie outside of LEADBELL_QUIET_HOURS", "09:30 and 20:00-08:00"),
        ("WORKDAYS", "weekdays", "name days of the week", "mon-fri"),
        ("WORKDAYS", ",", "name one day at least", "mon-fri"),
        ("POLL_INTERVAL", "15", "a whole number and a unit: s, m, h or d", "15m"),
        ("POLL_INTERVAL", "0s", "must be at least 1s", "15m"),
        ("DELIVERY", "maybe", "'quarantine' or 'resend'", "quarantine"),
        ("REQUEST_TIMEOUT", "ten", "a whole number and a unit: s, m, h or d", "10s"),
        ("REQUEST_TIMEOUT", "30s", "less than half of LEADBELL_LEASE", "10s and 60s"),
        ("REQUEST_TIMEOUT", "0s", "less than half of LEADBELL_LEASE", "10s and 60s"),
        ("LEASE", "-1m", "a whole number and a unit: s, m, h or d", "60s"),
        ("LEASE", "20s", "less than half of LEADBELL_LEASE", "10s and 60s"),
        ("RETENTION", "a month", "a whole number and a unit: s, m, h or d", "30d"),
        ("RETENTION", "1m", "must be at least 1h", "30d"),
        ("MASTER_KEY", "hunter2", "32 random bytes in base64", "openssl rand -base64 32"),
        ("MASTER_KEY", OTHER_KEY[:20], "32 random bytes in base64", "openssl rand -base64 32"),
        ("ADMINS", "@anna", "whole numbers, with commas in between", "1234567"),
        ("HTTP_PORT", "0", "greater than or equal to 1", "9090"),
        ("HTTP_PORT", "65536", "less than or equal to 65535", "9090"),
        ("LOG_FORMAT", "xml", "'console' or 'json'", "json"),
        ("ALLOWED_USERS", "@anna", "whole numbers, with commas in between", "1234567, 7654321"),
        ("ALLOWED_USERS", "1234567 @anna", "whole numbers, with commas in between", "1234567, 7654321"),
    ],
)
def test_a_wrong_value_is_answered_with_the_variable_the_problem_and_an_example(
    monkeypatch: pytest.MonkeyPatch, variable: str, text: str, problem: str, example: str
) -> None:
    monkeypatch.setenv(PREFIX + variable, text)

    with pytest.raises(SettingsProblem) as refusal:
        read_settings()

    [line] = str(refusal.value).splitlines()
    assert PREFIX + variable in line
    assert problem in line
    assert example in line


def test_all_wrong_values_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEADBELL_TIMEZONE", "Atlantis")
    monkeypatch.setenv("LEADBELL_DELIVERY", "maybe")

    with pytest.raises(SettingsProblem) as refusal:
        read_settings()

    assert [line.partition(":")[0] for line in str(refusal.value).splitlines()] == [
        "LEADBELL_TIMEZONE",
        "LEADBELL_DELIVERY",
    ]


@pytest.mark.parametrize(
    ("variable", "wrong"),
    [("TIMEZONE", "Atlantis"), ("LEASE", "1s"), ("ALLOWED_USERS", TOKEN)],
)
def test_a_refusal_shows_no_secret_whatever_else_is_wrong(
    monkeypatch: pytest.MonkeyPatch, variable: str, wrong: str
) -> None:
    monkeypatch.setenv("LEADBELL_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv(PREFIX + variable, wrong)

    with pytest.raises(SettingsProblem) as refusal:
        read_settings()

    assert "do-not-show-me" not in str(refusal.value)
    assert refusal.value.__cause__ is None  # a traceback would show the value that was refused
    assert refusal.value.__suppress_context__


def test_an_empty_variable_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.setenv(PREFIX + name.upper(), "")

    assert read_settings() == Settings.model_construct()


def test_a_file_called_env_is_read_and_the_environment_has_the_last_word(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lines = ("# ours", "LEADBELL_TIMEZONE=Europe/Kyiv", 'LEADBELL_SEND_TIME="08:00"', "FOREIGN=1")
    (tmp_path / ".env").write_text("\n".join(lines))
    monkeypatch.setenv("LEADBELL_SEND_TIME", "10:15")

    settings = read_settings()

    assert settings.timezone == ZoneInfo("Europe/Kyiv")
    assert settings.send_time == time(10, 15)
