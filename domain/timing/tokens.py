"""From normalised text to tokens: numbers, dates and clock times by their form, words by the lexicon."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from domain.timing.lexicon import ARTICLES, folded, longest_meaning
from domain.timing.terms import Term, Token

_LONGEST_PHRASE = 6
FORMS = re.compile(
    r"""
      (?P<name>[\w.+-]{1,64}@[\w.-]{1,64}|[^\W\d_]{2,30}\.[a-z]{2,10}\b(?!\.)|\d{1,9}e[+-]?\d{1,9}\b|[$€£]\s?\d{1,9})
    | (?P<date>\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?![\d])|\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}\b|\d{2}\b)?(?!\d))
    | (?P<clock>\d{1,2}(?:[:.]\d{2}(?::\d{2})?)?\s?[ap](?:m\b|\.\s?m\b\.?)|\d{1,3}:\d{2}(?::\d{2})?(?!\d))
    | (?P<mixed>(?:\d{1,3}\s)?[13]/[248](?=\s?[^\W\d_]))
    | (?P<ordinal>\d{1,3}-?(?:st|nd|rd|th|й|ый|ий|го|я|ій|тя|му|м)\b|\d{1,2}\.(?=\s[^\W\d_]))
    | (?P<number>\d{1,3}(?:\s\d{3})+\b|\d+(?:[.,]\d+)?)
    | (?P<quarter>[qк]\s?[1-4]\b|[1-4]q\b)
    | (?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)
    | (?P<sign>[^\w\s])
    """,
    re.VERBOSE,
)
_SIGNS = {
    **dict.fromkeys(".;!?|…", Term.STOP),
    **dict.fromkeys("([", Term.OPEN),
    **dict.fromkeys(")]", Term.CLOSE),
    **dict.fromkeys("#№", Term.HASH),
    "+": Term.PLUS,
    "/": Term.SLASH,
    ",": Term.COMMA,
    ":": Term.COLON,
    "&": Term.AND,
}


def tokenised(text: str) -> list[Token]:
    """``text`` is normalised. Articles are left out: they change no timing."""
    forms = list(FORMS.finditer(text))
    tokens: list[Token] = []
    at = 0
    while at < len(forms):
        count, found = _read(forms, at, text)
        found = _half_of_labelled_day(found) if tokens and tokens[-1].terminal is Term.DAY else found
        tokens.extend(_minutes_of_an_hour(found, tokens))
        at += count
    return [_alone(token, before) for before, token in zip([None, *tokens], tokens, strict=False)]


def _half_of_labelled_day(found: list[Token]) -> list[Token]:
    """ "Day 2 PM" is the afternoon of day 2, and not two o'clock."""
    if not found or found[0].terminal not in (Term.CLOCK, Term.NO_CLOCK) or ":" in found[0].text:
        return found
    [clock, *rest] = found
    number = float(re.match(r"\d+", clock.text)[0])  # type: ignore[index]  # it begins so
    half = 540 if clock.value < 720 else 840
    return [
        replace(clock, terminal=Term.NUMBER, value=number),
        replace(clock, terminal=Term.DAYPART, value=half),
        *rest,
    ]


def _minutes_of_an_hour(found: list[Token], before: Sequence[Token]) -> list[Token]:
    """ "m" is months or metres as well, but not in "1h30m"; "30м" would else be a Russian ordinal."""
    terminals = [token.terminal for token in before[-2:]]
    match found:
        case [Token(terminal=Term.WORD, text="m" | "м") as unit] if terminals == [Term.HOUR, Term.NUMBER]:
            return [replace(unit, terminal=Term.MINUTE)]
        case [Token(terminal=Term.ORDINAL) as ordinal] if terminals[-1:] == [Term.HOUR] and ordinal.text[-1] == "м":
            number, unit = replace(ordinal, terminal=Term.NUMBER), replace(ordinal, terminal=Term.MINUTE, value=0)
            return [replace(number, end=number.end - 1), replace(unit, start=unit.end - 1)]
    return found


def _alone(token: Token, before: Token | None) -> Token:
    """A number stuck to a word that is none of ours is part of a name: "mp3", "e9"."""
    if before and token.terminal is Term.NUMBER and before.terminal is Term.WORD and before.end == token.start:
        return replace(token, terminal=Term.WORD)
    return token


def _read(forms: Sequence[re.Match[str]], at: int, text: str) -> tuple[int, list[Token]]:
    words = [folded(form[0]) for form in forms[at : at + _LONGEST_PHRASE]]
    count, meanings = longest_meaning(words)
    if count:
        start, end = forms[at].start(), forms[at + count - 1].end()
        return count, [Token(terminal, text[start:end], start, end, float(value)) for terminal, value in meanings]
    return 1, list(_by_form(forms[at], text))


def _by_form(form: re.Match[str], text: str) -> Iterator[Token]:
    terminal, value = Term.WORD, 0.0
    match form.lastgroup:
        case "number":
            terminal, value = _number(form, text)
        case "mixed":
            terminal, value = Term.NUMBER, _mixed(form[0])
        case "ordinal":
            terminal, value = Term.ORDINAL, float(re.match(r"\d+", form[0])[0])  # type: ignore[index]  # it begins so
        case "date":
            terminal, value = _date(form[0])
        case "clock":
            terminal, value = _clock(form[0])
        case "quarter":
            terminal, value = Term.QUARTER_NAME, float(form[0].strip("qк "))
        case "sign":
            terminal = _sign(form, text)
        case "word" if folded(form[0]) in ARTICLES:
            return
    yield Token(terminal, form[0], form.start(), form.end(), float(value))


def _number(form: re.Match[str], text: str) -> tuple[Term, float]:
    digits = form[0].replace(",", ".").replace(" ", "")
    _, _, decimals = digits.partition(".")
    if len(decimals) > 2 or text[form.end() : form.end() + 1] == "%":
        return Term.WORD, 0  # 1,000 is a thousand to some and one to others
    return Term.NUMBER, float(digits)


def _mixed(words: str) -> float:
    whole, _, part = words.rpartition(" ")
    above, _, below = part.partition("/")
    return float(whole or 0) + float(above) / float(below)


def _date(words: str) -> tuple[Term, float]:
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    if len(numbers) == 2:
        return Term.DATE, -(numbers[1] * 100 + numbers[0])  # without a year: see rules.dates
    year, month, day = numbers if numbers[0] > 31 else reversed(numbers)
    try:
        return Term.DATE, date(year + 2000 if year < 100 else year, month, day).toordinal()
    except ValueError:
        return Term.WORD, 0


def _clock(words: str) -> tuple[Term, float]:
    hour, *rest = (int(number) for number in re.findall(r"\d+", words))
    minute, second = ([*rest, 0, 0])[:2]
    afternoon = re.search(r"[ap](?=\.?\s?m)", words)
    if hour > 23 or minute > 59 or second > 59 or (afternoon and not 1 <= hour <= 12):
        return Term.NO_CLOCK, 720 if afternoon and afternoon[0] == "p" else 0
    if afternoon:
        hour = hour % 12 + (12 if afternoon[0] == "p" else 0)
    return Term.CLOCK, hour * 60 + minute


def _sign(form: re.Match[str], text: str) -> Term:
    if form[0] == "~":
        return Term.DASH if text[form.start() - 1 : form.start()].isdigit() else Term.ABOUT
    if form[0] != "-":
        return _SIGNS.get(form[0], Term.SIGN)
    before, after = text[: form.start()][-1:], text[form.end() :][:1]
    return Term.MINUS if after.isdigit() and not before.isalnum() else Term.DASH
