"""Updates as Telegram sends them, received from a server that answers as a test says."""

from collections.abc import Sequence
from datetime import timedelta

from application.ports.inbox import InboundUpdate
from tests.adapters.telegram.fault_server import FaultServer
from tests.adapters.telegram.hurried_clock import HurriedClock
from tests.adapters.telegram.telegram_client import telegram_at

AT_ONCE = timedelta(0)
CHAT = {"id": 5, "type": "private", "first_name": "Zoë"}
PERSON = {"id": 6, "is_bot": False, "first_name": "Zoë"}
NOTE = {
    "update_id": 11,
    "message": {"message_id": 1, "date": 1, "chat": CHAT, "from": PERSON, "text": "🔔 _*[", "of_tomorrow": [1.5]},
}
PRESS = {
    "update_id": 12,
    "callback_query": {
        "id": "47",
        "from": PERSON,
        "chat_instance": "1",
        "data": "done:1",
        "message": {"message_id": 1, "date": 0, "chat": CHAT},
    },
}
PRESS_ELSEWHERE = {"update_id": 13, "callback_query": {"id": "48", "from": PERSON, "chat_instance": "1"}}


async def receive(server: FaultServer, clock: HurriedClock, *, after: int | None = None) -> Sequence[InboundUpdate]:
    async with server, telegram_at(server.url, clock=clock) as telegram:
        return await telegram.updates.receive(after=after, wait=AT_ONCE) or ()
