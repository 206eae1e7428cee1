"""What an owner reads after everything of theirs was erased."""

import pytest

from application.ports.personal_data import Erased, Redacted
from application.wording.own_data import deletion_report


@pytest.mark.parametrize("waiting", [0, 1, 2])
def test_messages_that_are_in_flight_are_said_to_be(waiting: int) -> None:
    report = deletion_report(Erased(2, Redacted(waiting=waiting))).text

    assert ("still on their way" in report) is (waiting > 0)
