"""The tables that say who may use a bot, and how much. None of them is a projection."""

from sqlalchemy import BigInteger, Column, Integer, String, Table

from adapters.sql.schema.columns import BigId, EnumText, UtcDateTime
from adapters.sql.schema.metadata import metadata
from application.ports.allowances import Bound

allowances = Table(
    "allowances",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("bound", EnumText(Bound), primary_key=True),
    Column("since", UtcDateTime, nullable=False),
    Column("used", BigInteger, nullable=False),
    Column("told_at", UtcDateTime),
)

# Of a code only the hash is kept.
invitations = Table(
    "invitations",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("bot_id", BigInteger, nullable=False),
    Column("code_hash", String(64), nullable=False, unique=True),
    Column("uses", Integer, nullable=False),
    Column("used", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("created_by", String(80), nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("revoked_at", UtcDateTime),
    sqlite_autoincrement=True,
)
