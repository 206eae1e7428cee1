"""The list of leads, a page at a time."""

from application.delivery.message import Button, Message, Span, Style
from application.leads.queries import LeadPage
from application.ports.read_models import LeadSummary
from application.wording.callback_data import OnLead, ShowPage, Verb
from application.wording.lead_card import shortened
from application.wording.wall_clock import WallClock


def lead_page(page: LeadPage, clock: WallClock) -> Message:
    """A button for each lead, and buttons to the pages beside this one."""
    place = f" · page {page.number + 1} of {page.pages}" if page.pages > 1 else ""
    heading = (Span("Your leads", Style.BOLD), Span(f" ({page.total}){place}\nNext due first. Open one:"))
    rows = [(_lead_button(lead, clock),) for lead in page.leads]
    return Message(heading, (*rows, *_turns(page)))


def _lead_button(lead: LeadSummary, clock: WallClock) -> Button:
    label = f"{shortened(lead.row.title, 28)} · {_progress(lead, clock)}"
    return Button(label, OnLead(Verb.LEAD, lead.row.lead_id).encode())


def _progress(lead: LeadSummary, clock: WallClock) -> str:
    if lead.row.steps_total is None:
        return "plan is being written"
    steps = f"{lead.row.steps_done}/{lead.row.steps_total}"
    return f"{steps} · {clock.shows(lead.next_due_at)}" if lead.next_due_at else steps


def _turns(page: LeadPage) -> list[tuple[Button, ...]]:
    turns = []
    if page.number > 0:
        turns.append(Button("◀️ Back", ShowPage(Verb.LEADS, page.number - 1).encode()))
    if page.number + 1 < page.pages:
        turns.append(Button("More ▶️", ShowPage(Verb.LEADS, page.number + 1).encode()))
    return [tuple(turns)] if turns else []
