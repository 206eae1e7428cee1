import logging

import pytest


@pytest.fixture(autouse=True)
def _errors_only(caplog: pytest.LogCaptureFixture) -> None:
    """That planners are away is no news here."""
    caplog.set_level(logging.ERROR)
