"""Values of settings as people write them; a refusal says what to write instead."""

import re
from base64 import b64decode
from datetime import time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, PlainValidator, SecretBytes, SecretStr
from pydantic_settings import NoDecode

from domain.account.preference_words import read_quiet_hours, read_time, read_working_days
from domain.worktime import QuietHours
from entrypoints.durations import parse_duration

MASTER_KEY_BYTES = 32
TOKEN = re.compile(r"[1-9][0-9]{0,14}:[A-Za-z0-9_-]+")
"""It begins with the bot's id."""


def _duration(value: object) -> timedelta:
    return value if isinstance(value, timedelta) else parse_duration(str(value))


def _duration_or_none(value: object) -> timedelta | None:
    return None if value in (None, "none") else _duration(value)


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


def _api_url(url: str) -> str:
    if re.match(r"https?://.", url):
        return url
    raise ValueError("write an address that begins with http:// or https://")


def _master_keys(value: object) -> tuple[SecretBytes, ...]:
    """32 bytes each, in base64."""
    if isinstance(value, tuple):
        return value
    try:
        keys = [b64decode(part.strip(), validate=True) for part in str(value).split(",")]
    except ValueError as error:
        raise ValueError("write 32 random bytes in base64") from error
    if any(len(key) != MASTER_KEY_BYTES for key in keys):
        raise ValueError("write 32 random bytes in base64, no more and no less")
    return tuple(map(SecretBytes, keys))


def _tokens(value: object) -> tuple[SecretStr, ...]:
    if isinstance(value, tuple):
        return value
    text = value.get_secret_value() if isinstance(value, SecretStr) else str(value or "")
    tokens = [part.strip() for part in text.split(",") if part.strip()]
    if not all(TOKEN.fullmatch(token) for token in tokens):
        raise ValueError("write what @BotFather shows, and commas between the tokens of several bots")
    bots = [bot_of_token(token) for token in tokens]
    if twice := [bot_id for bot_id in bots if bots.count(bot_id) > 1]:
        raise ValueError(f"bot {twice[0]} is named twice: keep one token of each bot")
    return tuple(map(SecretStr, tokens))


def bot_of_token(token: str) -> int:
    return int(token.partition(":")[0])


def _ids(value: object) -> object:
    if not isinstance(value, str):
        return value
    parts = value.replace(",", " ").split()
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError("write whole numbers, with commas in between")
    return parts


Duration = Annotated[timedelta, PlainValidator(_duration)]
DurationOrNone = Annotated[timedelta | None, NoDecode, PlainValidator(_duration_or_none)]
Zone = Annotated[ZoneInfo, PlainValidator(_zone)]
WallTime = Annotated[time, PlainValidator(_wall_time)]
Quiet = Annotated[QuietHours | None, NoDecode, PlainValidator(_quiet_hours)]
WorkingDays = Annotated[frozenset[int], NoDecode, PlainValidator(_working_days)]
ApiUrl = Annotated[str, AfterValidator(_api_url)]
MasterKeys = Annotated[tuple[SecretBytes, ...], NoDecode, PlainValidator(_master_keys)]
Tokens = Annotated[tuple[SecretStr, ...], NoDecode, PlainValidator(_tokens)]
Ids = Annotated[frozenset[int], NoDecode, BeforeValidator(_ids)]
