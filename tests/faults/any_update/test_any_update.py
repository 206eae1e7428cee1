"""Batches of updates that are new, broken, missing parts, huge, deep or of the wrong type, from the answer to
getUpdates to the bot's answers. What once failed is kept in ``corpus/``."""

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.faults.any_update.breaking import broken, written
from tests.faults.any_update.office import an_office
from tests.faults.any_update.shapes import updates
from tests.support.databases import DATABASES, MEMORY, SQL_DATABASES, a_fresh_database

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.json"))
AT_LEAST = 4
BATCHES = st.lists(updates().flatmap(broken), min_size=AT_LEAST, max_size=8).map(written)
PATIENTLY = settings(suppress_health_check=list(HealthCheck))


def handled(name: str, texts: Sequence[str]) -> int:
    """Return how many updates were. Raise ``AssertionError``."""
    return asyncio.run(_handled(name, texts))


async def _handled(name: str, texts: Sequence[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        async with a_fresh_database(name, Path(folder)) as database:
            office = await an_office(database)
            for text in texts:
                await office.bring(text)
            return office.has_handled


@settings(PATIENTLY, max_examples=300 // AT_LEAST)
@given(text=BATCHES)
def test_any_update_is_kept_once_and_handled_or_listed_as_failed(text: str) -> None:
    handled(MEMORY, [text])


@pytest.mark.parametrize("name", SQL_DATABASES)
@settings(PATIENTLY, max_examples=3, phases=[Phase.generate])
@given(texts=st.lists(BATCHES, min_size=4, max_size=8))
def test_a_database_takes_any_update(name: str, texts: Sequence[str]) -> None:
    handled(name, texts)


@pytest.mark.parametrize("name", DATABASES)
@pytest.mark.parametrize("file", CORPUS, ids=[file.stem for file in CORPUS])
def test_what_once_failed_is_borne(name: str, file: Path) -> None:
    handled(name, [file.read_text(encoding="utf-8")])


@pytest.mark.faults
def test_20_000_updates_are_borne() -> None:
    counted = [0]

    @settings(PATIENTLY, max_examples=20_000 // AT_LEAST)
    @given(text=BATCHES)
    def any_batch(text: str) -> None:
        counted[0] += handled(MEMORY, [text])

    any_batch()

    print(f"{counted[0]:,} updates: each kept once, and handled or listed as failed")  # noqa: T201  # for make faults
    assert counted[0] >= 20_000
