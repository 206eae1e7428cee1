"""Processes that are killed need one that gives birth to them quickly."""

import pytest

from tests.faults.worker_process import warm_up


@pytest.fixture(scope="session")
def forks() -> None:
    """Workers are born quickly from now on."""
    warm_up()
