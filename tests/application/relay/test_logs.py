"""The log says which entry it was and what became of it, and nothing that Telegram says of the message."""

import pytest

from application.delivery.outcome import Misconfigured, Outcome, Rejected, Unconfirmed
from tests.support.memory_app import MemoryApp

QUOTED = "400: can't parse entities near Anna"


@pytest.mark.parametrize(
    ("outcome", "message", "reason"),
    [
        (Rejected(QUOTED), "a message was not sent", None),
        (Unconfirmed(QUOTED), "a message is unconfirmed", None),
        (Misconfigured("401: check the token"), "the relay pauses", "401: check the token"),
    ],
)
async def test_only_reasons_in_our_own_words_are_logged(
    app: MemoryApp, caplog: pytest.LogCaptureFixture, outcome: Outcome, message: str, reason: str | None
) -> None:
    await app.queue_answers()
    app.messenger.next_outcomes.append(outcome)

    await app.relay.relay_due()

    [record] = caplog.records
    assert (record.getMessage(), vars(record).get("reason")) == (message, reason)
    assert "Anna" not in str(vars(record))
