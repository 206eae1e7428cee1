"""Which events of the log a command is about, as its options say it."""

from collections.abc import Sequence
from typing import Annotated

import typer

from application.audit.event_query import TOPICS, EventQuery
from entrypoints.cli.opening import instant, lead_id_argument

OfLead = Annotated[str | None, typer.Option("--lead", help="Of one lead.")]
OfOwner = Annotated[int | None, typer.Option("--owner", help="Of one owner's leads and account, by their Telegram id.")]
ByActor = Annotated[
    str | None, typer.Option("--actor", help="By owner, scheduler, relay, operator (any of them) or operator:NAME.")
]
OfKinds = Annotated[
    list[str] | None, typer.Option("--kind", help="Of this kind, as StepToggled or lead.step_toggled; may be repeated.")
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
    """Raises ``typer.BadParameter``."""
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
