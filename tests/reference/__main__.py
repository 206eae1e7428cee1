"""``python -m tests.reference`` writes the reference pages."""

from tests.reference.pages import write_pages

write_pages()
