"""``leadbell db upgrade``: the tables."""

from entrypoints.cli.app import with_app
from entrypoints.cli.arguments import AsJson
from entrypoints.cli.output import plain, show_one


def upgrade(as_json: AsJson = False) -> None:
    """Make the tables, or bring them up to this program."""
    show_one(plain(with_app(lambda app: app.upgrade(), ready=False, exclusive=True)), as_json=as_json)
