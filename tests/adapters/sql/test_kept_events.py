"""Of every kind of event there is one, byte for byte as it was first written: whoever changes a kind hears of it."""

import json
from pathlib import Path

from domain.account import events as account_events
from domain.lead import events as lead_events
from domain.recorded_event import RecordedEvent

FILES = Path(__file__).parent / "events"
NEVER_RECORDED = {"event", "account.event", "account.created", "lead.event", "lead.created"}
"""What the others derive from."""


def test_every_kind_of_event_is_kept() -> None:
    lines = [line for file in FILES.glob("*.jsonl") for line in file.read_text(encoding="utf-8").splitlines()]
    kept = {json.loads(line)["topic"] for line in lines}

    assert topics_of(lead_events) | topics_of(account_events) == kept


def topics_of(module: object) -> set[str]:
    kinds = [one for one in vars(module).values() if isinstance(one, type) and issubclass(one, RecordedEvent)]
    return {str(kind.TOPIC) for kind in kinds} - NEVER_RECORDED
