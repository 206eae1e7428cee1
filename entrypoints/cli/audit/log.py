"""``leadbell audit log``: the events as they happened, what led to what, and new ones as they come."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Annotated

import typer

from application.audit.audit import Audit
from application.audit.causation import CausalLink
from application.audit.event_query import EVERYTHING, EventQuery
from application.ports.event_log import Recorded
from application.ports.transaction import Transactions
from entrypoints.bootstrap.database import system_clock
from entrypoints.cli.arguments import AsJson
from entrypoints.cli.audit.event_choices import ByActor, OfKinds, OfLead, OfOwner, Since, Until, event_query
from entrypoints.cli.audit.event_view import event_view
from entrypoints.cli.database import with_database
from entrypoints.cli.output import plain, print_json_line, say, show_rows

COLUMNS = ("position", "timestamp", "event", "id", "version", "actor")
DEFAULT_LIMIT = 500

Chain = Annotated[
    str | None,
    typer.Option(
        help="A command and all that followed from it: the id of one of its commands, the position of an event, or an "
        "event as LEAD:VERSION."
    ),
]
AtMost = Annotated[
    int | None,
    typer.Option(min=1, max=100_000, help=f"At most so many; without it {DEFAULT_LIMIT}, or no limit with --follow."),
]
Following = Annotated[
    bool,
    typer.Option("--follow", help="Print new events as they come, until Ctrl+C; with --since also those since then."),
]


def show_log(
    *,
    lead: OfLead = None,
    owner: OfOwner = None,
    actor: ByActor = None,
    kind: OfKinds = None,
    since: Since = None,
    until: Until = None,
    chain: Chain = None,
    limit: AtMost = None,
    follow: Following = False,
    as_json: AsJson = False,
) -> None:
    """Show the events in the order of the log."""
    query = event_query(lead=lead, owner=owner, actor=actor, kinds=kind or (), since=since, until=until)
    if chain is not None:
        if follow or query != EVERYTHING:
            raise typer.BadParameter("a chain is shown whole: of the other options only --limit and --json go with it")
        _show_chain(chain, limit or DEFAULT_LIMIT, as_json=as_json)
    elif follow:
        _follow(query, limit, as_json=as_json)
    else:
        _show(query, limit or DEFAULT_LIMIT, as_json=as_json)


def _show(query: EventQuery, limit: int, *, as_json: bool) -> None:
    found = with_database(lambda db: Audit(db).log(query, limit=limit + 1))
    empty = "No events." if query == EVERYTHING else "No event fits."
    rows = [event_view(one) if as_json else _row(one) for one in found[:limit]]
    show_rows(rows, COLUMNS, as_json=as_json, empty=empty)
    _say_if_cut(found, limit, as_json=as_json)


def _show_chain(name: str, limit: int, *, as_json: bool) -> None:
    found = with_database(lambda db: Audit(db).chain(name))
    rows = [_link_view(link, as_json=as_json) for link in found[:limit]]
    columns = (*COLUMNS, "command_id")
    show_rows(rows, columns, as_json=as_json, empty="The log has no command and no event of that name.")
    _say_if_cut(found, limit, as_json=as_json)


def _link_view(link: CausalLink, *, as_json: bool) -> dict[str, object]:
    if as_json:
        return {**event_view(link.recorded), "depth": link.depth}
    view = _row(link.recorded)
    return {**view, "event": f"{'   ' * (link.depth - 1)}└─ {view['event']}" if link.depth else view["event"]}


def _row(recorded: Recorded) -> dict[str, object]:
    """Of a table: leads and accounts share a column."""
    return {**event_view(recorded), "id": recorded.event.originator_id}


def _say_if_cut(found: Sequence[object], limit: int, *, as_json: bool) -> None:
    if len(found) > limit and not as_json:
        say(f"These are the first {limit}; more follow: narrow the search, say --since, or raise --limit.")


def _follow(query: EventQuery, limit: int | None, *, as_json: bool) -> None:
    async def work(db: Transactions) -> None:
        printed = 0
        async for recorded in Audit(db).follow(query, system_clock()):
            _print(recorded, as_json=as_json)
            printed += 1
            if printed == limit:
                return

    with suppress(KeyboardInterrupt):  # the usual end of it
        with_database(work)


def _print(recorded: Recorded, *, as_json: bool) -> None:
    if as_json:
        print_json_line(plain(event_view(recorded)))
        return
    event = recorded.event
    time, kind = f"{event.timestamp:%Y-%m-%d %H:%M:%S} UTC", type(event).__name__
    say(f"{recorded.position}  {time}  {kind}  {event.originator_id}  {event.originator_version}  {event.actor}")
