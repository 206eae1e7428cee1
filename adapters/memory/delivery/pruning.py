"""Prune entries that ended long ago, in memory."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from adapters.memory.contents import BotContents
from application.delivery.entry import ENDED, KEPT_KINDS, Entry
from application.delivery.message import Message

NOTHING = Message(())


def prunable(contents: BotContents, before: datetime) -> Mapping[int, Entry]:
    over = [one for one in contents.entries.values() if one.state in ENDED and one.content.message != NOTHING]
    return {one.id: one for one in over if one.settled_at is not None and one.settled_at < before}


def prune(contents: BotContents, before: datetime) -> int:
    over = prunable(contents, before)
    for number in [number for number, one in contents.attempts.items() if one.entry_id in over]:
        del contents.attempts[number]
    for entry in over.values():
        if entry.content.kind in KEPT_KINDS:
            contents.entries[entry.id] = replace(entry, content=replace(entry.content, message=NOTHING))
        else:
            del contents.entries[entry.id]
    return len(over)
