"""Options that choose events of the log."""

from collections.abc import Sequence
from typing import Annotated

import typer

from application.audit.event_query import TOPICS, EventQuery
from entrypoints.cli.arguments import instant, lead_id_argument

OfLead = Annotated[str | None, typer.Option("--lead", help="Only events of this lead.")]
OfOwner = Annotated[
    int | None, typer.Option("--owner", help="Only events of this owner's leads and account, by Telegram id.")
]
ByActor = Annotated[
    str | None,
    typer.Option("--actor", help="Only events by owner, scheduler, relay, operator (any of them) or operator:NAME."),
]
OfKinds = Annotated[
    list[str] | None,
    typer.Option("--kind", help="Only events of this kind, as StepToggled or lead.step_toggled; may be repeated."),
]
Since = Annotated[str | None, typer.Option("--since", help="From this moment on, ISO 8601.")]
Until = Annotated[str | None, typer.Option("--until", help="Up to this moment, ISO 8601.")]


def event_query(
    *,
    lead: str | None,
    owner: int | None = None,
    actor: str | None = None,
    kinds: Sequence[str] = (),
    since: str | None,
    until: str | None,
) -> EventQuery:
    """Raise ``typer.BadParameter``."""
    return EventQuery(
        lead_id=lead_id_argument(lead) if lead else None,
        owner_id=owner,
        actor=actor,
        topics=frozenset(map(_topic, kinds)),
        since=instant(since) if since else None,
        until=instant(until) if until else None,
    )


def _topic(kind: str) -> str:
    if kind in TOPICS.values():
        return kind
    if kind not in TOPICS:
        raise typer.BadParameter(f"there is no kind of event {kind[:80]!r}; there are: {', '.join(sorted(TOPICS))}")
    return TOPICS[kind]
