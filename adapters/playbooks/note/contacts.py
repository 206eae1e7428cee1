"""Addresses in a note: e-mail, phone, @username, LinkedIn and Telegram links.

Every repetition in these patterns has a bound. An unbounded one, tried anew at each of 20 000 characters, would
take time by the square of the note; so each place costs at most the pattern's own greatest width.
"""

import re

MAX_CONTACTS = 8
MIN_WHOLE = 9
"""Digits that make a phone number whole."""

_LINK = r"(?:https?://)?(?:[a-z]{2,3}\.)?linkedin\.com/(?:in|pub|company)/[\w%.-]{1,100}/?"
_TELEGRAM = r"(?:https?://)?(?:t|telegram)\.me/[A-Za-z][A-Za-z0-9_]{3,31}"
_EMAIL = r"[A-Za-z0-9_%+-][A-Za-z0-9._%+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24}"
_USERNAME = r"@[A-Za-z][A-Za-z0-9_]{3,31}(?!\.?[\w@])"
_PHONE = r"(?:\+|\(?0(?=[\d ()/-])|\(?[2-9]\d\d\)?[ .-]?\d\d\d[ .-]\d\d\d\d(?!\d))[\d ()/.\u00a0-]{0,22}"

_CONTACT = re.compile(
    rf"(?<![\w@./+-])(?:(?P<link>{_LINK}|{_TELEGRAM})|(?P<email>{_EMAIL})|(?P<username>{_USERNAME})|(?P<phone>{_PHONE}))",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:\d{2}|\d{4})\b")


def find_contacts(note: str) -> tuple[str, ...]:
    """As typed, in the note's order, each once, up to ``MAX_CONTACTS``."""
    found: dict[str, None] = {}
    for match in _CONTACT.finditer(note):
        text = _trimmed(match)
        if text:
            found.setdefault(text)
        if len(found) == MAX_CONTACTS:
            break
    return tuple(found)


def _trimmed(match: re.Match[str]) -> str:
    if match.lastgroup != "phone":
        return match[0].rstrip("./")
    is_cut = match.string[match.end() : match.end() + 1].isalnum() and match[0][-1].isdigit()
    return "" if is_cut else _phone(match[0])


def _phone(text: str) -> str:
    """Empty for a number that is a date, a sum or a count instead."""
    whole, *_ = text.split(maxsplit=1)
    if _digits(whole) >= MIN_WHOLE:
        text = whole  # "+380671234567 5 licences": after a whole number begins another
    text = text.rstrip(" ()/.-\u00a0")
    digits = _digits(text)
    at_least = 8 if text.startswith("+") else 9
    return text if at_least <= digits <= 15 and not _DATE.match(text) else ""


def _digits(text: str) -> int:
    return sum(mark.isdigit() for mark in text)
