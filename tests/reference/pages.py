"""The pages and their functions."""

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.reference.commands import commands_page
from tests.reference.events import events_page
from tests.reference.metrics import metrics_page
from tests.reference.settings import settings_page

FOLDER = Path(__file__).parents[2] / "docs" / "reference"
PAGES: Mapping[str, Callable[[], str]] = {
    "settings.md": settings_page,
    "commands.md": commands_page,
    "metrics.md": metrics_page,
    "events.md": events_page,
}


def write_pages() -> None:
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")
