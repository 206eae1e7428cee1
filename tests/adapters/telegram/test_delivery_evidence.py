"""The messenger's outcome of a call that went wrong, over real sockets, fault by fault."""

from datetime import timedelta

import pytest

from application.delivery.message import Message, Span, say
from application.delivery.outcome import (
    ChatMoved,
    ChatUnreachable,
    Misconfigured,
    Outcome,
    Rejected,
    Sent,
    Throttled,
    Unconfirmed,
)
from application.ports.messenger import Messenger
from tests.adapters.telegram.fault_server import MESSAGE, FaultServer, Script, error, ok, refusal, served
from tests.adapters.telegram.faults import FAULTS, Fault
from tests.adapters.telegram.telegram_client import TOKEN, telegram_at

TEXT = "Ring Ms Rivera before noon"

every_fault = pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())


async def _send(messenger: Messenger) -> Outcome:
    return await messenger.send(5, say(TEXT))


async def _edit(messenger: Messenger) -> Outcome:
    return await messenger.edit(5, 77, say(TEXT))


async def _sent_to(server: FaultServer) -> Outcome:
    async with server, telegram_at(server.url) as telegram:
        return await _send(telegram.messenger)


@every_fault
async def test_sending_is_judged_by_evidence_and_no_secret_is_revealed(fault: Fault) -> None:
    async with fault.place() as place, telegram_at(place.url, request_timeout=fault.request_timeout) as telegram:
        outcome = await _send(telegram.messenger)

    assert type(outcome) is fault.expected
    assert TOKEN not in repr(outcome)
    assert "Rivera" not in repr(outcome)


@every_fault
async def test_what_the_server_took_is_never_called_unsent(fault: Fault) -> None:
    async with fault.place() as place, telegram_at(place.url, request_timeout=fault.request_timeout) as telegram:
        outcomes = [await _send(telegram.messenger), await _edit(telegram.messenger)]

    assert place.accepted == 0 or all(isinstance(outcome, Sent | Unconfirmed) for outcome in outcomes)
    assert outcomes.count(Sent(77)) <= place.accepted


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (ok(MESSAGE), Sent(77)),
        (error(400, "Bad Request: chat not found"), Rejected("Bad Request: chat not found")),
        (error(400, "Bad Request: upgraded", migrate_to_chat_id=-1009), ChatMoved(to=-1009)),
        (error(403, "Forbidden: blocked by the user"), ChatUnreachable("Forbidden: blocked by the user")),
        (error(429, "Too Many Requests"), Throttled(timedelta(seconds=5))),
        (error(429, "Too Many Requests", retry_after=7), Throttled(timedelta(seconds=7))),
        (error(429, "Too Many Requests", retry_after=-3), Throttled(timedelta(seconds=5))),
        (error(429, "Too Many Requests", retry_after=10**12), Throttled(timedelta(hours=1))),
        (error(429, "Too Many Requests", retry_after="soon"), Throttled(timedelta(seconds=5))),
    ],
)
async def test_an_outcome_carries_what_telegram_says_unless_it_is_nonsense(answer: Script, outcome: Outcome) -> None:
    assert await _sent_to(served(answer)) == outcome


async def test_a_server_that_echoes_text_and_token_is_not_quoted() -> None:
    outcome = await _sent_to(served(error(400, f"Bad Request:\n {TEXT} from {TOKEN} " + "x" * 500)))

    assert isinstance(outcome, Rejected)
    assert outcome.reason.startswith("Bad Request: *** from *** xxx")
    assert len(outcome.reason) == 200


async def test_a_short_piece_of_the_message_does_not_blacken_the_reason() -> None:
    async with served(error(400, "Bad Request: chat not found")) as server, telegram_at(server.url) as telegram:
        outcome = await telegram.messenger.send(5, Message((Span("a"), Span(""), Span(TEXT))))

    assert outcome == Rejected("Bad Request: chat not found")


@pytest.mark.parametrize(
    ("status", "description", "advice"),
    [
        (401, "Unauthorized", "LEADBELL_TELEGRAM_TOKEN"),
        (404, "Not Found", "LEADBELL_TELEGRAM_API_URL"),
        (409, "Conflict: terminated by other getUpdates request", "another program"),
        (409, "Conflict: can't use getUpdates method while webhook is active", "deleteWebhook"),
    ],
)
async def test_a_wrong_configuration_says_what_to_repair(status: int, description: str, advice: str) -> None:
    outcome = await _sent_to(served(error(status, description)))

    assert isinstance(outcome, Misconfigured)
    assert advice in outcome.reason
    assert outcome.reason.startswith(f"{status}: ")


async def test_no_redirect_is_followed_with_our_token() -> None:
    async with served(ok(MESSAGE)) as elsewhere:
        outcome = await _sent_to(served(refusal(307, "", more=[f"Location: {elsewhere.url}/botX/sendMessage"])))

    assert elsewhere.requests == []
    assert isinstance(outcome, Misconfigured)
