import logging

import pytest


@pytest.fixture(autouse=True)
def _errors_only(caplog: pytest.LogCaptureFixture) -> None:
    """Planners are often away here."""
    caplog.set_level(logging.ERROR)
