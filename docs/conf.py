"""How the documents become pages: `make docs` builds them, and any warning is an error.

The pages are those that GitHub shows: plain Markdown with GitHub's anchors, the root's documents among them, so that
every link from one to another is checked. What is to be read in which order stands in ``contents.rst``.
"""

import tomllib
from pathlib import Path

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

ROOT = Path(__file__).parents[1]

project = "Leadbell"
release = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
copyright = "Leadbell's authors, MIT"  # noqa: A001  # the name that Sphinx reads

extensions = ["myst_parser"]
root_doc = "docs/contents"
include_patterns = ["*.md", "docs/*.md", "docs/*.rst", "docs/**/*.md"]
myst_heading_anchors = 4
nitpicky = True
highlight_language = "none"

html_theme = "furo"
html_title = f"Leadbell {release}"
html_copy_source = False


def setup(app: Sphinx) -> None:
    app.add_lexer("mermaid", TextLexer)  # GitHub draws it; a page without scripts from elsewhere shows its words
