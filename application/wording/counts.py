"""Numbers with what is counted."""


def counted(count: int, noun: str) -> str:
    """As ``1 lead``, ``2 leads``."""
    return f"1 {noun}" if count == 1 else f"{count} {noun}s"
