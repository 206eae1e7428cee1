"""What a message does to a lead: the same as its buttons, a correction, or words to be kept."""

import re
from datetime import UTC, datetime

from domain.intent.phrases import Openings, folded, phrases, plain
from domain.intent.reading import Act, ActKind
from domain.intent.words import ACTS
from domain.timing import TimingStatus, parse_timing

LONGEST_TIME = 8
"""Words. A longer text is no mere time."""
LONGEST_PERSON = 4
LONGEST_ACT = 300
"""Characters."""
SOME_DAY = datetime(2026, 3, 4, 10, tzinfo=UTC)
"""Whether words name a time does not depend on the day on which they are said."""

OPENINGS = {kind: Openings(words) for kind, words in ACTS.items()}
_IT = phrases("it|this|that|him|her|them|es|das|ihn|sie|его|ее|їх|його|її|это|це|lo|la|eso")
_WITH_TIME = re.compile(
    r"\b(?:meeting|meet|call|demo|appointment|зустріч\w{0,3}|дзвінок|созвон|встреч\w{0,3}|звонок|treffen|termin|"
    r"anruf|"
    r"reunión|reunion|llamada|cita)[\s,:–-]{1,4}(?P<when>.{1,60})",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:\b(?:name is|name's|called|is called|it's|it is|зовут|звати|звуть|heißt|heisst|se llama|es)\s+)"
    r"(?P<right>[^\W\d_][\w'’.-]{0,30}(?:\s[^\W\d_][\w'’.-]{0,30}){0,2}?),?\s+"
    r"(?:(?:and|а|und|y)\s+)?(?:not|не|nicht|no)\s+(?P<wrong>[^\W\d_][\w'’. -]{0,60}?)\W{0,3}$",
    re.IGNORECASE,
)
_NAME_AFTER = re.compile(
    r"\b(?:not|не|nicht|no)\s+(?P<wrong>[^\W\d_][\w'’.-]{0,30}?),?\s+(?:but|а|sondern|sino)\s+"
    r"(?P<right>[^\W\d_][\w'’.-]{0,30}(?:\s[^\W\d_][\w'’.-]{0,30}){0,2})\W{0,3}$",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?P<contact>[\w.%+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|(?<!\w)@[A-Za-z]\w{3,31}|\+?\d[\d ()/.-]{6,22}\d)"
)
_ABOUT_CONTACT = re.compile(
    r"\b(?:number|phone|mobile|e-?mail|mail|handle|номер|тел\w{0,8}|телефон\w{0,3}|почт\w{0,3}|пошт\w{0,3}|мейл|"
    r"nummer|telefon|"
    r"handynummer|adresse|correo|tel[eé]fono|n[uú]mero)\b",
    re.IGNORECASE,
)


def read_act(text: str, *, answers_lead: bool) -> Act | None:
    """None for what is none. In an answer to a lead any words are: they are to be kept."""
    if len(text) > LONGEST_ACT:
        return Act(ActKind.WORDS) if answers_lead else None
    act = _correction(text, answers_lead=answers_lead) or _by_opening(text, answers_lead=answers_lead)
    if act is not None or not answers_lead:
        return act
    return Act(ActKind.SNOOZED, when=text.strip()) if is_time(text) else Act(ActKind.WORDS)


def _correction(text: str, *, answers_lead: bool) -> Act | None:
    name = _NAME.search(text) or _NAME_AFTER.search(text)
    if name is not None:
        return Act(ActKind.NAME, value=name["right"].strip(" .,"), person=name["wrong"].strip(" .,"))
    contact = _CONTACT.search(text)
    if contact is None or not answers_lead:
        return None
    rest = text.replace(contact["contact"], " ")
    is_all = _ABOUT_CONTACT.search(rest) or len(rest.split()) <= 2
    return Act(ActKind.CONTACT, value=contact["contact"].strip()) if is_all and len(rest.split()) <= 6 else None


def _by_opening(text: str, *, answers_lead: bool) -> Act | None:
    for kind, openings in OPENINGS.items():
        rest = openings.rest(text)
        if rest is None:
            continue
        if kind is ActKind.SNOOZED:
            return _snoozed(rest, answers_lead=answers_lead)
        if kind is ActKind.REPLIED:
            return Act(kind, when=_time_in(rest))
        person = "" if plain(rest) in _IT else rest.strip(" .,!")
        if len(person.split()) <= (0 if answers_lead else LONGEST_PERSON):
            return Act(kind, person=person)
    return None if answers_lead else _behind_person(text)


def _snoozed(rest: str, *, answers_lead: bool) -> Act | None:
    if rest and not is_time(rest):
        return None
    return Act(ActKind.SNOOZED, when=rest) if answers_lead or rest == "" or is_time(rest) else None


def _behind_person(text: str) -> Act | None:
    """ "anna replied", "Tom Reyes said yes, meeting thursday": a person, and what became of them."""
    words = text.split()
    for count in range(1, min(3, len(words) - 1) + 1):
        for kind in (ActKind.REPLIED, ActKind.DONE, ActKind.SKIPPED):
            rest = OPENINGS[kind].rest(" ".join(words[count:]))
            if rest is not None and (kind is ActKind.REPLIED or rest == ""):
                return Act(kind, when=_time_in(rest), person=" ".join(words[:count]).strip(" ,:"))
    return None


def _time_in(text: str) -> str:
    found = _WITH_TIME.search(text)
    when = found["when"].strip(" .,!") if found else ""
    return when if when and is_time(when) else ""


def is_time(text: str) -> bool:
    if not text or len(text.split()) > LONGEST_TIME or "?" in text:
        return False
    return parse_timing(folded(text).strip(" .,!"), SOME_DAY).status is TimingStatus.OK
