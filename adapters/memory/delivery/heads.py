"""Queue heads in memory: of the queued entries of a chat only the first may be leased."""

from collections.abc import Sequence
from datetime import datetime

from adapters.memory.contents import BotContents
from application.delivery.entry import LONGEST_WAIT, Entry, EntryState
from application.ports.chat_state import ChatState

Chat = tuple[int | None, int]
"""Its bot and its id."""


def due_heads(contents: BotContents, now: datetime) -> Sequence[Entry]:
    """By priority and age."""
    heads = [entry for entry in _queue_heads(contents) if _is_due(entry, now)]
    return [entry for entry in heads if _chat_state(contents, entry).waits_until(now) is None]


def next_due_at(contents: BotContents, now: datetime) -> datetime | None:
    heads = [
        max(_its_time(head, now), _chat_state(contents, head).waits_until(now) or _its_time(head, now))
        for head in _queue_heads(contents)
    ]
    queued = [entry for entry in contents.entries.values() if entry.state is EntryState.QUEUED]
    expiries = [entry.content.expires_at for entry in queued if entry.content.expires_at is not None]
    return min([*heads, *expiries], default=None)


def _queue_heads(contents: BotContents) -> Sequence[Entry]:
    """The first queued entry of each chat that can be reached and has none in flight, due or not."""
    busy = {_chat(entry) for entry in contents.entries.values() if entry.state is EntryState.SENDING}
    busy |= {
        (chat.bot_id, chat.chat_id) for chat in contents.chat_states.values() if chat.unreachable_since is not None
    }
    queued = [entry for entry in contents.entries.values() if entry.state is EntryState.QUEUED]
    heads: dict[Chat, Entry] = {}
    for entry in sorted(queued, key=lambda entry: (entry.content.priority, entry.id)):
        if _chat(entry) not in busy:
            heads.setdefault(_chat(entry), entry)
    return list(heads.values())


def _its_time(entry: Entry, now: datetime) -> datetime:
    return entry.not_before if entry.not_before <= now + LONGEST_WAIT else now


def _is_due(entry: Entry, now: datetime) -> bool:
    return _its_time(entry, now) <= now and (entry.content.expires_at is None or entry.content.expires_at > now)


def _chat(entry: Entry) -> Chat:
    return entry.bot_id, entry.content.chat_id


def _chat_state(contents: BotContents, entry: Entry) -> ChatState:
    states = {(one.bot_id, one.chat_id): one for one in contents.chat_states.values()}
    return states.get(_chat(entry), ChatState(entry.content.chat_id))
