"""Causes and effects: a command with all that followed from it, in the order of the log."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass

from application.ports.event_log import Recorded

Events = Callable[[], AsyncIterator[Recorded]]
"""Each call reads the whole log from its beginning."""


@dataclass(frozen=True, slots=True)
class CausalLink:
    """``depth`` counts the causes before it within its chain; 0 is the beginning."""

    recorded: Recorded
    depth: int


async def causation_chain(events: Events, name: str) -> Sequence[CausalLink]:
    """``name`` is the id of a command or a correlation, an event's position, or its lead and version, as ``LEAD:3``.
    Empty when no event has that name. Read the log a few times."""
    named = await _first(events, lambda recorded: _has_name(recorded, name))
    return [] if named is None else await _all_from(events, await _beginning(events, named), name)


async def _beginning(events: Events, named: Recorded) -> str:
    """The correlation at the beginning: a claim has a chain of its own, also when an operator made it."""
    correlation_id = named.event.correlation_id
    above = await _first(events, lambda recorded: recorded.event.command_id == correlation_id)
    if above is None or above.position >= named.position:
        return correlation_id
    return await _beginning(events, above)


async def _all_from(events: Events, beginning: str, name: str) -> Sequence[CausalLink]:
    """Includes all that a command of that name did, also where it joined other chains."""
    chain, depths, known = list[CausalLink](), dict[str, int](), {beginning}
    async for recorded in events():
        event = recorded.event
        if event.correlation_id in known or event.command_id == name:
            depths.setdefault(event.command_id, depths.get(event.causation_id, -1) + 1)
            chain.append(CausalLink(recorded, depths[event.command_id]))
            if event.causation_id in known:  # an operator who joins the chain of a claim may join others as well
                known.add(event.command_id)
    return chain


def _has_name(recorded: Recorded, name: str) -> bool:
    event = recorded.event
    place = f"{event.originator_id}:{event.originator_version}"
    return name in (event.command_id, event.correlation_id, place, str(recorded.position))


async def _first(events: Events, fits: Callable[[Recorded], bool]) -> Recorded | None:
    return await anext((recorded async for recorded in events() if fits(recorded)), None)
