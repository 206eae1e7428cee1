"""``leadbell projections verify``: the read models compared with a new fold of the log."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

import typer

from application.errors import UnreadableEvent
from application.projections.comparison import Comparison
from application.projections.registry import PROJECTIONS, Projection
from application.projections.verification import Verified
from entrypoints.bootstrap.app import App
from entrypoints.cli.app import with_app
from entrypoints.cli.arguments import AsJson
from entrypoints.cli.output import plain, print_json, say

Name = Annotated[str | None, typer.Argument(help="One read model; all without a name.")]


def verify(name: Name = None, as_json: AsJson = False) -> None:
    """Fold the log again and compare row by row. Exits 1 and names the rows when there is a difference."""
    verify_and_report(projections_named(name), as_json=as_json)


def projections_named(name: str | None) -> Sequence[Projection]:
    """All of them for None. Raise ``typer.BadParameter``."""
    chosen = [projection for projection in PROJECTIONS if name in (None, projection.name)]
    if not chosen:
        names = ", ".join(projection.name for projection in PROJECTIONS)
        raise typer.BadParameter(f"there is no read model {name!r}; choose one of: {names}")
    return chosen


def verify_and_report(chosen: Sequence[Projection], *, as_json: bool, batch: int = 2000) -> None:
    """Raise ``typer.Exit`` with 1 when a row differs or an event cannot be read."""

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
    """The first differences, and how many more there are."""
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
