"""``leadbell projections``: the read models, computed anew and compared with the log."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

import typer

from application.errors import UnreadableEvent
from application.projections.comparison import Comparison
from application.projections.rebuild import Rebuilt
from application.projections.registry import PROJECTIONS, Projection
from application.projections.verification import Verified
from entrypoints.bootstrap import App
from entrypoints.cli.opening import AsJson, with_app
from entrypoints.cli.output import plain, print_json, say, show_rows
from entrypoints.cli.projections.rebuild_display import progress_shown

cli = typer.Typer(help="The read models: where they are, computed anew, compared with the log.", no_args_is_help=True)

Name = Annotated[str | None, typer.Argument(help="One of them; all without a name.")]
Batch = Annotated[int, typer.Option("--batch", min=1, max=10_000, help="So many events are folded at a time.")]
VerifyOnly = Annotated[
    bool,
    typer.Option(
        "--verify-only", help="Compare with the log as `verify` does, write nothing; exits 1 on a difference."
    ),
]


@cli.command("status")
def status(as_json: AsJson = False) -> None:
    """How far each read model has been computed, and where the log is."""
    rows = [plain(one) for one in with_app(lambda app: app.use.verification.status())]
    show_rows(rows, ("name", "position", "head"), as_json=as_json, empty="There are no projections.")


@cli.command("list")
def show_unfinished(as_json: AsJson = False) -> None:
    """Rebuilds that are under way or were interrupted: how far the shadow table of each read model is."""
    rows = [plain(one) for one in with_app(lambda app: app.use.rebuild.unfinished())]
    columns = ("projection", "started_at", "until", "position")
    show_rows(rows, columns, as_json=as_json, empty="No read model is being computed anew.")


@cli.command("rebuild")
def rebuild(name: Name = None, verify_only: VerifyOnly = False, batch: Batch = 2000, as_json: AsJson = False) -> None:
    """Computes read models from the log anew, while the bot goes on. Sends nothing and touches no outbox."""
    chosen = projections_named(name)
    if verify_only:
        verify_and_report(chosen, as_json=as_json, batch=batch)
        return

    async def work(app: App) -> Sequence[Rebuilt]:
        rebuild = replace(app.use.rebuild, batch=batch)
        with progress_shown(app.clock) as report:
            return [await rebuild.rebuild(projection, report) for projection in chosen]

    rebuilt = with_app(work)
    rows = [plain(one) if as_json else {**plain(one), "mended": one.mended.count} for one in rebuilt]
    columns = ("name", "position", "rows", "mended")
    show_rows(rows, columns, as_json=as_json, empty="Nothing to rebuild.")
    if not as_json:
        for one in rebuilt:
            say_differences(one.mended)


@cli.command("verify")
def verify(name: Name = None, as_json: AsJson = False) -> None:
    """Folds the log again and compares row by row. Exits 1 and names the rows when there is a difference."""
    verify_and_report(projections_named(name), as_json=as_json)


def projections_named(name: str | None) -> Sequence[Projection]:
    """All of them for None. Raises ``typer.BadParameter``."""
    chosen = [projection for projection in PROJECTIONS if name in (None, projection.name)]
    if not chosen:
        names = ", ".join(projection.name for projection in PROJECTIONS)
        raise typer.BadParameter(f"there is no projection {name!r}; there are: {names}")
    return chosen


def verify_and_report(chosen: Sequence[Projection], *, as_json: bool, batch: int = 2000) -> None:
    """Raises ``typer.Exit`` with 1 when something differs or cannot be read."""

    async def work(app: App) -> Sequence[Verified]:
        verification = replace(app.use.verification, batch=batch)
        return [await verification.verify(projection) for projection in chosen]

    try:
        results = with_app(work)
    except UnreadableEvent as finding:
        if as_json:
            print_json([{"holds": False, "unreadable": str(finding)}])
        else:
            say(f"unreadable: {finding}")
        raise typer.Exit(1) from finding
    _report(results, as_json=as_json)


def _report(results: Sequence[Verified], *, as_json: bool) -> None:
    if as_json:
        print_json([verified_view(result) for result in results])
    else:
        for result in results:
            say_verified(result)
    if not all(result.holds for result in results):
        raise typer.Exit(1)


def say_differences(comparison: Comparison) -> None:
    """The first of them, and how many more there are."""
    for difference in comparison.differences:
        columns = f" in {', '.join(difference.columns)}" if difference.columns else ""
        say(f"  {difference.kind}: {difference.key}{columns}")
    if comparison.count > len(comparison.differences):
        say(f"  … and {comparison.count - len(comparison.differences)} more")


def say_verified(result: Verified) -> None:
    compared = (
        f"{result.aggregates} {result.category}, position {result.position} of {result.head}, digest {result.digest}"
    )
    say(f"{result.name}: {_finding(result)} ({compared})")
    say_differences(result.comparison)


def verified_view(result: Verified) -> dict[str, object]:
    """Flat: counts and differences beside the rest."""
    view: dict[str, object] = plain(result)
    del view["comparison"]
    return {**view, **plain(result.comparison), "holds": result.holds}


def _finding(result: Verified) -> str:
    if result.comparison.count:
        return f"{result.comparison.count} rows differ from the log"
    if result.position > result.head:
        return "ahead of the log"
    return "equal to the log" if result.holds else "behind the log"
