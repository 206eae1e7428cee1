"""An operator's request has a reason that can be read."""

import pytest

from application.operator_request import OperatorRequest, ReasonRefused
from tests.support.operators import EVE


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501, "two\nlines", "\x1b[31m", "\u2028", "\udcff", "a\x00"])
def test_a_reason_is_one_line_of_text(reason: str) -> None:
    with pytest.raises(ReasonRefused):
        OperatorRequest(EVE, reason)


@pytest.mark.parametrize("reason", ["x", "x" * 500, "Zoë hat angerufen 📞", "it's 'quoted' \"twice\""])
def test_any_line_of_text_is_a_reason(reason: str) -> None:
    assert OperatorRequest(EVE, reason).reason == reason


def test_every_action_has_a_name_of_its_own() -> None:
    assert OperatorRequest(EVE, "x").command_id != OperatorRequest(EVE, "x").command_id
