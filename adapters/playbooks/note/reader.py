"""The prospect of a note. Conservative: a wrong word is worse than a missing word, so doubt means empty."""

from dataclasses import dataclass

from adapters.playbooks.note.companies import company_after
from adapters.playbooks.note.contacts import find_contacts
from adapters.playbooks.note.events import find_event
from adapters.playbooks.note.found import NOTHING, Found
from adapters.playbooks.note.labels import find_labelled
from adapters.playbooks.note.meeting import says_they_met
from adapters.playbooks.note.names import find_name
from adapters.playbooks.note.own_names import named_place
from adapters.playbooks.note.roles import first_role, role_at, role_before
from adapters.playbooks.note.words import NoteWords
from domain.lead.prospect import Prospect


@dataclass(frozen=True, slots=True)
class NoteReading:
    """``event`` fits behind "at". An inflected name stays as typed and does not fit into another sentence."""

    prospect: Prospect
    event: str = ""
    name_is_inflected: bool = False
    company_is_inflected: bool = False


def read_note(words: NoteWords) -> NoteReading:
    labelled = find_labelled(words)
    is_met = says_they_met(words)
    name = find_name(words)
    role, company = _role_and_company(words, name, is_met=is_met)
    place = named_place(words, company.after) if is_met and company.text else ""
    prospect = Prospect(
        name=labelled.get("name", name.text),
        company=labelled.get("company", company.text),
        role=labelled.get("role", role.text),
        contacts=find_contacts(words.note),
    )
    return NoteReading(
        prospect,
        event=labelled.get("event", "") or find_event(words) or place,
        name_is_inflected=name.is_inflected and "name" not in labelled,
        company_is_inflected=company.is_inflected and "company" not in labelled,
    )


def _role_and_company(words: NoteWords, name: Found, *, is_met: bool) -> tuple[Found, Found]:
    if not name.text:
        return _of_unnamed_person(words)
    role = role_at(words, name.after)
    if role.text:
        return role, company_after(words, role.after, is_met=False)
    company = company_after(words, name.after, is_met=is_met)
    behind = role_at(words, company.after) if company.text else NOTHING
    return (behind if behind.text else role_before(words, name.first)), company


def _of_unnamed_person(words: NoteWords) -> tuple[Found, Found]:
    """ "the CTO of Globex": the name stays open, and the role counts only together with the company."""
    role = first_role(words)
    company = company_after(words, role.after, is_met=False) if role.text else NOTHING
    return (role, company) if company.text else (NOTHING, NOTHING)
