"""``leadbell projections``, continued: the versions of read models that are kept."""

from collections.abc import Sequence

from application.ports.projection_versions import Version
from application.projections.versions import RolledBack
from entrypoints.bootstrap import App
from entrypoints.cli.opening import AsJson, with_app
from entrypoints.cli.output import plain, say, show_rows
from entrypoints.cli.projections.differences import say_differences
from entrypoints.cli.projections.names import Name, projections_named
from entrypoints.cli.projections.rebuild_display import progress_shown
from entrypoints.cli.requests import DryRun, Reason, Yes, deliberately, request

COLUMNS = ("projection", "number", "state", "position", "started_at")


def show_versions(as_json: AsJson = False) -> None:
    """The read models and their versions: in use, being computed, in use before."""
    rows = [plain(one) for one in with_app(lambda app: app.versions.all())]
    show_rows(rows, COLUMNS, as_json=as_json, empty="There are no projections.")


def rollback(reason: Reason, name: Name = None, dry_run: DryRun = False, yes: Yes = False) -> None:
    """Puts previous versions in use again, brought up to the log; the present ones are kept as the previous ones."""
    chosen, wanted = projections_named(name) if name else None, request(reason)

    def change(*, dry_run: bool) -> Sequence[RolledBack]:
        async def work(app: App) -> Sequence[RolledBack]:
            projections = chosen or await app.versions.with_previous()
            with progress_shown(app.clock) as report:
                return [await app.versions.roll_back(one, wanted, report, dry_run=dry_run) for one in projections]

        return with_app(work)

    deliberately(change, _say_rolled_back, "Put these in use?", dry_run=dry_run, yes=yes)


def prune(reason: Reason, dry_run: DryRun = False, yes: Yes = False) -> None:
    """Drops all versions that are not in use: previous ones, and those that were begun and not finished."""
    wanted = request(reason)

    def change(*, dry_run: bool) -> Sequence[Version]:
        return with_app(lambda app: app.versions.prune(wanted, dry_run=dry_run))

    deliberately(change, _say_pruned, "Drop them?", dry_run=dry_run, yes=yes)


def _say_rolled_back(changed: Sequence[RolledBack], *, dry_run: bool) -> None:
    if not changed:
        say("No read model has a previous version.")
    for one in changed:
        verb = "would be" if dry_run else "is"
        say(f"{one.name}: version {one.version} {verb} in use instead of {one.instead_of}")
        if one.done is not None:
            say_differences(one.done.mended)


def _say_pruned(changed: Sequence[Version], *, dry_run: bool) -> None:
    verb = "Would be dropped" if dry_run else "Dropped"
    for one in changed:
        say(f"{verb}: version {one.number} of {one.projection} ({one.state})")
    if not changed:
        say("There is nothing to drop.")
