"""What a settlement tells the log: which entry and what became of it, and nothing that Telegram says of the message."""

import pytest

from application.delivery.outcome import Misconfigured, Outcome, Rejected, Unconfirmed
from tests.support.entries import an_answer
from tests.support.memory_app import MemoryApp

QUOTED = "400: can't parse entities near Anna"


@pytest.mark.parametrize(
    ("outcome", "message"),
    [
        (Rejected(QUOTED), "a message was not sent"),
        (Unconfirmed(QUOTED), "a message is unconfirmed"),
    ],
)
async def test_telegrams_own_words_may_quote_a_message_and_are_not_logged(
    app: MemoryApp, caplog: pytest.LogCaptureFixture, outcome: Outcome, message: str
) -> None:
    async with app.transactions.write() as tx:
        await tx.outbox.add(an_answer(), at=app.clock.now())
    app.messenger.next_outcomes.append(outcome)

    await app.relay.relay_due()

    [record] = caplog.records
    assert record.getMessage() == message
    assert "Anna" not in str(vars(record))


async def test_a_pause_says_in_our_words_what_is_to_be_repaired(
    app: MemoryApp, caplog: pytest.LogCaptureFixture
) -> None:
    async with app.transactions.write() as tx:
        await tx.outbox.add(an_answer(), at=app.clock.now())
    app.messenger.next_outcomes.append(Misconfigured("401: check the token"))

    await app.relay.relay_due()

    [record] = caplog.records
    assert record.getMessage() == "the relay pauses"
    assert vars(record)["reason"] == "401: check the token"
