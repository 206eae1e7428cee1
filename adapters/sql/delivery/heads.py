"""Queue heads: of the queued entries of a chat only the first may be leased."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, case, exists, func, literal, or_, select

from adapters.sql.bot_scope import same_bot
from adapters.sql.schema.delivery_tables import chat_states, outbox
from application.delivery.entry import LONGEST_WAIT, EntryState
from application.ports.chat_state import CLOCKS_DIFFER


def due_heads(now: datetime, *, limit: int) -> Select[Any]:
    """The rows to be leased now, by priority and age."""
    is_throttled = and_(chat_states.c.free_at > now, chat_states.c.set_at <= now + CLOCKS_DIFFER)
    is_due = or_(outbox.c.not_before <= now, outbox.c.not_before > now + LONGEST_WAIT)
    is_alive = or_(outbox.c.expires_at.is_(None), outbox.c.expires_at > now)
    heads = select(outbox).where(_is_head(), is_due, is_alive, ~_chat_state(is_throttled))
    return heads.order_by(outbox.c.priority, outbox.c.id).limit(limit)


def next_due_at(now: datetime) -> Select[tuple[datetime | None]]:
    """When the first queue head may be leased, by its entry and its chat state."""
    is_throttled = and_(chat_states.c.free_at > now, chat_states.c.set_at <= now + CLOCKS_DIFFER)
    instant = outbox.c.not_before.type
    is_believable = outbox.c.not_before <= now + LONGEST_WAIT
    its_time = case((is_believable, outbox.c.not_before), else_=literal(now, instant))
    of_the_chat = and_(_of_the_chat(), is_throttled, chat_states.c.free_at > its_time)
    free_at = select(chat_states.c.free_at).where(of_the_chat).correlate(outbox).scalar_subquery()
    may_go_at = func.coalesce(free_at, its_time, type_=instant)
    return select(func.min(may_go_at, type_=instant)).select_from(outbox).where(_is_head())


def _is_head() -> ColumnElement[bool]:
    """The first queued entry of a chat that can be reached and has none in flight, due or not: no entry overtakes
    another of its chat."""
    before = outbox.alias()
    comes_before = or_(
        before.c.priority < outbox.c.priority, and_(before.c.priority == outbox.c.priority, before.c.id < outbox.c.id)
    )
    in_the_same_chat = and_(_same_chat(before), before.c.state == EntryState.QUEUED)
    is_first = ~exists().where(in_the_same_chat, comes_before)
    is_reachable = ~_chat_state(chat_states.c.unreachable_since.is_not(None))
    return and_(outbox.c.state == EntryState.QUEUED, is_first, ~_is_busy(), is_reachable)


def _chat_state(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """``condition`` of the entry's chat state. A ``set_at`` much later than now is from before the wall clock was set
    back: such a throttle does not count."""
    return exists().where(_of_the_chat(), condition).correlate(outbox)


def _of_the_chat() -> ColumnElement[bool]:
    return and_(same_bot(chat_states, outbox), chat_states.c.chat_id == outbox.c.chat_id)


def _is_busy() -> ColumnElement[bool]:
    other = outbox.alias()
    return exists().where(_same_chat(other), other.c.state == EntryState.SENDING)


def _same_chat(other: FromClause) -> ColumnElement[bool]:
    return and_(same_bot(other, outbox), other.c.chat_id == outbox.c.chat_id)
