"""Small pieces of text that many messages have."""


def counted(count: int, noun: str) -> str:
    """As ``1 lead``, ``2 leads``."""
    return f"1 {noun}" if count == 1 else f"{count} {noun}s"


def shortened(text: str, limit: int) -> str:
    """One line of at most ``limit`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
