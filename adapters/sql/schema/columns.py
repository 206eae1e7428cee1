"""Column types: instants that are aware and in UTC on both databases, and enumerations kept by their value."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, String, Uuid
from sqlalchemy.types import TypeDecorator

NO_ID = UUID(int=0)

BigId = BigInteger().with_variant(Integer, "sqlite")
"""SQLite hands out ids of its own only for a column called INTEGER."""

EnumT = TypeVar("EnumT", bound=StrEnum)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Naive datetimes raise ``ValueError`` here, at the border, before they can mean two things."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a datetime without a zone cannot be stored: {value!r}")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class EnumText(TypeDecorator[EnumT], Generic[EnumT]):
    """The enumeration's value as text; a value that this program does not know raises ``ValueError``."""

    impl = String(20)
    cache_ok = True

    def __init__(self, enumeration: type[EnumT]) -> None:
        super().__init__()
        self.enumeration = enumeration

    def process_bind_param(self, value: EnumT | None, dialect: Dialect) -> str | None:
        return None if value is None else value.value

    def process_result_value(self, value: Any, dialect: Dialect) -> EnumT | None:
        return None if value is None else self.enumeration(value)


class ForgivingUuid(TypeDecorator[UUID]):
    """An id. A value that was put there by hand and is no id reads as ``NO_ID``, so that it does not stop a reader of
    the other rows, and can be found."""

    impl = Uuid
    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: Any) -> Callable[[Any], UUID | None]:
        read = super().result_processor(dialect, coltype)

        def forgiving(value: Any) -> UUID | None:
            try:
                return read(value) if read is not None else value
            except (ValueError, AttributeError):
                return NO_ID

        return forgiving


def as_bytes(value: Any) -> bytes:
    """Of a column of bytes. In SQLite a text or a number can be put there by hand: then the bytes differ."""
    return bytes(value) if isinstance(value, bytes | bytearray | memoryview) else str(value).encode()
