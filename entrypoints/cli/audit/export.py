"""``leadbell audit export``: the log for other systems, as JSON Lines of CloudEvents."""

import json
import sys
from pathlib import Path
from typing import IO, Annotated

import typer

from application.audit.audit import Audit
from application.audit.event_query import EventQuery
from application.ports.transaction import Transactions
from entrypoints.cli.arguments import path_argument
from entrypoints.cli.audit.cloud_events import cloud_event
from entrypoints.cli.audit.event_choices import OfLead, Since, Until, event_query
from entrypoints.cli.database import with_database
from entrypoints.cli.db.new_file import new_file
from entrypoints.cli.output import say

Into = Annotated[
    Path | None, typer.Argument(parser=path_argument, metavar="FILE", help="A new file; without one they are printed.")
]


def export(file: Into = None, lead: OfLead = None, since: Since = None, until: Until = None) -> None:
    """Print the events as JSON Lines, one CloudEvents 1.0 object a line, in the order of the log."""
    query = event_query(lead=lead, since=since, until=until)
    if file is None:
        _write(query, sys.stdout)
        return
    try:
        with new_file(file) as lines:
            written = _write(query, lines)
    except FileExistsError as error:
        raise typer.BadParameter(f"{file} is there already, and is not replaced: name another file") from error
    except OSError as error:
        raise typer.BadParameter(f"{file} cannot be written: {error.strerror}") from error
    say(f"{written} events are in {file}.")


def _write(query: EventQuery, lines: IO[str]) -> int:
    """Return how many. They are read and written a page at a time."""

    async def work(db: Transactions) -> int:
        written = 0
        async for recorded in Audit(db).events(query):
            lines.write(json.dumps(cloud_event(recorded)) + "\n")
            written += 1
        return written

    return with_database(work)
