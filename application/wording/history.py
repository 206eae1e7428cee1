"""The history of a lead for its owner, a page at a time, the newest first."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from application.delivery.message import Button, Message, Span, Style
from application.wording.callback_data import OnLead, ShowHistory, Verb
from application.wording.history_sentences import Shows, sentence
from application.wording.phrases import shortened
from application.wording.wall_clock import WallClock
from domain.lead import events as happened
from domain.lead.events import Event
from domain.lead.fold import evolve, initial_state
from domain.lead.state import LeadState

LINES = 8
TITLE_LENGTH = 60


def history_page(history: Sequence[Event], number: int, clock: WallClock) -> Message:
    """``history`` is one lead's, whole and in order; ``number`` counts from 0, and a page past the end is the last."""
    state, lines = _replayed(history, _within_its_year(history, clock))
    pages = max(1, -(-len(lines) // LINES))
    number = min(number, pages - 1)
    place = f" · page {number + 1} of {pages}" if pages > 1 else ""
    heading = Span(f"🕓 History: {shortened(state.title, TITLE_LENGTH)}", Style.BOLD)
    shown = list(reversed(lines))[number * LINES : (number + 1) * LINES]
    back = Button("👤 Back to the lead", OnLead(Verb.LEAD, state.lead_id).encode())
    body = "\n".join([f"{place}\n", *shown, f"\nThe newest first. Times are those of {clock.zone.key}."])
    return Message((heading, Span(body)), (*_turns(state, number, pages), (back,)))


def _replayed(history: Sequence[Event], shows: Shows) -> tuple[LeadState, list[str]]:
    """The lead after it, and its lines, the oldest first."""
    first, *rest = history
    if not isinstance(first, happened.LeadCaptured):
        raise ValueError("a lead's history starts with LeadCaptured")
    state, lines = initial_state(first), list[str]()
    lines += _line(first, state, shows)
    for event in rest:
        lines += _line(event, state, shows)
        state = evolve(state, event)
    return state, lines


def _line(event: Event, before: LeadState, shows: Shows) -> Iterator[str]:
    if words := sentence(event, before, shows):
        yield f"{shows(event.timestamp)} · {words}"


def _within_its_year(history: Sequence[Event], clock: WallClock) -> Shows:
    """With the year for events of another year than the newest event."""
    year = history[-1].timestamp.astimezone(clock.zone).year

    def shows(at: datetime) -> str:
        return clock.briefly(at) if at.astimezone(clock.zone).year == year else clock.shows(at)

    return shows


def _turns(state: LeadState, number: int, pages: int) -> list[tuple[Button, ...]]:
    turns = []
    if number > 0:
        turns.append(Button("◀️ Newer", ShowHistory(Verb.HISTORY, state.lead_id, number - 1).encode()))
    if number + 1 < pages:
        turns.append(Button("Older ▶️", ShowHistory(Verb.HISTORY, state.lead_id, number + 1).encode()))
    return [tuple(turns)] if turns else []
