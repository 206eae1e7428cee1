"""How an owner's leads are doing."""

from collections.abc import Sequence

from application.delivery.message import Message, Span, Style
from application.leads.statistics import Statistics
from application.read_models.owner_statistics import PlaybookTally, Tally
from application.wording.lead_card import shortened
from entrypoints.bot.replies import texts

MOST_PLAYBOOKS = 12
"""That are shown one by one, those with most leads: a message has an end."""


def statistics_page(statistics: Statistics) -> Message:
    """A paragraph for each playbook, and one for all when there are more than one."""
    if not statistics.playbooks:
        return texts.NO_STATISTICS
    shown = _most_used(statistics.playbooks)
    paragraphs = [span for one in shown for span in _paragraph(shortened(one.playbook, 60), one.tally)]
    if len(statistics.playbooks) > 1:
        paragraphs += _paragraph("All plans", statistics.total)
    return Message((Span("How your leads are doing", Style.BOLD), *paragraphs, *_explained(statistics.total)))


def _most_used(playbooks: Sequence[PlaybookTally]) -> Sequence[PlaybookTally]:
    return sorted(playbooks, key=lambda one: -one.tally.leads)[:MOST_PLAYBOOKS]


def _paragraph(name: str, tally: Tally) -> list[Span]:
    return [
        Span(f"\n\n{name}", Style.ITALIC),
        Span(f"\n💬 {_replies(tally)}\n✅ {_steps(tally)}"),
    ]


def _replies(tally: Tally) -> str:
    percent = "" if tally.reply_percent is None else f" ({tally.reply_percent} %)"
    return f"{tally.replied} of {tally.leads} replied{percent}"


def _steps(tally: Tally) -> str:
    """What is nought goes without saying."""
    skipped = f", {tally.skipped} skipped" if tally.skipped else ""
    late = f", {tally.overdue} late" if tally.overdue else ""
    return f"{tally.done} of {tally.steps} steps done{skipped}{late}"


def _explained(total: Tally) -> list[Span]:
    """What those who see it for the first time could not know."""
    untold = "" if total.replied else "When somebody answers, press 💬 They replied on their card: I cannot know."
    late = "Late is what is still open after its time." if total.overdue else ""
    return [Span(f"\n\n{words}", Style.ITALIC) for words in (untold, late) if words]
