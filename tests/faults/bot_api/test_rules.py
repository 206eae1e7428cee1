import json
from dataclasses import asdict

import pytest

from tests.faults.bot_api.call import Call
from tests.faults.bot_api.faults import Fault, close_after, forbidden, kill_before, ok, silence_before
from tests.faults.bot_api.rules import Rule, Rulebook


def _sending(chat_id: int = 5, text: str = "x") -> Call:
    return Call("1:t", "sendMessage", {"chat_id": str(chat_id), "text": text})


def _played(rulebook: Rulebook, *calls: Call) -> list[str]:
    return [rulebook.fault_for(call).name for call in calls]


def test_the_first_rule_that_fits_decides() -> None:
    rulebook = Rulebook([Rule(forbidden(), chat_ids=[7]), Rule(close_after(), methods=["sendMessage"])])

    assert _played(rulebook, _sending(7), _sending(5), Call("1:t", "getMe")) == ["forbidden", "close_after", "ok"]


def test_a_rule_finds_its_text() -> None:
    rulebook = Rulebook([Rule(forbidden(), text_contains="Anna")])

    assert _played(rulebook, _sending(text="Call Anna"), _sending(text="Call Boris")) == ["forbidden", "ok"]


def test_a_rule_is_used_up() -> None:
    rulebook = Rulebook([Rule(close_after(), times=2)])

    assert _played(rulebook, *[_sending()] * 3) == ["close_after", "close_after", "ok"]


def test_only_fitting_calls_are_numbered() -> None:
    rulebook = Rulebook([Rule(close_after(), chat_ids=[5], nth=[2, 3])])

    assert _played(rulebook, *map(_sending, (5, 6, 5, 6, 5, 5))) == [
        "ok",
        "ok",
        "close_after",
        "ok",
        "close_after",
        "ok",
    ]


def test_chance_is_the_same_for_the_same_seed() -> None:
    first, same, other = (
        _played(Rulebook([Rule(close_after(), probability=0.3, seed=seed)]), *[_sending()] * 200) for seed in (1, 1, 2)
    )

    assert first == same != other
    assert 30 <= first.count("close_after") <= 90


def test_a_killing_rule_is_played_once() -> None:
    rulebook = Rulebook([Rule(kill_before(12345), times=10)])

    assert _played(rulebook, _sending(), _sending()) == ["kill_before", "ok"]


@pytest.mark.parametrize("pid", [1, 0, -1])
def test_nothing_but_one_process_can_be_meant_to_die(pid: int) -> None:
    with pytest.raises(ValueError, match="single process"):
        kill_before(pid)


@pytest.mark.parametrize("fault", [ok(), silence_before(), forbidden(), kill_before(12345)])
def test_a_rule_survives_the_wire(fault: Fault) -> None:
    rule = Rule(fault, methods=["sendMessage"], chat_ids=[5, -7], text_contains="ü", nth=[2], seed=4, times=1)

    assert Rule.from_json(json.loads(json.dumps(asdict(rule)))) == rule
