"""``leadbell invitations list`` and ``revoke``."""

from dataclasses import asdict
from typing import Annotated

import typer

from application.ports.invitations import Invitation
from entrypoints.cli.app import with_app
from entrypoints.cli.arguments import AsJson, Limit, OfBot
from entrypoints.cli.output import say, show_rows
from entrypoints.cli.requests import DryRun, Reason, request

COLUMNS = ("invitation_id", "uses", "used", "created_at", "created_by", "expires_at", "revoked_at")


def list_invitations(bot: OfBot = None, as_json: AsJson = False, limit: Limit = 100) -> None:
    """List invitations, the newest first. Their codes are kept nowhere."""
    found = with_app(lambda app: app.of_bot(bot).access.invitations(limit=limit))
    show_rows(list(map(_view, found)), COLUMNS, as_json=as_json, empty="There are no invitations.")


def revoke(
    invitation_id: Annotated[int, typer.Argument(help="The invitation's number, as `invitations list` shows it.")],
    reason: Reason,
    bot: OfBot = None,
    dry_run: DryRun = False,
) -> None:
    """Take an invitation back: it lets in nobody more. Who came with it stays; `accounts block` keeps a person out."""
    wanted = request(reason)
    with_app(lambda app: app.of_bot(bot).access.revoke(wanted, invitation_id, dry_run=dry_run))
    say(f"Invitation {invitation_id} {'would be' if dry_run else 'is'} revoked.")


def _view(invitation: Invitation) -> dict[str, object]:
    fields = asdict(invitation)
    return {"invitation_id": fields.pop("id"), **fields}
