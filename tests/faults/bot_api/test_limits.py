from collections.abc import Iterable

from tests.faults.bot_api.call import Call
from tests.faults.bot_api.limits import Limiter, Limits, Refusal, Violation

PER_SECOND = Refusal(Violation.PER_SECOND, 2)
PER_CHAT = Refusal(Violation.PER_CHAT, 2)
IN_FLIGHT = Refusal(None, 2)
DURING_PAUSE = Refusal(Violation.DURING_PAUSE, 1)
EDIT = Call("1:t", "editMessageText", {"chat_id": "1"})


def _sending(chat_id: int) -> Call:
    return Call("1:t", "sendMessage", {"chat_id": str(chat_id)})


def _said(limits: Limits, arrivals: Iterable[tuple[int, float]]) -> list[Refusal | None]:
    limiter = Limiter(limits)
    return [limiter.refusal(_sending(chat_id), now) for chat_id, now in arrivals]


def test_without_limits_all_may_come_at_once() -> None:
    limiter = Limiter()

    assert {limiter.refusal(_sending(1), 100.0) for _ in range(1000)} == {None}


def test_any_second_takes_so_many() -> None:
    arrivals = [(1, 0.0), (2, 0.9), (3, 0.99), (4, 1.0), (5, 1.5), (6, 2.0)]

    assert _said(Limits(per_second=2, retry_after=2), arrivals) == [
        None,
        None,
        PER_SECOND,
        PER_SECOND,
        PER_SECOND,
        None,
    ]


def test_a_chat_waits_a_second_after_every_try() -> None:
    arrivals = [(1, 0.0), (2, 0.1), (1, 0.99), (1, 1.98), (1, 2.98)]

    assert _said(Limits(retry_after=2), arrivals) == [None, None, PER_CHAT, PER_CHAT, None]


def test_only_new_messages_count() -> None:
    limiter = Limiter(Limits(per_second=1))

    assert [limiter.refusal(EDIT, 0.0), limiter.refusal(EDIT, 0.0), limiter.refusal(_sending(1), 0.0)] == [None] * 3


def test_nothing_is_taken_in_the_pause_that_a_full_second_brings() -> None:
    limiter = Limiter(Limits(per_second=1, retry_after=2, penalty=True, grace_s=0.1))

    said = [limiter.refusal(_sending(chat_id), now) for chat_id, now in ((1, 0.0), (2, 0.5), (3, 0.55), (4, 1.9))]

    assert said == [None, PER_SECOND, IN_FLIGHT, DURING_PAUSE]
    assert limiter.refusal(EDIT, 2.4) == DURING_PAUSE
    assert limiter.refusal(Call("1:t", "getUpdates"), 2.4) is None
    assert limiter.refusal(EDIT, 2.5) is None


def test_one_full_chat_pauses_no_other() -> None:
    said = _said(Limits(retry_after=2, penalty=True), [(1, 0.0), (1, 0.1), (2, 0.2)])

    assert said == [None, PER_CHAT, None]


def test_a_shorter_pause_does_not_end_a_longer_one() -> None:
    limiter = Limiter(Limits(penalty=True))
    limiter.pause(0.0, 10)

    limiter.pause(1.0, 1)

    assert limiter.refusal(EDIT, 9.5) == DURING_PAUSE
