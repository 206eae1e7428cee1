"""``leadbell projections rebuild``: read models computed anew in shadow tables, which then take their places."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

import typer

from application.projections.rebuild import Rebuilt
from entrypoints.bootstrap.app import App
from entrypoints.cli.app import with_app
from entrypoints.cli.arguments import AsJson
from entrypoints.cli.output import plain, show_rows
from entrypoints.cli.projections.progress import progress_shown
from entrypoints.cli.projections.verify import Name, projections_named, say_differences, verify_and_report

Batch = Annotated[int, typer.Option("--batch", min=1, max=10_000, help="How many events are folded at a time.")]
VerifyOnly = Annotated[
    bool,
    typer.Option(
        "--verify-only", help="Compare with the log as `verify` does, write nothing; exits 1 on a difference."
    ),
]


def rebuild(name: Name = None, verify_only: VerifyOnly = False, batch: Batch = 2000, as_json: AsJson = False) -> None:
    """Compute read models from the log anew, while the bot goes on. Sends nothing and touches no outbox."""
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
    show_rows(rows, ("name", "position", "rows", "mended"), as_json=as_json, empty="")
    if not as_json:
        for one in rebuilt:
            say_differences(one.mended)
