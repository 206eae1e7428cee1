"""The settings: environment variables with the prefix ``LEADBELL_``, or a ``.env`` file."""

import re
from datetime import time, timedelta
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from application.delivery import DeliveryPolicy
from domain.preference_words import read_quiet_hours, read_time, read_working_days
from domain.preferences import Preferences
from domain.worktime import MONDAY_TO_FRIDAY, NIGHT, QuietHours
from entrypoints.durations import parse_duration
from entrypoints.logs import LogFormat

PREFIX = "LEADBELL_"


class SettingsProblem(Exception):
    """``str`` names each wrong variable, its problem and an example; never a secret."""


def _duration(value: object) -> timedelta:
    return value if isinstance(value, timedelta) else parse_duration(str(value))


def _zone(value: object) -> ZoneInfo:
    try:
        return value if isinstance(value, ZoneInfo) else ZoneInfo(str(value))
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("there is no such time zone") from error


def _wall_time(value: object) -> time:
    """A time on each owner's own wall clock."""
    return value if isinstance(value, time) else read_time(str(value))


def _quiet_hours(value: object) -> QuietHours | None:
    return value if value is None or isinstance(value, QuietHours) else read_quiet_hours(str(value))


def _working_days(value: object) -> frozenset[int]:
    return value if isinstance(value, frozenset) else read_working_days(str(value))


def _database_url(url: str) -> str:
    """One that lives in memory is refused: each connection would see another."""
    if re.match(r"sqlite\+aiosqlite:///(?!:memory:).|postgresql\+psycopg://", url):
        return url
    raise ValueError("write sqlite+aiosqlite:///FILE or postgresql+psycopg://USER:PASSWORD@HOST/NAME")


def _api_url(url: str) -> str:
    if re.match(r"https?://.", url):
        return url
    raise ValueError("write an address that begins with http:// or https://")


def _ids(value: object) -> object:
    if not isinstance(value, str):
        return value
    parts = value.replace(",", " ").split()
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError("write whole numbers, with commas in between")
    return parts


Duration = Annotated[timedelta, PlainValidator(_duration)]
Zone = Annotated[ZoneInfo, PlainValidator(_zone)]
WallTime = Annotated[time, PlainValidator(_wall_time)]
Quiet = Annotated[QuietHours | None, NoDecode, PlainValidator(_quiet_hours)]
WorkingDays = Annotated[frozenset[int], NoDecode, PlainValidator(_working_days)]
DatabaseUrl = Annotated[str, AfterValidator(_database_url)]
ApiUrl = Annotated[str, AfterValidator(_api_url)]
Ids = Annotated[frozenset[int], NoDecode, BeforeValidator(_ids)]


class Settings(BaseSettings):
    """Read by ``read_settings``, so that a wrong value gets a clear answer. An empty variable counts as none."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    telegram_token: SecretStr | None = Field(
        None, description="the bot's token, from @BotFather", examples=["123456:AbC…"]
    )
    telegram_api_url: ApiUrl | None = Field(
        None, description="another Bot API server", examples=["http://127.0.0.1:8081"]
    )
    database_url: DatabaseUrl = Field(
        "sqlite+aiosqlite:///leadbell.db",
        description="where everything is kept",
        examples=["postgresql+psycopg://user:password@host/leadbell"],
    )
    timezone: Zone = Field(ZoneInfo("UTC"), description="of new owners", examples=["Europe/Kyiv"])
    send_time: WallTime = Field(time(9, 30), description="when reminders come, of new owners", examples=["09:30"])
    quiet_hours: Quiet = Field(
        NIGHT, description="when no reminder comes, of new owners", examples=["20:00-08:00", "none"]
    )
    workdays: WorkingDays = Field(
        MONDAY_TO_FRIDAY, description="on which reminders come, of new owners", examples=["mon-fri", "sun-thu"]
    )
    poll_interval: Duration = Field(
        timedelta(minutes=15), description="the longest sleep between two looks for what is due", examples=["15m"]
    )
    delivery: DeliveryPolicy = Field(
        DeliveryPolicy.QUARANTINE,
        description="what to do when nobody can know whether a message arrived",
        examples=["quarantine", "resend"],
    )
    request_timeout: Duration = Field(
        timedelta(seconds=10), description="how long Telegram may take for one message", examples=["10s"]
    )
    lease: Duration = Field(timedelta(seconds=60), description="how long a sender may hold a message", examples=["60s"])
    expire_after: Duration = Field(
        timedelta(hours=24),
        description="how late a reminder may come; later it goes to the overdue list",
        examples=["24h"],
    )
    allowed_users: Ids = Field(
        frozenset(), description="Telegram user ids; empty lets everybody in", examples=["1234567, 7654321"]
    )
    http_port: int | None = Field(
        None, ge=1, le=65535, description="where health and metrics are served; none serves nothing", examples=["9090"]
    )
    http_host: str = Field("127.0.0.1", description="the address that listens there", examples=["0.0.0.0"])  # noqa: S104
    log_format: LogFormat = Field(
        LogFormat.CONSOLE, description="logs for people or for programs", examples=["json", "console"]
    )

    @model_validator(mode="after")
    def _lease_outlives_its_call(self) -> Self:
        if not timedelta() < self.request_timeout < self.lease / 2:
            raise ValueError("LEADBELL_REQUEST_TIMEOUT must be less than half of LEADBELL_LEASE, e.g. 10s and 60s")
        if self.quiet_hours is not None and self.quiet_hours.contains(self.send_time):
            raise ValueError("LEADBELL_SEND_TIME must lie outside of LEADBELL_QUIET_HOURS, e.g. 09:30 and 20:00-08:00")
        if self.expire_after < timedelta(minutes=1):
            raise ValueError("LEADBELL_EXPIRE_AFTER must be at least 1m, e.g. 24h")
        if self.poll_interval < timedelta(seconds=1):
            raise ValueError("LEADBELL_POLL_INTERVAL must be at least 1s, e.g. 15m")
        return self

    @property
    def preferences(self) -> Preferences:
        """Of an owner who has said nothing yet."""
        return Preferences(
            zone=self.timezone.key,
            send_time=self.send_time,
            quiet_hours=self.quiet_hours,
            working_days=self.workdays,
        )


def read_settings(**overrides: object) -> Settings:
    """Raises ``SettingsProblem``."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]  # pydantic checks them
    except ValidationError as error:
        problems = [_problem(str(one["loc"][0]) if one["loc"] else "", one["msg"]) for one in error.errors()]
        raise SettingsProblem("\n".join(problems)) from None


def _problem(name: str, message: str) -> str:
    """Without the value: it may be a secret."""
    message = message.removeprefix("Value error, ")
    field = Settings.model_fields.get(name)
    if field is None:
        return message
    return f"{PREFIX}{name.upper()}: {message}. For example: {PREFIX}{name.upper()}={(field.examples or [''])[0]}"
