"""The planner that is always there: it reads the note, chooses a playbook and fills it in."""

from adapters.playbooks.note.meeting import says_they_met
from adapters.playbooks.note.reader import read_note
from adapters.playbooks.note.words import NoteWords
from adapters.playbooks.personal_text import PersonalText
from adapters.playbooks.playbook import COLD_OUTREACH, MET_AT_AN_EVENT, PlaybookStep
from application.ports.planner import Draft, DraftStep


class PlaybookPlanner:
    """The ``Planner`` without a network: it never raises, and the same note has the same plan."""

    async def draft(self, note: str) -> Draft:
        words = NoteWords.of(note)
        reading = read_note(words)
        playbook = MET_AT_AN_EVENT if says_they_met(words) else COLD_OUTREACH
        text = PersonalText.about(reading)
        return Draft(playbook.name, reading.prospect, tuple(_drafted(step, text) for step in playbook.steps))


def _drafted(step: PlaybookStep, text: PersonalText) -> DraftStep:
    return DraftStep(
        channel=step.channel,
        action=text.fill(step.action),
        suggested_text=text.fill(step.text),
        timing={"delay_days": step.delay_days},
    )
