"""The text in place of people's words once they are erased."""

ERASED = "[erased]"


def erased_text(text: str) -> str:
    """An empty text stays empty."""
    return ERASED if text else text
