"""``leadbell projections``: the read models, computed anew and compared with the log."""

from collections.abc import Sequence
from typing import Annotated

import typer

from application.errors import UnreadableEvent
from application.projection_rebuild import Rebuilt, Verified
from application.projections import PROJECTIONS, Projection
from entrypoints.bootstrap import App
from entrypoints.cli.opening import AsJson, with_app
from entrypoints.cli.output import plain, print_json, say, show_rows

cli = typer.Typer(help="The read models: where they are, computed anew, compared with the log.", no_args_is_help=True)

Name = Annotated[str | None, typer.Argument(help="One of them; all without a name.")]


@cli.command("status")
def status(as_json: AsJson = False) -> None:
    """How far each read model has been computed, and where the log is."""
    rows = [plain(one) for one in with_app(lambda app: app.rebuild.status())]
    show_rows(rows, ("name", "position", "head"), as_json=as_json, empty="There are no projections.")


@cli.command("rebuild")
def rebuild(name: Name = None, as_json: AsJson = False) -> None:
    """Computes read models from the log anew. Sends nothing and touches no outbox."""
    chosen = _chosen(name)

    async def work(app: App) -> Sequence[Rebuilt]:
        return [await app.rebuild.rebuild(projection) for projection in chosen]

    rows = [plain(one) for one in with_app(work)]
    show_rows(rows, ("name", "position", "of", "subjects", "rows"), as_json=as_json, empty="Nothing to rebuild.")


@cli.command("verify")
def verify(name: Name = None, as_json: AsJson = False) -> None:
    """Folds the log again and compares row by row. Exits 1 and names the rows when there is a difference."""
    verify_and_report(_chosen(name), as_json=as_json)


def verify_and_report(chosen: Sequence[Projection], *, as_json: bool) -> None:
    """Raises ``typer.Exit`` with 1 when something differs or cannot be read."""

    async def work(app: App) -> Sequence[Verified]:
        return [await app.rebuild.verify(projection) for projection in chosen]

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
        print_json([{**plain(result), "holds": result.holds} for result in results])
    else:
        for result in results:
            _say(result)
    if not all(result.holds for result in results):
        raise typer.Exit(1)


def _say(result: Verified) -> None:
    compared = f"{result.subjects} {result.of}, position {result.position} of {result.head}"
    say(f"{result.name}: {_finding(result)} ({compared})")
    for difference in result.differences[:20]:
        columns = f" in {', '.join(difference.columns)}" if difference.columns else ""
        say(f"  {difference.kind}: {difference.key}{columns}")
    if len(result.differences) > 20:
        say(f"  … and {len(result.differences) - 20} more")


def _finding(result: Verified) -> str:
    if result.differences:
        return f"{len(result.differences)} rows differ from the log"
    return "equal to the log" if result.holds else "behind the log"


def _chosen(name: str | None) -> Sequence[Projection]:
    chosen = [projection for projection in PROJECTIONS if name in (None, projection.name)]
    if not chosen:
        names = ", ".join(projection.name for projection in PROJECTIONS)
        raise typer.BadParameter(f"there is no projection {name!r}; there are: {names}")
    return chosen
