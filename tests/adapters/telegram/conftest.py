import pytest

from tests.adapters.telegram.hurried_clock import HurriedClock
from tests.support.leads import MONDAY_9AM


@pytest.fixture
def clock() -> HurriedClock:
    return HurriedClock(MONDAY_9AM)
