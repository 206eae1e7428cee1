"""Whose turn it is: the waiting entries of each chat form a line, and only its first may go."""

from collections.abc import Sequence
from datetime import datetime

from adapters.memory.contents import Contents
from application.delivery.entry import LONGEST_WAIT, Entry, EntryState
from application.ports.chat_state import ChatState


def due_heads(contents: Contents, now: datetime) -> Sequence[Entry]:
    """By priority and age."""
    heads = [entry for entry in _heads_of_line(contents) if _is_due(entry, now)]
    return [entry for entry in heads if _lane(contents, entry).waits_until(now) is None]


def next_due_at(contents: Contents, now: datetime) -> datetime | None:
    heads = [
        max(_its_time(one, now), _lane(contents, one).waits_until(now) or _its_time(one, now))
        for one in _heads_of_line(contents)
    ]
    queued = [entry for entry in contents.entries.values() if entry.state is EntryState.QUEUED]
    expiries = [entry.content.expires_at for entry in queued if entry.content.expires_at is not None]
    return min([*heads, *expiries], default=None)


def _heads_of_line(contents: Contents) -> Sequence[Entry]:
    """The first queued entry of every chat that can be reached and has none under way, whether or not it is due."""
    busy = {entry.content.chat_id for entry in contents.entries.values() if entry.state is EntryState.SENDING}
    busy |= {
        chat_state.chat_id for chat_state in contents.chat_states.values() if chat_state.unreachable_since is not None
    }
    queued = [entry for entry in contents.entries.values() if entry.state is EntryState.QUEUED]
    heads: dict[int, Entry] = {}
    for entry in sorted(queued, key=lambda entry: (entry.content.priority, entry.id)):
        if entry.content.chat_id not in busy:
            heads.setdefault(entry.content.chat_id, entry)
    return list(heads.values())


def _its_time(entry: Entry, now: datetime) -> datetime:
    return entry.not_before if entry.not_before <= now + LONGEST_WAIT else now


def _is_due(entry: Entry, now: datetime) -> bool:
    return _its_time(entry, now) <= now and (entry.content.expires_at is None or entry.content.expires_at > now)


def _lane(contents: Contents, entry: Entry) -> ChatState:
    return contents.chat_states.get(entry.content.chat_id, ChatState(entry.content.chat_id))
