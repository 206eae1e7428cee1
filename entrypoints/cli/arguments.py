"""Arguments and options that many commands take, and how they are read."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from application.ports.read_models import Span
from application.ports.transaction import Transactions
from entrypoints.cli.database import with_database

BEGINNING = re.compile(r"[0-9a-f]{4,31}")
MOST_SHOWN = 5
LONGEST_SHOWN = 60

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=100_000, help="At most so many.")]
LeadId = Annotated[str, typer.Argument(metavar="LEAD", help="The lead's id.")]

OfBot = Annotated[
    int | None, typer.Option("--bot", min=1, max=2**63 - 1, help="Only of this bot, by its number in Telegram.")
]


def path_argument(text: str) -> Path:
    """The name of a file that there is, or may be. Raise ``typer.BadParameter``."""
    path = Path(text)
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        pass  # whoever uses it says so
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise typer.BadParameter(f"no file can be called {text[:LONGEST_SHOWN]!r}: {reason}") from error
    return path


def lead_id_argument(text: str) -> UUID:
    """Also from the beginning of an id, as the bot shows it. Raise ``typer.BadParameter``."""
    try:
        return UUID(text)
    except ValueError as error:
        digits = text.replace("-", "").casefold()
        if BEGINNING.fullmatch(digits):
            return _the_only_lead(digits)
        raise typer.BadParameter(f"{text!r} is no lead id; `leadbell leads list` shows them") from error


def _the_only_lead(digits: str) -> UUID:
    first, last = int(digits.ljust(32, "0"), 16), UUID(digits.ljust(32, "f"))
    span = Span(UUID(int=first - 1) if first else None, last)

    async def look(db: Transactions) -> set[UUID]:
        async with db.read() as tx:
            return await tx.leads.aggregate_ids(span)

    found = sorted(with_database(look))
    if len(found) == 1:
        return found[0]
    if not found:
        raise typer.BadParameter(f"no lead's id begins with {digits}; `leadbell leads list` shows them")
    shown = ", ".join(map(str, found[:MOST_SHOWN]))
    raise typer.BadParameter(f"several leads' ids begin with {digits}: {shown}")


def instant(text: str) -> datetime:
    """Read ISO 8601; without an offset it is UTC. Raise ``typer.BadParameter``."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no moment; an example: 2026-11-23T09:30:00+02:00") from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)
