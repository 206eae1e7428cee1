"""The steps whose reminder came too late to be sent, a page at a time."""

from application.delivery.message import Button, Message, Span, Style
from application.leads.queries import OverduePage, OverdueStep
from application.wording.callback_data import OnLead, ShowPage, Verb
from application.wording.lead_card import shortened
from application.wording.wall_clock import WallClock
from entrypoints.bot.replies import texts


def overdue_page(page: OverduePage, clock: WallClock) -> Message:
    """A line for each step with a button that opens its lead, and buttons to the pages beside this one."""
    if not page.total:
        return texts.NOTHING_OVERDUE
    place = f" · page {page.number + 1} of {page.pages}" if page.pages > 1 else ""
    told = f" ({page.total}){place}\nYou could not be reminded of them in time. Open one:\n"
    lines = [_line(step, clock) for step in page.steps]
    rows = [(_lead_button(step),) for step in page.steps]
    return Message((Span("Overdue steps", Style.BOLD), Span(told), *lines), (*rows, *_turns(page)))


def _line(step: OverdueStep, clock: WallClock) -> Span:
    return Span(f"\n⏰ {_name(step)} · was due {clock.shows(step.due_at)}")


def _lead_button(step: OverdueStep) -> Button:
    return Button(_name(step), OnLead(Verb.LEAD, step.lead_id).encode())


def _name(step: OverdueStep) -> str:
    return f"{shortened(step.title, 28)} · {shortened(step.action, 40)}"


def _turns(page: OverduePage) -> list[tuple[Button, ...]]:
    turns = []
    if page.number > 0:
        turns.append(Button("◀️ Back", ShowPage(Verb.OVERDUE, page.number - 1).encode()))
    if page.number + 1 < page.pages:
        turns.append(Button("More ▶️", ShowPage(Verb.OVERDUE, page.number + 1).encode()))
    return [tuple(turns)] if turns else []
