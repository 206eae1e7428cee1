"""The reference pages say what the program does: they are written from it, and held against it here."""

from pathlib import Path

import pytest

from domain.recorded_event import RecordedEvent
from entrypoints.settings import Settings, read_settings
from tests.entrypoints.surroundings import without_settings
from tests.reference.events import PARTS, events_in
from tests.reference.pages import FOLDER, PAGES
from tests.reference.recorded_by import RECORDED_BY
from tests.reference.settings import written_default

EVENTS: list[type[RecordedEvent]] = [kind for _, module in PARTS for kind in events_in(module)]


@pytest.mark.parametrize("name", PAGES)
def test_a_reference_page_is_what_the_program_says(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == PAGES[name](), "run `make reference`"


def test_every_default_is_shown_as_it_would_be_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    without_settings(monkeypatch, tmp_path)
    shown = {name: written_default(field) for name, field in Settings.model_fields.items()}

    given = {name: default for name, default in shown.items() if default is not None}

    assert read_settings(**given) == read_settings()
    assert {name for name in shown if name not in given} == {
        name for name, field in Settings.model_fields.items() if not field.default
    }


def test_of_every_event_is_said_who_records_it() -> None:
    assert set(RECORDED_BY) == {kind.TOPIC for kind in EVENTS}


@pytest.mark.parametrize("kind", EVENTS)
def test_every_event_says_what_has_happened(kind: type[RecordedEvent]) -> None:
    assert not (kind.__doc__ or "").startswith(f"{kind.__name__}(")
