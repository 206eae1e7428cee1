"""The prospect's name: where a note points at a person, and nowhere else."""

from adapters.playbooks.note.companies import company_after, is_company_at
from adapters.playbooks.note.found import NOTHING, Found
from adapters.playbooks.note.name_places import Place, Pointing, is_title, name_places
from adapters.playbooks.note.roles import role_at
from adapters.playbooks.note.words import NoteWords
from adapters.playbooks.vocabulary.given_names import ALSO_WORDS, CYRILLIC_BEGINNINGS, GIVEN_NAMES
from adapters.playbooks.vocabulary.people import NOT_NAMES, PARTICLES, PERSONAL_VERBS, PLACES
from adapters.playbooks.vocabulary.trades import COMPANY_ENDINGS, COMPANY_PREPOSITIONS, ROLES

MAX_WORDS = 4
"""More capitalised words in a row are a headline."""


def find_name(words: NoteWords) -> Found:
    """The first person that the note points at; empty when in doubt."""
    for place in name_places(words):
        found = _name_at(words, place)
        if found.text:
            return found
    return NOTHING


def _name_at(words: NoteWords, place: Place) -> Found:
    if place.start >= len(words):
        return NOTHING
    has_title = is_title(words, place.start)
    first = place.start + has_title
    if has_title and "\n" in words.gap(first):  # a form of address on a line of its own names no person
        return NOTHING
    after = _after_name(words, first, has_title=has_title)
    if not after or words.key(after - 1).strip(".") in COMPANY_ENDINGS:
        return NOTHING
    if not has_title and not _is_person(words, first, after, place):
        return NOTHING
    return Found(words.slice(place.start, after), place.start, after, place.is_inflected)


def _after_name(words: NoteWords, start: int, *, has_title: bool) -> int:
    """Where the capitalised words from ``start`` end; 0 when they are none or too many for a name."""
    index, count = start, 0
    while _is_name_word(words, index) and (index == start or words.is_joined(index)):
        index, count = index + 1, count + 1
        # "Herr Müller von Siemens" comes from there; "Anna von Siemens" may be called so.
        if count == 1 and not (has_title and words.key(index) in COMPANY_PREPOSITIONS):
            index = _behind_particles(words, index)
        if count > MAX_WORDS:
            return 0
    is_somebody_elses = words.is_joined(index) and words.key(index).endswith(("'s", "’s"))
    return 0 if not count or is_somebody_elses else index


def _is_name_word(words: NoteWords, index: int) -> bool:
    if index >= len(words) or not words[index].is_name_like:
        return False
    key = words.key(index)
    return key not in NOT_NAMES and key not in ROLES and key not in PLACES


def _behind_particles(words: NoteWords, index: int) -> int:
    """Behind "van", "von der", "de": only between two words of a name."""
    behind = index
    while behind - index < 2 and words.key(behind) in PARTICLES and words.is_joined(behind):
        behind += 1
    is_a_name = behind > index and _is_name_word(words, behind) and words.is_joined(behind)
    return behind if is_a_name and not is_company_at(words, behind) else index


def _is_person(words: NoteWords, first: int, after: int, place: Place) -> bool:
    is_product = words.key(first) in ALSO_WORDS and words[first].text.isupper()
    is_known = not is_product and _is_given_name(words.key(first), is_inflected=place.is_inflected)
    if place.pointing is Pointing.HEAD:
        return _is_person_at_head(words, first, after, is_known=is_known)
    if is_known or _is_told_by_role(words, after):
        return True
    is_full = after - first > 1 and not _is_shouted(words, first, after)
    is_from_company = bool(company_after(words, after, is_met=True).text)
    return is_full or is_from_company if place.pointing is Pointing.PERSON else is_full and is_from_company


def _is_person_at_head(words: NoteWords, first: int, after: int, *, is_known: bool) -> bool:
    if not is_known:
        return after - first > 1 and _is_told_by_role(words, after)
    is_sure = words.key(first) not in ALSO_WORDS and (after - first > 1 or _pauses_or_acts(words, after))
    return is_sure or _is_told_by_role(words, after) or bool(company_after(words, after, is_met=False).text)


def _is_given_name(key: str, *, is_inflected: bool) -> bool:
    if not is_inflected:
        return key in GIVEN_NAMES
    return key[: max(3, len(key) - 2)] in CYRILLIC_BEGINNINGS


def _is_told_by_role(words: NoteWords, after: int) -> bool:
    """ ", CTO at Globex": a role and its company, set off from words that can only be the name."""
    role = role_at(words, after)
    return bool(role.text) and not words.is_joined(after) and bool(company_after(words, role.after, is_met=False).text)


def _pauses_or_acts(words: NoteWords, after: int) -> bool:
    """Whether a lone first name is followed like a name: "Anna, …", "Anna wants …", "Anna at …"."""
    return not words.is_joined(after) or words.key(after) in PERSONAL_VERBS | COMPANY_PREPOSITIONS


def _is_shouted(words: NoteWords, start: int, after: int) -> bool:
    """NASA Ames, ERP Demo: an abbreviation among words."""
    shouted = [words[index].text.isupper() and len(words[index].text) > 1 for index in range(start, after)]
    return any(shouted) and not all(shouted)
