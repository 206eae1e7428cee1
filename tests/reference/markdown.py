"""The little Markdown that the reference pages are made of."""

from collections.abc import Iterable, Sequence

DO_NOT_EDIT = "<!-- Written by `make reference` from the program: change the program, then run it again. -->"


def page(title: str, introduction: str, *parts: str) -> str:
    return "\n\n".join((DO_NOT_EDIT, f"# {title}", introduction.strip(), *parts)) + "\n"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [_row(columns), "|" + "---|" * len(columns), *(_row(row) for row in rows)]
    return "\n".join(lines)


def code(text: object) -> str:
    """Text that has code within already stays as it is."""
    return str(text) if "`" in str(text) else f"`{text}`"


def paragraphs(docstring: str | None) -> str:
    """A docstring without its line breaks; double backquotes are Markdown's single ones."""
    blocks = (docstring or "").replace("``", "`").strip().split("\n\n")
    return "\n\n".join(" ".join(block.split()) for block in blocks)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"
