"""Arguments and options that many commands take, and how they are read."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=100_000, help="At most so many.")]
LeadId = Annotated[str, typer.Argument(metavar="LEAD", help="The lead's id.")]

OfBot = Annotated[int | None, typer.Option("--bot", min=1, help="Only of this bot, by its number in Telegram.")]


def lead_id_argument(text: str) -> UUID:
    """Raise ``typer.BadParameter``."""
    try:
        return UUID(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no lead id; `leadbell leads list` shows them") from error


def instant(text: str) -> datetime:
    """Read ISO 8601; without an offset it is UTC. Raise ``typer.BadParameter``."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no moment; an example: 2026-11-23T09:30:00+02:00") from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)
