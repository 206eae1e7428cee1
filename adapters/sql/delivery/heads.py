"""Whose turn it is: the waiting entries of each chat form a line, and only its first may go."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, or_, select

from adapters.sql.schema.delivery_tables import chat_states, outbox
from application.delivery.entry import LONGEST_WAIT, EntryState
from application.ports.chat_state import CLOCKS_DIFFER


def due_heads(now: datetime, *, limit: int) -> Select[Any]:
    """The rows to be leased now, by priority and age."""
    lane_holds = and_(chat_states.c.free_at > now, chat_states.c.set_at <= now + CLOCKS_DIFFER)
    is_due = or_(outbox.c.not_before <= now, outbox.c.not_before > now + LONGEST_WAIT)
    is_alive = or_(outbox.c.expires_at.is_(None), outbox.c.expires_at > now)
    heads = select(outbox).where(_is_head(), is_due, is_alive, ~_lane(lane_holds))
    return heads.order_by(outbox.c.priority, outbox.c.id).limit(limit)


def next_due_at(now: datetime) -> Select[tuple[datetime | None]]:
    """When the first head of a line may go, as far as its entry and its lane say."""
    lane_holds = and_(chat_states.c.free_at > now, chat_states.c.set_at <= now + CLOCKS_DIFFER)
    instant = outbox.c.not_before.type
    is_believable = outbox.c.not_before <= now + LONGEST_WAIT
    its_time = case((is_believable, outbox.c.not_before), else_=literal(now, instant))
    waits_for_lane = and_(lane_holds, chat_states.c.free_at > its_time)
    may_go_at = case((waits_for_lane, chat_states.c.free_at), else_=its_time)
    first = select(func.min(may_go_at, type_=instant)).select_from(outbox)
    return first.outerjoin(chat_states, chat_states.c.chat_id == outbox.c.chat_id).where(_is_head())


def _is_head() -> ColumnElement[bool]:
    """The first queued entry of a chat with nothing under way and a person who can be reached, due or not: nothing
    overtakes within a chat."""
    before = outbox.alias()
    comes_before = or_(
        before.c.priority < outbox.c.priority, and_(before.c.priority == outbox.c.priority, before.c.id < outbox.c.id)
    )
    in_the_same_chat = and_(before.c.chat_id == outbox.c.chat_id, before.c.state == EntryState.QUEUED)
    is_first = ~exists().where(in_the_same_chat, comes_before)
    is_reachable = ~_lane(chat_states.c.unreachable_since.is_not(None))
    return and_(outbox.c.state == EntryState.QUEUED, is_first, ~_is_busy(outbox.c.chat_id), is_reachable)


def _lane(says: ColumnElement[bool]) -> ColumnElement[bool]:
    """A lane that was set much later than now was set before the wall clock went back: it holds up nobody."""
    return exists().where(chat_states.c.chat_id == outbox.c.chat_id, says).correlate(outbox)


def _is_busy(chat_id: ColumnElement[int]) -> ColumnElement[bool]:
    other = outbox.alias()
    return exists().where(other.c.chat_id == chat_id, other.c.state == EntryState.SENDING)
