"""Any story of owners, relays, operators and time, played step by step and checked after each."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from application.delivery.entry import DeliveryPolicy
from tests.faults.state_machine.machine import DeliveryMachine
from tests.support.databases import MEMORY, POSTGRESQL, SQLITE

QUICK = {MEMORY: 15, SQLITE: 2}
LONG = {MEMORY: 150, SQLITE: 10, POSTGRESQL: 5}
SLOW_IS_FINE = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


@pytest.mark.parametrize("policy", DeliveryPolicy)
@pytest.mark.parametrize("database", QUICK)
def test_delivery_keeps_its_promise(database: str, policy: DeliveryPolicy) -> None:
    """The same stories each time."""
    _play(database, policy, settings(max_examples=QUICK[database], stateful_step_count=40))


@pytest.mark.faults
@pytest.mark.parametrize("policy", DeliveryPolicy)
@pytest.mark.parametrize("database", LONG)
def test_delivery_keeps_its_promise_in_many_stories(database: str, policy: DeliveryPolicy) -> None:
    """New stories each time; the blob that a failure prints brings its story back."""
    _play(database, policy, settings(max_examples=LONG[database], stateful_step_count=60))


def _play(database: str, policy: DeliveryPolicy, stories: settings) -> None:
    quiet = settings(stories, suppress_health_check=SLOW_IS_FINE)

    def machine() -> DeliveryMachine:
        return DeliveryMachine(database, policy)

    run_state_machine_as_test(machine, settings=quiet)  # type: ignore[arg-type]  # it takes any factory
