"""``leadbell projections status`` and ``list``: how far read models are, and whether they are computed anew."""

from collections.abc import Sequence

from application.ports.shadow_tables import ShadowTable
from application.projections.verification import ProjectionStatus
from entrypoints.bootstrap.app import App
from entrypoints.cli.app import with_app
from entrypoints.cli.arguments import AsJson
from entrypoints.cli.output import plain, show_rows


def status(as_json: AsJson = False) -> None:
    """How far each read model has been computed, and where the log ends."""
    rows = plain(with_app(lambda app: app.use.verification.status()))
    show_rows(rows, ("name", "position", "head"), as_json=as_json, empty="There are no read models.")


def list_projections(as_json: AsJson = False) -> None:
    """All read models, with their rebuilds that are running or were interrupted."""

    async def work(app: App) -> tuple[Sequence[ProjectionStatus], dict[str, ShadowTable]]:
        unfinished = {one.projection: one for one in await app.use.rebuild.unfinished()}
        return await app.use.verification.status(), unfinished

    found, unfinished = with_app(work)
    rows = [{**plain(one), **_rebuild_of(unfinished.get(one.name))} for one in found]
    columns = ("name", "position", "rebuild_started_at", "rebuild_until", "rebuild_position")
    show_rows(rows, columns, as_json=as_json, empty="There are no read models.")


def _rebuild_of(shadow: ShadowTable | None) -> dict[str, object]:
    return {
        "rebuild_started_at": shadow and shadow.started_at,
        "rebuild_until": shadow and shadow.until,
        "rebuild_position": shadow and shadow.position,
    }
