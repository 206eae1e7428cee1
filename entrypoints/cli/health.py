"""``leadbell health``: figures, findings, and what to do about them."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

import typer

from application.backups.copy_check import WHAT_TO_DO, WHAT_TO_MIND, CopyCheck
from application.delivery.entry import EntryState
from application.operations.findings import Finding, findings, other_bot
from application.operations.health import Figures
from application.ports.bots import KnownBot
from entrypoints.bootstrap.app import App
from entrypoints.cli.app import with_app
from entrypoints.cli.arguments import AsJson
from entrypoints.cli.output import plain, print_json, say, show_one


def health(as_json: AsJson = False) -> None:
    """How Leadbell does, what is wrong and what to do about it. Exits 1 with a finding; a warning is none."""

    async def work(app: App) -> tuple[Figures, CopyCheck, Sequence[KnownBot]]:
        served = app.settings.tokens
        others = await app.use.bots.others(served) if served else []
        return await app.use.health.figures(), await app.use.restored_copy.check(), others

    figures, check, others = with_app(work)
    found = [*([Finding(check.problem, WHAT_TO_DO)] if check.problem else []), *findings(figures)]
    warnings = [Finding(check.warning, WHAT_TO_MIND)] if check.warning else []
    warnings += [other_bot(one) for one in others]
    if as_json:
        print_json({"figures": _json_view(figures), "findings": plain(found), "warnings": plain(warnings)})
    else:
        show_one(dict(_table(figures)), as_json=False)
        say("" if found else "\nNothing is wrong.")
        for sign, one in (*(("✗", one) for one in found), *(("!", one) for one in warnings)):
            say(f"{sign} {one.problem}\n  {one.to_do}")
    if found:
        raise typer.Exit(1)


def _json_view(figures: Figures) -> dict[str, object]:
    """Spans are in seconds, as their names say."""
    return {
        "at": plain(figures.at),
        "due_lag_seconds": figures.due_lag.total_seconds(),
        "send_lag_seconds": figures.send_lag.total_seconds(),
        "entries": plain(figures.entries),
        "oldest_seconds": {state.value: age.total_seconds() for state, age in figures.oldest.items()},
        "attempts": plain(figures.attempts),
        "pauses": plain(figures.pauses),
        "unconfirmed_in_a_row": figures.unconfirmed_in_a_row,
        "unreachable_chats": figures.unreachable_chats,
        "projection_lag_events": plain(figures.projection_lag),
        "updates_waiting": figures.updates_waiting,
        "oldest_update_seconds": figures.oldest_update.total_seconds(),
        "updates_failed": figures.updates_failed,
        "deaths_of_the_last_day": plain(figures.deaths),
        "troubles": plain(figures.troubles),
    }


def _table(figures: Figures) -> Iterator[tuple[str, object]]:
    yield "due lag", _seconds(figures.due_lag)
    yield "send lag", _seconds(figures.send_lag)
    for state in EntryState:
        yield f"entries {state}", _count(figures.entries.get(state, 0), figures.oldest.get(state))
    for verdict, count in sorted(figures.attempts.items()):
        yield f"attempts {verdict}", count
    for pause in figures.pauses:
        yield f"pause {pause.cause}", pause.until or "until `relay resume`"
    yield "unconfirmed in a row", figures.unconfirmed_in_a_row
    yield "unreachable chats", figures.unreachable_chats
    for projection, lag in figures.projection_lag.items():
        yield f"lag of {projection}", f"{lag} events"
    yield "updates failed", figures.updates_failed
    yield "deaths of the last day", sum(figures.deaths.values())
    yield "updates waiting", _count(figures.updates_waiting, figures.oldest_update)


def _count(count: int, oldest: timedelta | None) -> str:
    return f"{count}, the oldest for {_seconds(oldest)}" if count and oldest is not None else str(count)


def _seconds(span: timedelta) -> str:
    return f"{span.total_seconds():.0f} s"
