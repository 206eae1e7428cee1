"""Every test here needs workers that are born quickly."""

import pytest


@pytest.fixture(autouse=True)
def born_quickly(forks: None) -> None:
    """Before anybody measures time."""
