import pytest

from domain.visible_text import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Anna  Kowalska", "Anna Kowalska"),
        ("Anna\nKowalska\t", "Anna Kowalska"),
        ("A\u202enna\u2066 K\x00\x9b", "Anna K"),
        ("\u202e\u200f", ""),
        ("נועה כהן", "נועה כהן"),
        ("क्‍ष 👨‍👩‍👧", "क्‍ष 👨‍👩‍👧"),
    ],
    ids=["spaces", "lines", "hidden", "nothing to see", "right to left", "joined characters stay"],
)
def test_only_what_can_be_seen_is_left(text: str, shown: str) -> None:
    assert visible(text) == shown
