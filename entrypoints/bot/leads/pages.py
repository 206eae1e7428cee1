"""The lists of leads and of overdue steps, a page at a time, and the statistics of an owner's leads."""

from uuid import UUID

from application.delivery.message import Button, Message, Span, Style
from application.leads.queries import LeadPage, OverduePage, OverdueStep
from application.leads.statistics import Statistics
from application.ports.read_models import LeadSummary
from application.read_models.owner_statistics import Tally
from application.wording.callback_data import OnLead, ShowPage, Verb
from application.wording.phrases import shortened
from application.wording.wall_clock import WallClock
from entrypoints.bot.replies import texts

MOST_PLAYBOOKS = 12
"""That have a paragraph of their own, by number of leads: a message has an end."""


def lead_page(page: LeadPage, clock: WallClock) -> Message:
    """A button for each lead, and buttons to the neighbouring pages."""
    if not page.total:
        return texts.NO_LEADS
    heading = f" ({page.total}){_place(page)}\nNext due first. Open one:"
    rows = [
        (_open(lead.row.lead_id, f"{shortened(lead.row.title, 28)} · {_progress(lead, clock)}"),) for lead in page.items
    ]
    return Message((Span("Your leads", Style.BOLD), Span(heading)), (*rows, *_turns(Verb.LEADS, page)))


def overdue_page(page: OverduePage, clock: WallClock) -> Message:
    """A line for each step with a button that opens its lead, and buttons to the neighbouring pages."""
    if not page.total:
        return texts.NOTHING_OVERDUE
    heading = f" ({page.total}){_place(page)}\nYou could not be reminded of them in time. Open one:\n"
    lines = [Span(f"\n⏰ {_name(step)} · was due {clock.shows(step.due_at)}") for step in page.items]
    rows = [(_open(step.lead_id, _name(step)),) for step in page.items]
    spans = (Span("Overdue steps", Style.BOLD), Span(heading), *lines)
    return Message(spans, (*rows, *_turns(Verb.OVERDUE, page)))


def _open(lead_id: UUID, label: str) -> Button:
    return Button(label, OnLead(Verb.LEAD, lead_id).encode())


def _progress(lead: LeadSummary, clock: WallClock) -> str:
    if lead.row.steps_total is None:
        return "plan is being written"
    steps = f"{lead.row.steps_done}/{lead.row.steps_total}"
    return f"{steps} · {clock.shows(lead.next_due_at)}" if lead.next_due_at else steps


def _name(step: OverdueStep) -> str:
    return f"{shortened(step.title, 28)} · {shortened(step.action, 40)}"


def _place(page: LeadPage | OverduePage) -> str:
    return f" · page {page.number + 1} of {page.pages}" if page.pages > 1 else ""


def _turns(verb: Verb, page: LeadPage | OverduePage) -> list[tuple[Button, ...]]:
    turns = []
    if page.number > 0:
        turns.append(Button("◀️ Back", ShowPage(verb, page.number - 1).encode()))
    if page.number + 1 < page.pages:
        turns.append(Button("More ▶️", ShowPage(verb, page.number + 1).encode()))
    return [tuple(turns)] if turns else []


def statistics_page(statistics: Statistics) -> Message:
    """A paragraph for each playbook, and another for all when there are several."""
    if not statistics.playbooks:
        return texts.NO_STATISTICS
    most_used = sorted(statistics.playbooks, key=lambda playbook: -playbook.tally.leads)[:MOST_PLAYBOOKS]
    paragraphs = [span for used in most_used for span in _paragraph(shortened(used.playbook, 60), used.tally)]
    if len(statistics.playbooks) > 1:
        paragraphs += _paragraph("All plans", statistics.total)
    return Message((Span("How your leads are doing", Style.BOLD), *paragraphs, *_explained(statistics.total)))


def _paragraph(name: str, tally: Tally) -> list[Span]:
    percent = "" if tally.reply_percent is None else f" ({tally.reply_percent} %)"
    skipped = f", {tally.skipped} skipped" if tally.skipped else ""
    late = f", {tally.overdue} late" if tally.overdue else ""
    replies = f"💬 {tally.replied} of {tally.leads} replied{percent}"
    steps = f"✅ {tally.done} of {tally.steps} steps done{skipped}{late}"
    return [Span(f"\n\n{name}", Style.ITALIC), Span(f"\n{replies}\n{steps}")]


def _explained(total: Tally) -> list[Span]:
    """For a person who sees the page for the first time."""
    how_to_count = "" if total.replied else "When somebody answers, press 💬 They replied on their card: I cannot know."
    late = "Late is what is still open after its time." if total.overdue else ""
    return [Span(f"\n\n{words}", Style.ITALIC) for words in (how_to_count, late) if words]
