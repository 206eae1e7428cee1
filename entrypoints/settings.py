"""The settings: environment variables with the prefix ``LEADBELL_``, or a ``.env`` file."""

from collections.abc import Mapping
from datetime import time, timedelta
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, InitSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from application.delivery.entry import DeliveryPolicy
from domain.account.preferences import Preferences
from domain.worktime import MONDAY_TO_FRIDAY, NIGHT
from entrypoints.access_settings import AccessSettings
from entrypoints.env_file import read_env_file
from entrypoints.logs import LogFormat
from entrypoints.setting_values import (
    ApiUrl,
    Duration,
    DurationOrNone,
    MasterKeys,
    Quiet,
    Tokens,
    WallTime,
    WorkingDays,
    Zone,
    bot_of_token,
)
from entrypoints.settings_problem import SettingsProblem

PREFIX = "LEADBELL_"
ENV_FILE = ".env"


class Settings(AccessSettings):
    """Read by ``read_settings``, so that a wrong value gets a clear answer. An empty variable counts as none."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True)

    telegram_token: Tokens = Field(
        (),
        description="the bot's token, from @BotFather; `run` and `worker` need it, and serve several bots when there "
        "are several, with commas in between",
        examples=["123456:AbC…"],
    )
    telegram_api_url: ApiUrl | None = Field(
        None, description="another Bot API server than Telegram's", examples=["http://127.0.0.1:8081"]
    )
    database_url: str = Field(
        "sqlite+aiosqlite:///leadbell.db",
        description="where everything is kept: a SQLite file or a PostgreSQL database",
        examples=["postgresql+psycopg://user:password@host/leadbell"],
    )
    timezone: Zone = Field(
        ZoneInfo("UTC"), description="the zone of new owners until they say where they are", examples=["Europe/Kyiv"]
    )
    send_time: WallTime = Field(
        time(9, 30),
        description="when reminders of new owners come, where a step says a day and no time; not in the quiet hours",
        examples=["09:30"],
    )
    quiet_hours: Quiet = Field(
        NIGHT,
        description="when no reminder comes to new owners, over midnight or not; `none` for no such hours",
        examples=["20:00-08:00", "none"],
    )
    workdays: WorkingDays = Field(
        MONDAY_TO_FRIDAY, description="on which days reminders come to new owners", examples=["mon-fri", "sun-thu"]
    )
    poll_interval: Duration = Field(
        timedelta(minutes=15),
        description="the longest sleep between two looks for what is due; a safety net: reminders come on time anyway",
        examples=["15m"],
    )
    delivery: DeliveryPolicy = Field(
        DeliveryPolicy.QUARANTINE,
        description="what becomes of a message that may have arrived: `quarantine` leaves it, `resend` sends it again",
        examples=["quarantine", "resend"],
    )
    request_timeout: Duration = Field(
        timedelta(seconds=10),
        description="how long Telegram may take for one message; less than half the lease",
        examples=["10s"],
    )
    lease: Duration = Field(
        timedelta(seconds=60),
        description="how long a sender may hold a message before others call it lost",
        examples=["60s"],
    )
    expire_after: Duration = Field(
        timedelta(hours=24),
        description="how late a reminder may come, at least `1m`; what is later goes to its owner's overdue list",
        examples=["24h"],
    )
    retention: DurationOrNone = Field(
        timedelta(days=30),
        description="how long a deleted lead can be restored, at least `1h`; then it is erased; `none` keeps it",
        examples=["30d", "none"],
    )
    master_key: MasterKeys = Field(
        (),
        description="wraps the keys of what people say: 32 random bytes in base64; two with a comma in between, the "
        "new one first, change it",
        examples=["a line of `openssl rand -base64 32`"],
    )
    trust_clock: bool = Field(
        False,
        description="`yes` believes this computer's clock, whatever time Telegram's answers bear",
        examples=["yes"],
    )
    http_port: int | None = Field(
        None,
        ge=1,
        le=65535,
        description="the port where `run` and `worker` serve health and metrics; none serves nothing",
        examples=["9090"],
    )
    http_host: str = Field(
        "127.0.0.1",
        description="the address that listens there; `0.0.0.0` is all of them",
        examples=["0.0.0.0"],  # noqa: S104  # for those who want it
    )
    log_format: LogFormat = Field(
        LogFormat.CONSOLE,
        description="logs, on standard error: `console` for people, `json` for programs, one object a line",
        examples=["json", "console"],
    )

    @model_validator(mode="after")
    def _lease_outlives_its_call(self) -> Self:
        if not timedelta() < self.request_timeout < self.lease / 2:
            raise ValueError("LEADBELL_REQUEST_TIMEOUT must be less than half of LEADBELL_LEASE, e.g. 10s and 60s")
        if self.quiet_hours is not None and self.quiet_hours.contains(self.send_time):
            raise ValueError("LEADBELL_SEND_TIME must lie outside of LEADBELL_QUIET_HOURS, e.g. 09:30 and 20:00-08:00")
        if self.expire_after < timedelta(minutes=1):
            raise ValueError("LEADBELL_EXPIRE_AFTER must be at least 1m, e.g. 24h")
        if self.retention is not None and self.retention < timedelta(hours=1):
            raise ValueError("LEADBELL_RETENTION must be at least 1h, e.g. 30d, or none to keep deleted leads")
        if self.poll_interval < timedelta(seconds=1):
            raise ValueError("LEADBELL_POLL_INTERVAL must be at least 1s, e.g. 15m")
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The file comes last: a variable of the environment outweighs it."""
        variables = {name.upper(): value for name, value in read_env_file(Path(ENV_FILE)).items() if value}
        found = {name: variables.get(f"{PREFIX}{name.upper()}") for name in cls.model_fields}
        file = {name: value for name, value in found.items() if value}
        return init_settings, env_settings, InitSettingsSource(settings_cls, init_kwargs=file)

    @property
    def tokens(self) -> Mapping[int, SecretStr]:
        """Of each bot, in their order."""
        return {bot_of_token(token.get_secret_value()): token for token in self.telegram_token}

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
    """Raise ``SettingsProblem``."""
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
