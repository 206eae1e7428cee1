import json
import logging

import pytest

from adapters.telegram.messenger import TelegramMessenger
from application.delivery.message import Button, Message, Span, Style, say
from application.delivery.outcome import Rejected, Sent
from application.ports.messenger import Messenger
from tests.adapters.telegram.fault_server import MESSAGE, Request, error, ok, served
from tests.adapters.telegram.faults import FAULTS
from tests.adapters.telegram.telegram_client import TOKEN, telegram_at

REMINDER = Message(
    spans=(Span("🔔 Due: Ann _*[", Style.BOLD), Span("\n\nWrite to her")),
    buttons=((Button("✅ Done", "done:1"), Button("⏭ Skip", "skip:1")), (Button("📋 View Lead", "lead:1"),)),
)
ENTITIES = [{"type": "bold", "offset": 0, "length": 15}]
ROWS = [
    [{"text": "✅ Done", "callback_data": "done:1"}, {"text": "⏭ Skip", "callback_data": "skip:1"}],
    [{"text": "📋 View Lead", "callback_data": "lead:1"}],
]


def _is_a_messenger(messenger: TelegramMessenger) -> Messenger:
    return messenger


def _fields(request: Request) -> dict[str, object]:
    """As the server reads them: what is JSON is parsed."""
    texts = {"text", "callback_query_id"}
    return {key: value if key in texts else json.loads(value) for key, value in request.fields.items()}


async def test_a_message_is_sent_with_entities_and_buttons() -> None:
    async with served(ok(MESSAGE)) as server, telegram_at(server.url) as telegram:
        outcome = await telegram.messenger.send(5, REMINDER)

    [request] = server.requests
    assert outcome == Sent(77)
    assert request.path == f"/bot{TOKEN}/sendMessage"
    assert _fields(request) == {
        "chat_id": 5,
        "text": "🔔 Due: Ann _*[\n\nWrite to her",
        "entities": ENTITIES,
        "link_preview_options": {"is_disabled": True},
        "reply_markup": {"inline_keyboard": ROWS},
    }


async def test_an_edit_replaces_text_and_buttons() -> None:
    async with served(ok(MESSAGE)) as server, telegram_at(server.url) as telegram:
        outcome = await telegram.messenger.edit(5, 12, say("Done."))

    [request] = server.requests
    assert outcome == Sent(12)
    assert request.method == "editMessageText"
    assert _fields(request) == {
        "chat_id": 5,
        "message_id": 12,
        "text": "Done.",
        "entities": [],
        "link_preview_options": {"is_disabled": True},
    }


async def test_a_message_that_reads_so_already_counts_as_sent() -> None:
    unchanged = error(400, "Bad Request: message is not modified: specified new message content is the same")
    async with served(unchanged) as server, telegram_at(server.url) as telegram:
        outcome = await telegram.messenger.edit(5, 12, REMINDER)

    assert outcome == Sent(12)


@pytest.mark.parametrize(
    "description", ["Bad Request: message to edit not found", "Bad Request: message can't be edited"]
)
async def test_a_message_that_cannot_be_edited_is_rejected(description: str) -> None:
    async with served(error(400, description)) as server, telegram_at(server.url) as telegram:
        outcome = await telegram.messenger.edit(5, 12, REMINDER)

    assert outcome == Rejected(description)


async def test_a_press_is_acknowledged_with_a_notice() -> None:
    async with served(ok(True)) as server, telegram_at(server.url) as telegram:
        outcome = await telegram.messenger.acknowledge(5, "4711", "a\ud83d" + "x" * 300, alert=True)

    [request] = server.requests
    assert outcome == Sent(0)
    assert request.method == "answerCallbackQuery"
    assert _fields(request) == {"callback_query_id": "4711", "text": "a\ufffd" + "x" * 197 + "…", "show_alert": True}


async def test_a_press_is_acknowledged_without_words() -> None:
    async with served(ok(True)) as server, telegram_at(server.url) as telegram:
        await telegram.messenger.acknowledge(5, "4711")

    [request] = server.requests
    assert "text" not in request.fields


async def test_an_answer_that_comes_too_late_is_dropped_silently(caplog: pytest.LogCaptureFixture) -> None:
    late = error(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    async with served(late) as server, telegram_at(server.url) as telegram:
        outcome = await telegram.messenger.acknowledge(5, "4711", "Done")

    assert outcome == Sent(0)
    assert caplog.records == []


@pytest.mark.parametrize("name", FAULTS)
async def test_an_acknowledgement_is_judged_like_a_message_and_reveals_no_secret(
    name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="adapters")
    fault = FAULTS[name]
    async with fault.place() as place, telegram_at(place.url, request_timeout=fault.request_timeout) as telegram:
        outcome = await telegram.messenger.acknowledge(5, "4711", "Ring Ms Rivera")

    said = " ".join([repr(outcome), *(str(vars(record)) for record in caplog.records)])
    # An answered press has no result that could be missing.
    assert type(outcome) is (Sent if name == "200 without result" else fault.expected)
    assert TOKEN not in said
    assert "Rivera" not in said
