"""Each rule reads its own examples and has an id of its own."""

import re
from collections.abc import Iterator
from re import _constants as constants  # type: ignore[attr-defined]  # private, but it alone knows the quantifiers
from re import _parser as parser  # type: ignore[attr-defined]

import pytest

from domain.timing.rule import Rule
from domain.timing.rules.order import RULES
from domain.timing.rules.times_of_day import SPELLED
from domain.timing.tokens import FORMS
from tests.domain.timing.bases import read

EXAMPLES = [(rule, text, expected) for rule in RULES for text, expected in rule.examples.items()]


@pytest.mark.parametrize(
    ("rule", "text", "expected"), EXAMPLES, ids=[f"{rule.id}: {text}" for rule, text, _ in EXAMPLES]
)
def test_a_rule_reads_its_example(rule: Rule, text: str, expected: str) -> None:
    timing = read(text)

    shown = timing.status.value if timing.at is None else f"{timing.at:%Y-%m-%d %H:%M}"
    assert timing.rule == rule.id
    assert shown.startswith(expected)


def test_every_rule_has_an_id_of_its_own_and_an_example() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(rule.examples for rule in RULES)


@pytest.mark.parametrize("pattern", [*(rule.pattern for rule in RULES), *(pattern for pattern, _ in SPELLED)])
def test_no_rule_can_take_more_than_a_bounded_number_of_words(pattern: re.Pattern[str]) -> None:
    assert max(repeats(parser.parse(pattern.pattern)), default=0) <= 8


def test_only_runs_of_one_kind_of_character_are_unbounded_in_a_token() -> None:
    """``\\\\d+`` and the like, which never backtrack into each other."""
    assert max(nesting(parser.parse(FORMS.pattern, re.VERBOSE))) <= 1


def repeats(tree: object) -> Iterator[int]:
    """The upper bounds of all quantifiers."""
    for node in walked(tree):
        yield int(node[1][1])


def nesting(tree: object) -> Iterator[int]:
    """How deep unbounded quantifiers stand in each other; the one around a word's apostrophes is fenced by them."""
    yield 0
    for node in walked(tree):
        if node[1][1] is constants.MAXREPEAT:
            yield 1


def walked(tree: object) -> Iterator[tuple[object, tuple[int, int, object]]]:
    if isinstance(tree, tuple) and len(tree) == 2 and tree[0] in (constants.MAX_REPEAT, constants.MIN_REPEAT):
        yield tree
    if isinstance(tree, tuple | list | parser.SubPattern):
        for part in tree:
            yield from walked(part)
