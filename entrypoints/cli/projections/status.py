"""``leadbell projections status`` and ``list``: how far read models and their shadow tables are."""

from entrypoints.cli.app import with_app
from entrypoints.cli.arguments import AsJson
from entrypoints.cli.output import plain, show_rows


def status(as_json: AsJson = False) -> None:
    """How far each read model has been computed, and where the log ends."""
    rows = plain(with_app(lambda app: app.use.verification.status()))
    show_rows(rows, ("name", "position", "head"), as_json=as_json, empty="There are no read models.")


def list_unfinished(as_json: AsJson = False) -> None:
    """Rebuilds that are running or were interrupted: how far the shadow table of each read model is."""
    rows = plain(with_app(lambda app: app.use.rebuild.unfinished()))
    columns = ("projection", "started_at", "until", "position")
    show_rows(rows, columns, as_json=as_json, empty="No read model is being computed anew.")
