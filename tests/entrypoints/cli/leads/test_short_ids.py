"""A lead is named by its id, or by as much of its beginning as names that lead only."""

from uuid import UUID

import pytest

from tests.entrypoints.cli.terminal import Terminal


def ids(terminal: Terminal) -> list[str]:
    return sorted(lead["lead_id"] for lead in terminal.leadbell("leads", "list", "--json").json())


def test_the_short_id_that_the_bot_shows_is_enough(scene: Terminal) -> None:
    for lead_id in ids(scene):
        for typed in (lead_id[:8], lead_id[:13], lead_id[:8].upper(), lead_id, UUID(lead_id).hex):
            assert scene.leadbell("leads", "show", typed, "--json").json()["lead_id"] == lead_id


@pytest.mark.parametrize("typed", ["ffffffff", "0000", "xyz", "a", "12", "", "g" * 8])
def test_what_names_no_lead_is_refused(scene: Terminal, typed: str) -> None:
    ended = scene.leadbell("leads", "show", typed)

    assert ended.code == 2
    assert "`leadbell leads list` shows them" in " ".join(ended.errors.split())
